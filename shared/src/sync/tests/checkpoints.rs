//! Phones that begin with a checkpoint, rest on one, make and confirm them, and come back after a year.

use super::*;
use crate::checkpoint::{Attest, Manifest, SignedAttest, SignedManifest, TOMBSTONE_MS, When};
use crate::crypto::DeviceKeys;
use crate::protocol::limits::LOG_KEEP_MS;

/// A checkpoint whenever there is anything new.
const AT_ONCE: When = When {
    tail_bytes_min: 1,
    tail_percent: 0,
    tail_rows_max: 1,
};

/// A town that makes checkpoints at once and drops at once what they cover.
fn eager_town(count: u64) -> (Relay, Vec<Phone>, SpaceId) {
    let (mut relay, mut phones, town) = town(count);
    relay.keep_ms = 0;
    for phone in &mut phones {
        phone.device.make_checkpoints(AT_ONCE);
    }
    (relay, phones, town)
}

fn settle_all(relay: &mut Relay, phones: &mut [Phone]) {
    for _ in 0..3 {
        for phone in phones.iter_mut() {
            phone.settle(relay);
        }
    }
}

/// What a record shows, whoever has read how much of its history.
fn same(phones: &[Phone], town: SpaceId) {
    let [first, rest @ ..] = phones else { return };
    for phone in rest {
        assert_eq!(seen(phone.state(town)), seen(first.state(town)));
        assert_eq!(phone.state(town).seen, first.state(town).seen);
    }
}

/// A town with some records, all of whose log is only in a checkpoint.
fn trimmed_town() -> (Relay, Vec<Phone>, SpaceId) {
    let (mut relay, mut phones, town) = eager_town(2);
    for n in 1..20 {
        phones[1].set(town, RecordId([n; 16]), 1, &format!("Eintrag {n}"));
        phones[1].write(
            town,
            RECORD,
            vec![Edit::Add {
                field: 3,
                amount: 1,
            }],
        );
        phones[1].settle(&mut relay);
    }
    settle_all(&mut relay, &mut phones);
    assert!(relay.floor(town) >= 19, "{}", relay.floor(town));
    (relay, phones, town)
}

/// Lets a further phone into the town, up to where it would read content.
fn let_in(relay: &mut Relay, phones: &mut [Phone], seed: u64) -> Phone {
    let code = phones[0].device.invitations()[0].code.clone();
    let mut phone = Phone::new(seed, "Neue");
    let secret = InviteSecret::from_code(&code).unwrap();
    let preview = relay.handle(&preview_request(&secret), NOW);
    let payload = read_preview(&secret, &preview).unwrap();
    let writes = phone
        .device
        .join(&secret, &payload, &mut phone.rng)
        .unwrap();
    phone.commit(writes);
    while phone
        .exchange(relay, Fault::None)
        .unwrap()
        .wait_ms
        .is_none()
    {}
    phones[0].settle(relay);
    phone
}

/// Asks one step; returns its path.
fn step(phone: &mut Phone, relay: &mut Relay) -> Option<String> {
    let step = phone.device.next(phone.clock, &mut phone.rng)?;
    phone.commit(step.writes);
    let answer = relay.handle(&step.request, NOW);
    let received = phone.device.receive(Ok(answer), &mut phone.rng);
    phone.commit(received.writes);
    Some(step.request.path)
}

