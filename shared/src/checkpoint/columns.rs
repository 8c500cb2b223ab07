//! Records to bytes and back, many at a time, like beside like: what deflates best stands together.
//!
//! ```text
//! streams = [ deflate(parts), deflate(short columns), deflate(long column), .. ]
//! parts   = [ 2, [device, ..], elements, shape, subs, who, steps, ms, counts, [[column, bytes], ..] ]
//! shape   = kind, slots, slot ..   for each record
//! slot    = field                                                 one version and nothing else
//!         | -1 - field, versions, early, (device, op_no) .., past
//! sub     = 0 none | 1 + 2 × device | 2 + 2 × element             for each slot
//! who     = 2 × device (+ 1: there is a way back)                 for each version
//! step    = op_no from the last of the device in this place of a slot, less one
//! ms, counts: the two parts of the time, from the version before in the order of their dots
//! ```
//!
//! A column holds the values of one field of one kind, in the order of their slots; the last one holds ways back
//! (`device, op_no, steps, (keep, drop, put) ..`). Parts behind those this version knows are of a later version.

use super::codec::Records;
use super::segment::SegmentError;
use crate::ids::{DeviceId, RecordId};
use crate::merge::{Before, Dot, RecordState, SlotState, Step, Sub, Version};
use crate::value::Value;
use minicbor::{Decoder, Encoder};
use std::collections::BTreeMap;

/// Format of a segment that is packed like this.
pub(super) const FORMAT: u64 = 2;
/// Level of deflate. A segment is packed once and read by everybody.
const LEVEL: u8 = 8;
/// From so many bytes on a column is deflated by itself.
const LONG_BYTES_MIN: usize = 4096;
/// The column of ways back.
const WAYS_BACK: u32 = u32::MAX;
/// Parts this version knows.
const PARTS: u64 = 10;

/// Packs records one after the other.
#[derive(Debug, Default)]
pub(super) struct Packer {
    ids: Vec<RecordId>,
    devices: Names<DeviceId>,
    elements: Names<[u8; 16]>,
    shape: Vec<u8>,
    subs: Vec<u8>,
    who: Vec<u8>,
    steps: Vec<u8>,
    times: Vec<(u64, u64, u64)>,
    last: BTreeMap<(u64, usize), u64>,
    columns: BTreeMap<u32, Vec<u8>>,
    values_bytes: usize,
}

/// Things that are named by the order in which they came up.
#[derive(Debug)]
struct Names<T> {
    all: Vec<T>,
    index: BTreeMap<T, u64>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            index: BTreeMap::new(),
        }
    }
}

impl<T: Copy + Ord> Names<T> {
    fn of(&mut self, it: T) -> u64 {
        let next = self.all.len() as u64;
        *self.index.entry(it).or_insert_with(|| {
            self.all.push(it);
            next
        })
    }
}

/// Writing into memory cannot fail.
fn number(to: &mut Vec<u8>, number: u64) {
    drop(Encoder::new(to).u64(number));
}

fn signed(to: &mut Vec<u8>, number: i64) {
    drop(Encoder::new(to).i64(number));
}

impl Packer {
    /// Packs one more record.
    pub(super) fn push(&mut self, id: RecordId, record: &RecordState) {
        self.ids.push(id);
        number(&mut self.shape, u64::from(record.kind));
        number(&mut self.shape, record.slots.len() as u64);
        for ((field, sub), slot) in &record.slots {
            let column = column_of(record.kind, *field);
            self.slot(column, *field, *sub, slot);
        }
    }

