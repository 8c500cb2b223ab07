//! What a record belongs to: which links may be made, and in which field one goes.

use crate::records::{FieldDef, FieldKind, RecordDef, SpaceKind};

/// Whether a record of kind `from` may name one of kind `to` in a field for anything ([`FieldKind::AnyLink`]): never one of
/// a narrower circle, because that would tell the wider one that it exists.
#[must_use]
pub fn may_belong(from: &RecordDef, to: &RecordDef) -> bool {
    match to.home {
        SpaceKind::Network => true,
        SpaceKind::Town => matches!(from.home, SpaceKind::Town | SpaceKind::Core),
        SpaceKind::Team | SpaceKind::Core => to.home == from.home,
        // Each case is a circle of its own.
        SpaceKind::Case => false,
    }
}

/// Returns the field by which a record of kind `from` refers to one of kind `to`: the one made for that kind, else the one
/// for anything.
#[must_use]
pub fn link_for(from: &'static RecordDef, to: &RecordDef) -> Option<&'static FieldDef> {
    let asked = || from.fields.iter().filter(|field| !field.retired);
    let own =
        |field: &&FieldDef| matches!(field.kind, FieldKind::Link { to: key } if key == to.key);
    let any = |field: &&FieldDef| matches!(field.kind, FieldKind::AnyLink) && may_belong(from, to);
    asked().find(own).or_else(|| asked().find(any))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{ALL, AUFGABE, VERANSTALTUNG, VORFALL, ZIEL};

    #[test]
    fn a_task_belongs_to_anything_but_what_is_confidential() {
        for def in ALL {
            let open = matches!(def.home, SpaceKind::Town | SpaceKind::Network);
            assert_eq!(link_for(&AUFGABE, def).is_some(), open, "{}", def.key);
        }
        assert!(link_for(&AUFGABE, &VORFALL).is_none());
    }

    #[test]
    fn the_field_made_for_a_kind_goes_before_the_one_for_anything() {
        let key = |to| link_for(&AUFGABE, to).map(|field| field.key);
        assert_eq!(key(&VERANSTALTUNG), Some("veranstaltung"));
        assert_eq!(key(&ZIEL), Some("bezug"));
    }
}