#[test]
fn a_checkpoint_is_made_confirmed_by_somebody_else_and_the_log_is_dropped() {
    let (mut relay, mut phones, town) = eager_town(1);
    phones[1].set(town, RECORD, 1, "Stadtfest");
    phones[1].settle(&mut relay);
    assert_eq!(relay.checkpoint(town), None, "nobody else has seen it");
    assert_eq!(relay.floor(town), 0);
    phones[0].settle(&mut relay);
    let point = relay.checkpoint(town).expect("it was confirmed");
    assert_eq!((point.seq, relay.floor(town)), (1, 1));
    // Both rest on it, and a restart changes nothing.
    settle_all(&mut relay, &mut phones);
    for phone in &mut phones {
        assert!(
            phone
                .rows
                .keys()
                .any(|(table, _)| *table == Table::Checkpoints)
        );
        let before = phone.state(town).clone();
        phone.die();
        phone.device.make_checkpoints(AT_ONCE);
        assert_eq!(*phone.state(town), before);
    }
    phones[1].set(town, RECORD, 1, "Stadtfest 2027");
    settle_all(&mut relay, &mut phones);
    assert_eq!(relay.floor(town), 2);
    assert_eq!(relay.checkpoints(town), 2, "two are kept");
    same(&phones, town);
}

#[test]
fn a_new_phone_begins_with_the_checkpoint_shows_what_is_there_and_goes_on_after_a_dead_battery() {
    let (mut relay, mut phones, town) = trimmed_town();
    let mut new = let_in(&mut relay, &mut phones, 50);
    new.device.retry();
    let mut segments = 0;
    while let Some(path) = step(&mut new, &mut relay) {
        let progress = new.device.spaces().first().and_then(|space| space.progress);
        if path.contains("/segment/") {
            segments += 1;
        } else if path.contains("/checkpoint/") {
            let progress = progress.expect("it is known how much there is");
            assert!(progress.bytes_done < progress.bytes_all);
            new.die();
            assert!(new.state(town).records.is_empty());
            new.device.retry();
            // The manifest is asked for once more.
            while !step(&mut new, &mut relay).unwrap().contains("/checkpoint/") {}
        }
    }
    assert_eq!(segments, 1);
    assert!(new.rows.keys().all(|(table, _)| *table != Table::Log));
    phones.push(new);
    same(&phones, town);
    // It writes on top of what it loaded, and the others read that.
    phones[3].set(town, RECORD, 1, "von der Neuen");
    phones[3].write(
        town,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 5,
        }],
    );
    settle_all(&mut relay, &mut phones);
    same(&phones, town);
    assert_eq!(phones[0].total(town, RECORD), 24);
    for phone in &mut phones {
        phone.die();
    }
    same(&phones, town);
}

#[test]
fn segments_that_are_there_are_not_loaded_again_and_are_shown_before_the_rest() {
    let (mut relay, mut phones, town) = eager_town(1);
    let mut rng = SeededEntropy::new(9);
    // Enough for several segments.
    for n in 0..12_u8 {
        let mut noise = vec![0; 20_000];
        rng.fill(&mut noise);
        phones[1].set(town, RecordId([n; 16]), 1, &crate::ids::to_hex(&noise));
    }
    settle_all(&mut relay, &mut phones);
    let mut new = let_in(&mut relay, &mut phones, 50);
    new.device.retry();
    let mut asked = Vec::new();
    while let Some(path) = step(&mut new, &mut relay) {
        if path.contains("/segment/") {
            assert!(!new.state(town).records.is_empty(), "shown at once");
            asked.push(path);
            if asked.len() == 1 {
                let shown = new.state(town).records.len();
                new.die();
                assert_eq!(
                    new.state(town).records.len(),
                    shown,
                    "shown after a restart"
                );
                new.device.retry();
            }
        }
    }
    assert!(asked.len() > 1, "{asked:?}");
    let count = asked.len();
    asked.sort_unstable();
    asked.dedup();
    assert_eq!(asked.len(), count, "each was loaded once");
    assert_eq!(seen(new.state(town)), seen(phones[0].state(town)));
}

