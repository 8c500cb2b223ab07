//! The records of the open spaces: reading, writing, Papierkorb, search, drafts.
//!
//! Every read is reactive through one revision. Every write resolves when it is durable on the disk, not before.

use super::core::{Core, Handle};
use super::room::is_confidential;
use crate::error::AppError;
use crate::platform::random::BrowserEntropy;
use crate::ui::*;
use shared::crypto::Entropy as _;
use shared::ids::{RecordId, SpaceId};
use shared::lists::{self, Begin, FollowUp, Meaning};
use shared::merge::{Edit, RecordState, derived_record};
use shared::mlog::Capability;
use shared::records::{self, Led, RecordDef, SpaceKind};
use shared::value::validate::{Code, Violation};
use shared::value::{Value, gate};
use std::rc::Rc;
use std::sync::Arc;

/// What a draft keeps: fields of a form by number.
pub type DraftFields = Vec<(u16, Value)>;

/// One record as pages see it.
#[derive(Debug, Clone)]
pub struct RecordView {
    /// Its id.
    pub id: RecordId,
    /// The space it lives in.
    pub space: SpaceId,
    /// Its kind.
    pub def: &'static RecordDef,
    /// Its merged state.
    pub state: Arc<RecordState>,
    /// It stays unnamed here: what is shown stands for what it is, and cannot be written to.
    pub unnamed: bool,
    /// Another town wrote it on the board.
    pub anothers: bool,
    /// People of other towns are not told who wrote it.
    pub veiled: bool,
    /// Whether this device has changes to it that the server has not confirmed.
    pub unsent: bool,
}

impl PartialEq for RecordView {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.unsent == other.unsent
            && self.veiled == other.veiled
            && self.anothers == other.anothers
            && self.state == other.state
    }
}

/// A search result.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: RecordView,
    /// The field that matched.
    pub field: u16,
    /// The piece of its text that matched, in order, with the matching words marked.
    pub parts: Vec<(String, bool)>,
}

/// What a search finds.
#[derive(Debug, Default)]
pub struct Found {
    /// The best hits, best first; as many as were asked for.
    pub hits: Vec<Hit>,
    /// The records that come behind them, for [`Records::hits`].
    pub more: Vec<RecordId>,
    /// How many records of each kind there are, the most first.
    pub kinds: Vec<(&'static RecordDef, usize)>,
}

/// The records of the open spaces.
#[derive(Clone, Copy)]
pub struct Records(pub(super) Handle);

impl Records {
    /// Returns the records of a kind in the town that is shown (or in the network, for kinds that live there), and what
    /// it runs together with other towns, without the Papierkorb, in the kind's order. Reactive.
    #[must_use]
    pub fn list(self, def: &'static RecordDef) -> Vec<RecordView> {
        let core = self.0.get_value();
        let home = core.home(def.home).filter(|home| core.shows(*home));
        let shared = core.shared_place(def);
        let list = core.list(def);
        // What is noted of a narrower circle in a kind of the town stands there; whoever reads that circle finds it here.
        let inside: Vec<SpaceId> = [SpaceKind::Team, SpaceKind::Core, SpaceKind::Case]
            .into_iter()
            .filter(|_| def.home == SpaceKind::Town)
            .filter_map(|narrower| core.home(narrower).filter(|space| core.shows(*space)))
            .collect();
        list.iter()
            .filter(|view| {
                Some(view.space) == home
                    || inside.contains(&view.space)
                    || (Some(view.space) == shared && core.takes_part_here(view))
            })
            .cloned()
            .collect()
    }

    /// Returns how many records of a kind there are, in the Papierkorb or not.
    #[must_use]
    pub fn count(self, def: &RecordDef) -> usize {
        self.0.get_value().shelf.borrow().count(def)
    }

    /// Returns the space in which a new record of this home would live. Reactive.
    #[must_use]
    pub fn home(self, home: SpaceKind) -> Option<SpaceId> {
        self.0.get_value().home(home)
    }

    /// Returns the records of a kind in all open spaces. Reactive.
    #[must_use]
    pub fn list_all(self, def: &'static RecordDef) -> Vec<RecordView> {
        let core = self.0.get_value();
        let mut list = core.list(def).to_vec();
        list.retain(|view| core.shows(view.space));
        list
    }

    /// Returns one record, in the Papierkorb or not. Reactive.
    #[must_use]
    pub fn get(self, id: RecordId) -> Option<RecordView> {
        let core = self.0.get_value();
        core.revision.track();
        core.find(id).filter(|view| core.shows(view.space))
    }