    /// Returns the number of bytes so far, before they are deflated.
    pub(super) fn bytes(&self) -> usize {
        let parts = [&self.shape, &self.subs, &self.who, &self.steps];
        let parts: usize = parts.iter().map(|part| part.len()).sum();
        // A time takes two bytes at least.
        parts + self.times.len() * 2 + self.values_bytes + self.ids.len() * RecordId::BYTES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Returns the ids, and the rest as streams.
    pub(super) fn finish(self) -> (Vec<RecordId>, Vec<u8>) {
        let (ms, counts) = self.times();
        let mut parts = Vec::new();
        // Writing into memory cannot fail.
        drop(self.parts(&mut Encoder::new(&mut parts), [&ms, &counts]));
        let long = |column: &&Vec<u8>| column.len() >= LONG_BYTES_MIN;
        let short = self.columns.values().filter(|column| !long(column));
        let short: Vec<u8> = short.flatten().copied().collect();
        let streams: Vec<&Vec<u8>> = [&parts, &short]
            .into_iter()
            .chain(self.columns.values().filter(long))
            .collect();
        let mut packed = Vec::new();
        let mut e = Encoder::new(&mut packed);
        drop(e.array(streams.len() as u64));
        for stream in streams {
            let deflated = miniz_oxide::deflate::compress_to_vec(stream, LEVEL);
            drop(e.bytes(&deflated));
        }
        (self.ids, packed)
    }

    fn parts(
        &self,
        e: &mut Encoder<&mut Vec<u8>>,
        times: [&Vec<u8>; 2],
    ) -> Result<(), minicbor::encode::Error<core::convert::Infallible>> {
        e.array(PARTS)?.u64(FORMAT)?;
        e.array(self.devices.all.len() as u64)?;
        for device in &self.devices.all {
            e.bytes(&device.0)?;
        }
        e.bytes(&self.elements.all.concat())?;
        let [ms, counts] = times;
        for part in [&self.shape, &self.subs, &self.who, &self.steps, ms, counts] {
            e.bytes(part)?;
        }
        e.array(self.columns.len() as u64)?;
        for (column, bytes) in &self.columns {
            e.array(2)?.u32(*column)?.u64(bytes.len() as u64)?;
        }
        Ok(())
    }

    /// The times in the order of their dots: neighbours were written one after the other.
    fn times(&self) -> (Vec<u8>, Vec<u8>) {
        let mut order: Vec<(u64, u64, u64)> = self.times.clone();
        order.sort_unstable();
        let (mut ms, mut counts, mut last) = (Vec::new(), Vec::new(), 0_u64);
        for (_, _, hlc) in order {
            signed(
                &mut ms,
                ((hlc >> 16).wrapping_sub(last >> 16)).cast_signed(),
            );
            let count = (hlc & 0xffff).wrapping_sub(last & 0xffff);
            signed(&mut counts, count.cast_signed());
            last = hlc;
        }
        (ms, counts)
    }

    fn slot(&mut self, column: u32, field: u16, sub: Sub, slot: &SlotState) {
        let sub = match sub {
            Sub::None => 0,
            Sub::Device(device) => 1 + 2 * self.devices.of(device),
            Sub::Element(id) => 2 + 2 * self.elements.of(id),
        };
        number(&mut self.subs, sub);
        if let ([version], [], []) = (
            slot.versions.as_slice(),
            slot.early.as_slice(),
            slot.past.as_slice(),
        ) {
            signed(&mut self.shape, i64::from(field));
            self.version(column, 0, version);
            return;
        }
        signed(&mut self.shape, -1 - i64::from(field));
        number(&mut self.shape, slot.versions.len() as u64);
        number(&mut self.shape, slot.early.len() as u64);
        for dot in &slot.early {
            let device = self.devices.of(dot.device);
            number(&mut self.shape, device);
            number(&mut self.shape, dot.op_no);
        }
        number(&mut self.shape, slot.past.len() as u64);
        for (place, version) in (1..).zip(slot.versions.iter().chain(&slot.past)) {
            self.version(column, place, version);
        }
    }

    fn version(&mut self, column: u32, place: usize, version: &Version) {
        let device = self.devices.of(version.dot.device);
        let op_no = version.dot.op_no;
        number(
            &mut self.who,
            2 * device + u64::from(version.before.is_some()),
        );
        let last = self.last.entry((device, place)).or_insert(0);
        let step = op_no.wrapping_sub(last.wrapping_add(1));
        signed(&mut self.steps, step.cast_signed());
        *last = op_no;
        self.times.push((device, op_no, version.hlc));
        let values = self.columns.entry(column).or_default();
        let before = values.len();
        drop(Encoder::new(&mut *values).encode(&version.value));
        self.values_bytes += values.len() - before;
        if let Some(way) = version.before.as_deref() {
            let device = self.devices.of(way.dot.device);
            let ways = self.columns.entry(WAYS_BACK).or_default();
            let before = ways.len();
            number(ways, device);
            number(ways, way.dot.op_no);
            number(ways, way.steps.len() as u64);
            for step in &way.steps {
                number(ways, step.keep as u64);
                number(ways, step.drop as u64);
                drop(Encoder::new(&mut *ways).str(&step.put));
            }
            self.values_bytes += ways.len() - before;
        }
    }
}

fn column_of(kind: u16, field: u16) -> u32 {
    // Never the column of ways back: no field has the last number.
    ((u32::from(kind) << 16) | u32::from(field)).min(WAYS_BACK - 1)
}

/// Unpacks what a [`Packer`] packed. `true` if there are parts of a later version among them.
///
/// # Errors
///
/// When the bytes are damaged or of a later format.
pub(super) fn unpack(
    ids: &[RecordId],
    bytes: &[u8],
    bytes_max: usize,
) -> Result<(Records, bool), SegmentError> {
    let streams = inflate(bytes, bytes_max)?;
    let [parts, short, long @ ..] = streams.as_slice() else {
        return Err(malformed("too few streams"));
    };
    let mut d = Decoder::new(parts);
    let count = array(&mut d)?;
    let format = d.u64()?;
    if format != FORMAT {
        return Err(SegmentError::Newer { format });
    }
    if count < PARTS {
        return Err(malformed("too few parts"));
    }
    let mut devices = Vec::new();
    for _ in 0..array(&mut d)? {
        devices.push(d.decode::<DeviceId>()?);
    }
    let (elements, rest) = d.bytes()?.as_chunks();
    if !rest.is_empty() {
        return Err(malformed("half an element"));
    }
    let mut part = || d.bytes().map(Decoder::new);
    let mut reader = Reader {
        devices,
        elements,
        shape: part()?,
        subs: part()?,
        who: part()?,
        steps: part()?,
        last: BTreeMap::new(),
        columns: BTreeMap::new(),
    };
    let times = [part()?, part()?];
    reader.columns = columns(&mut d, short, long)?;
    if count == PARTS && d.position() != parts.len() {
        return Err(malformed("bytes behind the end"));
    }
    let mut records = Vec::with_capacity(ids.len());
    for id in ids {
        records.push((*id, reader.record()?));
    }
    reader.end()?;
    set_times(&mut records, &reader.devices, times)?;
    Ok((records, count > PARTS))
}

fn inflate(bytes: &[u8], bytes_max: usize) -> Result<Vec<Vec<u8>>, SegmentError> {
    let mut d = Decoder::new(bytes);
    let (mut streams, mut left) = (Vec::new(), bytes_max);
    for _ in 0..array(&mut d)? {
        let stream = miniz_oxide::inflate::decompress_to_vec_with_limit(d.bytes()?, left)
            .map_err(|error| SegmentError::Malformed(error.to_string()))?;
        left = left.saturating_sub(stream.len());
        streams.push(stream);
    }
    if d.position() == bytes.len() {
        Ok(streams)
    } else {
        Err(malformed("bytes behind the end"))
    }
}

/// Finds each column in the streams.
fn columns<'b>(
    d: &mut Decoder<'_>,
    mut short: &'b [u8],
    long: &'b [Vec<u8>],
) -> Result<BTreeMap<u32, Decoder<'b>>, SegmentError> {
    let mut long = long.iter();
    let mut columns = BTreeMap::new();
    for _ in 0..array(d)? {
        if array(d)? != 2 {
            return Err(malformed("a column without its size"));
        }
        let name = d.u32()?;
        let size = usize::try_from(d.u64()?).map_err(|_| malformed("a column too long"))?;
        let column = if size >= LONG_BYTES_MIN {
            let column = long.next().filter(|column| column.len() == size);
            column.map(Vec::as_slice)
        } else {
            let parts = short.split_at_checked(size);
            parts.map(|(column, rest)| {
                short = rest;
                column
            })
        };
        let column = column.ok_or_else(|| malformed("a column of another size"))?;
        if columns.insert(name, Decoder::new(column)).is_some() {
            return Err(malformed("two columns of one name"));
        }
    }
    if short.is_empty() && long.next().is_none() {
        Ok(columns)
    } else {
        Err(malformed("bytes in no column"))
    }
}

