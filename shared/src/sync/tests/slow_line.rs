//! A line on which only small requests get through in time.

use super::*;
use crate::protocol::limits::PUSH_BYTES_MAX;

/// Text that does not compress: sealed it is nearly as long as it is.
fn noise(rng: &mut SeededEntropy, length: usize) -> String {
    let mut bytes = vec![0; length];
    rng.fill(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(b' ' + byte % 94))
        .collect()
}

#[test]
fn a_push_that_finds_no_answer_is_made_smaller_until_it_gets_through() {
    let (mut relay, mut phones, town) = town(1);
    let mut phone = phones.pop().unwrap();
    for n in 0..10 {
        let text = noise(&mut phone.rng, 150_000);
        phone.set(town, RecordId([n; 16]), 1, &text);
    }
    let (mut pushes, mut lost) = (Vec::new(), 0);
    phone.device.retry();
    while let Some(step) = phone.device.next(phone.clock, &mut phone.rng) {
        phone.commit(step.writes);
        let is_push = step.request.path.ends_with("/push");
        let gets_through = !is_push || step.request.body.len() < 200_000;
        if is_push {
            pushes.push(step.request.body.len());
        }
        let answer = if gets_through {
            Ok(relay.handle(&step.request, NOW))
        } else {
            lost += 1;
            assert!(lost < 10, "never small enough: {pushes:?}");
            Err(NetFailure)
        };
        let received = phone.device.receive(answer, &mut phone.rng);
        phone.commit(received.writes);
    }
    assert!(phone.device.unsent().is_empty());
    assert!(pushes[0] > PUSH_BYTES_MAX / 2, "{pushes:?}");
    assert_eq!(
        lost, 3,
        "it stays small while there is more to send: {pushes:?}"
    );
    phones[0].settle(&mut relay);
    assert_eq!(phones[0].state(town).records.len(), 10);
}