    /// Returns the records of kind `def` whose parent field names `parent`, in the kind's order. Reactive.
    #[must_use]
    pub fn children(self, parent: RecordId, def: &'static RecordDef) -> Vec<RecordView> {
        let Some(field) = def.parent else {
            return Vec::new();
        };
        let parent = Value::Link(parent);
        let core = self.0.get_value();
        let list = core.list(def);
        let children = list
            .iter()
            .filter(|view| view.state.value(field) == Some(&parent) && core.shows(view.space));
        children.cloned().collect()
    }

    /// Returns the records in the Papierkorb of all open spaces, last changed first. Reactive.
    #[must_use]
    pub fn trashed(self) -> Vec<RecordView> {
        let core = self.0.get_value();
        core.revision.track();
        let mut list = {
            let device = core.device.borrow();
            let mut shelf = core.shelf.borrow_mut();
            device
                .as_ref()
                .map_or_else(Vec::new, |device| shelf.trashed(device))
        };
        list.retain(|view| core.shows(view.space));
        list
    }

    /// Creates a record where the meeting lives that it belongs to, else in the town that is shown (or in the network, for
    /// kinds that live there). Resolves when it is durable on the disk. Where the kind says which record one is
    /// ([`RecordDef::same`]), its id follows from that, so that two phones that make it at once make one.
    ///
    /// # Errors
    ///
    /// When it could not be stored, or this device may only read; then nothing was created.
    pub async fn create(
        self,
        def: &'static RecordDef,
        edits: Vec<Edit>,
    ) -> Result<RecordId, AppError> {
        let space = untrack(|| self.home_for(def, &edits)).ok_or(AppError::NotFound)?;
        self.create_in(space, def, edits).await
    }

    /// Creates a record in a space, for example that of its parent.
    ///
    /// # Errors
    ///
    /// As [`Records::create`].
    pub async fn create_in(
        self,
        space: SpaceId,
        def: &'static RecordDef,
        mut edits: Vec<Edit>,
    ) -> Result<RecordId, AppError> {
        let core = self.0.get_value();
        if def.led == Led::ByPerson {
            edits.extend(core.me().map(|me| lists::led_by(Some(me))));
        }
        let begin = Meaning::in_edits(def, &edits).and_then(|it| self.begin(def, &it));
        let id = match begin {
            None => RecordId(BrowserEntropy.make_id()),
            Some(Begin::As(id)) => id,
            // The form has said so before; here it came to be in between.
            Some(Begin::There(id)) => {
                let in_bin = core.find(id).is_some_and(|view| view.state.trashed());
                return Err(AppError::Invalid(Violation {
                    field: def.same.last().copied().unwrap_or_default(),
                    code: Code::AlreadyThere { in_bin },
                }));
            }
        };
        core.judge(def, id, &edits)?;
        core.write(space, def.id, id, edits).await?;
        Ok(id)
    }

    /// Returns the record that is already what a new one of these values would be, in the Papierkorb or not. Reactive.
    #[must_use]
    pub fn already(self, def: &'static RecordDef, values: &[(u16, Value)]) -> Option<RecordView> {
        let value = |id: u16| {
            let found = values.iter().find(|(field, _)| *field == id);
            found.map(|(_, value)| value.clone())
        };
        match self.begin(def, &Meaning::of(def, value)?)? {
            Begin::There(id) => self.get(id),
            Begin::As(_) => None,
        }
    }

    /// How a record that says which one it is begins. Reactive.
    fn begin(self, def: &'static RecordDef, meaning: &Meaning) -> Option<Begin> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let shelf = core.shelf.borrow();
        let mut known = shelf.all(device.as_ref()?, def);
        known.retain(|view| core.shows(view.space));
        let states = known.iter().map(|view| (view.id, &*view.state));
        lists::begin(def, meaning, states, |id| shelf.holds(id))
    }

    /// Creates the one record of a kind that belongs to `parent`, in the space of its parent. Its id follows from the
    /// parent, so that two phones that begin it at once begin one.
    ///
    /// # Errors
    ///
    /// As [`Records::create`]; [`AppError::NotFound`] without the parent.
    pub async fn create_only(
        self,
        parent: RecordId,
        def: &'static RecordDef,
        name: &str,
        edits: Vec<Edit>,
    ) -> Result<RecordId, AppError> {
        let core = self.0.get_value();
        let space = core.find(parent).ok_or(AppError::NotFound)?.space;
        let id = derived_record(parent, def.id, name);
        core.judge(def, id, &edits)?;
        core.write(space, def.id, id, edits).await?;
        Ok(id)
    }