#[test]
fn only_the_device_with_the_lease_makes_a_checkpoint() {
    let (mut relay, mut phones, town) = eager_town(2);
    for phone in &mut phones {
        phone.device.make_checkpoints(When::DEFAULT);
    }
    phones[1].set(town, RECORD, 1, "Stadtfest");
    settle_all(&mut relay, &mut phones);
    for n in [1, 2] {
        phones[n].device.make_checkpoints(AT_ONCE);
        phones[n].device.retry();
    }
    // Both ask for it, before either is through.
    while !step(&mut phones[1], &mut relay)
        .unwrap()
        .ends_with("/lease")
    {}
    while !step(&mut phones[2], &mut relay)
        .unwrap()
        .ends_with("/lease")
    {}
    assert_eq!(
        step(&mut phones[2], &mut relay),
        None,
        "it leaves it to the other"
    );
    let offered = step(&mut phones[1], &mut relay).unwrap();
    assert!(offered.ends_with("/checkpoint"), "{offered}");
    settle_all(&mut relay, &mut phones);
    assert!(relay.checkpoint(town).is_some());
}

#[test]
fn a_phone_away_for_a_year_loses_nothing_and_brings_back_nothing_that_was_deleted() {
    let (mut relay, mut phones, town) = eager_town(2);
    let (kept, deleted, edited) = (RecordId([2; 16]), RecordId([3; 16]), RecordId([4; 16]));
    for record in [kept, deleted, edited] {
        phones[1].set(town, record, 1, "vorher");
    }
    settle_all(&mut relay, &mut phones);
    // It goes away with work that nobody has seen, sealed and not sealed.
    phones[2].set(town, RecordId([5; 16]), 1, "versiegelt");
    phones[2].write(
        town,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 7,
        }],
    );
    let away = &mut phones[2];
    away.device.retry();
    while !away.rows.keys().any(|(table, _)| *table == Table::Outbox) {
        // The envelope is stored before it leaves; then the battery is empty.
        let step = away.device.next(NOW, &mut away.rng).unwrap();
        let push = step.request.path.ends_with("/push");
        away.commit(step.writes);
        if !push {
            let answer = relay.handle(&step.request, NOW);
            let received = away.device.receive(Ok(answer), &mut away.rng);
            away.commit(received.writes);
        }
    }
    phones[2].die();
    phones[2].device.make_checkpoints(AT_ONCE);
    phones[2].set(town, edited, 1, "unterwegs geändert");
    phones[2].write(
        town,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 1,
        }],
    );

    phones[0].write(town, deleted, vec![Edit::Trash]);
    phones[0].write(town, edited, vec![Edit::Trash]);
    for n in 0..10 {
        phones[1].set(town, kept, 1, &format!("nachher {n}"));
        phones[1].write(
            town,
            RECORD,
            vec![Edit::Add {
                field: 3,
                amount: 1,
            }],
        );
        settle_all(&mut relay, &mut phones[..2]);
    }
    let read = phones[2].device.spaces[&town].log.seq();
    assert!(relay.floor(town) > read);
    settle_all(&mut relay, &mut phones);
    same(&phones, town);
    let state = phones[2].state(town);
    assert!(phones[2].device.unsent().is_empty());
    assert!(state.records[&deleted].trashed(), "stays deleted");
    let edited = &state.records[&edited];
    assert!(!edited.trashed() && edited.edited_after_trash().is_some());
    assert_eq!(edited.text(1), Some("unterwegs geändert"));
    assert_eq!(state.records[&kept].text(1), Some("nachher 9"));
    assert_eq!(
        state.records[&RecordId([5; 16])].text(1),
        Some("versiegelt")
    );
    assert_eq!(phones[0].total(town, RECORD), 18);
    assert!(
        phones
            .iter()
            .all(|phone| phone.device.spaces()[0].alarm.is_none())
    );
}

#[test]
fn what_was_deleted_is_forgotten_after_four_hundred_days() {
    let (mut relay, mut phones, town) = eager_town(1);
    phones[1].set(town, RECORD, 1, "vorher");
    phones[1].write(town, RECORD, vec![Edit::Trash]);
    settle_all(&mut relay, &mut phones);
    for (days, there) in [(TOMBSTONE_MS, true), (TOMBSTONE_MS + 1000, false)] {
        for phone in &mut phones {
            phone.clock = NOW + days;
            phone.relay_ms = phone.clock;
        }
        phones[1].set(town, RecordId([9; 16]), 1, "ein Anlass");
        settle_all(&mut relay, &mut phones);
        for phone in &phones {
            assert_eq!(phone.state(town).records.contains_key(&RECORD), there);
        }
        same(&phones, town);
    }
}

