//! Every kind of record, and the one list that everything else walks.

mod field;

pub use field::{
    Choice, FIELD, FieldDef, FieldKind, MergePolicy, Phase, RecordDef, Required, SpaceKind,
    StateDef, Visible, choice,
};
