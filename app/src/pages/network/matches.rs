//! Wer hatte das schon? The towns like this one, on the map and in a list that says why, and what they know.

use super::{link, link_all, text, town_name, words_of};
use crate::pages::reading::{Reader, phase_of};
use crate::routes;
use crate::state::RecordView;
use crate::ui::*;
use crate::widgets::{
    ButtonLook, ButtonSize, Icon, LinkButton, Meter, PageHead, Pin, SaxonyMap, Section, Segmented,
};
use shared::ids::RecordId;
use shared::kommunen::{self, map};
use shared::matching::{Likeness, POINTS_MAX, Profile, likeness};
use shared::records::{AUSTAUSCHBEITRAG, BAUSTEIN, HERAUSFORDERUNG, KOMMUNE, Phase, SIZES};
use shared::text::{sentences, words};

/// Towns that are listed.
const MATCHES_MAX: usize = 6;
/// Own challenges that get a key; the others are under "all".
const KEYS_MAX: usize = 3;
/// How far pins of one district that have no place of their own stand apart, in units of the map.
const APART: i32 = 34;

/// A town with what it says of itself.
struct Town {
    view: RecordView,
    profile: Profile,
}

/// The town that is shown and all others that may be shown.
struct Towns {
    own: Option<Town>,
    others: Vec<Town>,
}

impl Towns {
    fn read(reader: Reader) -> Self {
        let here = reader.app.session.current().get().map(|space| space.id.0);
        let challenges = reader.app.records.list(&HERAUSFORDERUNG);
        let towns = reader.app.records.list(&KOMMUNE).into_iter();
        let towns = towns.filter(|view| phase_of(view) != Phase::Stopped);
        let (own, others): (Vec<Town>, Vec<Town>) = towns
            .map(|view| Town {
                profile: profile(&view, &challenges),
                view,
            })
            .partition(|town| Some(town.view.id.0) == here);
        Self {
            own: own.into_iter().next(),
            others,
        }
    }

    /// The towns like the own one, the likeliest first.
    fn matches(&self, asked: Option<&str>) -> Vec<(&Town, Likeness)> {
        let Some(own) = &self.own else {
            return Vec::new();
        };
        let mut found: Vec<(&Town, Likeness)> = self
            .others
            .iter()
            .filter_map(|town| Some((town, likeness(&own.profile, &town.profile, asked)?)))
            .collect();
        // The sort keeps the order of names among equals.
        found.sort_by_key(|(_, likeness)| std::cmp::Reverse(likeness.points));
        found.truncate(MATCHES_MAX);
        found
    }
}

fn level(view: &RecordView) -> u8 {
    text(view, "auspraegung")
        .and_then(|key| key.parse().ok())
        .unwrap_or(0)
}

fn profile(view: &RecordView, challenges: &[RecordView]) -> Profile {
    let people = KOMMUNE
        .field_by_key("einwohner")
        .and_then(|field| view.state.value(field.id)?.as_int());
    let mut own: Vec<(String, u8)> = challenges
        .iter()
        .filter(|challenge| link(challenge, "kommune") == Some(view.id))
        .filter_map(|challenge| Some((text(challenge, "herausforderung")?, level(challenge))))
        .collect();
    own.sort_by(|(a, a_level), (b, b_level)| b_level.cmp(a_level).then(a.cmp(b)));
    Profile {
        size: people.map(super::band_key),
        challenges: own,
    }
}

/// What a challenge is called.
fn challenge_name(reader: Reader, key: &str) -> Option<String> {
    let field = HERAUSFORDERUNG.field(HERAUSFORDERUNG.title)?;
    let value = shared::value::Value::Text(key.to_owned());
    Some(reader.value(field, &value))
}

/// What a challenge is about, without of whom or by what: short enough for a key.
fn shortened(name: &str) -> &str {
    const ENDS: [&str; 7] = [",", " von ", " der ", " durch ", " of ", " by ", " in "];
    let ends = ENDS.iter().filter_map(|end| name.find(end));
    ends.min().and_then(|end| name.get(..end)).unwrap_or(name)
}

