//! What stands on the page, and how it becomes what a new description says.
//!
//! Patching keeps every element whose name is unchanged at its place, so focus, selection, open details and running
//! input survive when a signal changes. Each shown view owns at least one node, so its place is always known.

use std::borrow::Cow;
use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use leptos::prelude::{RenderEffect, document};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::Node;

use super::spoken;
use super::value::{apply, withdraw};
use super::view::{Element, Handler, Target, Value, View};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A view on the page. Dropping it stops what follows signals; removing takes its nodes away.
pub enum Shown {
    /// A comment that keeps the place of nothing.
    Nothing(Node),
    /// Words. Those with a star of gender are several nodes, so that the star is seen and not read out.
    Text(Vec<Node>, Cow<'static, str>),
    /// An element.
    Element(Box<ShownElement>),
    /// Several; never none.
    Many(Vec<Self>),
    /// What a closure last returned, and the effect that calls it.
    Live(Rc<RefCell<Self>>, RenderEffect<()>),
    /// A view that is exchanged as a whole.
    Keyed(String, Box<Self>),
}

/// An element on the page.
pub struct ShownElement {
    name: &'static str,
    inside: Inside,
    node: web_sys::Element,
    fixed: &'static [(&'static str, &'static str)],
    targets: Vec<Target>,
    effects: Vec<RenderEffect<()>>,
    listeners: Vec<Listener>,
    children: Vec<Shown>,
}

struct Listener {
    event: &'static str,
    handler: Rc<RefCell<Handler>>,
    closure: Closure<dyn FnMut(web_sys::Event)>,
}

/// What may stand inside an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Elements of HTML.
    Html,
    /// Nothing but letters, or drawings.
    Letters,
}

impl Inside {
    fn of(element: &Element) -> Self {
        if element.svg || matches!(element.name, "option" | "textarea" | "title") {
            Self::Letters
        } else {
            Self::Html
        }
    }
}

/// Puts a view at the end of `parent` and returns what keeps it alive.
#[must_use]
pub fn mount(parent: &Node, view: View) -> Shown {
    let shown = Shown::new(view, Inside::Html);
    shown.insert(parent, None);
    shown
}

impl Shown {
    /// Makes the nodes of a view, not yet on the page.
    fn new(view: View, inside: Inside) -> Self {
        match view {
            View::Nothing => Self::nothing(),
            View::Text(words) => Self::Text(words_as_nodes(&words, inside), words),
            View::Element(element) => Self::Element(Box::new(ShownElement::new(*element))),
            View::Many(views) if views.is_empty() => Self::nothing(),
            View::Many(views) => Self::Many(
                views
                    .into_iter()
                    .map(|view| Self::new(view, inside))
                    .collect(),
            ),
            View::Live(read) => Self::live(Rc::new(RefCell::new(Self::nothing())), read, inside),
            View::Keyed(key, view) => Self::Keyed(key, Box::new(Self::new(*view, inside))),
        }
    }

    fn nothing() -> Self {
        Self::Nothing(document().create_comment("").unchecked_into())
    }

    /// Follows a closure from what stands at its place now.
    fn live(place: Rc<RefCell<Self>>, mut read: Box<dyn FnMut() -> View>, inside: Inside) -> Self {
        // Weak: a dropped effect keeps what it holds until the browser gets to its end, and whatever stands inside must
        // not follow signals of a page that is gone for so long.
        let kept = Rc::downgrade(&place);
        let effect = RenderEffect::new(move |_| {
            let view = read();
            let Some(place) = kept.upgrade() else {
                return;
            };
            // The place is taken only here, and no effect runs inside another's run at the same place.
            if let Ok(mut shown) = place.try_borrow_mut() {
                shown.patch(view, inside);
            }
        });
        Self::Live(place, effect)
    }

