//! One screen each. Pages talk to `state` and are built from `widgets` and `form`.

pub mod join;
