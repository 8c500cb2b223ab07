//! What an entry of the membership log does, and its bytes.
//!
//! Hand-written and canonical: each operation has exactly one form, everything else is refused. Sealed names
//! stand behind a two-byte length. The order of fields is signed and never changes; a new operation takes a
//! new code.

use super::role::{Capability, DeviceKind, Role, space_kind_from_number, space_kind_number};
use super::{MlogError, PREVIOUS_WRAP_BYTES, SEALED_NAME_BYTES_MAX};
use crate::crypto::DevicePublic;
use crate::ids::{DeviceId, Hash, InviteId, MemberId};
use crate::layout::Reader;
use crate::records::SpaceKind;

/// One change of a space's membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemberOp {
    /// Founds the space. Only ever the first entry, signed by the device it names.
    Genesis {
        /// Kind of the space.
        kind: SpaceKind,
        /// Sealed title.
        title: Vec<u8>,
        /// Commitment to the first space key (epoch 1).
        kid: Hash,
        /// The founder, who becomes admin.
        member: MemberId,
        /// The founder's role.
        role: Role,
        /// Sealed display name of the founder.
        name: Vec<u8>,
        /// Keys of the founder's device.
        device: DevicePublic,
        /// What that device is.
        device_kind: DeviceKind,
    },
    /// An admin lets a person in.
    AddMember {
        /// The person.
        member: MemberId,
        /// What the person may do.
        capability: Capability,
        /// What the person is called.
        role: Role,
        /// Sealed display name.
        name: Vec<u8>,
        /// Keys of the person's first device.
        device: DevicePublic,
        /// What that device is.
        device_kind: DeviceKind,
        /// The invitation it came from, for the record.
        invite: Option<InviteId>,
    },
    /// A member (or an admin) adds a further device of a member.
    AddDevice {
        /// Whose device.
        member: MemberId,
        /// Keys of the device.
        device: DevicePublic,
        /// What it is.
        device_kind: DeviceKind,
        /// Sealed name of the device.
        name: Vec<u8>,
        /// The invitation it came from, for the record.
        via: Option<InviteId>,
    },
    /// An admin changes what a member may do.
    SetCapability {
        /// The member.
        member: MemberId,
        /// What the member may do from now on.
        capability: Capability,
        /// What the member is called from now on.
        role: Role,
    },
    /// An admin or the member removes a device. The space key has to change.
    RemoveDevice {
        /// The device.
        device: DeviceId,
        /// Whether the device is told to delete its copy.
        wipe: bool,
    },
    /// An admin removes a member with all devices. The space key has to change.
    RemoveMember {
        /// The member.
        member: MemberId,
        /// Whether the devices are told to delete their copies.
        wipe: bool,
    },
    /// A writing device changes the space key.
    Rotate {
        /// Number of the new key: the one before plus one.
        key_epoch: u32,
        /// Commitment to the new key.
        kid: Hash,
        /// The key before, sealed under the new one.
        prev_wrap: Vec<u8>,
        /// Hash of the boxes the new key is handed out in; see [`boxes_hash`](super::boxes_hash).
        boxes_hash: Hash,
    },
    /// An admin sets the rules of the space.
    Policy(Policy),
    /// An admin ends the space. Nothing follows.
    Close,
    /// A member calls an own device something else.
    NameDevice {
        /// The device.
        device: DeviceId,
        /// Sealed name of the device.
        name: Vec<u8>,
    },
}

/// The rules of a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// How long content is kept, in days; 0 is not decided here.
    pub retention_days: u16,
    /// Whether printed recovery sheets may be devices.
    pub paper: bool,
    /// Oldest protocol version members may write with.
    pub protocol_min: u16,
}

impl Policy {
    /// Returns the rules a space of this kind starts with.
    #[must_use]
    pub const fn starting(kind: SpaceKind) -> Self {
        let (retention_days, paper) = match kind {
            SpaceKind::Network | SpaceKind::Town => (730, true),
            SpaceKind::Team => (730, false),
            SpaceKind::Core => (365, false),
            SpaceKind::Case => (0, false),
        };
        Self {
            retention_days,
            paper,
            protocol_min: 1,
        }
    }
}

