//! Plays a history: the phones, the server, the way between them, and the people.

use crate::act::{Act, FAULTS, Fault, What};
use crate::base::{Base, NOW_MS, Seat};
use crate::law::{
    ATOMIC, Broken, CLOCKS, COPIES, DURABLE, LATER_VERSIONS, Lawful, NO_LOST_UPDATE, OUTBOX,
    TRIMMED,
};
use crate::network::Way;
use crate::oracle::{Oracle, Wrote};
use crate::phone::Phone;
use crate::points::checkpoint_in;
use crate::sabotage::Sabotage;
use crate::server::LogWatch;
use shared::envelope::Envelope;
use shared::ids::{Hash, SpaceId};
use shared::protocol::messages::{LogPage, LogRow};
use shared::sync::relay::Relay;
use shared::sync::{Table, Write};
use shared::value::Value;

/// Greatest number of phones in a history.
const PHONES_MAX: usize = 7;
/// A year 2045 and a year 1970 from now.
const YEARS_20_MS: i64 = 20 * 365 * 86_400_000;
/// Acts a restored server waits before it takes new envelopes.
const RESTORE_MODE_ACTS: usize = 8;

/// Bytes of a page in the history of a seed.
pub(crate) fn page_bytes(seed: u64) -> usize {
    usize::try_from(seed % 5).unwrap_or(0) * 700 + 400
}

/// A history while it is played.
#[derive(Debug)]
pub struct World<'a> {
    pub(crate) base: &'a Base,
    /// The server; a second one while it shows two histories.
    pub(crate) servers: Vec<Relay>,
    pub(crate) phones: Vec<Phone>,
    pub(crate) oracle: Oracle,
    pub(crate) way: Way,
    pub(crate) may_alarm: bool,
    pub(crate) poisoned: bool,
    /// How often a phone was copied or went back. After the second time one unsent write may live on in two phones that
    /// both give it a new name: it is shown and counted twice, which no phone can know.
    pub(crate) copies: usize,
    /// The server was restored or forked.
    pub(crate) restored: bool,
    pub(crate) clocks_jumped: bool,
    /// The server has dropped a part of its log.
    pub(crate) trimmed: bool,
    /// The server takes back old envelopes only until this act.
    pub(crate) restoring_until: usize,
    pub(crate) acts: usize,
    sabotage: Option<Sabotage>,
    backups: Vec<Option<Phone>>,
    server_backup: Option<Relay>,
    pub(crate) watch: LogWatch,
    /// The checkpoint that was looked at last.
    pub(crate) looked_at: Option<Hash>,
    /// Points at which a battery could have died so far, and the one at which it does.
    points: u64,
    die_at: Option<u64>,
    /// Storage before the last transaction and that transaction, for bugs of the storage.
    last: Option<(usize, crate::disk::Disk, Vec<Write>)>,
    seed: u64,
    /// The seed it began with.
    pub(crate) first_seed: u64,
    /// What happened, in words, if anybody wants to read it.
    pub(crate) told: Option<Vec<String>>,
}

impl<'a> World<'a> {
    /// Begins a history.
    ///
    /// # Errors
    ///
    /// When the storage of the base does not open.
    pub fn new(base: &'a Base, seed: u64, sabotage: Option<Sabotage>) -> Lawful<Self> {
        let mut phones = Vec::new();
        for (number, (local, disk)) in (0_u64..).zip(&base.phones) {
            phones.push(Phone::start(*local, disk.clone(), seed ^ (number << 48))?);
        }
        let mut relay = base.relay.clone();
        relay.page_bytes = if sabotage == Some(Sabotage::NoPages) {
            usize::MAX
        } else {
            page_bytes(seed)
        };
        Ok(Self {
            base,
            backups: Vec::new(),
            servers: vec![relay],
            phones,
            oracle: Oracle {
                exact: true,
                ..Oracle::default()
            },
            way: Way::new(seed),
            may_alarm: false,
            poisoned: false,
            copies: 0,
            restored: false,
            clocks_jumped: false,
            trimmed: false,
            restoring_until: 0,
            acts: 0,
            sabotage,
            server_backup: None,
            watch: LogWatch::default(),
            looked_at: None,
            points: 0,
            die_at: None,
            last: None,
            seed,
            first_seed: seed,
            told: None,
        })
    }