#[test]
fn what_a_checkpoint_covers_stays_on_phones_for_a_restored_server_and_then_goes() {
    let (mut relay, mut phones, town) = eager_town(1);
    let empty = relay.clone();
    phones[1].set(town, RECORD, 1, "vorher");
    settle_all(&mut relay, &mut phones);
    assert!(relay.floor(town) > 0);
    for phone in &mut phones {
        phone.die();
    }
    // The backup knows nothing of it, nor of the checkpoint.
    relay.restore(&empty);
    settle_all(&mut relay, &mut phones);
    assert_eq!(relay.log(town).len(), 1);
    let mut new = let_in(&mut relay, &mut phones, 50);
    new.settle(&mut relay);
    assert_eq!(new.state(town).records[&RECORD].text(1), Some("vorher"));

    let pages = |phone: &Phone| {
        let tables = phone.rows.keys();
        tables.filter(|(table, _)| *table == Table::Log).count()
    };
    for phone in &mut phones {
        phone.device.make_checkpoints(AT_ONCE);
    }
    for n in 0..5 {
        for phone in &mut phones {
            phone.clock = NOW + (n + 1) * 2 * LOG_KEEP_MS;
            phone.relay_ms = phone.clock;
        }
        phones[1].set(town, RECORD, 1, &format!("nachher {n}"));
        settle_all(&mut relay, &mut phones);
    }
    assert!(pages(&phones[1]) <= 2, "{}", pages(&phones[1]));
    for phone in &mut phones {
        phone.die();
    }
    same(&phones, town);
}

/// The newest checkpoint of a trimmed town, to lie about.
struct Lie {
    relay: Relay,
    phones: Vec<Phone>,
    town: SpaceId,
}

impl Lie {
    fn new() -> Self {
        let (relay, phones, town) = trimmed_town();
        Self {
            relay,
            phones,
            town,
        }
    }

    /// Changes the manifest and lets devices sign it and confirm it.
    fn tell(&mut self, change: impl FnOnce(&mut Manifest), maker: usize, by: &[usize]) {
        let (signed, _) = self.relay.newest_checkpoint(self.town).unwrap();
        let mut manifest = signed.manifest().clone();
        let maker = &self.phones[maker].device.identity.keys;
        manifest.device = maker.id();
        change(&mut manifest);
        let signed = SignedManifest::sign(&manifest, maker).unwrap();
        let attests = by
            .iter()
            .map(|n| self.attest(&signed, &self.phones[*n].device.identity.keys))
            .collect();
        self.relay
            .forge_checkpoint(self.town, signed, attests, Vec::new());
    }

    fn attest(&self, signed: &SignedManifest, keys: &DeviceKeys) -> SignedAttest {
        let manifest = signed.manifest();
        let attest = Attest {
            space: self.town,
            checkpoint: signed.hash(),
            digest: manifest.digest,
            device: keys.id(),
            m_seq: manifest.m_seq,
            m_hash: manifest.m_hash,
        };
        SignedAttest::sign(&attest, keys).unwrap()
    }

    /// A new phone finds only the lie.
    fn refused(mut self) {
        let mut new = let_in(&mut self.relay, &mut self.phones, 60);
        new.device.retry();
        for _ in 0..40 {
            if step(&mut new, &mut self.relay).is_none() {
                break;
            }
        }
        let space = &new.device.spaces()[0];
        assert_eq!(space.alarm, Some(Alarm::Checkpoint));
        assert!(!space.complete);
        assert_eq!(new.device.spaces[&self.town].log.seq(), 0);
        new.die();
        assert_eq!(new.device.spaces()[0].alarm, Some(Alarm::Checkpoint));
    }
}