    /// Writes edits to a record of a space that may not be there yet.
    ///
    /// # Errors
    ///
    /// As [`Records::create`].
    pub async fn write_in(
        self,
        space: SpaceId,
        def: &'static RecordDef,
        id: RecordId,
        edits: Vec<Edit>,
    ) -> Result<(), AppError> {
        let core = self.0.get_value();
        core.judge(def, id, &edits)?;
        core.write(space, def.id, id, edits).await
    }

    /// Writes edits to a record. Resolves when they are durable on the disk.
    ///
    /// A record that repeats and is finished by them begins anew; taken back, what began goes again.
    ///
    /// # Errors
    ///
    /// When they could not be stored, the rules of the kind do not allow them, or this device may only read; then nothing
    /// was written.
    pub async fn write(self, id: RecordId, edits: Vec<Edit>) -> Result<(), AppError> {
        let core = self.0.get_value();
        let view = core.find(id).ok_or(AppError::NotFound)?;
        core.judge(view.def, id, &edits)?;
        core.judge_lead(&view, &edits)?;
        self.write_again(id, edits).await
    }

    /// Writes what stood there before, or is put together of it: a decision must be possible, whatever the rules are now.
    pub(super) async fn write_again(self, id: RecordId, edits: Vec<Edit>) -> Result<(), AppError> {
        let core = self.0.get_value();
        let view = core.find(id).ok_or(AppError::NotFound)?;
        let follows = lists::follow_up(view.def, id, &view.state, &edits);
        core.write(view.space, view.def.id, id, edits).await?;
        let (next, edits) = match follows {
            None => return Ok(()),
            Some(FollowUp::Begin(next, edits)) => match core.find(next) {
                None => (next, edits),
                Some(thrown) if thrown.state.trashed() => (next, vec![Edit::Restore]),
                Some(_) => return Ok(()),
            },
            Some(FollowUp::Drop(next)) => match core.find(next) {
                Some(begun) if lists::is_untouched(begun.def, &begun.state) => {
                    (next, vec![Edit::Trash])
                }
                _ => return Ok(()),
            },
        };
        core.write(view.space, view.def.id, next, edits).await
    }

    /// Moves a record to the Papierkorb.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn trash(self, id: RecordId) -> Result<(), AppError> {
        self.write(id, vec![Edit::Trash]).await
    }

    /// Takes a record out of the Papierkorb.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn restore(self, id: RecordId) -> Result<(), AppError> {
        self.write(id, vec![Edit::Restore]).await
    }

    /// Searches everything readable, or one kind of it; the best hits first, at most so many made out. While the confidential
    /// room is closed, nothing of it. Reactive.
    #[must_use]
    pub fn search(self, query: &str, kind: Option<&RecordDef>, count_max: usize) -> Found {
        let core = self.0.get_value();
        core.revision.track();
        core.index(usize::MAX);
        let found = core
            .shelf
            .borrow()
            .finder()
            .find(query, kind.map(|def| def.id));
        let mut ids = found.hits.into_iter().map(|hit| hit.record);
        let hits = ids.by_ref().filter_map(|id| core.hit(query, id));
        let hits = hits.take(count_max).collect();
        // Of a closed room not even the number of hits is told.
        let open = core.room.with(Option::is_some);
        let hidden = if open { Vec::new() } else { core.hidden() };
        let told = |def: &RecordDef, count: usize| {
            if hidden.iter().all(|(kind, _)| *kind != def.id) {
                return count;
            }
            let found = core.shelf.borrow().finder().of_kind(query, def);
            let inside = |id: &&RecordId| hidden.contains(&(def.id, **id));
            count.saturating_sub(found.iter().filter(inside).count())
        };
        let kinds = found.kinds.into_iter();
        Found {
            hits,
            more: ids.collect(),
            kinds: kinds
                .filter_map(|(kind, count)| Some((records::by_id(kind)?, count)))
                .filter(|(def, _)| open || !is_confidential(def.home))
                .map(|(def, count)| (def, told(def, count)))
                .filter(|(_, count)| *count > 0)
                .collect(),
        }
    }

    /// Returns the hits a search with this query left to be made out.
    #[must_use]
    pub fn hits(self, query: &str, ids: &[RecordId]) -> Vec<Hit> {
        let core = self.0.get_value();
        ids.iter().filter_map(|id| core.hit(query, *id)).collect()
    }

    /// Keeps of `views`, records of one kind, those in which every word occurs.
    pub fn retain_matching(self, words: &str, def: &RecordDef, views: &mut Vec<RecordView>) {
        if words.trim().is_empty() {
            return;
        }
        let core = self.0.get_value();
        core.index(usize::MAX);
        let mut found = core.shelf.borrow().finder().of_kind(words, def);
        found.sort_unstable();
        views.retain(|view| found.binary_search(&view.id).is_ok());
    }

    /// Returns records of a kind with a similar name, the most similar first. Reactive.
    #[must_use]
    pub fn similar(self, name: &str, def: &'static RecordDef, count_max: usize) -> Vec<RecordId> {
        let core = self.0.get_value();
        core.revision.track();
        core.index(usize::MAX);
        core.shelf.borrow().finder().similar(name, def, count_max)
    }

    /// Returns a kept draft.
    #[must_use]
    pub fn draft(self, key: &str) -> Option<DraftFields> {
        self.0.get_value().drafts.borrow().get(key)
    }

    /// Keeps a draft: in memory at once, sealed and durable within a second.
    pub fn keep_draft(self, key: &str, fields: DraftFields) {
        self.0.get_value().keep_draft(key, fields);
    }

    /// Forgets a draft.
    pub fn drop_draft(self, key: &str) {
        self.0.get_value().drop_draft(key);
    }
}

