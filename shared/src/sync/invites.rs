//! Letting people in: invitations this device made, join requests it completes, and its own joining.

use super::device::{Device, JOIN, cbor};
use super::http::{HttpRequest, HttpResponse};
use super::login::versioned;
use super::rows::{Table, Write, put};
use crate::crypto::{
    CryptoError, DevicePublic, Entropy, Grant, InvitePayload, InviteSecret, NameOf, check_join,
    make_join, open_name, seal_name, seal_space_key,
};
use crate::ids::{DeviceId, Hash, InviteId, MemberId, SpaceId};
use crate::mlog::{Capability, DeviceKind, MemberOp, Role, SignedEntry, sign, space_kind_number};
use crate::protocol::limits::INVITE_LIFE_MS_MAX;
use crate::protocol::messages::{
    AppendRequest, InviteRequest, InviteResponse, JoinRequest, KeyBox,
};
use crate::protocol::{ProblemCode, routes};
use std::collections::BTreeSet;

/// An invitation this device made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its public name.
    pub id: InviteId,
    /// The code behind `#j1.` in its link: whoever has it can ask to join.
    pub code: String,
    /// What the invited person will be.
    pub role: Role,
    /// Spaces it leads to.
    pub spaces: Vec<SpaceId>,
    /// When it ends, milliseconds since 1970.
    pub expires_ms: u64,
    /// How often it may be used.
    pub uses_max: u32,
    /// How many devices came with it.
    pub uses: u32,
    /// Whether the server knows it. Before that the link leads nowhere.
    pub announced: bool,
    /// Why the server does not take it, if so.
    pub problem: Option<ProblemCode>,
}

/// Why an invitation cannot be used or made. Each has its own words on the screen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InviteProblem {
    /// The link or code is damaged: ask for it again.
    #[error("the invitation is damaged")]
    Damaged,
    /// The server does not know it: another server, or withdrawn.
    #[error("the server does not know the invitation")]
    Unknown,
    /// It has expired: ask for a new one.
    #[error("the invitation has expired")]
    Expired,
    /// It was used as often as it may be: ask for a new one.
    #[error("the invitation was used")]
    Used,
    /// Something else was answered.
    #[error("the server answered {0:?}")]
    Refused(ProblemCode),
    /// This device is no admin of a space the invitation should lead to.
    #[error("only an admin can invite into this space")]
    NotAdmin,
}

/// Returns the request that reads an invitation before joining.
#[must_use]
pub fn preview_request(secret: &InviteSecret) -> HttpRequest {
    versioned(HttpRequest::get(routes::invite(secret.invite_id())))
}

/// Reads the answer to [`preview_request`]: where the invitation leads, and by whom.
///
/// # Errors
///
/// [`InviteProblem`], ready to be shown.
pub fn read_preview(
    secret: &InviteSecret,
    response: &HttpResponse,
) -> Result<InvitePayload, InviteProblem> {
    let body = response
        .success()
        .map_err(|problem| invite_problem(problem.code))?;
    let invite: InviteResponse = minicbor::decode(body).map_err(|_| InviteProblem::Damaged)?;
    if invite.uses >= invite.uses_max {
        return Err(InviteProblem::Used);
    }
    secret
        .open_payload(&invite.payload)
        .map_err(|_| InviteProblem::Damaged)
}

pub(super) const fn invite_problem(code: ProblemCode) -> InviteProblem {
    match code {
        ProblemCode::InviteUnknown | ProblemCode::NotFound => InviteProblem::Unknown,
        ProblemCode::InviteExpired => InviteProblem::Expired,
        ProblemCode::InviteUsed => InviteProblem::Used,
        ProblemCode::Malformed => InviteProblem::Damaged,
        other => InviteProblem::Refused(other),
    }
}

/// The invitation this device joins with, until it is in.
#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
pub(super) struct Joining {
    #[n(0)]
    pub(super) invite: InviteId,
    #[n(1)]
    pub(super) request: JoinRequest,
    /// Founding hashes of the spaces it leads to.
    #[n(2)]
    pub(super) spaces: Vec<Promised>,
    #[cbor(skip)]
    pub(super) sent: bool,
    #[cbor(skip)]
    pub(super) problem: Option<ProblemCode>,
}

#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
pub(super) struct Promised {
    #[n(0)]
    pub(super) space: SpaceId,
    #[n(1)]
    pub(super) genesis: Hash,
}

/// A stored invitation.
#[derive(Debug, Clone, minicbor::Encode, minicbor::Decode)]
pub(super) struct Invite {
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    secret: [u8; 16],
    #[n(1)]
    pub(super) payload: InvitePayload,
    #[n(2)]
    pub(super) announced: bool,
    #[n(3)]
    pub(super) request: InviteRequest,
    #[cbor(skip)]
    pub(super) problem: Option<ProblemCode>,
}