    /// Makes what is shown into what `view` says.
    fn patch(&mut self, view: View, inside: Inside) {
        match (&mut *self, view) {
            (Self::Nothing(_), View::Nothing) => {}
            (Self::Text(_, old), View::Text(new)) if *old == new => {}
            (Self::Text(nodes, old), View::Text(new))
                if nodes.len() == 1 && spoken::split(&new).is_none() =>
            {
                if let Some(node) = nodes.first() {
                    node.set_node_value(Some(&new));
                }
                *old = new;
            }
            (Self::Element(shown), View::Element(element)) if shown.is_like(&element) => {
                shown.patch(*element);
            }
            (Self::Many(shown), View::Many(views)) if !views.is_empty() => {
                patch_list(shown, views, inside);
            }
            (Self::Live(place, effect), View::Live(read)) => {
                let place = Rc::clone(place);
                let Self::Live(_, new) = Self::live(place, read, inside) else {
                    return;
                };
                *effect = new;
            }
            (Self::Keyed(old, shown), View::Keyed(new, view)) if *old == new => {
                shown.patch(*view, inside);
            }
            (_, view) => self.exchange(view, inside),
        }
    }

    /// Puts a new view at the place of this one.
    fn exchange(&mut self, view: View, inside: Inside) {
        let new = Self::new(view, inside);
        if let Some((parent, before)) = self
            .first()
            .and_then(|node| Some((node.parent_node()?, node)))
        {
            new.insert(&parent, Some(&before));
        }
        mem::replace(self, new).remove();
    }

    /// The first node, which marks the place.
    fn first(&self) -> Option<Node> {
        match self {
            Self::Nothing(node) => Some(node.clone()),
            Self::Text(nodes, _) => nodes.first().cloned(),
            Self::Element(element) => Some(element.node.clone().unchecked_into()),
            Self::Many(many) => many.first().and_then(Self::first),
            Self::Live(place, _) => place.try_borrow().ok()?.first(),
            Self::Keyed(_, shown) => shown.first(),
        }
    }

    /// Calls `visit` with every node that stands directly at this place, in order.
    fn each(&self, visit: &mut dyn FnMut(&Node)) {
        match self {
            Self::Nothing(node) => visit(node),
            Self::Text(nodes, _) => nodes.iter().for_each(visit),
            Self::Element(element) => visit(&element.node),
            Self::Many(many) => many.iter().for_each(|shown| shown.each(visit)),
            Self::Live(place, _) => {
                if let Ok(shown) = place.try_borrow() {
                    shown.each(visit);
                }
            }
            Self::Keyed(_, shown) => shown.each(visit),
        }
    }

    fn insert(&self, parent: &Node, before: Option<&Node>) {
        self.each(&mut |node| {
            let _done = parent.insert_before(node, before);
        });
    }

    /// Takes the nodes off the page.
    fn remove(self) {
        self.each(&mut |node| {
            if let Some(parent) = node.parent_node() {
                let _done = parent.remove_child(node);
            }
        });
    }
}

/// Words as they stand on the page: a star of gender in an element of its own, hidden from whoever listens.
fn words_as_nodes(words: &str, inside: Inside) -> Vec<Node> {
    let letters = |letters: &str| document().create_text_node(letters).unchecked_into();
    let mut nodes = Vec::new();
    let mut rest = words;
    while let Some((before, after)) = spoken::split(rest).filter(|_| inside == Inside::Html) {
        nodes.push(letters(before));
        if let Ok(star) = document().create_element("span") {
            star.set_text_content(Some(spoken::STAR));
            let _done = star.set_attribute("aria-hidden", "true");
            nodes.push(star.unchecked_into());
        }
        rest = after;
    }
    nodes.push(letters(rest));
    nodes
}

/// Patches a list place by place; what is too many goes, what is new comes at the end.
fn patch_list(shown: &mut Vec<Shown>, views: Vec<View>, inside: Inside) {
    for old in shown.drain(views.len().min(shown.len())..) {
        old.remove();
    }
    let mut views = views.into_iter();
    for (shown, view) in shown.iter_mut().zip(&mut views) {
        shown.patch(view, inside);
    }
    let mut last = None;
    if let Some(shown) = shown.last() {
        shown.each(&mut |node| last = Some(node.clone()));
    }
    let Some((parent, last)) = last.and_then(|node| Some((node.parent_node()?, node))) else {
        return;
    };
    let before = last.next_sibling();
    for view in views {
        let new = Shown::new(view, inside);
        new.insert(&parent, before.as_ref());
        shown.push(new);
    }
}

