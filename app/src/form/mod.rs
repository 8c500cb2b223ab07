//! Draws the form of any record and saves it.
//!
//! The form walks the definition: sections, fields in order, what is asked for depending on earlier answers. It
//! writes only what was changed, names the versions that were on the screen, keeps a draft while typing, and says
//! "gespeichert" only when the write is on the disk. No kind of record is known here by name.

mod already;
mod entry;
mod error_summary;
mod field;
mod guard;
mod judge;
mod official;
mod quick;
mod save;
mod sender;
mod similar;
mod typed;

use already::Already;
pub use entry::{Entry, element_of};
pub use error_summary::{ErrorSummary, FormError};
pub use field::FieldInput;
pub use guard::{NamesGuard, looks_like};
pub use judge::{judge, mend_while_typing};
pub use quick::{Quick, saved_bar};
pub(crate) use save::random_element;
pub use save::{Outcome, save};

use crate::error::advice;
use crate::pages::reading::Reader;
use crate::state::{DraftFields, RecordView};
use crate::ui::*;
use crate::widgets::{Button, ButtonLook, ButtonSize, Notice, Tone};
use leptos::task::spawn_local;
use shared::records::{self, FieldDef, FieldKind, RecordDef, Required, Visible};
use shared::text::words;
use shared::value::Value;
use shared::value::validate::is_asked;

/// What a form is opened for.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Kind of the record.
    pub def: &'static RecordDef,
    /// The record to change; `None` makes a new one.
    pub view: Option<RecordView>,
    /// Inputs that are filled in from the start, by field key.
    pub presets: Vec<(&'static str, String)>,
    /// Name under which the draft is kept.
    pub draft: String,
}

/// Opens every field that is asked for, with presets and draft. The answer says whether there was a draft.
#[must_use]
pub fn open(opening: &Opening, reader: Reader) -> (Vec<Entry>, bool) {
    let asked = |field: &&FieldDef| !field.retired && !matches!(field.kind, FieldKind::Files);
    let fields = opening.def.fields.iter().filter(asked);
    let entries: Vec<Entry> = fields
        .map(|field| Entry::open(field, opening.view.as_ref(), reader.locale))
        .collect();
    if opening.view.is_none() {
        for entry in &entries {
            if let Some(first) = judge::first_state(&entry.def.kind) {
                entry.start_with(first);
            } else if let Some(only) = only_one(entry.def, reader) {
                entry.start_with(&only);
            }
        }
    }
    // Also an existing record may be opened for one step: "called off" leads here to ask for the reason.
    for entry in &entries {
        let preset = opening
            .presets
            .iter()
            .find(|(key, _)| *key == entry.def.key);
        if let Some((_, value)) = preset {
            entry.start_with(value);
        }
    }
    let draft = reader.app.records.draft(&opening.draft);
    if let Some(draft) = &draft {
        for entry in &entries {
            entry.restore(draft);
        }
    }
    official::follow(&entries);
    sender::follow(&entries, reader);
    let entries = without_special_links(entries);
    (entries, draft.is_some_and(|draft| !draft.is_empty()))
}

/// Where a new record has to name another one and there is only one, nothing is left to choose.
fn only_one(field: &FieldDef, reader: Reader) -> Option<String> {
    let FieldKind::Link { to } = field.kind else {
        return None;
    };
    if field.required == Required::No || !matches!(field.visible, Visible::Always) {
        return None;
    }
    let def = records::by_key(to)?;
    match untrack(|| reader.app.records.list(def)).as_slice() {
        [only] => Some(only.id.to_string()),
        _ => None,
    }
}

/// Where one field takes a link to anything, the fields for one kind beside it are only asked for when they hold something.
fn without_special_links(entries: Vec<Entry>) -> Vec<Entry> {
    let any = |entry: &&Entry| matches!(entry.def.kind, FieldKind::AnyLink);
    let Some(section) = entries.iter().find(any).map(|entry| entry.def.section) else {
        return entries;
    };
    let special = |entry: &Entry| {
        entry.def.section == section && matches!(entry.def.kind, FieldKind::Link { .. })
    };
    entries
        .into_iter()
        .filter(|entry| !special(entry) || !untrack(|| entry.raw.get()).is_empty())
        .collect()
}