impl Invite {
    pub(super) fn id(&self) -> InviteId {
        self.request.invite
    }

    fn secret(&self) -> InviteSecret {
        InviteSecret(self.secret)
    }
}

/// Somebody to let into one space.
#[derive(Debug, Clone)]
pub(super) struct Add {
    pub(super) space: SpaceId,
    invite: InviteId,
    member: MemberId,
    device: DevicePublic,
    name: String,
    role: Role,
    capability: Capability,
}

/// A join request that was checked with its invitation's secret.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) invite: InviteId,
    member: MemberId,
    pub(super) device: DevicePublic,
    name: String,
}

impl Device {
    /// Makes an invitation into spaces this device is admin of. It can be used once the server knows it
    /// ([`Invitation::announced`]).
    ///
    /// # Errors
    ///
    /// [`InviteProblem::NotAdmin`] for a space this device is no admin of, or no space at all.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is one decision of the inviting person"
    )]
    pub fn invite(
        &mut self,
        title: &str,
        role: Role,
        grants: &[(SpaceId, Capability)],
        life_ms: u64,
        uses_max: u32,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<(InviteId, Vec<Write>), InviteProblem> {
        let grants = grants
            .iter()
            .map(|(space, capability)| self.grant(*space, *capability))
            .collect::<Option<Vec<_>>>()
            .filter(|grants| !grants.is_empty())
            .ok_or(InviteProblem::NotAdmin)?;
        let secret = InviteSecret::make(rng);
        let id = secret.invite_id();
        let spaces = grants.iter().map(|grant| grant.space).collect();
        let payload = InvitePayload {
            title: title.to_owned(),
            role,
            grants,
            inviter: self.identity.keys.public(),
            inviter_name: self.identity.name.clone(),
            expires_ms: now_ms.saturating_add(life_ms.min(INVITE_LIFE_MS_MAX)),
            uses_max,
        };
        let sealed = secret
            .seal_payload(&payload, rng)
            .map_err(|_| InviteProblem::Damaged)?;
        let request = InviteRequest {
            invite: id,
            expires_ms: payload.expires_ms,
            uses_max,
            spaces,
            payload: sealed,
        };
        let invite = Invite {
            secret: secret.0,
            payload,
            announced: false,
            request,
            problem: None,
        };
        let write = put(
            &self.local,
            Table::Invites,
            id.0.to_vec(),
            &cbor(&invite),
            rng,
        );
        self.invites.insert(id, invite);
        Ok((id, vec![write]))
    }

    fn grant(&self, space: SpaceId, capability: Capability) -> Option<Grant> {
        let content = self.spaces.get(&space)?;
        let members = &content.members;
        if members.capability(self.id()) != Some(Capability::Admin) {
            return None;
        }
        Some(Grant {
            space,
            kind: space_kind_number(members.kind),
            capability,
            title: content.title.clone(),
            genesis: members.hash_at(1)?,
            m_seq: members.seq,
            m_hash: members.hash,
        })
    }

    /// Returns the invitations this device made.
    #[must_use]
    pub fn invitations(&self) -> Vec<Invitation> {
        self.invites
            .values()
            .map(|invite| Invitation {
                id: invite.id(),
                code: invite.secret().to_code(),
                role: invite.payload.role,
                spaces: invite.request.spaces.clone(),
                expires_ms: invite.payload.expires_ms,
                uses_max: invite.payload.uses_max,
                uses: u32::try_from(self.came_with(invite).len()).unwrap_or(u32::MAX),
                announced: invite.announced,
                problem: invite.problem,
            })
            .collect()
    }

    /// Asks to join with an invitation that was read with [`read_preview`].
    ///
    /// # Errors
    ///
    /// When the name is too long to be sealed.
    pub fn join(
        &mut self,
        secret: &InviteSecret,
        payload: &InvitePayload,
        rng: &mut dyn Entropy,
    ) -> Result<Vec<Write>, CryptoError> {
        let (keys, name) = (&self.identity.keys, &self.identity.name);
        let request = make_join(secret, keys, self.identity.member, name, rng)?;
        let spaces = payload
            .grants
            .iter()
            .map(|grant| Promised {
                space: grant.space,
                genesis: grant.genesis,
            })
            .collect();
        let invite = secret.invite_id();
        let joining = Joining {
            invite,
            request,
            spaces,
            sent: false,
            problem: None,
        };
        let write = put(
            &self.local,
            Table::Identity,
            JOIN.to_vec(),
            &cbor(&joining),
            rng,
        );
        self.joining = Some(joining);
        Ok(vec![write])
    }

    /// Returns why the join request was refused, if it was.
    #[must_use]
    pub fn join_problem(&self) -> Option<InviteProblem> {
        self.joining.as_ref()?.problem.map(invite_problem)
    }

    /// Returns the names of those who asked to join with an invitation of this device and are not in yet.
    pub fn waiting_to_join(&self) -> impl Iterator<Item = &str> {
        let waiting = self
            .joins
            .iter()
            .filter(|join| self.missing(join).is_some());
        waiting.map(|join| join.name.as_str())
    }

    /// Checks join requests; those not made with an invitation of this device are left to other admins.
    pub(super) fn check_joins(&mut self, joins: Vec<crate::protocol::messages::PendingJoin>) {
        self.joins = joins
            .into_iter()
            .filter_map(|join| {
                let invite = self.invites.get(&join.invite)?;
                let (device, name) = check_join(&invite.secret(), &join.request).ok()?;
                Some(Checked {
                    invite: join.invite,
                    member: join.request.member,
                    device,
                    name,
                })
            })
            .collect();
    }

    /// Returns the next person to let into a space: from join requests, and devices that came with an
    /// invitation to several spaces and are not in all of them yet (this device was stopped in between).
    pub(super) fn next_add(&self) -> Option<Add> {
        let requested = self.joins.iter().cloned();
        let begun = self.invites.values().flat_map(|invite| self.begun(invite));
        requested.chain(begun).find_map(|join| self.missing(&join))
    }

    fn missing(&self, join: &Checked) -> Option<Add> {
        let invite = self.invites.get(&join.invite)?;
        let came = self.came_with(invite);
        let device = join.device.id();
        let full = came.len() >= usize::try_from(invite.payload.uses_max).unwrap_or(usize::MAX);
        if full && !came.contains(&device) {
            return None;
        }
        invite.payload.grants.iter().find_map(|grant| {
            let content = self.spaces.get(&grant.space)?;
            let known = content.members.devices.contains_key(&device)
                || content.members.members.contains_key(&join.member);
            let admin = content.members.capability(self.id()) == Some(Capability::Admin);
            let refused = self.refused_adds.contains(&(grant.space, device));
            let ready = !content.founding && content.current_key().is_some();
            (admin && ready && !known && !refused).then(|| Add {
                space: grant.space,
                invite: join.invite,
                member: join.member,
                device: join.device,
                name: join.name.clone(),
                role: invite.payload.role,
                capability: grant.capability,
            })
        })
    }

    /// Devices that came with an invitation into any of its spaces.
    fn came_with(&self, invite: &Invite) -> BTreeSet<DeviceId> {
        invite
            .request
            .spaces
            .iter()
            .filter_map(|space| {
                self.spaces
                    .get(space)?
                    .members
                    .used_invites
                    .get(&invite.id())
            })
            .flatten()
            .copied()
            .collect()
    }

    fn begun(&self, invite: &Invite) -> Vec<Checked> {
        self.came_with(invite)
            .into_iter()
            .filter_map(|device| {
                invite.request.spaces.iter().find_map(|space| {
                    let content = self.spaces.get(space)?;
                    let entry = content.members.devices.get(&device)?;
                    Some(Checked {
                        invite: invite.id(),
                        member: entry.member,
                        device: entry.public,
                        name: content.name_of(device)?,
                    })
                })
            })
            .collect()
    }

    /// Signs the entry that lets somebody in, with the space key sealed to the new device.
    pub(super) fn sign_add(
        &self,
        add: &Add,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Option<(SignedEntry, AppendRequest)> {
        let content = self.spaces.get(&add.space)?;
        let members = &content.members;
        let (key, epoch) = (content.current_key()?, members.key_epoch);
        let name = seal_name(
            NameOf::Member(add.member),
            &add.name,
            key,
            add.space,
            epoch,
            rng,
        )
        .ok()?;
        let op = MemberOp::AddMember {
            member: add.member,
            capability: add.capability,
            role: add.role,
            name,
            device: add.device,
            device_kind: DeviceKind::Phone,
            invite: Some(add.invite),
        };
        let entry = members.next_entry(op, self.id(), now_ms);
        let entry = sign(&entry, &self.identity.keys).ok()?;
        let sealed = seal_space_key(key, add.space, epoch, &add.device, rng).ok()?;
        let boxes = vec![KeyBox {
            device: add.device.id(),
            key_epoch: epoch,
            sealed,
        }];
        let request = AppendRequest {
            entries: vec![entry.bytes().to_vec()],
            boxes,
        };
        Some((entry, request))
    }
}

impl Add {
    pub(super) fn device(&self) -> DeviceId {
        self.device.id()
    }
}

impl super::space::Space {
    /// Opens the display name of the person a device belongs to.
    pub(super) fn name_of(&self, device: DeviceId) -> Option<String> {
        let entry = self.members.devices.get(&device)?;
        let member = self.members.members.get(&entry.member)?;
        let key = self.keys.get(&member.name_epoch)?;
        let of = NameOf::Member(entry.member);
        open_name(of, &member.name, key, self.members.space, member.name_epoch).ok()
    }
}