struct Reader<'b> {
    devices: Vec<DeviceId>,
    elements: &'b [[u8; 16]],
    shape: Decoder<'b>,
    subs: Decoder<'b>,
    who: Decoder<'b>,
    steps: Decoder<'b>,
    last: BTreeMap<(u64, usize), u64>,
    columns: BTreeMap<u32, Decoder<'b>>,
}

impl Reader<'_> {
    fn record(&mut self) -> Result<RecordState, SegmentError> {
        let mut record = RecordState {
            kind: self.shape.u16()?,
            slots: BTreeMap::new(),
        };
        for _ in 0..self.shape.u64()? {
            let (place, slot) = self.slot(record.kind)?;
            if record.slots.insert(place, slot).is_some() {
                return Err(malformed("two slots of one name"));
            }
        }
        Ok(record)
    }

    fn slot(&mut self, kind: u16) -> Result<((u16, Sub), SlotState), SegmentError> {
        let sub = self.sub()?;
        let field = self.shape.i64()?;
        let mut slot = SlotState::default();
        let field_of =
            |number: i64| u16::try_from(number).map_err(|_| malformed("a field of no number"));
        if field >= 0 {
            let field = field_of(field)?;
            let version = self.version(column_of(kind, field), 0)?;
            slot.versions.push(version);
            return Ok(((field, sub), slot));
        }
        let field = field_of(-1 - field)?;
        let versions = self.shape.u64()?;
        for _ in 0..self.shape.u64()? {
            let device = self.shape.u64()?;
            slot.early.push(Dot {
                device: self.device(device)?,
                op_no: self.shape.u64()?,
            });
        }
        let past = self.shape.u64()?;
        let mut place = 0;
        for (to, count) in [(&mut slot.versions, versions), (&mut slot.past, past)] {
            for _ in 0..count {
                place += 1;
                to.push(self.version(column_of(kind, field), place)?);
            }
        }
        let sorted = slot.versions.is_sorted_by(|a, b| a.dot < b.dot)
            && slot.past.is_sorted_by(|a, b| a.dot < b.dot)
            && slot.early.is_sorted_by(|a, b| a < b);
        if sorted {
            Ok(((field, sub), slot))
        } else {
            Err(malformed("versions out of order"))
        }
    }

    fn sub(&mut self) -> Result<Sub, SegmentError> {
        let number = self.subs.u64()?;
        Ok(match number {
            0 => Sub::None,
            device if device % 2 == 1 => Sub::Device(self.device(device / 2)?),
            element => {
                let place = usize::try_from(element / 2 - 1).ok();
                let id = place.and_then(|place| self.elements.get(place));
                Sub::Element(*id.ok_or_else(|| malformed("an element of no number"))?)
            }
        })
    }

    fn device(&self, number: u64) -> Result<DeviceId, SegmentError> {
        let place = usize::try_from(number).ok();
        let device = place.and_then(|place| self.devices.get(place)).copied();
        device.ok_or_else(|| malformed("device index out of range"))
    }

    fn version(&mut self, column: u32, place: usize) -> Result<Version, SegmentError> {
        let who = self.who.u64()?;
        let number = who / 2;
        let device = self.device(number)?;
        let last = self.last.entry((number, place)).or_insert(0);
        let op_no = last.wrapping_add(1).wrapping_add_signed(self.steps.i64()?);
        *last = op_no;
        let values = self.columns.get_mut(&column);
        let value = values
            .ok_or_else(|| malformed("no such column"))?
            .decode::<Value>()?;
        let before = if who % 2 == 1 {
            Some(Box::new(self.way_back()?))
        } else {
            None
        };
        Ok(Version {
            dot: Dot { device, op_no },
            hlc: 0,
            value,
            before,
        })
    }

    fn way_back(&mut self) -> Result<Before, SegmentError> {
        let none = || malformed("no way back");
        let ways = self.columns.get_mut(&WAYS_BACK).ok_or_else(none)?;
        let (device, op_no) = (ways.u64()?, ways.u64()?);
        let mut steps = Vec::new();
        for _ in 0..ways.u64()? {
            let size = |number| usize::try_from(number).map_err(|_| none());
            steps.push(Step {
                keep: size(ways.u64()?)?,
                drop: size(ways.u64()?)?,
                put: ways.str()?.to_owned(),
            });
        }
        let device = self.device(device)?;
        Ok(Before {
            dot: Dot { device, op_no },
            steps,
        })
    }

    /// Everything was read.
    fn end(&self) -> Result<(), SegmentError> {
        let parts = [&self.shape, &self.subs, &self.who, &self.steps];
        let mut all = parts.into_iter().chain(self.columns.values());
        if all.all(|part| part.position() == part.input().len()) {
            Ok(())
        } else {
            Err(malformed("bytes behind the end"))
        }
    }
}