#[test]
fn a15_a_lying_checkpoint_is_refused() {
    // The digest is not that of the state, though two have signed it.
    let mut lie = Lie::new();
    lie.tell(|manifest| manifest.digest = Hash([1; 32]), 1, &[0, 2]);
    lie.refused();
    // A part of the state is left out.
    let mut lie = Lie::new();
    lie.tell(|manifest| manifest.segments.clear(), 1, &[0, 2]);
    lie.refused();
    // Nobody has confirmed it, or only its maker.
    let mut lie = Lie::new();
    lie.tell(|manifest| manifest.time_ms += 1, 1, &[]);
    lie.refused();
    let mut lie = Lie::new();
    lie.tell(|manifest| manifest.time_ms += 1, 1, &[1]);
    lie.refused();
    // It names a membership entry that never was, or is of another space.
    let mut lie = Lie::new();
    lie.tell(|manifest| manifest.m_hash = Hash([2; 32]), 1, &[0, 2]);
    lie.refused();
    let mut lie = Lie::new();
    lie.tell(|manifest| manifest.space = SpaceId([8; 16]), 1, &[0, 2]);
    lie.refused();
}

#[test]
fn a15_a_checkpoint_of_somebody_who_is_no_member_is_refused() {
    let mut lie = Lie::new();
    let stranger = Phone::new(77, "Fremde");
    lie.phones.push(stranger);
    let place = lie.phones.len() - 1;
    lie.tell(|_| {}, place, &[0, 2]);
    lie.phones.pop();
    lie.refused();
}

#[test]
fn a15_a_checkpoint_of_somebody_who_was_removed_is_refused() {
    let mut lie = Lie::new();
    let member = lie.phones[1].device.member();
    let admin = &mut lie.phones[0];
    let removed = admin
        .device
        .remove_member(lie.town, member, false, &mut admin.rng);
    admin.commit(removed.unwrap());
    admin.settle(&mut lie.relay);
    lie.phones[2].settle(&mut lie.relay);
    // The entry from before the removal still says that they could write; nobody who is there vouches for it.
    lie.tell(|manifest| manifest.time_ms += 1, 1, &[]);
    lie.refused();
}

#[test]
fn a15_a_checkpoint_with_another_state_is_not_confirmed_and_nothing_is_dropped() {
    let (mut relay, mut phones, town) = eager_town(2);
    for phone in &mut phones {
        phone.device.make_checkpoints(When::DEFAULT);
    }
    phones[1].set(town, RECORD, 1, "wahr");
    settle_all(&mut relay, &mut phones);
    // A phone with another state in its memory makes one that is consistent in itself.
    phones[1].device.make_checkpoints(AT_ONCE);
    phones[1].device.retry();
    while !step(&mut phones[1], &mut relay)
        .unwrap()
        .ends_with("/lease")
    {}
    phones[1].device.lie_in_checkpoint(town, RECORD);
    phones[1].settle(&mut relay);
    settle_all(&mut relay, &mut phones);
    assert_eq!(relay.checkpoint(town), None);
    assert_eq!(relay.floor(town), 0);
    let (_, attests) = relay.newest_checkpoint(town).unwrap();
    assert!(
        !attests.is_empty(),
        "others say that they come to something else"
    );
    let maker = phones[1].device.id();
    let told = |phone: &Phone| {
        let told = phone.device.spaces().remove(0).contradiction;
        told.map(|it| (it.maker, it.other))
    };
    // Everybody is told by whom, the maker too, and again after a restart.
    let others = [0, 2].map(|place| phones[place].device.id());
    for place in [0, 1, 2, 1] {
        let (by, other) = told(&phones[place]).expect("it is told");
        assert!(by == maker && others.contains(&other), "phone {place}");
        phones[place].die();
        phones[place].settle(&mut relay);
    }
    let mut new = let_in(&mut relay, &mut phones, 60);
    new.settle(&mut relay);
    assert_eq!(new.state(town).records[&RECORD].text(1), Some("wahr"));
}

