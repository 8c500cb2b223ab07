//! Short hand for definitions: `field(1, "titel", text("Titel", "Title"), LINE).required().search(3)`.
//!
//! The defaults of [`field`] follow from the kind: sets and counters get their merge policy, whatever holds
//! words is searched. Nothing here runs after start; definitions are constants.

use super::field::{
    FIELD, FieldDef, FieldKind, MergePolicy, Past, Phase, Required, StateDef, Visible,
};
use crate::text::Text;

/// One line of text.
pub const LINE: FieldKind = FieldKind::Text { chars_max: 200 };
/// A note of several lines.
pub const NOTE: FieldKind = FieldKind::LongText { chars_max: 4000 };
/// A whole number from zero up, without unit.
pub const COUNT: FieldKind = FieldKind::Number {
    min: 0,
    max: 1_000_000,
    unit: None,
};

/// Makes a field with the defaults of its kind, in the first section, not required, always asked for.
#[must_use]
pub const fn field(id: u16, key: &'static str, label: Text, kind: FieldKind) -> FieldDef {
    let merge = match kind {
        FieldKind::Counter => MergePolicy::Counter,
        FieldKind::Choices { .. }
        | FieldKind::Links { .. }
        | FieldKind::Corrections { .. }
        | FieldKind::Files => MergePolicy::Set,
        FieldKind::Text { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money
        | FieldKind::YesNo
        | FieldKind::Date
        | FieldKind::DateTime
        | FieldKind::Choice { .. }
        | FieldKind::State { .. }
        | FieldKind::Link { .. }
        | FieldKind::AnyLink
        | FieldKind::Ags
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Url => MergePolicy::Mvr,
    };
    let search = match kind {
        FieldKind::Text { .. }
        | FieldKind::LongText { .. }
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::State { .. }
        | FieldKind::Ags
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Url => 1,
        FieldKind::Number { .. }
        | FieldKind::Money
        | FieldKind::YesNo
        | FieldKind::Date
        | FieldKind::DateTime
        | FieldKind::Link { .. }
        | FieldKind::AnyLink
        | FieldKind::Links { .. }
        | FieldKind::Counter
        | FieldKind::Corrections { .. }
        | FieldKind::Files => 0,
    };
    FieldDef {
        id,
        key,
        label,
        kind,
        merge,
        search,
        ..FIELD
    }
}

impl FieldDef {
    /// Adds help.
    #[must_use]
    pub const fn hint(mut self, de: &'static str, en: &'static str) -> Self {
        self.hint = Some(Text { de, en, hsb: None });
        self
    }

    /// Puts the field into a section of its record.
    #[must_use]
    pub const fn section(mut self, section: u8) -> Self {
        self.section = section;
        self
    }

    /// Has to be filled in whenever it is asked for.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = Required::Yes;
        self
    }

    /// Is asked for only when the earlier field `field` has one of the values `is`.
    #[must_use]
    pub const fn when(mut self, field: &'static str, is: &'static [&'static str]) -> Self {
        self.visible = Visible::When { field, is };
        self
    }

    /// Sets the weight in search: 0 is not searched, 3 is a title.
    #[must_use]
    pub const fn search(mut self, weight: u8) -> Self {
        self.search = weight;
        self
    }

    /// Has its text checked for personal names before it is saved.
    #[must_use]
    pub const fn no_names(mut self) -> Self {
        self.names_guard = true;
        self
    }

    /// Takes no day that is still to come.
    #[must_use]
    pub const fn past(mut self, past: Past) -> Self {
        self.past = past;
        self
    }

    /// Never leaves in an export.
    #[must_use]
    pub const fn kept_inside(mut self) -> Self {
        self.export = false;
        self
    }

    /// Is defined but not asked for, because the kind it links to is not shown yet.
    #[must_use]
    pub const fn later(mut self) -> Self {
        self.retired = true;
        self
    }
}

/// Makes a [`StateDef`] that asks for no reason.
#[must_use]
pub const fn state(
    key: &'static str,
    de: &'static str,
    en: &'static str,
    phase: Phase,
    next: &'static [&'static str],
) -> StateDef {
    StateDef {
        key,
        label: Text { de, en, hsb: None },
        next,
        reason: false,
        phase,
    }
}

impl StateDef {
    /// Asks for a reason when the state is entered.
    #[must_use]
    pub const fn with_reason(mut self) -> Self {
        self.reason = true;
        self
    }
}