const GENESIS: u8 = 1;
const ADD_MEMBER: u8 = 2;
const ADD_DEVICE: u8 = 3;
const SET_CAPABILITY: u8 = 4;
const REMOVE_DEVICE: u8 = 5;
const REMOVE_MEMBER: u8 = 6;
const ROTATE: u8 = 7;
const POLICY: u8 = 8;
const CLOSE: u8 = 9;
const NAME_DEVICE: u8 = 10;

impl MemberOp {
    /// Appends code and body.
    pub(super) fn encode(&self, bytes: &mut Vec<u8>) -> Result<(), MlogError> {
        match self {
            Self::Genesis {
                kind,
                title,
                kid,
                member,
                role,
                name,
                device,
                device_kind,
            } => {
                bytes.extend([GENESIS, space_kind_number(*kind)]);
                write_sealed(bytes, title)?;
                bytes.extend(kid.0);
                bytes.extend(member.0);
                bytes.push(*role as u8);
                write_sealed(bytes, name)?;
                write_device(bytes, device);
                bytes.push(*device_kind as u8);
            }
            Self::AddMember {
                member,
                capability,
                role,
                name,
                device,
                device_kind,
                invite,
            } => {
                bytes.push(ADD_MEMBER);
                bytes.extend(member.0);
                bytes.extend([*capability as u8, *role as u8]);
                write_sealed(bytes, name)?;
                write_device(bytes, device);
                bytes.push(*device_kind as u8);
                write_invite(bytes, *invite);
            }
            Self::AddDevice {
                member,
                device,
                device_kind,
                name,
                via,
            } => {
                bytes.push(ADD_DEVICE);
                bytes.extend(member.0);
                write_device(bytes, device);
                bytes.push(*device_kind as u8);
                write_sealed(bytes, name)?;
                write_invite(bytes, *via);
            }
            Self::SetCapability {
                member,
                capability,
                role,
            } => {
                bytes.push(SET_CAPABILITY);
                bytes.extend(member.0);
                bytes.extend([*capability as u8, *role as u8]);
            }
            Self::RemoveDevice { device, wipe } => {
                bytes.push(REMOVE_DEVICE);
                bytes.extend(device.0);
                bytes.push(u8::from(*wipe));
            }
            Self::RemoveMember { member, wipe } => {
                bytes.push(REMOVE_MEMBER);
                bytes.extend(member.0);
                bytes.push(u8::from(*wipe));
            }
            Self::Rotate {
                key_epoch,
                kid,
                prev_wrap,
                boxes_hash,
            } => {
                if prev_wrap.len() != PREVIOUS_WRAP_BYTES {
                    return Err(MlogError::Field { field: "prev_wrap" });
                }
                bytes.push(ROTATE);
                bytes.extend(key_epoch.to_be_bytes());
                bytes.extend(kid.0);
                bytes.extend_from_slice(prev_wrap);
                bytes.extend(boxes_hash.0);
            }
            Self::Policy(Policy {
                retention_days,
                paper,
                protocol_min,
            }) => {
                bytes.push(POLICY);
                bytes.extend(retention_days.to_be_bytes());
                bytes.push(u8::from(*paper));
                bytes.extend(protocol_min.to_be_bytes());
            }
            Self::Close => bytes.push(CLOSE),
            Self::NameDevice { device, name } => {
                bytes.push(NAME_DEVICE);
                bytes.extend(device.0);
                write_sealed(bytes, name)?;
            }
        }
        Ok(())
    }