/// Draws heading, map and list.
pub(super) fn matches(reader: Reader, asked: RwSignal<Option<String>>) -> AnyView {
    let towns = Memo::new(move |_| own_keys(reader));
    let choose = Callback::new(move |key: String| asked.set((!key.is_empty()).then_some(key)));
    view! {
        <PageHead
            title=reader.s(words::WHO_HAD_THIS)
            text=Signal::stored(reader.s(words::WHO_HAD_THIS_TEXT))
        >
            {move || {
                let options = towns.get();
                (options.len() > 2).then(|| view! {
                    <Segmented
                        label=reader.t(HERAUSFORDERUNG.name)
                        options=options
                        chosen=Signal::derive(move || asked.get().unwrap_or_default())
                        choose=choose
                    />
                })
            }}
        </PageHead>
        {move || {
            let towns = Towns::read(reader);
            let asked = asked.get();
            let found = towns.matches(asked.as_deref());
            view! {
                <div class="columns columns--32">
                    <div class="panel stack">
                        {drawing(reader, &towns, &found)}
                        {super::profile(reader)}
                    </div>
                    {list(reader, &towns, &found)}
                </div>
            }
        }}
    }
    .into_any()
}

/// Keys of the own challenges, the heaviest first, and "all".
fn own_keys(reader: Reader) -> Vec<(String, String)> {
    let own = Towns::read(reader).own;
    let mut keys: Vec<(String, String)> = own
        .iter()
        .flat_map(|town| &town.profile.challenges)
        .filter(|(_, level)| *level > 0)
        .take(KEYS_MAX)
        .filter_map(|(key, _)| {
            let name = challenge_name(reader, key)?;
            Some((key.clone(), shortened(&name).to_owned()))
        })
        .collect();
    keys.push((String::new(), reader.s(words::FILTER_ALL)));
    keys
}

fn drawing(reader: Reader, towns: &Towns, found: &[(&Town, Likeness)]) -> AnyView {
    let mut taken: Vec<map::Point> = Vec::new();
    let mut pins: Vec<(map::Point, Pin)> = Vec::new();
    let mut put = |view: &RecordView, pin: Pin| {
        if let Some(point) = place(view, &taken) {
            taken.push(point);
            pins.push((point, pin));
        }
    };
    if let Some(own) = &towns.own {
        put(&own.view, Pin::Here);
    }
    for (number, (town, _)) in found.iter().enumerate() {
        put(&town.view, Pin::Match(number + 1));
    }
    for town in &towns.others {
        if found.iter().all(|(other, _)| other.view.id != town.view.id) {
            put(&town.view, Pin::Other);
        }
    }
    let count = towns.others.len() + usize::from(towns.own.is_some());
    let title = sentences::map_of(count, found.len(), reader.locale);
    let here = towns.own.as_ref().and_then(|own| district_of(&own.view));
    let own_name = towns.own.as_ref().map(|own| reader.title(&own.view));
    view! {
        <figure class="stack stack--tight">
            <SaxonyMap title=title here=here pins=pins />
            <figcaption class="cluster section__note">
                {own_name.map(|name| view! {
                    <span class="saxony-map__key"><svg class="icon icon--small" viewBox="0 0 24 24" aria-hidden="true"><path class="fill-1" d="M3 21V11l9-8 9 8v10z"></path></svg>{name}</span>
                })}
                <span class="saxony-map__key"><svg class="icon icon--small" viewBox="0 0 24 24" aria-hidden="true"><circle class="fill-1" cx="12" cy="12" r="10"></circle></svg>{reader.t(words::LIKE_TOWN)}</span>
                <span class="saxony-map__key"><svg class="icon icon--small" viewBox="0 0 24 24" aria-hidden="true"><path class="fill-2" d="M12 3l9 9-9 9-9-9z"></path></svg>{reader.t(words::IN_NETWORK)}</span>
                <span>{reader.t(map::ATTRIBUTION)}</span>
            </figcaption>
        </figure>
    }
    .into_any()
}

/// The district a town lies in, by the official list or as somebody chose it.
fn district_of(view: &RecordView) -> Option<String> {
    let official = text(view, "ags").and_then(|ags| kommunen::find(&ags));
    let official = official.map(|town| town.district_key.to_owned());
    official.or_else(|| text(view, "landkreis"))
}

/// Where a town stands. A town that wants to stay unnamed, or of which only the district is known, stands in the
/// middle of its district, beside those that stand there already.
fn place(view: &RecordView, taken: &[map::Point]) -> Option<map::Point> {
    let named = text(view, "sichtbarkeit").as_deref() != Some("anonym");
    let official = text(view, "ags").and_then(|ags| kommunen::find(&ags));
    if let Some(town) = official.filter(|_| named) {
        return Some(map::point(town.latitude, town.longitude));
    }
    let middle = map::district(&district_of(view)?)?.middle;
    // Around the middle, one after the other, until there is room.
    let steps = [
        (0, 0),
        (1, -1),
        (-1, 1),
        (-1, -1),
        (1, 1),
        (0, -2),
        (0, 2),
        (-2, 0),
        (2, 0),
    ];
    let places = steps.map(|(x, y)| map::Point {
        x: middle.x + x * APART,
        y: middle.y + y * APART,
    });
    let free = places.into_iter().find(|place| !taken.contains(place));
    Some(free.unwrap_or(middle))
}