impl ShownElement {
    fn new(element: Element) -> Self {
        let created = if element.svg {
            document().create_element_ns(Some(SVG), element.name)
        } else {
            document().create_element(element.name)
        };
        // Names of elements are literals of ours; the browser refuses none of them.
        let node = created.unwrap_or_else(|_| document().create_comment("").unchecked_into());
        let mut shown = Self {
            name: element.name,
            inside: Inside::of(&element),
            node,
            fixed: &[],
            targets: Vec::new(),
            effects: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
        };
        shown.patch(element);
        shown
    }

    /// Whether the element can become the described one. Inputs of another type are made anew.
    fn is_like(&self, element: &Element) -> bool {
        let kind = |fixed: &[(&'static str, &'static str)]| {
            fixed
                .iter()
                .find(|(name, _)| *name == "type")
                .map(|(_, kind)| *kind)
        };
        self.name == element.name && kind(self.fixed) == kind(element.fixed)
    }

    fn patch(&mut self, element: Element) {
        // Old effects end before new ones begin, so no old value is put over a new one.
        self.effects.clear();
        self.patch_fixed(element.fixed);
        self.patch_listeners(element.events);
        // Children come before properties: a select takes a value only when it has the option.
        self.patch_children(element.children);
        self.patch_values(element.values);
    }

    fn patch_fixed(&mut self, fixed: &'static [(&'static str, &'static str)]) {
        if !std::ptr::eq(self.fixed, fixed) {
            for (name, _) in self.fixed {
                if !fixed.iter().any(|(new, _)| new == name) {
                    withdraw(&self.node, Target::Attribute(name));
                }
            }
            for (name, value) in fixed {
                let _done = self.node.set_attribute(name, value);
            }
            self.fixed = fixed;
        }
    }

    fn patch_values(&mut self, values: Vec<(Target, Value)>) {
        let targets: Vec<Target> = values.iter().map(|(target, _)| *target).collect();
        for old in mem::replace(&mut self.targets, targets) {
            if !self.targets.contains(&old) {
                withdraw(&self.node, old);
            }
        }
        for (target, value) in values {
            self.effects.extend(apply(&self.node, target, value));
        }
    }

    fn patch_listeners(&mut self, events: Vec<(&'static str, Handler)>) {
        let mut old = mem::take(&mut self.listeners);
        for (event, handler) in events {
            let kept = old.iter().position(|listener| listener.event == event);
            let listener = match kept {
                Some(place) => {
                    let listener = old.swap_remove(place);
                    if let Ok(mut place) = listener.handler.try_borrow_mut() {
                        *place = handler;
                    }
                    listener
                }
                None => Listener::new(&self.node, event, handler),
            };
            self.listeners.push(listener);
        }
        for listener in old {
            listener.remove(&self.node);
        }
    }

    fn patch_children(&mut self, children: Vec<View>) {
        if self.children.is_empty() {
            let inside = self.inside;
            self.children
                .extend(children.into_iter().map(|child| Shown::new(child, inside)));
            for child in &self.children {
                child.insert(&self.node, None);
            }
        } else {
            patch_list(&mut self.children, children, self.inside);
        }
    }
}

impl Listener {
    fn new(node: &web_sys::Element, event: &'static str, handler: Handler) -> Self {
        let handler = Rc::new(RefCell::new(handler));
        let inside = Rc::clone(&handler);
        let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event| {
            if let Ok(mut react) = inside.try_borrow_mut() {
                react(event);
            }
        });
        let _done = node.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        Self {
            event,
            handler,
            closure,
        }
    }

    fn remove(self, node: &web_sys::Element) {
        let _done = node
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}
