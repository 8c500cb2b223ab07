//! Shapes of the store, one file per version, stepped one at a time. See the README beside this file.

pub mod v1;
pub mod v2;
pub mod v3;

/// The shape this app writes. No other file names a version.
pub use v3 as current;

/// Version of the shape this app writes.
pub const CURRENT: u32 = 3;

/// What has to be done to a store of version `from` (0 is no store) to get to [`CURRENT`], in order.
#[must_use]
pub fn steps(from: u32) -> Vec<Step> {
    (from..CURRENT)
        .filter_map(|version| match version {
            0 => Some(v1::STEP),
            1 => Some(v2::STEP),
            2 => Some(v3::STEP),
            _ => None,
        })
        .collect()
}

/// One version's change of shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Version after the step.
    pub to: u32,
    /// Tables to be made, empty.
    pub make: &'static [&'static str],
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::sync::Table;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn every_version_is_reached_by_one_step() {
        for from in 0..=CURRENT {
            let reached: Vec<_> = steps(from).iter().map(|step| step.to).collect();
            assert_eq!(reached, (from + 1..=CURRENT).collect::<Vec<_>>());
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn every_table_of_the_machine_has_a_place() {
        for table in Table::ALL.into_iter().chain([Table::Blobs]) {
            assert!(current::TABLES.contains(&table.name()), "{}", table.name());
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn every_table_of_the_current_shape_is_made_once() {
        let mut made: Vec<_> = steps(0)
            .iter()
            .flat_map(|step| step.make)
            .copied()
            .collect();
        made.sort_unstable();
        let mut tables = current::TABLES.to_vec();
        tables.sort_unstable();
        assert_eq!(made, tables);
    }
}
