//! Die ersten 24 Stunden after a threat, step by step. Holds no data and stores nothing: it opens without unlock and
//! without network.

use crate::platform::hand_over;
use crate::routes;
use crate::state::use_app;
use crate::ui::*;
use crate::widgets::{Button, Call, CallList, Icon};
use shared::text::{Text, words};

/// One step: title, text, and what stands below it.
enum Below {
    Nothing,
    Sheet,
    Calls,
}

struct Step(Text, Text, Below);

const NOW: [Step; 3] = [
    Step(words::DAY_SAFE, words::DAY_SAFE_TEXT, Below::Nothing),
    Step(words::DAY_KEEP, words::DAY_KEEP_TEXT, Below::Nothing),
    Step(words::DAY_FAMILY, words::DAY_FAMILY_TEXT, Below::Nothing),
];
const LATER: [Step; 2] = [
    Step(words::DAY_RECORD, words::DAY_RECORD_TEXT, Below::Sheet),
    Step(words::DAY_ADVICE, words::DAY_ADVICE_TEXT, Below::Calls),
];
const TOMORROW: [Step; 2] = [
    Step(words::DAY_CHARGE, words::DAY_CHARGE_TEXT, Below::Nothing),
    Step(words::DAY_WHO, words::DAY_WHO_TEXT, Below::Nothing),
];

/// Draws the page at its address.
#[component]
pub fn FirstDayPage() -> impl IntoView {
    let label = words::BACK.get(use_app().prefs.locale().get_untracked());
    let back = view! {
        <a class="icon-button" href=routes::CONFIDENTIAL aria-label=label><Icon name="back" /></a>
    };
    view! { <FirstDay back=back.into_any() /> }
}

/// Draws the page; `back` leads to where the reader came from.
#[component]
pub fn FirstDay(
    /// Where back leads, or what it does where there are no addresses.
    back: AnyView,
) -> impl IntoView {
    let locale = use_app().prefs.locale().get_untracked();
    let t = move |text: Text| text.get(locale);
    document().set_title(&format!("{} · Schulterschluss", t(words::DAY_TITLE)));
    let part = move |id: &'static str, title: Text, steps: [AnyView; 3]| {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head"><h2 id=id>{t(title)}</h2></div>
                <ol class="step-list">{steps.into_iter().collect_view()}</ol>
            </section>
        }
        .into_any()
    };
    let [one, two, three] = NOW.map(|it| step(it, locale));
    let [four, five] = LATER.map(|it| step(it, locale));
    let [six, seven] = TOMORROW.map(|it| step(it, locale));
    let none = || ().into_any();
    view! {
        <div class="app app--tool">
            <header class="app__bar top-bar top-bar--back">
                {back}
                <h1 class="top-bar__place">
                    {t(words::DAY_TITLE)}<small class="top-bar__sub">{t(words::DAY_SUB)}</small>
                </h1>
            </header>
            <main class="app__main" id="inhalt" tabindex="-1">
                <div class="stack">
                    <p>{t(words::DAY_TEXT)}</p>
                    <Call number="110" name=t(words::POLICE) when=t(words::DAY_POLICE) urgent=true />
                    <div class="step-group">
                        {part("jetzt", words::DAY_NOW, [one, two, three])}
                        {part("heute", words::DAY_TODAY, [four, five, none()])}
                        {part("morgen", words::DAY_TOMORROW, [six, seven, none()])}
                    </div>
                </div>
            </main>
        </div>
    }
}

fn step(step: Step, locale: shared::text::Locale) -> AnyView {
    let t = move |text: Text| text.get(locale);
    let Step(title, text, below) = step;
    let below = match below {
        Below::Nothing => ().into_any(),
        Below::Sheet => view! {
            <details class="more">
                <summary class="more__line"><Icon name="print" small=true />{t(words::DAY_SHEET)}</summary>
                <div class="more__body stack stack--tight">
                    <dl class="facts">
                        {[
                            words::DAY_SHEET_WHEN,
                            words::DAY_SHEET_WHERE,
                            words::DAY_SHEET_ORDER,
                            words::DAY_SHEET_WORDS,
                            words::DAY_SHEET_WITNESS,
                        ]
                            .into_iter()
                            .map(|line| view! {
                                <div class="facts__item"><dt>{t(line)}</dt><dd class="facts__blank"></dd></div>
                            })
                            .collect_view()}
                    </dl>
                    <p>
                        <Button
                            label=t(words::PRINT).to_owned()
                            icon="print"
                            press=Callback::new(|()| hand_over::print())
                        />
                    </p>
                </div>
            </details>
        }
        .into_any(),
        Below::Calls => view! {
            <CallList>
                <Call number="0800 300 99 44" name=t(words::STRONG_POINT) when=t(words::STRONG_POINT_TEXT) />
                <Call number="0351 855-2223" name="ZASTEX" when=t(words::DAY_ZASTEX) />
                <Call number="0351 564 54 999" name=t(words::DAY_CENTRE) when=t(words::DAY_CENTRE_TEXT) />
            </CallList>
        }
        .into_any(),
    };
    view! {
        <li class="step-list__item">
            <div class="step-list__body">
                <h3 class="step-list__title">{t(title)}</h3>
                <p class="step-list__text">{t(text)}</p>
                {below}
            </div>
        </li>
    }
    .into_any()
}
