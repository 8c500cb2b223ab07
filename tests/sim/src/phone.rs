//! A phone of the simulation: the device of the product, its storage, its clock, and what its person knows.

use crate::disk::Disk;
use crate::law::{ATOMIC, Broken, Lawful};
use shared::checkpoint::When;
use shared::crypto::{LocalKey, SeededEntropy};
use shared::ids::RecordId;
use shared::merge::Dot;
use shared::sync::Device;
use std::collections::BTreeSet;

/// Name of the server, which is part of every login.
pub const HOST: &str = "relay.test";

/// When a phone makes a checkpoint that does it early.
const EARLY: When = When {
    tail_bytes_min: u64::MAX,
    tail_percent: 0,
    tail_rows_max: 2,
};

/// A form somebody has open: the versions that were on the screen.
#[derive(Debug, Clone)]
pub struct Form {
    /// The record.
    pub record: RecordId,
    /// The field.
    pub field: u16,
    /// Versions on the screen.
    pub dots: Vec<Dot>,
    /// Texts on the screen, by their numbers.
    pub seen: BTreeSet<usize>,
}

/// A phone.
#[derive(Debug)]
pub struct Phone {
    /// The device.
    pub device: Device,
    /// Its storage.
    pub disk: Disk,
    /// Its random bytes.
    pub rng: SeededEntropy,
    /// How far its clock is off, in milliseconds.
    pub clock_off_ms: i64,
    /// Which of the server's histories it is shown.
    pub route: usize,
    /// Numbers of the writes it was told are saved and did not lose since by going back.
    pub holds: BTreeSet<usize>,
    /// The open form.
    pub form: Option<Form>,
    /// It has offered something to a restored server since its start; until that is through, it reads ahead of its storage.
    pub healing: bool,
    /// Its person was removed.
    pub removed: bool,
    /// It makes checkpoints early.
    pub packs: bool,
}

impl Phone {
    /// Starts a phone from its storage.
    ///
    /// # Errors
    ///
    /// When the storage does not open: a transaction was stored in part.
    pub fn start(local: [u8; 32], disk: Disk, seed: u64) -> Lawful<Self> {
        Ok(Self {
            device: load(local, &disk)?,
            disk,
            rng: SeededEntropy::new(seed),
            clock_off_ms: 0,
            route: 0,
            holds: BTreeSet::new(),
            form: None,
            healing: false,
            removed: false,
            packs: false,
        })
    }

    /// Starts it again after its battery died.
    ///
    /// # Errors
    ///
    /// When the storage does not open.
    pub fn restart(&mut self) -> Lawful {
        self.device = load(self.local(), &self.disk)?;
        self.form = None;
        self.healing = false;
        self.pack_early(self.packs);
        Ok(())
    }

    /// Whether it makes a checkpoint as soon as there is a little to put into it.
    pub const fn pack_early(&mut self, early: bool) {
        self.packs = early;
        self.device
            .make_checkpoints(if early { EARLY } else { When::DEFAULT });
    }

    /// A second phone with the same storage.
    ///
    /// # Errors
    ///
    /// When the storage does not open.
    pub fn copy(&self, seed: u64) -> Lawful<Self> {
        Ok(Self {
            route: self.route,
            clock_off_ms: self.clock_off_ms,
            holds: self.holds.clone(),
            removed: self.removed,
            packs: self.packs,
            ..Self::start(self.local(), self.disk.clone(), seed)?
        })
    }

    /// Returns the key its rows are sealed under.
    #[must_use]
    pub fn local(&self) -> [u8; 32] {
        *self.device.local_key().as_bytes()
    }
}

fn load(local: [u8; 32], disk: &Disk) -> Lawful<Device> {
    Device::load(LocalKey::from_bytes(local), HOST, disk.rows())
        .map_err(|error| Broken::new(ATOMIC, format!("the storage does not open: {error}")))
}
