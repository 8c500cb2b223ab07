//! Who leads a record here: the rules are `shared::lists::leader`, the people those of its circle.

use super::core::Core;
use super::records::{RecordView, Records};
use super::session::Session;
use crate::error::AppError;
use crate::ui::*;
use shared::ids::{MemberId, SpaceId};
use shared::lists::{self, Leader, UNITED};
use shared::merge::{Edit, Version};
use shared::records::Led;
use shared::sync::Device;

/// Who leads a record that this person does not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedBy {
    /// Another person, by name if it can be read here.
    Person(Option<String>),
    /// A person who is not in the circle any more.
    Gone,
    /// The central team.
    Team,
}

/// A change of who leads.
#[derive(Debug, Clone, PartialEq)]
pub struct LedSince {
    /// Who leads from then on, if anybody in particular, by name if it can be read here.
    pub who: Option<Option<String>>,
    /// It was taken over by that person, not given.
    pub taken_over: bool,
    /// Who noted it, and when.
    pub version: Version,
}

impl Session {
    /// Returns who leads a record, if it is not for this person to change. Reactive.
    #[must_use]
    pub fn led_by_other(self, view: &RecordView) -> Option<LedBy> {
        let core = self.0.get_value();
        core.revision.track();
        core.led_by_other(view)
    }

    /// Returns every change of who leads a record, newest first. Reactive.
    #[must_use]
    pub fn led_since(self, view: &RecordView) -> Vec<LedSince> {
        let core = self.0.get_value();
        core.revision.track();
        let device = core.device.borrow();
        let Some(device) = device.as_ref() else {
            return Vec::new();
        };
        let made_by = view.state.created().map(|first| first.dot.device);
        let members = device.members(view.space);
        let all = lists::led_since(&view.state);
        let oldest = all.len().saturating_sub(1);
        let each = all.into_iter().enumerate();
        each.map(|(place, (who, version))| {
            let author = version.dot.device;
            let owner = members.and_then(|members| members.member_of(author));
            let first = place == oldest && made_by == Some(author);
            LedSince {
                who: who.map(|who| name_of(device, view.space, who)),
                taken_over: who.is_some() && who == owner && !first,
                version: version.clone(),
            }
        })
        .collect()
    }
}

impl Records {
    /// Makes this person the one who leads a record. The answer takes it back.
    ///
    /// # Errors
    ///
    /// As [`Records::write`].
    pub async fn take_over(self, view: RecordView) -> Result<Edit, AppError> {
        let back = lists::led_as_before(&view.state);
        let me = self.0.get_value().me().ok_or(AppError::NotFound)?;
        self.write(view.id, vec![lists::led_by(Some(me))]).await?;
        Ok(back)
    }
}

impl Core {
    /// This device's person; `None` while it is locked.
    pub(super) fn me(&self) -> Option<MemberId> {
        self.device.borrow().as_ref().map(Device::member)
    }

    fn led_by_other(&self, view: &RecordView) -> Option<LedBy> {
        if view.def.led == Led::ByAll {
            return None;
        }
        let device = self.device.borrow();
        let device = device.as_ref()?;
        let members = device.members(view.space)?;
        if lists::may_change(view.def, &view.state, members, device.member()) {
            return None;
        }
        match lists::leader(view.def, &view.state, members) {
            Leader::Nobody => None,
            Leader::Person(who) => Some(LedBy::Person(name_of(device, view.space, who))),
            Leader::Gone(_) => Some(LedBy::Gone),
            Leader::Team => Some(LedBy::Team),
        }
    }

    /// Refuses a change of what somebody else leads. Taking over is for everybody; uniting and parting point to another record.
    pub(super) fn judge_lead(&self, view: &RecordView, edits: &[Edit]) -> Result<(), AppError> {
        let mark = |edit: &Edit| matches!(edit, Edit::Put { field, .. } | Edit::Take { field, .. } if *field == UNITED);
        let free = view.def.led == Led::ByPerson && lists::is_taking_over(edits);
        if free || edits.iter().any(mark) || self.led_by_other(view).is_none() {
            Ok(())
        } else {
            Err(AppError::LedByOther)
        }
    }
}

/// The name of a person, by any of their devices.
fn name_of(device: &Device, space: SpaceId, who: MemberId) -> Option<String> {
    let devices = device.members(space)?.devices.iter();
    let mut own = devices.filter(|(_, entry)| entry.member == who);
    own.find_map(|(id, _)| device.name_of(space, *id))
}
