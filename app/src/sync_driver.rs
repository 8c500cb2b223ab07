//! The only loop between device and server: ask the machine, store, fetch, hand over, store, tell the screens.
//!
//! One request at a time. It sleeps until a bell rings (a local save, a poke, the network, a person) or a time
//! has come. The live stream only rings bells: what is new is always fetched by the loop.

use crate::error::AppError;
use crate::net;
use crate::platform::bell::{Bell, Ring};
use crate::platform::random::BrowserEntropy;
use crate::platform::{clock, events};
use crate::state::{Core, FIRST_CIRCLES, JoinStep, Link, Phase, PutOff, invite_error};
use crate::storage::Durability;
use crate::ui::*;
use shared::crypto::Entropy as _;
use shared::protocol::ProblemCode;
use shared::protocol::messages::LiveEvent;
use shared::sync::{BackOff, Device, NetFailure, Received, SpaceInfo, Step, Upload};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// With nothing to do, the server is asked again after this time: pokes can be lost.
const IDLE_MS: u64 = 60_000;
/// After a request without an answer, a local save alone is no reason to try again before this time.
const CALM_MS: u64 = 5_000;

/// A request without an answer for so long is shown like one that failed, while it is still waited for: a server that takes
/// connections and answers nobody is the everyday face of a bad network.
const SLOW_MS: u64 = 5_000;

/// Starts the loop and the live stream for the device that has just been opened. The loop ends when it is locked; the stream,
/// which only rings, with its connection.
pub(crate) fn start(core: &Rc<Core>) {
    let session = core.session.get();
    spawn_local(exchange(Rc::clone(core), session));
    spawn_local(live(Rc::clone(core), session));
    spawn_local(Rc::clone(core).carry(session));
}

async fn exchange(core: Rc<Core>, session: u64) {
    let mut back_off = BackOff::default();
    while core.session.get() == session {
        let step = {
            let mut device = core.device.borrow_mut();
            let device = device.as_mut();
            device.and_then(|device| device.next(clock::now_ms(), &mut BrowserEntropy))
        };
        let Some(Step { writes, request }) = step else {
            rest(&core).await;
            continue;
        };
        if core.save(writes, Durability::Strict).await.is_err() {
            core.bell
                .wait(Ring::Loud, back_off.next_ms(spread(), events::is_visible()))
                .await;
            continue;
        }
        // After a failure the next try is no news: what is not sent stays on the screen until there is an answer.
        if !back_off.has_failed() {
            show_link(&core, Link::Sending);
        }
        let answer = if events::is_online() {
            let answered = Rc::new(Bell::default());
            say_when_slow(&core, session, &answered);
            let answer = net::fetch(&request).await;
            answered.ring(Ring::Soft);
            answer
        } else {
            Err(NetFailure)
        };
        if core.session.get() != session {
            return;
        }
        let received = {
            let mut device = core.device.borrow_mut();
            let Some(device) = device.as_mut() else {
                continue;
            };
            device.receive(answer, &mut BrowserEntropy)
        };
        take(&core, session, received, &mut back_off).await;
    }
}

/// Stores and shows what an answer led to, and waits as long as it asks for.
async fn take(core: &Rc<Core>, session: u64, mut received: Received, back_off: &mut BackOff) {
    // What comes from the server can be fetched again; the cursor lies in the same transaction.
    let writes = std::mem::take(&mut received.writes);
    if core.save(writes, Durability::Relaxed).await.is_err() || core.session.get() != session {
        return;
    }
    // What the device says once is heard before it is loaded again.
    let healed = received.reload && core.note_healed();
    if received.reload {
        core.reload().await;
    }
    let noted = core.take(&received) || healed;
    core.pack().await;
    if received.offline {
        show_link(core, Link::Offline);
    } else {
        core.last_success.set(Some(clock::now_ms()));
        core.may_carry();
        if noted {
            core.keep_journal().await;
        }
        // The first answer after a failure says that the stream will work again too.
        core.live_bell.ring(if back_off.has_failed() {
            Ring::Loud
        } else {
            Ring::Soft
        });
    }
    step_in(core, &received);
    let wait_ms = back_off.after(&received, spread(), events::is_visible());
    let put_off = received.problem.zip(wait_ms).map(|(code, ms)| PutOff {
        code,
        next_ms: clock::now_ms().saturating_add(ms),
    });
    let put_off = put_off.filter(|_| !received.offline && back_off.has_failed());
    if core.put_off.get_untracked() != put_off {
        core.put_off.set(put_off);
    }
    if received.offline {
        let ms = wait_ms.unwrap_or_default();
        let calm_ms = ms.min(CALM_MS);
        if !core.bell.wait(Ring::Loud, calm_ms).await {
            core.bell.wait(Ring::Soft, ms - calm_ms).await;
        }
        return;
    }
    if let Some(ms) = wait_ms {
        show_link(core, Link::Online);
        // A server that has too much to do is not asked again because of one more save.
        let ring = if back_off.has_failed() {
            Ring::Loud
        } else {
            Ring::Soft
        };
        core.bell.wait(ring, ms).await;
    }
}