impl Core {
    /// Returns the records of a kind in its order. Reactive.
    fn list(&self, def: &'static RecordDef) -> Rc<Vec<RecordView>> {
        self.revision.track();
        let device = self.device.borrow();
        device.as_ref().map_or_else(Rc::default, |device| {
            self.shelf.borrow_mut().list(device, def)
        })
    }

    /// Records of the closed room whose kind is shown outside of it too, with their kind.
    fn hidden(&self) -> Vec<(u16, RecordId)> {
        let device = self.device.borrow();
        let Some(device) = device.as_ref() else {
            return Vec::new();
        };
        let inside = |kind: u16| records::by_id(kind).is_some_and(|def| is_confidential(def.home));
        self.spaces.with_untracked(|spaces| {
            let rooms = spaces.iter().filter(|space| is_confidential(space.kind));
            rooms
                .filter_map(|space| device.state(space.id))
                .flat_map(|state| &state.records)
                .filter(|(_, record)| !inside(record.kind))
                .map(|(id, record)| (record.kind, *id))
                .collect()
        })
    }

    /// Returns a record a query finds, with the piece that says why, if it is shown.
    fn hit(&self, query: &str, id: RecordId) -> Option<Hit> {
        let record = self.find(id).filter(|it| self.shows(it.space))?;
        let piece = self.shelf.borrow().finder().reason(query, id)?;
        Some(Hit {
            record,
            field: piece.field,
            parts: piece.parts,
        })
    }

    /// Judges edits by the rules of their kind, whichever screen they come from.
    pub(super) fn judge(
        &self,
        def: &'static RecordDef,
        id: RecordId,
        edits: &[Edit],
    ) -> Result<(), AppError> {
        let known = self.find(id);
        // What another town wrote can be counted as helpful, no more.
        let counts = edits.iter().all(|edit| matches!(edit, Edit::Add { .. }));
        let locked = |view: &RecordView| view.unnamed || (!counts && self.is_anothers(view));
        if known.as_ref().is_some_and(locked) {
            return Err(AppError::ReadOnly);
        }
        let empty = RecordState::default();
        let before = known.as_ref().map_or(&empty, |view| &view.state);
        // What is too long or too great; whether something is missing is said by the forms.
        let refused = gate::refuse(def, before, edits);
        refused.map_or(Ok(()), |violation| Err(AppError::Invalid(violation)))
    }

    /// Whether a record is another town's and this person has not the network in hand. Reactive.
    pub(super) fn is_anothers(&self, view: &RecordView) -> bool {
        view.anothers
            && !self.spaces.with(|spaces| {
                let here = spaces.iter().find(|space| space.id == view.space);
                here.is_some_and(|space| space.capability >= Capability::Admin)
            })
    }

    pub(super) fn find(&self, id: RecordId) -> Option<RecordView> {
        let device = self.device.borrow();
        self.shelf.borrow_mut().get(device.as_ref()?, id)
    }
}