    /// Lets a battery die at one of the points at which it can.
    pub const fn die_at(&mut self, point: u64) {
        self.die_at = Some(point);
    }

    /// Begins to tell what happens.
    pub fn tell(&mut self) {
        self.told = Some(Vec::new());
    }

    /// Returns what happened, a line each.
    #[must_use]
    pub fn told(&self) -> &[String] {
        self.told.as_deref().unwrap_or_default()
    }

    pub(crate) fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(told) = &mut self.told {
            told.push(line());
        }
    }

    /// Returns how many points there were at which a battery could have died.
    #[must_use]
    pub const fn points(&self) -> u64 {
        self.points
    }

    /// Whether a bug was put in.
    #[must_use]
    pub fn does(&self, sabotage: Sabotage) -> bool {
        self.sabotage == Some(sabotage)
    }

    /// Returns the space everything happens in.
    #[must_use]
    pub const fn town(&self) -> SpaceId {
        self.base.town
    }

    /// Time at the server: ten seconds go by with each act.
    pub(crate) fn now_ms(&self) -> u64 {
        NOW_MS.saturating_add(u64::try_from(self.acts).unwrap_or(0) * 10_000)
    }

    /// Time on a phone's clock. Two phones never tap in the same millisecond.
    pub(crate) fn clock_ms(&self, who: usize) -> u64 {
        let off = self.phones.get(who).map_or(0, |phone| phone.clock_off_ms);
        let own = u64::try_from(who).unwrap_or(0) * 7 + 1;
        self.now_ms().saturating_add(own).saturating_add_signed(off)
    }

    /// Plays one act.
    ///
    /// # Errors
    ///
    /// When a law is broken.
    pub fn play(&mut self, act: Act) -> Lawful {
        self.acts += 1;
        self.note(|| format!("{act}"));
        let who = usize::from(act.who) % self.phones.len().max(1);
        match act.what {
            What::Form
            | What::Set
            | What::Put
            | What::Take
            | What::Count
            | What::Trash
            | What::Untrash
            | What::Later => self.person(who, act)?,
            What::Exchange => {
                let fault = FAULTS.get(usize::from(act.a)).copied();
                for _ in 0..act.b % 6 {
                    if self.exchange(who, Fault::None)?.idle {
                        break;
                    }
                }
                self.exchange(who, fault.unwrap_or(Fault::None))?;
            }
            What::Die => {
                self.battery_dies(who)?;
                self.pack(who)?;
            }
            What::Late => self.late(usize::from(act.a)),
            What::Logout => self.servers.iter_mut().for_each(Relay::end_sessions),
            What::Clock => self.jump(who, act.a),
            What::Poison => self.poison(),
            What::Copy => self.copy(who)?,
            What::Backup => self.back_up(who)?,
            What::GoBack => self.go_back(who),
            What::ServerBackup => self.server_backup = self.servers.first().cloned(),
            What::ServerFile | What::ServerTool => {
                self.restore_server(act.what == What::ServerTool);
            }
            What::Fork => self.fork(),
            What::Cross => {
                if let Some(phone) = self.phones.get_mut(who).filter(|_| self.servers.len() > 1) {
                    phone.route = 1 - phone.route.min(1);
                }
            }
            What::Join => self.join(),
            What::Hand => self.hand(who, act)?,
            What::Remove => self.remove(usize::from(act.a), act.b.is_multiple_of(2))?,
            What::Pack => {
                if let Some(phone) = self.phones.get_mut(who) {
                    phone.pack_early(act.a != 7);
                }
            }
            What::Trim => self.trim(),
            What::Lease => self.servers.iter_mut().for_each(Relay::end_leases),
        }
        self.look_at_server()
    }

    pub(crate) fn look_at_server(&mut self) -> Lawful {
        let (town, may_go_back) = (self.town(), self.restored);
        if let Some(relay) = self.servers.first() {
            self.watch.look(relay, town, may_go_back)?;
        }
        self.look_at_checkpoint()
    }

    /// Whether the battery dies at this point.
    pub(crate) fn dies(&mut self, fault: bool) -> bool {
        self.points += 1;
        fault || self.die_at == Some(self.points)
    }

    /// The battery dies; what was saved must be there when the phone starts again.
    pub(crate) fn battery_dies(&mut self, who: usize) -> Lawful {
        self.note(|| format!("      phone {who} dies"));
        self.tamper_with_storage(who);
        let town = self.town();
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(());
        };
        phone.restart()?;
        let Some(state) = phone.device.state(town) else {
            if phone.removed || phone.device.is_joining() {
                return Ok(());
            }
            return Err(Broken::new(ATOMIC, format!("phone {who} lost its space")));
        };
        let lost = phone
            .holds
            .iter()
            .find(|number| self.oracle.is_in(state, **number) == Some(false));
        let Some(number) = lost else { return Ok(()) };
        if phone.removed {
            return Ok(());
        }
        let raw = self.oracle.written.get(*number).map(|it| &it.what);
        let law = match raw {
            Some(Wrote::Raw(_)) => LATER_VERSIONS,
            _ if phone.device.parted().is_some() => COPIES,
            _ => DURABLE,
        };
        let what = format!("phone {who} started again without save {number}");
        Err(Broken::new(law, what))
    }

    /// Makes few rows of many, as the app does when it starts.
    fn pack(&mut self, who: usize) -> Lawful {
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(());
        };
        let writes = phone.device.pack(&mut phone.rng);
        if self.dies(false) {
            return self.battery_dies(who);
        }
        self.store(who, &writes)
    }

    /// What broken storage makes of the last transaction when the battery dies.
    fn tamper_with_storage(&mut self, who: usize) {
        let Some((_, before, writes)) = self.last.take().filter(|(whose, _, _)| *whose == who)
        else {
            return;
        };
        let half = writes.len() / 2;
        let torn = self.does(Sabotage::TearsTransactions) && half > 0;
        let early = self.does(Sabotage::ConfirmsEarly);
        let Some(phone) = self.phones.get_mut(who).filter(|_| torn || early) else {
            return;
        };
        phone.disk = before;
        if torn {
            phone.disk.commit(writes.get(half..).unwrap_or_default());
        }
    }

    /// Stores the rows of a step in one transaction.
    pub(crate) fn store(&mut self, who: usize, writes: &[Write]) -> Lawful {
        if writes.is_empty() {
            return Ok(());
        }
        self.note(|| format!("      phone {who} stores {}", in_words(writes)));
        let mut writes = writes.to_vec();
        self.sabotage_rows(who, &mut writes);
        self.check_outbox_rule(who, &writes)?;
        let keep = self.sabotage.is_some();
        let Some(phone) = self.phones.get_mut(who) else {
            return Ok(());
        };
        if keep {
            self.last = Some((who, phone.disk.clone(), writes.clone()));
        }
        phone.disk.commit(&writes);
        if self.does(Sabotage::ForgetsOnParting) && writes.iter().any(is_parting) {
            return self.battery_dies(who);
        }
        Ok(())
    }

    fn sabotage_rows(&mut self, who: usize, writes: &mut Vec<Write>) {
        let put = |write: &Write, wanted: Table| matches!(write, Write::Put { table, .. } if *table == wanted);
        if self.does(Sabotage::ForgetsPage) && writes.iter().any(|it| put(it, Table::Log)) {
            writes.clear();
        }
        if self.does(Sabotage::ForgetsOnParting) && writes.iter().any(is_parting) {
            writes.retain(|write| !put(write, Table::Pending));
        }
        if self.does(Sabotage::StripsUnknown) {
            self.change_saves(who, writes, |op| {
                if matches!(op.value, Value::Unknown(_)) {
                    op.value = Value::Null;
                }
            });
        }
    }

    /// An envelope leaves the outbox only in the transaction that stores the page with it or a checkpoint that covers it,
    /// when its writes get another name, or when the device was removed and handed them in.
    fn check_outbox_rule(&self, who: usize, writes: &[Write]) -> Lawful {
        let Some(phone) = self.phones.get(who) else {
            return Ok(());
        };
        let local = phone.device.local_key();
        let renamed = |write: &Write| {
            matches!(
                write,
                Write::Put {
                    table: Table::Identity,
                    ..
                }
            )
        };
        if phone.removed || writes.iter().any(renamed) {
            return Ok(());
        }
        let covered = checkpoint_in(writes, local);
        let mut stored: Option<Vec<Vec<u8>>> = None;
        for write in writes {
            let Write::Delete {
                table: Table::Outbox,
                key,
            } = write
            else {
                continue;
            };
            let Some(envelope) = phone.disk.open(Table::Outbox, key, local) else {
                continue;
            };
            // What came by hand is kept as a row of the log.
            let carried = minicbor::decode::<LogRow>(&envelope).ok();
            let envelope = carried.map_or(envelope, |row| row.envelope);
            let pages = stored.get_or_insert_with(|| {
                let pages = writes.iter().filter_map(|write| match write {
                    Write::Put { table, key, value } if *table == Table::Log => {
                        let bytes = local.open_row(table.name(), key, value).ok()?;
                        minicbor::decode::<LogPage>(&bytes).ok()
                    }
                    _ => None,
                });
                pages
                    .flat_map(|page| page.rows)
                    .map(|row| row.envelope)
                    .collect()
            });
            let covered = covered.is_some_and(|seq| self.watch.has(&envelope, seq));
            if !covered && !pages.iter().any(|page| is_one(page, &envelope)) {
                let what = format!("phone {who}: an envelope left the outbox without its page");
                return Err(Broken::new(OUTBOX, what));
            }
        }
        Ok(())
    }

    fn jump(&mut self, who: usize, to: u8) {
        self.clocks_jumped = true;
        let now = i64::try_from(self.now_ms()).unwrap_or(i64::MAX);
        if let Some(phone) = self.phones.get_mut(who) {
            phone.clock_off_ms = match to % 5 {
                0 => 0,
                1 => -now,
                2 => YEARS_20_MS,
                3 => 3 * 3_600_000,
                _ => -60_000,
            };
        }
    }

    fn next_seed(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(0x1_0000_0001);
        self.seed
    }

    fn copy(&mut self, who: usize) -> Lawful {
        let seed = self.next_seed();
        if self.phones.len() >= PHONES_MAX {
            return Ok(());
        }
        // Both copies start anew, as after a restored backup.
        self.battery_dies(who)?;
        let copy = self.phones.get(who).map(|phone| phone.copy(seed));
        if let Some(copy) = copy {
            self.copies += 1;
            self.oracle.exact = false;
            self.phones.push(copy?);
        }
        Ok(())
    }

    fn back_up(&mut self, who: usize) -> Lawful {
        let seed = self.next_seed();
        self.backups.resize_with(PHONES_MAX, || None);
        if let (Some(phone), Some(place)) = (self.phones.get(who), self.backups.get_mut(who)) {
            *place = Some(phone.copy(seed)?);
        }
        Ok(())
    }

    fn go_back(&mut self, who: usize) {
        let backup = self.backups.get_mut(who).and_then(Option::take);
        if let (Some(backup), Some(phone)) = (backup, self.phones.get_mut(who)) {
            *phone = Phone {
                removed: phone.removed,
                route: phone.route,
                ..backup
            };
            self.copies += 1;
            self.oracle.exact = false;
        }
    }

    fn restore_server(&mut self, with_tool: bool) {
        let (Some(backup), Some(relay)) = (&self.server_backup, self.servers.first_mut()) else {
            return;
        };
        relay.restore(backup);
        self.watch.look_again();
        self.restored = true;
        if with_tool {
            self.restoring_until = self.acts + RESTORE_MODE_ACTS;
        }
    }

    fn fork(&mut self) {
        if let (1, Some(relay)) = (self.servers.len(), self.servers.first()) {
            let mut other = relay.clone();
            // Sessions of the two are not alike.
            other.end_sessions();
            other.skip_tokens(1 << 32);
            self.servers.push(other);
            self.restored = true;
            self.may_alarm = true;
        }
    }

    fn join(&mut self) {
        let seed = self.next_seed();
        let now_ms = self.now_ms();
        if self.phones.len() >= PHONES_MAX {
            return;
        }
        let code = &self.base.code;
        let Some(relay) = self.servers.first_mut() else {
            return;
        };
        let seat = Seat::join(seed, "Neue", code, relay, now_ms);
        let Some(seat) = seat else { return };
        let local = *seat.device.local_key().as_bytes();
        if let Ok(phone) = Phone::start(local, seat.disk, seed) {
            self.phones.push(phone);
        }
    }

    fn remove(&mut self, who: usize, wipe: bool) -> Lawful {
        let town = self.town();
        let who = 1 + who % self.phones.len().saturating_sub(1).max(1);
        let Some(member) = self.phones.get(who).map(|phone| phone.device.member()) else {
            return Ok(());
        };
        let Some(founder) = self.phones.first_mut() else {
            return Ok(());
        };
        let rng = &mut founder.rng;
        let Ok(writes) = founder.device.remove_member(town, member, wipe, rng) else {
            return Ok(());
        };
        for phone in &mut self.phones {
            phone.removed |= phone.device.member() == member;
        }
        self.oracle.exact = false;
        self.store(0, &writes)
    }

    /// The law a lost write breaks, by what happened in the history.
    pub(crate) const fn law_of_loss(&self) -> u8 {
        if self.copies > 0 {
            COPIES
        } else if self.restored {
            crate::law::RESTORED
        } else if self.trimmed {
            TRIMMED
        } else if self.clocks_jumped {
            CLOCKS
        } else {
            NO_LOST_UPDATE
        }
    }
}

