//! Where sealed rows lie on the device. Nothing here knows what is inside a row.

mod error;

pub use error::StoreError;