#[test]
fn whoever_agreed_to_a_checkpoint_is_told_when_somebody_else_comes_to_another_state() {
    let (mut relay, mut phones, town) = eager_town(2);
    phones[1].set(town, RECORD, 1, "Stadtfest");
    for n in [1, 0, 1] {
        phones[n].settle(&mut relay);
    }
    let point = relay
        .checkpoint(town)
        .expect("made by one, confirmed by the other");
    let (other, maker) = (phones.remove(2), phones[1].device.id());
    let (signed, mut attests) = relay.checkpoint_of(town, point.hash).unwrap();
    assert_eq!((signed.manifest().device, attests.len()), (maker, 1));
    let content = phones[0].device.spaces.get(&town).unwrap();
    let attest = Attest {
        space: town,
        checkpoint: point.hash,
        digest: Hash([9; 32]),
        device: other.device.id(),
        m_seq: content.members.seq,
        m_hash: content.members.hash,
    };
    attests.extend(SignedAttest::sign(&attest, &other.device.identity.keys));
    relay.forge_checkpoint(town, signed, attests, Vec::new());
    for phone in &mut phones {
        phone.settle(&mut relay);
        let told = phone.device.spaces().remove(0).contradiction.unwrap();
        assert_eq!((told.maker, told.other), (maker, other.device.id()));
    }
    same(&phones, town);
}

#[test]
fn a_segment_that_was_exchanged_on_the_way_is_not_taken() {
    let (mut relay, mut phones, town) = trimmed_town();
    let mut new = let_in(&mut relay, &mut phones, 60);
    new.device.retry();
    loop {
        let step = new.device.next(NOW, &mut new.rng).unwrap();
        new.commit(step.writes);
        let mut answer = relay.handle(&step.request, NOW);
        if step.request.path.contains("/segment/") {
            answer.body[30] ^= 1;
            let received = new.device.receive(Ok(answer), &mut new.rng);
            assert_eq!(
                received.problem,
                Some(crate::protocol::ProblemCode::Malformed)
            );
            assert!(received.writes.is_empty());
            break;
        }
        let received = new.device.receive(Ok(answer), &mut new.rng);
        new.commit(received.writes);
    }
    new.settle(&mut relay);
    assert_eq!(seen(new.state(town)), seen(phones[0].state(town)));
}

#[test]
fn a_damaged_row_of_a_checkpoint_is_loaded_again() {
    let (relay, mut phones, town) = trimmed_town();
    let rows: Vec<_> = phones[2].rows.keys().cloned().collect();
    let rows = rows
        .into_iter()
        .filter(|(table, _)| matches!(table, Table::Checkpoints | Table::Members | Table::Keys));
    for row in rows {
        for missing in [false, true] {
            let (mut relay, mut phone) = (relay.clone(), phones[2].copy(80));
            if missing {
                phone.rows.remove(&row);
            } else if let Some(value) = phone.rows.get_mut(&row) {
                value[30] ^= 1;
            }
            phone.die();
            for _ in 0..3 {
                phone.settle(&mut relay);
            }
            assert!(!phone.device.is_mending(), "{row:?}");
            assert_eq!(seen(phone.state(town)), seen(phones[0].state(town)));
            let rows = phone.rows.clone();
            phone.die();
            assert!(!phone.device.is_mending(), "{row:?}");
            assert_eq!(phone.rows, rows);
            assert_eq!(seen(phone.state(town)), seen(phones[0].state(town)));
        }
    }
}

