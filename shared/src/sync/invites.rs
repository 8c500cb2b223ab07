//! Letting people in: invitations this device made, join requests it completes, and its own joining.

use super::device::{Device, JOIN, cbor};
use super::http::{HttpRequest, HttpResponse};
use super::joins::Approvals;
use super::login::versioned;
use super::machine::Received;
use super::rows::{Table, Write, delete, put};
use super::space::Upload;
use crate::crypto::{
    CryptoError, DevicePublic, Entropy, Grant, InvitePayload, InviteSecret, NameOf, make_join,
    open_name,
};
use crate::ids::{DeviceId, Hash, InviteId, MemberId, SpaceId};
use crate::mlog::{Capability, Role, space_kind_number};
use crate::protocol::limits::{INVITE_GRANTS_MAX, INVITE_LIFE_MS_MAX};
use crate::protocol::messages::{InviteRequest, InviteResponse, JoinRequest};
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
    /// Why the server does not take it, or lets nobody in with it, if so.
    pub problem: Option<InviteProblem>,
    /// The person it brings a further device for; `None` if it brings a new person.
    pub member: Option<MemberId>,
    /// Whether it is being taken back.
    pub withdrawn: bool,
    /// Whether it ended because somebody who came with it was turned away: its link is in other hands.
    pub closed: bool,
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
    /// A person turned this device away: ask them.
    #[error("a person turned this device away")]
    TurnedAway,
    /// Something else was answered.
    #[error("the server answered {0:?}")]
    Refused(ProblemCode),
    /// Too many invitations are open: withdraw one that nobody needs any more.
    #[error("too many invitations are open")]
    TooManyOpen,
    /// A space has had as many devices as it may: nobody can come in any more.
    #[error("the space has had as many devices as it may")]
    TooManyDevices,
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

/// Returns how often the invitation can still be used, as the answer to [`preview_request`] says; `None` if it says nothing.
#[must_use]
pub fn preview_uses_left(response: &HttpResponse) -> Option<u32> {
    let invite: InviteResponse = minicbor::decode(response.success().ok()?).ok()?;
    Some(invite.uses_max.saturating_sub(invite.uses))
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
    /// The inviting device, for the spoken words.
    #[n(3)]
    pub(super) inviter: Option<DevicePublic>,
    /// Came by a code at a table: the inviting device has the request already, or will have it.
    #[n(4)]
    #[cbor(default)]
    pub(super) at_table: bool,
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
    /// Last membership entry the inviter knew, with its hash: the server cannot show an older or another list.
    #[n(2)]
    pub(super) known: Option<(u32, Hash)>,
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
    /// Devices a person agreed to.
    #[n(4)]
    #[cbor(default)]
    pub(super) approved: BTreeSet<DeviceId>,
    /// Devices a person turned down.
    #[n(5)]
    #[cbor(default)]
    pub(super) denied: BTreeSet<DeviceId>,
    #[n(6)]
    #[cbor(default)]
    pub(super) withdrawn: bool,
    /// Requests that were taken at a table, without a server.
    #[n(7)]
    #[cbor(default)]
    pub(super) answers: Vec<JoinRequest>,
    #[cbor(skip)]
    pub(super) problem: Option<InviteProblem>,
    /// The server was told of it and may know it, although there was no answer yet.
    #[cbor(skip)]
    pub(super) told: bool,
}

impl Invite {
    pub(super) fn id(&self) -> InviteId {
        self.request.invite
    }