    /// Reads code and body.
    pub(super) fn decode(reader: &mut Fields<'_, '_>) -> Result<Self, MlogError> {
        // Fields are read in the order in which they are written below.
        Ok(match reader.byte()? {
            GENESIS => Self::Genesis {
                kind: reader.named("kind", space_kind_from_number)?,
                title: reader.sealed("title")?,
                kid: Hash(reader.take()?),
                member: MemberId(reader.take()?),
                role: reader.named("role", Role::from_number)?,
                name: reader.sealed("name")?,
                device: reader.device()?,
                device_kind: reader.named("device_kind", DeviceKind::from_number)?,
            },
            ADD_MEMBER => Self::AddMember {
                member: MemberId(reader.take()?),
                capability: reader.named("capability", Capability::from_number)?,
                role: reader.named("role", Role::from_number)?,
                name: reader.sealed("name")?,
                device: reader.device()?,
                device_kind: reader.named("device_kind", DeviceKind::from_number)?,
                invite: reader.invite("invite")?,
            },
            ADD_DEVICE => Self::AddDevice {
                member: MemberId(reader.take()?),
                device: reader.device()?,
                device_kind: reader.named("device_kind", DeviceKind::from_number)?,
                name: reader.sealed("name")?,
                via: reader.invite("via")?,
            },
            SET_CAPABILITY => Self::SetCapability {
                member: MemberId(reader.take()?),
                capability: reader.named("capability", Capability::from_number)?,
                role: reader.named("role", Role::from_number)?,
            },
            REMOVE_DEVICE => Self::RemoveDevice {
                device: DeviceId(reader.take()?),
                wipe: reader.named("wipe", flag)?,
            },
            REMOVE_MEMBER => Self::RemoveMember {
                member: MemberId(reader.take()?),
                wipe: reader.named("wipe", flag)?,
            },
            ROTATE => Self::Rotate {
                key_epoch: u32::from_be_bytes(reader.take()?),
                kid: Hash(reader.take()?),
                prev_wrap: reader.take::<PREVIOUS_WRAP_BYTES>()?.to_vec(),
                boxes_hash: Hash(reader.take()?),
            },
            POLICY => Self::Policy(Policy {
                retention_days: u16::from_be_bytes(reader.take()?),
                paper: reader.named("paper", flag)?,
                protocol_min: u16::from_be_bytes(reader.take()?),
            }),
            CLOSE => Self::Close,
            NAME_DEVICE => Self::NameDevice {
                device: DeviceId(reader.take()?),
                name: reader.sealed("name")?,
            },
            code => return Err(MlogError::UnknownOp { code }),
        })
    }
}

/// Reads the fields of an entry; where the bytes end, the error says so.
pub(super) struct Fields<'r, 'a> {
    pub(super) reader: &'r mut Reader<'a>,
    pub(super) found: usize,
}

impl Fields<'_, '_> {
    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], MlogError> {
        self.reader
            .take()
            .ok_or(MlogError::Length { found: self.found })
    }

    pub(super) fn byte(&mut self) -> Result<u8, MlogError> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn named<T>(&mut self, field: &'static str, read: fn(u8) -> Option<T>) -> Result<T, MlogError> {
        read(self.byte()?).ok_or(MlogError::Field { field })
    }

    fn sealed(&mut self, field: &'static str) -> Result<Vec<u8>, MlogError> {
        let bytes = usize::from(u16::from_be_bytes(self.take()?));
        if bytes > SEALED_NAME_BYTES_MAX {
            return Err(MlogError::Field { field });
        }
        let sealed = self
            .reader
            .slice(bytes)
            .ok_or(MlogError::Length { found: self.found })?;
        Ok(sealed.to_vec())
    }

    fn device(&mut self) -> Result<DevicePublic, MlogError> {
        Ok(DevicePublic {
            sign: self.take()?,
            seal: self.take()?,
        })
    }

    fn invite(&mut self, field: &'static str) -> Result<Option<InviteId>, MlogError> {
        let there = self.named(field, flag)?;
        there.then(|| self.take().map(InviteId)).transpose()
    }
}

const fn flag(byte: u8) -> Option<bool> {
    match byte {
        0 => Some(false),
        1 => Some(true),
        _ => None,
    }
}

fn write_sealed(bytes: &mut Vec<u8>, sealed: &[u8]) -> Result<(), MlogError> {
    let too_long = MlogError::Field { field: "name" };
    if sealed.len() > SEALED_NAME_BYTES_MAX {
        return Err(too_long);
    }
    bytes.extend(
        u16::try_from(sealed.len())
            .map_err(|_| too_long)?
            .to_be_bytes(),
    );
    bytes.extend_from_slice(sealed);
    Ok(())
}

fn write_device(bytes: &mut Vec<u8>, device: &DevicePublic) {
    bytes.extend(device.sign);
    bytes.extend(device.seal);
}

fn write_invite(bytes: &mut Vec<u8>, invite: Option<InviteId>) {
    bytes.push(u8::from(invite.is_some()));
    if let Some(invite) = invite {
        bytes.extend(invite.0);
    }
}