/// Whether a transaction is the one in which a device parts from its copy: it keeps its former keys.
fn is_parting(write: &Write) -> bool {
    matches!(write, Write::Put { table: Table::Identity, key, .. } if key == b"former")
}

/// Names the rows of a transaction.
fn in_words(writes: &[Write]) -> String {
    let words = writes.iter().map(|write| {
        let (sign, table, key) = match write {
            Write::Put { table, key, .. } => ('+', table, key),
            Write::Delete { table, key } => ('-', table, key),
        };
        let number = key.get(16..).and_then(|it| it.try_into().ok());
        let number = number.map(u64::from_be_bytes).unwrap_or_default();
        format!("{sign}{}:{number}", table.name())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether two envelopes are one, or bear one name and were sealed at two places of the membership log, as an author does
/// that seals again. What is in them the oracle knows.
fn is_one(one: &[u8], two: &[u8]) -> bool {
    let parse = |bytes: &[u8]| Envelope::parse(bytes.to_vec()).ok();
    let sealed_twice = parse(one).zip(parse(two)).is_some_and(|(one, two)| {
        let (one, two) = (one.header(), two.header());
        (one.device, one.dev_seq, one.item) == (two.device, two.dev_seq, two.item)
            && one.m_seq != two.m_seq
    });
    one == two || sealed_twice
}
