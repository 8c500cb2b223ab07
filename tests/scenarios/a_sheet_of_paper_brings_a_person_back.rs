//! Everything is lost but a printed sheet: its code lets a new device in, and the sheet is used up.

use super::kit::{World, say, town};
use anyhow::{Context as _, Result, bail};
use shared::crypto::{DeviceKeys, LocalKey, RecoveryCode};
use shared::ids::RecordId;
use shared::mlog::Role;
use shared::sync::Recovery;
use std::time::Duration;
use tests::headless::{Headless, SystemEntropy, now_ms};
use tests::link::Link;

const EVENT: RecordId = RecordId([41; 16]);

/// Drives a recovery until `done` says so.
async fn call(
    link: &mut Link,
    recovery: &mut Recovery,
    done: impl Fn(&Recovery) -> bool,
) -> Result<()> {
    let rng = &mut SystemEntropy;
    for _ in 0..200 {
        if done(recovery) {
            return Ok(());
        }
        match recovery.next(now_ms(), rng) {
            Some(request) => {
                let answer = link.send(&request).await;
                let received = recovery.receive(answer, rng);
                if received.wait_ms.is_some() {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
            None => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    bail!("the sheet opens nothing")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_on_the_sheet_lets_a_new_device_in_once() -> Result<()> {
    let mut world = World::new().await?;
    let mut phone = world.join("Mirko", Role::Allianz, "Musterau").await?;
    let space = town(&phone, "Musterau");
    say(
        &mut phone,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest",
    );
    let (code, writes) = phone.device.make_paper(&mut SystemEntropy)?;
    phone.rows.commit(&writes);
    phone.settle().await?;
    let printed = code.to_code();

    // Another day, another device, no phone.
    let host = world.address().to_string();
    let mut link = Link::new(world.address());
    let code = RecoveryCode::from_code(&printed)?;
    let mut recovery = Recovery::begin(&code, &host, &mut SystemEntropy);
    let spaces = phone.device.spaces().len();
    call(&mut link, &mut recovery, |it| {
        it.found().is_some_and(|found| found.spaces.len() == spaces)
    })
    .await?;
    let found = recovery.found().context("the sheet is known")?;
    assert_eq!(found.name, "Mirko");
    let lost: Vec<_> = found.devices.iter().map(|device| device.id).collect();
    assert_eq!(lost, [phone.device.id()]);
    let keys = DeviceKeys::make(&mut SystemEntropy);
    let id = keys.id();
    recovery.enrol(keys.public(), "neues Telefon", &mut SystemEntropy)?;
    call(&mut link, &mut recovery, |it| it.is_enrolled(id)).await?;
    let local = LocalKey::make(&mut SystemEntropy);
    let (device, writes) = recovery.finish(keys, local, &lost, &mut SystemEntropy)?;
    let mut back = Headless::create(world.address(), "");
    back.device = device;
    back.rows = tests::rows::MemoryRows::default();
    back.rows.commit(&writes);
    back.restart()?;
    back.settle().await?;
    assert_eq!(back.device.name(), "Mirko");
    assert!(back.record(space, EVENT).is_some());
    let members = back.device.members(space).context("the town")?;
    assert_eq!(
        members.capability(code.keys().id()),
        None,
        "the sheet is used up"
    );
    assert_eq!(members.capability(lost[0]), None);
    assert!(!members.needs_rotation);
    phone.settle().await?;
    assert!(phone.device.spaces().is_empty());
    Ok(())
}
