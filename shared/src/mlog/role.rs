//! Who may do what: three capabilities the cryptography and the server enforce, and the roles that are only
//! their labels. The numbers are part of signed entries and never change.

use crate::records::SpaceKind;
use minicbor::{Decode, Encode};

/// What a member may do in a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
#[repr(u8)]
pub enum Capability {
    /// Reads everything in the space.
    #[n(1)]
    Read = 1,
    /// Also writes.
    #[n(2)]
    Write = 2,
    /// Also decides who is in the space.
    #[n(3)]
    Admin = 3,
}

impl Capability {
    /// Every capability, from least to most.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Admin];

    /// Reads the number of signed entries.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|capability| *capability as u8 == number)
    }
}

/// What a member is called. Says nothing about rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
#[repr(u8)]
pub enum Role {
    /// Caretaker of a town (Gemeindekümmernde).
    #[n(1)]
    Gk = 1,
    /// Central project team.
    #[n(2)]
    Projektteam = 2,
    /// Town hall.
    #[n(3)]
    Rathaus = 3,
    /// Local alliance.
    #[n(4)]
    Allianz = 4,
    /// Reads along.
    #[n(5)]
    Lesen = 5,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Gk,
        Self::Projektteam,
        Self::Rathaus,
        Self::Allianz,
        Self::Lesen,
    ];

    /// Reads the number of signed entries.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|role| *role as u8 == number)
    }

    /// Returns the key used in addresses, output and choices. Never changes.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Gk => "gk",
            Self::Projektteam => "projektteam",
            Self::Rathaus => "rathaus",
            Self::Allianz => "allianz",
            Self::Lesen => "lesen",
        }
    }

    /// Finds a role by its key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Returns what a person of this role is usually given in a space of their own circle; `None` is no
    /// place in it. A suggestion for invitations: what counts is what the admin signs.
    #[must_use]
    pub const fn usual_capability(self, kind: SpaceKind) -> Option<Capability> {
        use Capability::{Admin, Read, Write};
        match (self, kind) {
            (Self::Gk, SpaceKind::Network)
            | (Self::Rathaus, SpaceKind::Core)
            | (Self::Allianz, SpaceKind::Town) => Some(Write),
            (Self::Gk, SpaceKind::Town | SpaceKind::Core | SpaceKind::Case)
            | (Self::Rathaus, SpaceKind::Town)
            | (Self::Projektteam, SpaceKind::Network | SpaceKind::Team | SpaceKind::Town) => {
                Some(Admin)
            }
            (Self::Rathaus | Self::Allianz, SpaceKind::Network)
            | (Self::Lesen, SpaceKind::Network | SpaceKind::Town) => Some(Read),
            (Self::Gk, SpaceKind::Team)
            | (Self::Projektteam, SpaceKind::Core | SpaceKind::Case)
            | (Self::Rathaus, SpaceKind::Team | SpaceKind::Case)
            | (Self::Allianz | Self::Lesen, SpaceKind::Team | SpaceKind::Core | SpaceKind::Case) => {
                None
            }
        }
    }
}

/// What a device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum DeviceKind {
    /// A telephone or tablet.
    Phone = 1,
    /// A computer.
    Desktop = 2,
    /// A printed recovery sheet.
    Paper = 3,
    /// A program without a person, for example the founder of the demo.
    Service = 4,
}

impl DeviceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Desktop, Self::Paper, Self::Service];

    /// Reads the number of signed entries.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == number)
    }
}

/// Every kind of space with its number in signed entries and invitations.
const SPACE_KINDS: [(SpaceKind, u8); 5] = [
    (SpaceKind::Network, 1),
    (SpaceKind::Team, 2),
    (SpaceKind::Town, 3),
    (SpaceKind::Core, 4),
    (SpaceKind::Case, 5),
];

/// Returns the number of a kind of space in signed entries and invitations.
#[must_use]
pub const fn space_kind_number(kind: SpaceKind) -> u8 {
    match kind {
        SpaceKind::Network => 1,
        SpaceKind::Team => 2,
        SpaceKind::Town => 3,
        SpaceKind::Core => 4,
        SpaceKind::Case => 5,
    }
}

/// Reads what [`space_kind_number`] wrote.
#[must_use]
pub fn space_kind_from_number(number: u8) -> Option<SpaceKind> {
    SPACE_KINDS
        .into_iter()
        .find(|(_, known)| *known == number)
        .map(|(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_reads_back_and_no_other_does() {
        for number in 0..=u8::MAX {
            assert_eq!(
                Capability::from_number(number).map_or(number, |it| it as u8),
                number
            );
            assert_eq!(
                Role::from_number(number).map_or(number, |it| it as u8),
                number
            );
            assert_eq!(
                DeviceKind::from_number(number).map_or(number, |it| it as u8),
                number
            );
            let kind = space_kind_from_number(number);
            assert_eq!(kind.map_or(number, space_kind_number), number);
            assert_eq!(kind.is_some(), (1..=5).contains(&number));
        }
        for role in Role::ALL {
            assert_eq!(Role::from_key(role.key()), Some(role));
        }
        assert!(Capability::Read < Capability::Write && Capability::Write < Capability::Admin);
    }
}
