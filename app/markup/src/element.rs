//! Elements and components.

use proc_macro2::{Span, TokenStream as Tokens};
use quote::{quote, quote_spanned};
use rstml::node::{KeyedAttribute, NodeAttribute, NodeElement};
use syn::spanned::Spanned as _;
use syn::{Expr, ExprLit, Ident, Lit};

use crate::{node_to_view, nodes_to_view};

/// Elements that exist only in SVG, for fragments that stand in a `view!` of their own.
const SVG_ONLY: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "g",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "rect",
    "stop",
    "svg",
    "symbol",
    "text",
    "tspan",
    "use",
];

/// Describes an element, or calls the component it names.
pub(crate) fn to_view(node: &NodeElement<rstml::Infallible>, in_svg: bool) -> Tokens {
    let name = node.name().to_string();
    if name.starts_with(char::is_uppercase) || name.contains("::") {
        component(node)
    } else {
        element(node, &name, in_svg)
    }
}

fn element(node: &NodeElement<rstml::Infallible>, name: &str, in_svg: bool) -> Tokens {
    let svg = in_svg || SVG_ONLY.contains(&name);
    let mut fixed = Vec::new();
    let mut calls = Vec::new();
    for attribute in node.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return refuse(node.name().span(), "spread attributes are left out");
        };
        let key = attribute.key.to_string();
        match key.split_once(':') {
            None => match literal(attribute) {
                Some(value) => fixed.push(quote! { (#key, #value) }),
                None => {
                    let value = attribute.value();
                    calls.push(
                        quote! { element.set(#key, ::app::ui::IntoValue::into_value(#value)); },
                    );
                }
            },
            Some(("prop", property)) => {
                let value = attribute.value();
                calls.push(
                    quote! { element.set_property(#property, ::app::ui::IntoValue::into_value(#value)); },
                );
            }
            Some(("on", event)) => {
                let handler = attribute.value();
                let of = event_type(event, attribute.key.span());
                calls.push(
                    quote! { element.on(#event, ::app::ui::handler::<::web_sys::#of>(#handler)); },
                );
            }
            Some(_) => {
                return refuse(
                    attribute.key.span(),
                    "only on: and prop: are known before a colon",
                );
            }
        }
    }
    let children = node.children.iter().map(|child| {
        let child = node_to_view(child, svg && name != "foreignObject");
        quote! { element.add(#child); }
    });
    quote! {
        {
            #[allow(unused_mut)]
            let mut element = ::app::ui::Element::new(#name, #svg, &[#(#fixed),*]);
            // Children come first, as in Leptos: an attribute may take what a child has only borrowed.
            #(#children)*
            #(#calls)*
            ::app::ui::View::Element(element)
        }
    }
}

/// Returns the value of an attribute that never changes; one without value is present and empty.
fn literal(attribute: &KeyedAttribute) -> Option<String> {
    match attribute.value() {
        None => Some(String::new()),
        Some(Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        })) => Some(text.value()),
        Some(_) => None,
    }
}

/// Which class of web-sys an event has.
fn event_type(event: &str, span: Span) -> Ident {
    let name = match event {
        "click" | "dblclick" | "contextmenu" => "MouseEvent",
        "keydown" | "keyup" => "KeyboardEvent",
        "submit" => "SubmitEvent",
        "focus" | "blur" | "focusin" | "focusout" => "FocusEvent",
        "dragstart" | "dragover" | "dragend" | "drop" => "DragEvent",
        _ if event.starts_with("pointer") => "PointerEvent",
        _ => "Event",
    };
    Ident::new(name, span)
}

/// The call Leptos writes for a component; children are a closure that describes them.
fn component(node: &NodeElement<rstml::Infallible>) -> Tokens {
    let name = node.name();
    let mut props = Vec::new();
    for attribute in node.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return refuse(name.span(), "spread attributes are left out");
        };
        let key = &attribute.key;
        if key.to_string().contains(':') {
            return refuse(key.span(), "a component takes props only");
        }
        let value = attribute
            .value()
            .map_or_else(|| quote! { #key }, |value| quote! { #value });
        props.push(quote! { .#key(#[allow(unused_braces)] { #value }) });
    }
    let children = (!node.children.is_empty()).then(|| {
        let children = nodes_to_view(&node.children, false);
        quote! { .children(::app::ui::children(move || #children)) }
    });
    quote_spanned! { name.span()=>
        ::app::ui::IntoView::into_view(::leptos::component::component_view(
            #[allow(clippy::needless_borrows_for_generic_args)]
            &#name,
            ::leptos::component::component_props_builder(&#name)
                #(#props)*
                #children
                .build(),
        ))
    }
}

fn refuse(span: Span, why: &str) -> Tokens {
    quote_spanned! { span=> compile_error!(#why) }
}
