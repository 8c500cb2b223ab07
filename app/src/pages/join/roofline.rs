//! The roofs of a small town, drawn once.

use crate::ui::*;

/// Draws the roofs; decoration only.
#[component]
pub(super) fn Roofline() -> impl IntoView {
    view! {
        <svg class="roofline" viewBox="0 0 360 92" aria-hidden="true" focusable="false">
            <path class="roofline__house" d="M8 86V56l22-16 22 16v30z"></path>
            <path d="M22 86V68h14v18M30 49v.01"></path>
            <path class="roofline__house" d="M52 86V40l5-4V26h7v5l16-9 28 18v46z"></path>
            <path d="M62 52h9v10h-9zM84 52h9v10h-9zM62 70h9v10h-9zM66.5 52v10M88.5 52v10M66.5 70v10"></path>
            <path d="M83 86V70h12v16"></path>
            <path class="roofline__house" d="M108 86V52l18-14 18 14v34z"></path>
            <path d="M118 60h16v12h-16zM126 60v12M118 66h16"></path>
            <path
                class="roofline__house roofline__house--accent"
                d="M144 86V46h8V30c0-5 3-6 4-9l4-15 4 15c1 3 4 4 4 9v16l24-16 24 16v40z"
            ></path>
            <path class="roofline__light" d="M180 54h10v12h-10zM200 54h10v12h-10z"></path>
            <path d="M153 86V72h13v14M160 30v2.2l1.5 1"></path>
            <circle cx="160" cy="32.5" r="3.6"></circle>
            <path class="roofline__house" d="M216 86V50h36v36z"></path>
            <path class="roofline__house" d="M216 50l8-12h20l8 12z"></path>
            <path d="M224 60h8v10h-8zM237 60h8v26h-8z"></path>
            <path class="roofline__house" d="M252 86V44l26-20 26 20v42z"></path>
            <path d="M264 86V62l14-9 14 9v24M264 62h28M271 86V70h14v16"></path>
            <path class="roofline__house" d="M304 86V54l23-14 23 14v32z"></path>
            <path d="M313 62h9v9h-9zM332 62h9v9h-9zM322 86V76h10v10"></path>
            <path class="roofline__ground" d="M2 86.5h356"></path>
        </svg>
    }
}