/// Draws the whole form.
#[component]
pub fn RecordForm(
    /// What it is opened for.
    opening: Opening,
    /// Words.
    reader: Reader,
    /// Called when the record is on the disk.
    done: Callback<Outcome>,
) -> impl IntoView {
    let (entries, drafted) = open(&opening, reader);
    let def = opening.def;
    let entries = StoredValue::new(entries);
    let draft_key = StoredValue::new(opening.draft.clone());
    let is_new = opening.view.is_none();
    let view = StoredValue::new_local(opening.view);
    let errors = RwSignal::new(Vec::<FormError>::new());
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let drafted = RwSignal::new(drafted);

    keep_draft_while_typing(entries, draft_key, reader);
    mend_while_typing(def, entries, is_new, errors, reader);
    let values = Memo::new(move |_| entries.with_value(|all| judge::values(all)));

    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let found = judge(def, &entries.get_value(), is_new, reader);
        errors.set(found.clone());
        failed.set(None);
        if !found.is_empty() {
            return;
        }
        busy.set(true);
        let id = view.with_value(|view| view.as_ref().map(|view| view.id));
        let (entries, draft_key) = (entries.get_value(), draft_key.get_value());
        spawn_local(async move {
            // The form may be left while the write is under way; then only the write and the draft matter.
            let written = save(def, id, &entries, reader).await;
            // Before the page goes: what goes with it must not be drawn once more.
            let _left = busy.try_set(false);
            match written {
                Ok(outcome) => {
                    reader.app.records.drop_draft(&draft_key);
                    let _left = done.try_run(outcome);
                }
                Err(error) => {
                    let _left = failed.try_set(Some(reader.s(advice(&error).words)));
                }
            }
        });
    };

    let sections = def
        .sections
        .iter()
        .zip(0u8..)
        .map(|(title, number)| {
            let title = reader.s(*title);
            section(Part {
                def,
                number,
                title,
                entries,
                view,
                values,
                reader,
            })
        })
        .collect_view();

    view! {
        <form
            class="stack"
            // Otherwise the browser keeps what is typed in clear, to restore it after a crash.
            autocomplete="off"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <ErrorSummary errors=errors title=reader.t(words::FORM_ERRORS) />
            {move || drafted.get().then(|| view! {
                <Notice
                    icon="draft"
                    title=reader.t(words::DRAFT_FOUND)
                    text=reader.s(words::STATE_DRAFT_TEXT)
                >
                    <Button
                        label=reader.s(words::DRAFT_DROP)
                        press=Callback::new(move |()| discard(entries, draft_key, drafted, reader))
                    />
                </Notice>
            })}
            {sections}
            {move || failed.get().map(|text| view! {
                <Notice tone=Tone::Danger icon="stop" title=reader.t(words::FORM_ERRORS) text=text />
            })}
            <div class="cluster">
                <Button
                    label=Signal::derive(move || {
                        reader.s(if busy.get() { words::SAVING } else { words::SAVE })
                    })
                    icon="check"
                    look=ButtonLook::Primary
                    size=ButtonSize::Large
                    busy=busy
                    submit=true
                />
            </div>
        </form>
    }
}

/// One section to draw.
struct Part {
    def: &'static RecordDef,
    number: u8,
    title: String,
    entries: StoredValue<Vec<Entry>>,
    view: StoredValue<Option<RecordView>, LocalStorage>,
    values: Memo<Vec<(u16, Value)>>,
    reader: Reader,
}

/// Draws one section; later sections in which nothing stands are closed, so that the short form stays short.
fn section(part: Part) -> AnyView {
    let Part {
        def,
        number,
        title,
        entries,
        view,
        values,
        reader,
    } = part;
    let own: Vec<Entry> = entries.with_value(|all| {
        all.iter()
            .filter(|entry| entry.def.section == number)
            .copied()
            .collect()
    });
    if own.is_empty() {
        return ().into_any();
    }
    // Every new record has a state; that alone opens nothing.
    let told = |entry: &&Entry| !matches!(entry.def.kind, FieldKind::State { .. });
    let filled = own.iter().filter(told).any(|entry| {
        untrack(|| entry.changed() || !entry.raw.get().is_empty() || !entry.set.get().is_empty())
    });
    let needed = own.iter().any(|entry| {
        entry.def.required == Required::Yes && matches!(entry.def.visible, Visible::Always)
    });
    let inputs = own
        .into_iter()
        .map(|entry| {
            let asked = Memo::new(move |_| values.with(|values| is_asked(def, entry.def, values)));
            let says_which =
                def.same.last() == Some(&entry.def.id) && view.with_value(Option::is_none);
            move || {
                asked.get().then(|| {
                    let input = view! {
                        <FieldInput entry=entry record=def view=view reader=reader locked=false />
                    };
                    if !says_which {
                        return input;
                    }
                    view! {
                        <div class="stack stack--tight">
                            {input}
                            <Already values=values def=def reader=reader />
                        </div>
                    }
                    .into_any()
                })
            }
        })
        .collect_view();
    // The page of the record lies beneath and has its own.
    let id = format!("form-{number}");
    let heading = id.clone();
    if number == 0 || needed {
        view! {
            <section class="section" aria-labelledby=id>
                <div class="section__head"><h2 id=heading>{title}</h2></div>
                <div class="form-grid">{inputs}</div>
            </section>
        }
        .into_any()
    } else {
        view! {
            <details class="section more" open=filled>
                <summary class="section__head more__summary"><h2 id=id>{title}</h2></summary>
                <div class="form-grid more__body">{inputs}</div>
            </details>
        }
        .into_any()
    }
}

/// Keeps a draft whenever something changes. Nothing is kept before the first change.
pub fn keep_draft_while_typing(
    entries: StoredValue<Vec<Entry>>,
    key: StoredValue<String>,
    reader: Reader,
) {
    Effect::new(move |before: Option<DraftFields>| {
        let mut draft = DraftFields::new();
        entries.with_value(|all| {
            for entry in all {
                entry.keep(&mut draft);
            }
        });
        match before {
            // The first run only learns what to watch.
            None => {}
            Some(before) if before == draft => {}
            Some(_) => reader
                .app
                .records
                .keep_draft(&key.get_value(), draft.clone()),
        }
        draft
    });
}

fn discard(
    entries: StoredValue<Vec<Entry>>,
    key: StoredValue<String>,
    drafted: RwSignal<bool>,
    reader: Reader,
) {
    entries.with_value(|all| {
        for entry in all {
            entry.reset();
        }
    });
    reader.app.records.drop_draft(&key.get_value());
    drafted.set(false);
}