/// Three are counted without signal; the storage is copied; the original sends them and counts two more; the copy comes
/// back. Returns what everybody shows then.
fn counted_on_by_a_copy((mut relay, mut phones, town): (Relay, Vec<Phone>, SpaceId)) -> i64 {
    phones[1].set(town, RECORD, 1, "Stadtfest");
    settle_all(&mut relay, &mut phones);
    phones[1].count(town, 3);
    let copy = phones[1].copy(77);
    phones[1].settle(&mut relay);
    phones[1].count(town, 2);
    settle_all(&mut relay, &mut phones);
    phones.push(copy);
    settle_all(&mut relay, &mut phones);
    same(&phones, town);
    phones[0].total(town, RECORD)
}

#[test]
fn a_count_that_a_copy_counted_on_is_one_count_unless_only_its_total_is_left() {
    assert_eq!(counted_on_by_a_copy(town(2)), 5, "the log tells");
    // Of the three only the total with the two is left in the checkpoint: nothing is lost, and they count twice.
    assert_eq!(counted_on_by_a_copy(eager_town(2)), 8);
}

#[test]
fn a_copy_of_a_phone_that_went_on_is_found_out_through_a_checkpoint_too() {
    let (mut relay, mut phones, town) = eager_town(2);
    phones[2].set(town, RECORD, 1, "vorher");
    settle_all(&mut relay, &mut phones);
    let rows = phones[2].rows.clone();
    for n in 0..3 {
        phones[2].write(
            town,
            RECORD,
            vec![Edit::Add {
                field: 3,
                amount: 1,
            }],
        );
        phones[2].set(town, RECORD, 2, &format!("von der einen {n}"));
        settle_all(&mut relay, &mut phones);
    }
    let mut copy = Phone::new(90, "Kopie");
    let local = *phones[2].device.local_key().as_bytes();
    copy.rows = rows;
    copy.device = Device::load(LocalKey::from_bytes(local), HOST, copy.all_rows()).unwrap();
    copy.set(town, RecordId([7; 16]), 1, "von der Kopie");
    copy.write(
        town,
        RECORD,
        vec![Edit::Add {
            field: 3,
            amount: 10,
        }],
    );
    phones.push(copy);
    settle_all(&mut relay, &mut phones);
    settle_all(&mut relay, &mut phones);
    same(&phones, town);
    assert!(phones[3].device.parted().is_some());
    assert_eq!(phones[0].total(town, RECORD), 13);
    let state = phones[0].state(town);
    assert_eq!(
        state.records[&RecordId([7; 16])].text(1),
        Some("von der Kopie")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Law 17: wherever the log is cut and whoever was away, everybody ends with the same.
    #[test]
    fn after_trimming_every_phone_reaches_the_same_state(
        acts in prop::collection::vec((0..4_usize, 0..8_u8, 0..4_u8), 1..50),
    ) {
        let (mut relay, mut phones, town) = eager_town(3);
        let mut sum = 0;
        for (n, act, record) in acts {
            let record = RecordId([record + 10; 16]);
            let phone = &mut phones[n];
            match act {
                0 | 1 => phone.set(town, record, 1, &format!("von {n}")),
                2 => {
                    phone.write(town, RECORD, vec![Edit::Add { field: 3, amount: 1 }]);
                    sum += 1;
                }
                3 if phone.state(town).records.contains_key(&record) => {
                    phone.write(town, record, vec![Edit::Trash]);
                }
                4 => {
                    phone.die();
                    phone.device.make_checkpoints(AT_ONCE);
                }
                _ => phone.settle(&mut relay),
            }
        }
        settle_all(&mut relay, &mut phones);
        settle_all(&mut relay, &mut phones);
        same(&phones, town);
        prop_assert_eq!(phones[0].total(town, RECORD), sum);
        prop_assert!(phones.iter().all(|phone| phone.device.unsent().is_empty()));
        prop_assert!(phones.iter().all(|phone| phone.device.spaces()[0].alarm.is_none()));
        let mut new = let_in(&mut relay, &mut phones, 70);
        new.settle(&mut relay);
        prop_assert_eq!(seen(new.state(town)), seen(phones[0].state(town)));
    }
}