fn list(reader: Reader, towns: &Towns, found: &[(&Town, Likeness)]) -> AnyView {
    if towns.own.is_none() {
        return ().into_any();
    }
    if found.is_empty() {
        return view! {
            <Section id="passend" title=reader.t(words::NO_MATCHES)>
                <p>{reader.t(words::NO_MATCHES_TEXT)}</p>
            </Section>
        }
        .into_any();
    }
    let items = found
        .iter()
        .zip(1..)
        .map(|((town, likeness), number)| item(reader, town, likeness, number))
        .collect_view();
    let ask = format!(
        "{}?art=frage&absender=anonym",
        routes::new(&AUSTAUSCHBEITRAG)
    );
    let ask = reader.may_add(&AUSTAUSCHBEITRAG).then(|| {
        view! {
            <LinkButton
                label=reader.t(words::ASK_ALL)
                href=ask
                icon="chat"
                look=ButtonLook::Primary
                size=ButtonSize::Wide
            />
        }
    });
    view! {
        <Section id="passend" title=sentences::matching_towns(found.len(), reader.locale)>
            <ol class="row-list">{items}</ol>
            {ask}
        </Section>
    }
    .into_any()
}

fn item(reader: Reader, town: &Town, likeness: &Likeness, number: usize) -> AnyView {
    let view = &town.view;
    let (name, unnamed) = town_name(reader, view);
    let size = town.profile.size.and_then(|key| {
        let size = SIZES.iter().find(|size| size.key == key)?;
        Some(reader.s(size.label))
    });
    let district = words_of(reader, view, "landkreis").filter(|_| !unnamed);
    let unnamed_words = unnamed.then(|| reader.s(words::STAYS_UNNAMED));
    let why: Vec<String> = [size, district, unnamed_words]
        .into_iter()
        .flatten()
        .collect();
    let shared: Vec<String> = likeness
        .shared
        .iter()
        .filter_map(|key| challenge_name(reader, key))
        .collect();
    let known = knowledge(reader, view.id, &likeness.shared);
    view! {
        <li class="row-list__item match">
            <span class="match__number" aria-hidden="true">{number}</span>
            <div class="match__body">
                <div class="cluster cluster--between">
                    <h3><a href=routes::record(view.def, view.id)>{name}</a></h3>
                    <Meter
                        full=likeness.points
                        of=POINTS_MAX
                        label=sentences::likeness_of(likeness.points, POINTS_MAX, reader.locale)
                    />
                </div>
                <p class="match__why">{why.join(" · ")}</p>
                <p>{shared.join(", ")}</p>
                {known}
            </div>
        </li>
    }
    .into_any()
}

/// What a town has put down for others about one of these challenges: a building block it tried, a post it signed.
fn knowledge(reader: Reader, town: RecordId, challenges: &[String]) -> Option<AnyView> {
    let about = |view: &RecordView| {
        let keys = view.def.field_by_key("herausforderungen");
        keys.is_some_and(|field| {
            let mut keys = view.state.elements(field.id).into_iter();
            keys.any(|(_, value)| {
                value
                    .as_text()
                    .is_some_and(|key| challenges.iter().any(|other| other == key))
            })
        })
    };
    let tried = reader.app.records.list(&BAUSTEIN).into_iter();
    let tried = tried.filter(|view| link_all(view, "getestet_in").contains(&town));
    let posts = reader.app.records.list(&AUSTAUSCHBEITRAG).into_iter();
    let posts = posts.filter(|view| {
        link(view, "kommune") == Some(town) && text(view, "absender").as_deref() == Some("stadt")
    });
    let found = tried.chain(posts).find(about)?;
    Some(
        view! {
            <p class="cluster">
                <Icon name=found.def.icon small=true />
                <a href=routes::record(found.def, found.id)>{reader.title(&found)}</a>
            </p>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_challenge_is_short_enough_for_a_key() {
        assert_eq!(shortened("Rückzug der Bürger*innen"), "Rückzug");
        assert_eq!(
            shortened("Lokale Desinformation, Telegram-Gruppen"),
            "Lokale Desinformation"
        );
        assert_eq!(shortened("Sonstiges"), "Sonstiges");
    }
}
