//! A device with a network and a town, for tests that draw pages: in memory, never stored, never sent.

use super::{App, Core, hand_out};
use crate::platform::clock::now_ms;
use shared::crypto::{DeviceKeys, LocalKey, SeededEntropy};
use shared::ids::{MemberId, RecordId};
use shared::merge::Edit;
use shared::mlog::Role;
use shared::records::{RecordDef, SpaceKind};
use shared::sync::{Device, Identity, NewSpace};

/// Makes the state with a device of one town and these records, each in the circle of its kind, and provides it to everything below.
pub(crate) fn provide(records: &[(&'static RecordDef, RecordId, Vec<Edit>)]) -> App {
    let mut rng = SeededEntropy::new(1);
    let identity = Identity {
        keys: DeviceKeys::make(&mut rng),
        member: MemberId([1; 16]),
        name: "Uta".to_owned(),
    };
    let local = LocalKey::from_bytes([7; 32]);
    let (mut device, _rows) = Device::create(identity, local, "127.0.0.1:8080", &mut rng);
    let mut found = |kind| {
        let circle = NewSpace {
            kind,
            title: "Musterau",
            role: Role::Gk,
            bootstrap: None,
        };
        let (space, _rows) = device.found(&circle, now_ms(), &mut rng).unwrap();
        space
    };
    let network = found(SpaceKind::Network);
    let (team, town) = (found(SpaceKind::Team), found(SpaceKind::Town));
    for (def, id, edits) in records {
        let changes = [(def.id, *id, edits.clone())];
        let space = match def.home {
            SpaceKind::Network => network,
            SpaceKind::Team => team,
            // A confidential circle takes nothing from one person alone; what is drawn of its records is the same.
            SpaceKind::Town | SpaceKind::Core | SpaceKind::Case => town,
        };
        device.write(space, &changes, now_ms(), &mut rng).unwrap();
    }
    let core = Core::make();
    *core.device.borrow_mut() = Some(device);
    core.renew();
    hand_out(core)
}