    pub(super) fn secret(&self) -> InviteSecret {
        InviteSecret(self.secret)
    }
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
        self.announce(title, role, grants, None, (life_ms, uses_max), now_ms, rng)
    }

    /// Makes an invitation for a further device of a person: of one's own into all spaces, or as an admin of
    /// somebody who lost theirs into the spaces named (the second admin's way to bring them back).
    ///
    /// # Errors
    ///
    /// [`InviteProblem::NotAdmin`] if this is somebody else and this device is no admin of a space, or the
    /// person is in none of the spaces.
    pub fn invite_device(
        &mut self,
        member: MemberId,
        spaces: &[SpaceId],
        life_ms: u64,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<(InviteId, Vec<Write>), InviteProblem> {
        let own = member == self.identity.member;
        let mut role = Role::Lesen;
        let mut grants = Vec::new();
        for space in spaces.iter().take(INVITE_GRANTS_MAX) {
            let content = self.spaces.get(space).ok_or(InviteProblem::NotAdmin)?;
            let person = content.members.members.get(&member);
            let person = person.filter(|it| it.removed_at.is_none());
            let person = person.ok_or(InviteProblem::NotAdmin)?;
            role = person.role;
            let may = content.members.capability(self.id());
            if may.is_none() || (!own && may != Some(Capability::Admin)) {
                return Err(InviteProblem::NotAdmin);
            }
            let grant = self.grant_of(*space, person.capability);
            grants.push(grant.ok_or(InviteProblem::NotAdmin)?);
        }
        let person = grants.first().ok_or(InviteProblem::NotAdmin)?.space;
        let title = self
            .people(person)
            .into_iter()
            .find(|it| it.member == member)
            .and_then(|it| it.name)
            .unwrap_or_default();
        self.announce(
            &title,
            role,
            grants,
            Some(member),
            (life_ms, 1),
            now_ms,
            rng,
        )
    }

    /// Makes an invitation for a second device of one's own into every space.
    ///
    /// # Errors
    ///
    /// [`InviteProblem::NotAdmin`] if this device is in no space.
    pub fn invite_own_device(
        &mut self,
        life_ms: u64,
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<(InviteId, Vec<Write>), InviteProblem> {
        let me = self.id();
        let spaces: Vec<SpaceId> = self
            .spaces
            .iter()
            .filter(|(_, content)| content.members.capability(me).is_some())
            // The server does not have one it refused, and would refuse the whole invitation.
            .filter(|(_, content)| !content.founding || content.upload == Upload::Open)
            .map(|(space, _)| *space)
            .collect();
        self.invite_device(self.identity.member, &spaces, life_ms, now_ms, rng)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "each is one decision of the inviting person"
    )]
    fn announce(
        &mut self,
        title: &str,
        role: Role,
        grants: Vec<Grant>,
        member: Option<MemberId>,
        (life_ms, uses_max): (u64, u32),
        now_ms: u64,
        rng: &mut dyn Entropy,
    ) -> Result<(InviteId, Vec<Write>), InviteProblem> {
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
            member,
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
            own_device: member == Some(self.identity.member),
        };
        let invite = Invite {
            secret: secret.0,
            payload,
            announced: false,
            request,
            approved: BTreeSet::new(),
            denied: BTreeSet::new(),
            withdrawn: false,
            answers: Vec::new(),
            problem: None,
            told: false,
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
        self.grant_of(space, capability)
    }

    fn grant_of(&self, space: SpaceId, capability: Capability) -> Option<Grant> {
        let content = self.spaces.get(&space)?;
        let members = &content.members;
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
                problem: invite.problem.clone(),
                member: invite.payload.member,
                withdrawn: invite.withdrawn,
                closed: invite.payload.uses_max == 1 && !invite.denied.is_empty(),
            })
            .collect()
    }

    /// Takes an invitation back: nobody can use it any more, and requests that came with it are gone.
    pub fn withdraw(&mut self, invite: InviteId, rng: &mut dyn Entropy) -> Vec<Write> {
        let Some(kept) = self.invites.get_mut(&invite) else {
            return Vec::new();
        };
        let refused = kept.problem.is_some();
        if !kept.announced && (refused || !kept.told) {
            self.invites.remove(&invite);
            return vec![delete(Table::Invites, invite.0.to_vec())];
        }
        kept.withdrawn = true;
        kept.problem = None;
        self.joins.retain(|join| join.invite != invite);
        self.keep_invite(invite, rng)
    }

    pub(super) fn withdrawn(&mut self, invite: InviteId) -> Received {
        self.invites.remove(&invite);
        // What had no room may have it now.
        for waiting in self.invites.values_mut() {
            if waiting.problem == Some(InviteProblem::TooManyOpen) {
                waiting.problem = None;
            }
        }
        Received::changed(vec![delete(Table::Invites, invite.0.to_vec())])
    }

    pub(super) fn keep_invite(&self, invite: InviteId, rng: &mut dyn Entropy) -> Vec<Write> {
        let kept = self.invites.get(&invite);
        kept.map(|kept| {
            let key = invite.0.to_vec();
            put(&self.local, Table::Invites, key, &cbor(kept), rng)
        })
        .into_iter()
        .collect()
    }

    /// Says who may come without being asked for. The table of the security design unless set.
    pub const fn set_approvals(&mut self, approvals: Approvals) {
        self.approvals = approvals;
    }

    /// Whether the server keeps back membership entries the inviter has vouched for.
    pub(super) fn hidden_entries(&self, space: SpaceId) -> bool {
        let promised = self.joining.iter().flat_map(|joining| &joining.spaces);
        let mut known = promised
            .filter(|it| it.space == space)
            .filter_map(|it| it.known);
        known.any(|(m_seq, m_hash)| {
            let here = self.spaces.get(&space);
            here.is_some_and(|it| it.members.hash_at(m_seq) != Some(m_hash))
        })
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
        if payload.member.is_some_and(|it| it != self.identity.member) {
            return Err(CryptoError::JoinInvitation);
        }
        let (keys, name) = (&self.identity.keys, &self.identity.name);
        let request = make_join(secret, keys, self.identity.member, name, rng)?;
        let spaces = payload
            .grants
            .iter()
            .map(|grant| Promised {
                space: grant.space,
                genesis: grant.genesis,
                known: Some((grant.m_seq, grant.m_hash)),
            })
            .collect();
        let invite = secret.invite_id();
        let joining = Joining {
            invite,
            request,
            spaces,
            inviter: Some(payload.inviter),
            at_table: false,
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
        let code = self.joining.as_ref()?.problem?;
        Some(match code {
            // A request of one's own is sound: only a person refuses it.
            ProblemCode::Refused => InviteProblem::TurnedAway,
            other => invite_problem(other),
        })
    }

    /// Returns the names of those who asked to join with an invitation of this device and are not in yet.
    pub fn waiting_to_join(&self) -> impl Iterator<Item = &str> {
        let waiting = self
            .joins
            .iter()
            .filter(|join| self.missing(join).is_some());
        waiting.map(|join| join.name.as_str())
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