/// Shows that nothing goes through if a request still has no answer after a while.
fn say_when_slow(core: &Rc<Core>, session: u64, answered: &Rc<Bell>) {
    let (core, answered) = (Rc::clone(core), Rc::clone(answered));
    spawn_local(async move {
        let late = !answered.wait(Ring::Soft, SLOW_MS).await;
        // A new phone loads large pages over bad lines; its own screen says how far it is.
        let joining = matches!(core.phase.get_untracked(), Phase::Joining(_));
        if late && !joining && core.session.get() == session {
            show_link(&core, Link::Offline);
        }
    });
}

/// Nothing to do: waits for a bell, and looks again once in a while.
async fn rest(core: &Core) {
    show_link(core, Link::Online);
    core.keep_shell();
    let rung = core.bell.wait(Ring::Soft, IDLE_MS).await;
    if rung && events::is_visible() {
        // What somebody did is drawn before it is sealed, for signing holds up a slow phone. Nobody sees a hidden page draw, and
        // its timers are late.
        clock::sleep(0).await;
    }
    if !rung && let Some(device) = core.device.borrow_mut().as_mut() {
        device.retry();
    }
}

/// Moves the joining screens on.
fn step_in(core: &Core, received: &Received) {
    let Phase::Joining(step) = core.phase.get_untracked() else {
        return;
    };
    let (problem, joining, complete) = {
        let device = core.device.borrow();
        let Some(device) = device.as_ref() else {
            return;
        };
        let spaces = device.spaces();
        // A space that cannot be read on does not hold the others back; the proof will say what is missing.
        let settled = |space: &SpaceInfo| {
            space.complete || space.alarm.is_some() || space.upload != Upload::Open
        };
        let complete = !spaces.is_empty() && spaces.iter().all(settled);
        (device.join_problem(), device.is_joining(), complete)
    };
    let next = match step {
        JoinStep::Waiting => match problem {
            Some(problem) => Some(JoinStep::Failed(invite_error(&problem))),
            // There may be nothing to download.
            None if !joining && complete => Some(JoinStep::Ready),
            None if !joining => Some(JoinStep::Loading),
            None => None,
        },
        JoinStep::Loading if complete => Some(JoinStep::Ready),
        JoinStep::Loading
            if received.problem == Some(ProblemCode::Forbidden)
                && core.spaces.with_untracked(Vec::len) == FIRST_CIRCLES =>
        {
            Some(JoinStep::Failed(AppError::FoundingUsed))
        }
        _ => None,
    };
    if let Some(next) = next {
        core.phase.set(Phase::Joining(next));
    }
}

fn show_link(core: &Core, link: Link) {
    let shown = core.link.get_untracked();
    // What the server refuses stays on screen until it takes it; that is set where the spaces are read.
    let refused = matches!(shown, Link::Refused(_)) && link != Link::Offline;
    if shown != link && !refused {
        core.link.set(link);
    }
}

async fn live(core: Rc<Core>, session: u64) {
    let mut back_off = BackOff::default();
    while core.session.get() == session {
        let request = core.device.borrow().as_ref().and_then(Device::live_request);
        let Some(request) = request else {
            core.live_bell.wait(Ring::Soft, IDLE_MS).await;
            continue;
        };
        if !events::is_online() || !events::is_visible() {
            // A hidden page needs no pokes; it asks when it is shown again.
            core.live_bell.wait(Ring::Soft, IDLE_MS).await;
            continue;
        }
        let hear = |event: LiveEvent| {
            if let Some(device) = core.device.borrow_mut().as_mut() {
                device.live(&event);
            }
            core.bell.ring(Ring::Loud);
        };
        let opened_ms = Cell::new(None);
        // What came between the last question and the opening of the stream is asked for once it is open.
        let opened = || {
            opened_ms.set(Some(clock::now_ms()));
            hear(LiveEvent::Resync);
        };
        let _ended = net::listen(&request, opened, hear).await;
        if core.session.get() != session {
            return;
        }
        let lasted_ms = opened_ms.get().map(|ms| clock::now_ms().saturating_sub(ms));
        if lasted_ms > Some(IDLE_MS) {
            back_off.reset();
        }
        if lasted_ms.is_some() || core.link.get_untracked() != Link::Offline {
            // The session may have ended: the next question logs in again.
            hear(LiveEvent::Resync);
        }
        if core
            .live_bell
            .wait(Ring::Loud, back_off.next_ms(spread(), events::is_visible()))
            .await
        {
            back_off.reset();
        }
    }
}

fn spread() -> u64 {
    let mut bytes = [0; 8];
    BrowserEntropy.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
