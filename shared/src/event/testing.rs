//! Phones for the tests of this folder: each plans and applies what its person does.

use crate::ids::{DeviceId, RecordId};
use crate::merge::{Author, Edit, Op, RecordState, State, plan};
use crate::records::RecordDef;
use std::collections::VecDeque;

/// A phone with what it knows.
pub(crate) struct Phone {
    device: DeviceId,
    pub(crate) state: State,
    op_no: u64,
}

impl Phone {
    pub(crate) fn new(number: u8) -> Self {
        Self {
            device: DeviceId([number; 16]),
            state: State::default(),
            op_no: 0,
        }
    }

    pub(crate) fn write(&mut self, def: &RecordDef, record: RecordId, edits: &[Edit]) -> Vec<Op> {
        let author = Author {
            device: self.device,
            op_no: self.op_no + 1,
            hlc: (self.op_no + 1) << 16,
        };
        let ops = plan(&self.state, def.id, record, edits, author);
        self.op_no += ops.len() as u64;
        self.read(&ops);
        ops
    }

    pub(crate) fn read(&mut self, ops: &[Op]) {
        for op in ops {
            self.state.apply(op);
        }
    }

    /// Returns a record, empty if nobody wrote to it.
    pub(crate) fn record(&self, id: RecordId) -> RecordState {
        let record = self.state.records.get(&id);
        record.map_or_else(RecordState::default, |record| RecordState::clone(record))
    }
}

/// Reads everybody's work: in the order in which each wrote, everything else by chance; each page twice.
pub(crate) fn reader_of(ops: &[Op], mut chance: u64) -> Phone {
    let mut queues: Vec<VecDeque<&Op>> = Vec::new();
    for op in ops {
        let queue = queues
            .iter_mut()
            .find(|queue| queue[0].dot.device == op.dot.device);
        match queue {
            Some(queue) => queue.push_back(op),
            None => queues.push(VecDeque::from([op])),
        }
    }
    let mut reader = Phone::new(99);
    while !queues.is_empty() {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let at = usize::try_from(chance >> 33).unwrap() % queues.len();
        if let Some(op) = queues[at].pop_front() {
            reader.state.apply(op);
            reader.state.apply(op);
        }
        queues.retain(|queue| !queue.is_empty());
    }
    reader
}
