//! Views as data: what `view!` describes and what may stand between braces.

use std::borrow::Cow;

use leptos::prelude::{Get, Memo, RwSignal, Signal};
use wasm_bindgen::JsCast;

/// What a piece of a screen looks like. Nothing of it exists yet; [`super::Shown`] puts it on the page.
#[derive(Default)]
pub enum View {
    /// Nothing at all.
    #[default]
    Nothing,
    /// Words.
    Text(Cow<'static, str>),
    /// One element with everything in it.
    Element(Box<Element>),
    /// Several, one after the other.
    Many(Vec<Self>),
    /// What a closure returns, again whenever a signal it read has changed.
    Live(Box<dyn FnMut() -> Self>),
    /// A view that is only ever exchanged as a whole for one of another key, never patched into it.
    Keyed(String, Box<Self>),
}

/// The one type of all views; the word pages know from Leptos.
pub type AnyView = View;

/// What reacts to an event.
pub(super) type Handler = Box<dyn FnMut(web_sys::Event)>;

/// One element: name, attributes, properties, events and what stands inside.
pub struct Element {
    pub(super) name: &'static str,
    pub(super) svg: bool,
    pub(super) fixed: &'static [(&'static str, &'static str)],
    pub(super) values: Vec<(Target, Value)>,
    pub(super) events: Vec<(&'static str, Handler)>,
    pub(super) children: Vec<View>,
}

/// Where a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Attribute(&'static str),
    Property(&'static str),
}

/// The value of an attribute or property.
pub enum Value {
    /// The attribute is absent, the property false.
    Off,
    /// The attribute is present and empty, the property true.
    On,
    /// Text.
    Text(Cow<'static, str>),
    /// What a closure returns, again whenever a signal it read has changed.
    Live(Box<dyn FnMut() -> Self>),
}

impl Element {
    /// Begins an element with the attributes that never change.
    #[must_use]
    pub fn new(
        name: &'static str,
        svg: bool,
        fixed: &'static [(&'static str, &'static str)],
    ) -> Box<Self> {
        Box::new(Self {
            name,
            svg,
            fixed,
            values: Vec::new(),
            events: Vec::new(),
            children: Vec::new(),
        })
    }

    /// Adds an attribute.
    #[inline(never)]
    pub fn set(&mut self, name: &'static str, value: Value) {
        self.values.push((Target::Attribute(name), value));
    }

    /// Adds a property, for what an attribute only says at the beginning.
    #[inline(never)]
    pub fn set_property(&mut self, name: &'static str, value: Value) {
        self.values.push((Target::Property(name), value));
    }

    /// Adds a reaction to an event.
    #[inline(never)]
    pub fn on(&mut self, event: &'static str, handler: Handler) {
        self.events.push((event, handler));
    }

    /// Adds something inside, after what is there.
    #[inline(never)]
    pub fn add(&mut self, child: View) {
        match child {
            View::Nothing => {}
            child => self.children.push(child),
        }
    }
}

/// Makes a reaction out of a closure that expects events of one class.
pub fn handler<E: JsCast + 'static>(mut react: impl FnMut(E) + 'static) -> Handler {
    Box::new(move |event| react(event.unchecked_into()))
}

/// Describes words.
#[must_use]
pub fn text(words: &'static str) -> View {
    View::Text(Cow::Borrowed(words))
}

/// What a component gets to put inside.
pub type Children = Box<dyn FnOnce() -> View>;

/// Makes children of a closure.
pub fn children(inside: impl FnOnce() -> View + 'static) -> Children {
    Box::new(inside)
}

/// Everything that can stand in a view.
pub trait IntoView: Sized {
    /// Describes it as a view.
    fn into_view(self) -> View;
}

/// The same under the name pages use where branches differ.
pub trait IntoAny {
    /// Describes it as a view.
    fn into_any(self) -> View;
}

impl<T: IntoView> IntoAny for T {
    fn into_any(self) -> View {
        self.into_view()
    }
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View::Nothing
    }
}

impl IntoView for &'static str {
    fn into_view(self) -> View {
        text(self)
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        View::Text(Cow::Owned(self))
    }
}

impl IntoView for Cow<'static, str> {
    fn into_view(self) -> View {
        View::Text(self)
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn into_view(self) -> View {
        self.map_or(View::Nothing, T::into_view)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_view(self) -> View {
        self.collect_view()
    }
}

impl<F, T> IntoView for F
where
    F: FnMut() -> T + 'static,
    T: IntoView,
{
    fn into_view(mut self) -> View {
        View::Live(Box::new(move || self().into_view()))
    }
}

/// Several views as one.
pub trait CollectView {
    /// Puts everything the iterator yields one after the other.
    fn collect_view(self) -> View;
}

impl<I> CollectView for I
where
    I: IntoIterator,
    I::Item: IntoView,
{
    fn collect_view(self) -> View {
        View::Many(self.into_iter().map(IntoView::into_view).collect())
    }
}

/// Everything that can be the value of an attribute or property.
pub trait IntoValue {
    /// Describes it as a value.
    fn into_value(self) -> Value;
}

impl IntoValue for &'static str {
    fn into_value(self) -> Value {
        Value::Text(Cow::Borrowed(self))
    }
}

impl IntoValue for String {
    fn into_value(self) -> Value {
        Value::Text(Cow::Owned(self))
    }
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        if self { Value::On } else { Value::Off }
    }
}

impl<T: IntoValue> IntoValue for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Off, T::into_value)
    }
}

impl<F, T> IntoValue for F
where
    F: FnMut() -> T + 'static,
    T: IntoValue,
{
    fn into_value(mut self) -> Value {
        Value::Live(Box::new(move || self().into_value()))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl IntoView for $number {
            fn into_view(self) -> View {
                self.to_string().into_view()
            }
        }

        impl IntoValue for $number {
            fn into_value(self) -> Value {
                self.to_string().into_value()
            }
        }
    )*};
}

numbers!(u8, u16, u32, u64, usize, i32, i64);

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T> IntoView for $signal<T>
        where
            T: IntoView + Clone + Send + Sync + 'static,
        {
            fn into_view(self) -> View {
                (move || self.get()).into_view()
            }
        }

        impl<T> IntoValue for $signal<T>
        where
            T: IntoValue + Clone + Send + Sync + 'static,
        {
            fn into_value(self) -> Value {
                (move || self.get()).into_value()
            }
        }
    )*};
}

signals!(Signal, Memo, RwSignal);
