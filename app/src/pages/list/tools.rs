//! What is behind "order and pick": the order, headings by state, the kept ways of looking, picking.

use super::Desk;
use crate::ui::*;
use crate::widgets::{Button, Segmented};
use shared::lists::{Order, View};
use shared::text::{sentences, words};

/// Draws the tools, closed at first, and the kept ways of looking.
pub(super) fn tools(desk: Desk) -> AnyView {
    let reader = desk.reader;
    let kept = RwSignal::new(reader.app.records.kept_views(desk.def));
    let orders: Vec<(String, String)> = Order::ALL
        .into_iter()
        .filter(|order| order.fits(desk.def))
        .map(|order| (order.key().to_owned(), reader.s(order.name())))
        .collect();
    let order = Callback::new(move |key: String| {
        if let Some(order) = Order::from_key(&key) {
            desk.view.update(|view| view.order = order);
        }
    });
    let grouped = desk.def.state.map(|_| {
        let press = Callback::new(move |()| desk.view.update(|view| view.grouped = !view.grouped));
        let label = move || {
            let grouped = desk.view.with(|view| view.grouped);
            reader.s(if grouped {
                words::GROUP_END
            } else {
                words::GROUP
            })
        };
        view! { <Button label=Signal::derive(label) icon="agenda" press=press /> }
    });
    let keep = move || {
        let now = desk.view.get();
        let worth = now != View::default() && !kept.with(|kept| kept.contains(&now));
        worth.then(|| {
            let press = Callback::new(move |()| {
                let now = desk.view.get_untracked();
                kept.update(|kept| kept.push(now));
                kept.with_untracked(|kept| reader.app.records.keep_views(desk.def, kept));
            });
            view! { <Button label=reader.s(words::VIEW_KEEP) icon="save" press=press /> }
        })
    };
    view! {
        {move || kept_keys(desk, kept)}
        <details class="more">
            <summary class="more__line">{reader.t(words::LIST_TOOLS)}</summary>
            <div class="stack stack--tight more__body">
                <Segmented
                    label=reader.t(words::LIST_ORDER)
                    options=orders
                    chosen=Signal::derive(move || desk.view.with(|view| view.order.key().to_owned()))
                    choose=order
                />
                <div class="cluster">
                    {grouped}
                    {keep}
                    {move || (!desk.chosen.picking().get() && reader.may_add(desk.def)).then(|| view! {
                        <Button
                            label=reader.s(words::PICK)
                            icon="task"
                            press=Callback::new(move |()| desk.chosen.begin())
                        />
                    })}
                </div>
            </div>
        </details>
    }
    .into_any()
}

/// The kept ways of looking, each with the key that forgets it.
fn kept_keys(desk: Desk, kept: RwSignal<Vec<View>>) -> Option<AnyView> {
    let reader = desk.reader;
    let all = kept.get();
    if all.is_empty() {
        return None;
    }
    let keys = all
        .into_iter()
        .map(|view| {
            let name = name_of(desk, &view);
            let (own, look, gone) = (view.clone(), view.clone(), view);
            let pressed = move || if desk.view.get() == own { "true" } else { "false" };
            let forget = sentences::forget_view(&name, reader.locale);
            view! {
                <span class="kept-view">
                    <button
                        class="button"
                        type="button"
                        aria-pressed=pressed
                        on:click=move |_| desk.look(look.clone())
                    >
                        {name}
                    </button>
                    <button
                        class="icon-button"
                        type="button"
                        aria-label=forget
                        on:click=move |_| {
                            kept.update(|kept| kept.retain(|other| *other != gone));
                            kept.with_untracked(|kept| reader.app.records.keep_views(desk.def, kept));
                        }
                    >
                        <crate::widgets::Icon name="close" small=true />
                    </button>
                </span>
            }
        })
        .collect_view();
    Some(
        view! { <div class="cluster" role="group" aria-label=reader.t(words::VIEWS)>{keys}</div> }
            .into_any(),
    )
}

/// What a kept way of looking is called: everything in it that is not as usual.
fn name_of(desk: Desk, view: &View) -> String {
    let reader = desk.reader;
    let usual = View::default();
    let words = (!view.words.is_empty()).then(|| format!("„{}“", view.words));
    let parts = [
        (view.show != usual.show).then(|| reader.s(view.show.name())),
        words,
        (view.order != usual.order).then(|| reader.s(view.order.name())),
        view.grouped.then(|| reader.s(words::GROUPED)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
