//! `view!` with the syntax of Leptos and a small expansion.
//!
//! Leptos makes a type of its own for every view, and the compiler writes out build, rebuild and drop for each. In this
//! app that was a third of everything a phone downloads. This macro turns the same syntax into calls of `app::ui`,
//! which describes views as data. Components, signals and effects stay those of Leptos.
//!
//! Left out on purpose, with an error that says so: spread attributes, `class:`, `style:`, `bind:`, `use:`, `let:`.

mod element;

use proc_macro::TokenStream;
use proc_macro2::TokenStream as Tokens;
use quote::quote;
use rstml::node::Node;

/// Describes a view. Elements, components, text and blocks as in Leptos; the value is an `app::ui::View`.
#[proc_macro]
pub fn view(input: TokenStream) -> TokenStream {
    match rstml::parse(input) {
        Ok(nodes) => {
            let view = nodes_to_view(&nodes, false);
            quote! { { #[allow(unused_braces)] { #view } } }.into()
        }
        Err(error) => {
            let error = error.to_compile_error();
            quote! { { #error } }.into()
        }
    }
}

/// Describes several nodes as one view.
fn nodes_to_view(nodes: &[Node], in_svg: bool) -> Tokens {
    match nodes {
        [] => quote! { ::app::ui::View::Nothing },
        [node] => node_to_view(node, in_svg),
        nodes => {
            let views = nodes.iter().map(|node| node_to_view(node, in_svg));
            quote! { ::app::ui::View::Many(::std::vec![#(#views),*]) }
        }
    }
}

/// Describes one node. `in_svg` says that an `svg` element stands around it.
fn node_to_view(node: &Node, in_svg: bool) -> Tokens {
    match node {
        Node::Text(text) => {
            let value = &text.value;
            quote! { ::app::ui::text(#value) }
        }
        Node::RawText(raw) => {
            let text = raw.to_string_best();
            quote! { ::app::ui::text(#text) }
        }
        Node::Block(block) => quote! { ::app::ui::IntoView::into_view(#block) },
        Node::Fragment(fragment) => nodes_to_view(&fragment.children, in_svg),
        Node::Element(node) => element::to_view(node, in_svg),
        Node::Comment(_) | Node::Doctype(_) | Node::Custom(_) => {
            quote! { ::app::ui::View::Nothing }
        }
    }
}
