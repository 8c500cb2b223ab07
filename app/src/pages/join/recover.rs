//! The way back with a recovery sheet: its code, what it opens, which devices are gone.

use super::frame::{Say, frame, say, title};
use crate::pages::scan::code_input;
use crate::pages::secret::Secret;
use crate::ui::*;
use crate::widgets::{
    Button, ButtonLook, ButtonSize, Icon, Notice, ReadyItem, ReadyList, TextInput, Tone, Wiring,
};
use leptos::ev::SubmitEvent;
use shared::ids::DeviceId;
use shared::sync::Recoverable;
use shared::text::{sentences, words};

pub(super) fn sheet() -> AnyView {
    let say = say();
    title(say.t(words::RECOVER_TITLE));
    let secret = Secret::new(say.app, say.locale, "blatt");
    let submit = move |event: SubmitEvent| {
        secret.submit(&event, |app, typed| {
            Box::pin(async move { app.session.read_sheet(typed).await })
        });
    };
    let wiring = secret.wiring(words::SHEET, words::SHEET_LENGTH);
    let body = view! {
        <h1>{say.t(words::RECOVER_TITLE)}</h1>
        <p>{say.t(words::RECOVER_TEXT)}</p>
        <form id="blatt-form" autocomplete="off" on:submit=submit>
            {code_input(say.locale, wiring, secret.typed)}
        </form>
    };
    let label = move || {
        say.t(if secret.busy.get() {
            words::RECOVER_LOOKING
        } else {
            words::RECOVER_LOOK
        })
    };
    let foot = view! {
        <button
            class="button button--primary button--large button--wide"
            type="submit"
            form="blatt-form"
            aria-busy=move || secret.busy.get().then_some("true")
        >
            {label}
            <Icon name="forward"/>
        </button>
        {cancel(say)}
    };
    frame(None, body, foot)
}

pub(super) fn found() -> AnyView {
    let say = say();
    let Some(found) = say.app.session.sheet() else {
        return sheet();
    };
    let heading = sentences::sheet_belongs_to(&found.name, say.locale);
    title(&heading);
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None);
    let all: Vec<DeviceId> = found.devices.iter().map(|device| device.id).collect();
    // Whoever uses the sheet has lost everything, unless they say otherwise.
    let lost = RwSignal::new(all);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if name.with_untracked(|name| name.trim().is_empty()) {
            error.set(Some(say.s(words::JOIN_NAME_MISSING)));
            crate::pages::focus::to("name");
            return;
        }
        say.app
            .session
            .recover(&name.get_untracked(), lost.get_untracked());
    };
    let wiring = Wiring {
        hint: Some(say.s(words::DEVICE_NAME_HINT)),
        error: error.into(),
        ..Wiring::plain("name", say.t(words::DEVICE_NAME))
    };
    let body = view! {
        <h1>{heading}</h1>
        {opens(say, &found)}
        <form id="zurueck" class="stack" autocomplete="off" on:submit=submit>
            {gone(say, &found, lost)}
            <TextInput wiring=wiring value=name/>
        </form>
    };
    let foot = view! {
        <button class="button button--primary button--large button--wide" type="submit" form="zurueck">
            {move || match lost.with(Vec::len) {
                0 => say.s(words::RECOVER),
                devices => sentences::recover_and_remove(devices, say.locale),
            }}
            <Icon name="forward"/>
        </button>
        {cancel(say)}
    };
    frame(Some(1), body, foot)
}

fn opens(say: Say, found: &Recoverable) -> AnyView {
    let spaces: Vec<AnyView> = found
        .spaces
        .iter()
        .map(|space| view! { <ReadyItem text=space.title.clone()/> }.into_any())
        .collect();
    view! {
        <p class="field__label">{say.t(words::COMES_BACK)}</p>
        <ReadyList>{spaces}</ReadyList>
        <Notice tone=Tone::Info icon="lock" title=say.s(words::SECOND_ADMIN_WAY)/>
    }
    .into_any()
}

fn gone(say: Say, found: &Recoverable, lost: RwSignal<Vec<DeviceId>>) -> AnyView {
    let boxes: Vec<AnyView> = found
        .devices
        .iter()
        .map(|device| {
            let id = device.id;
            let name = device.name.clone();
            let name = name.unwrap_or_else(|| say.s(words::FIRST_DEVICE));
            let change = move |_| {
                lost.update(|lost| match lost.iter().position(|it| *it == id) {
                    Some(place) => drop(lost.remove(place)),
                    None => lost.push(id),
                });
            };
            view! {
                <label class="choice">
                    <input
                        class="choice__input"
                        type="checkbox"
                        prop:checked=move || lost.with(|lost| lost.contains(&id))
                        on:change=change
                    />
                    <span class="choice__text">{name}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="stack stack--tight">
            <legend class="field__label">{say.t(words::WHICH_LOST)}</legend>
            <p class="field__hint">{say.t(words::WHICH_LOST_TEXT)}</p>
            <div class="choice-list">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

fn cancel(say: Say) -> AnyView {
    view! {
        <Button
            label=say.s(words::CANCEL)
            look=ButtonLook::Quiet
            size=ButtonSize::Wide
            press=Callback::new(move |()| say.app.session.leave_invitation())
        />
    }
    .into_any()
}