/// Gives every version its time.
fn set_times(
    records: &mut Records,
    devices: &[DeviceId],
    [mut ms, mut counts]: [Decoder<'_>; 2],
) -> Result<(), SegmentError> {
    let number: BTreeMap<DeviceId, usize> = (0..).zip(devices).map(|(n, it)| (*it, n)).collect();
    let slots = records.iter_mut().flat_map(|(_, it)| it.slots.values_mut());
    let mut versions: Vec<&mut Version> = slots
        .flat_map(|slot| slot.versions.iter_mut().chain(&mut slot.past))
        .collect();
    versions.sort_unstable_by_key(|it| (number.get(&it.dot.device), it.dot.op_no));
    let mut last = 0_u64;
    for version in versions {
        let high = (last >> 16).wrapping_add_signed(ms.i64()?);
        let low = (last & 0xffff).wrapping_add_signed(counts.i64()?);
        if high >= 1 << 48 || low >= 1 << 16 {
            return Err(malformed("a time that is none"));
        }
        version.hlc = (high << 16) | low;
        last = version.hlc;
    }
    let ended = |part: &Decoder<'_>| part.position() == part.input().len();
    if ended(&ms) && ended(&counts) {
        Ok(())
    } else {
        Err(malformed("bytes behind the end"))
    }
}

fn array(d: &mut Decoder<'_>) -> Result<u64, SegmentError> {
    d.array()?
        .ok_or_else(|| malformed("array of indefinite length"))
}

fn malformed(what: &str) -> SegmentError {
    SegmentError::Malformed(what.to_owned())
}
