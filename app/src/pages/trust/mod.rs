//! Trust on screen: circles and their people, devices, letting in, the way back, alarms.
//!
//! What each step does is said before it is taken, and truthfully: what a removed device keeps, what a sheet of paper
//! opens, what nobody can bring back.

pub mod alarm;
pub mod circle;
pub mod circles;
pub mod devices;
pub mod found;
mod give;
pub mod left_work;
pub mod locks;
pub mod lost;
pub mod people;
pub mod person;
pub mod readers;
pub mod sheet;
pub mod waiting;

pub use give::give;

use shared::ids::SpaceId;

/// Reads the circle in an address.
fn circle_in(params: &crate::router::ParamsMap) -> Option<SpaceId> {
    params.get("space")?.parse().ok()
}
