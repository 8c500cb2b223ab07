//! The proposals of a citizens' budget become the answers of a vote, so that nobody types them twice.

use crate::error::advice;
use crate::pages::event::votes;
use crate::pages::reading::Reader;
use crate::pages::status::Status;
use crate::router::{NavigateOptions, use_navigate};
use crate::routes;
use crate::ui::*;
use crate::widgets::{Button, ButtonSize};
use leptos::task::spawn_local;
use shared::event::dots::ANSWERS_MIN;
use shared::event::{lines, number, proposals};
use shared::ids::RecordId;
use shared::records::{ABFRAGE, BETEILIGUNG};
use shared::text::{event_sentences, event_words};
use shared::value::Value;

/// Draws what the proposals cost and the key that makes the vote; nothing without enough proposals or once there is a vote.
pub(super) fn offer(reader: Reader, status: Status, id: RecordId, event: RecordId) -> AnyView {
    let navigate = StoredValue::new_local(use_navigate());
    (move || {
        let view = reader.app.records.get(id)?;
        let lines = lines::of_field(&view.state, number(&BETEILIGUNG, "vorschlaege"));
        let answers = proposals::as_answers(&lines);
        let link = Value::Link(id);
        let field = number(&ABFRAGE, "beteiligung");
        let known = reader.app.records.list_all(&ABFRAGE);
        let voted = known.iter().any(|vote| vote.state.value(field) == Some(&link));
        if answers.len() < ANSWERS_MIN || voted {
            return None;
        }
        let (cents, unsaid) = proposals::sum(&lines);
        let costs = event_sentences::proposals_cost(lines.len(), cents, unsaid, reader.locale);
        let more = lines.len().saturating_sub(answers.len());
        let too_many = (more > 0).then(|| event_sentences::proposals_left(more, reader.locale));
        let question = reader.title(&view);
        let press = Callback::new(move |()| {
            let edits = votes::edits_of(&question, &answers, 1, false, event, Some(id));
            spawn_local(async move {
                match reader.app.records.create(&ABFRAGE, edits).await {
                    Ok(_) => {
                        status.saved(reader);
                        let to = routes::votes(event);
                        let _left = navigate
                            .try_with_value(|go| go(&to, NavigateOptions::default()));
                    }
                    Err(error) => status.offer(reader.s(advice(&error).words), None),
                }
            });
        });
        Some(view! {
            <p>{costs}</p>
            {too_many.map(|text| view! { <p class="field__hint">{text}</p> })}
            <Button label=reader.s(event_words::VOTE_ON_PROPOSALS) icon="dots" size=ButtonSize::Wide press=press />
        })
    })
    .into_any()
}
