//! A phone is lost: the person's second device removes it everywhere, and it empties itself when it is found.

use super::kit::{World, say, town};
use anyhow::{Context as _, Result};
use shared::ids::RecordId;
use shared::mlog::Role;
use shared::protocol::limits::INVITE_QR_LIFE_MS;
use std::time::Duration;
use tests::headless::{Headless, SystemEntropy, now_ms};

const EVENT: RecordId = RecordId([31; 16]);

#[tokio::test(flavor = "multi_thread")]
async fn the_second_device_removes_the_lost_one_and_goes_on() -> Result<()> {
    let mut world = World::new().await?;
    let mut phone = world.join("Jana", Role::Gk, "Musterau").await?;
    let space = town(&phone, "Musterau");
    say(
        &mut phone,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest",
    );

    let (id, writes) =
        phone
            .device
            .invite_own_device(INVITE_QR_LIFE_MS, now_ms(), &mut SystemEntropy)?;
    phone.rows.commit(&writes);
    phone.settle().await?;
    let invitations = phone.device.invitations();
    let code = invitations.iter().find(|it| it.id == id);
    let code = code.context("the invitation")?.code.clone();
    let joining = Headless::join(world.address(), "Laptop", &code);
    let letting_in = async {
        // Jana is admin of her town: she compares the words of her two devices.
        loop {
            tokio::time::sleep(Duration::from_millis(50)).await;
            phone.settle().await?;
            for waiting in phone.device.joins() {
                let (invite, device) = (waiting.invite, waiting.device);
                let writes = phone.device.approve(invite, device, &mut SystemEntropy);
                phone.rows.commit(&writes);
            }
        }
        #[expect(unreachable_code, reason = "says what the block returns")]
        anyhow::Ok(())
    };
    let mut laptop = tokio::select! {
        joined = joining => joined?,
        ended = letting_in => { ended?; anyhow::bail!("nobody joined") }
    };
    assert_eq!(laptop.device.member(), phone.device.member());
    assert_eq!(laptop.device.spaces().len(), phone.device.spaces().len());

    let (writes, left) = laptop
        .device
        .remove_lost(phone.device.id(), &mut SystemEntropy);
    assert!(left.is_empty());
    laptop.rows.commit(&writes);
    laptop.settle().await?;
    phone.settle().await?;
    assert!(
        phone.device.spaces().is_empty(),
        "whoever finds it finds nothing"
    );
    say(
        &mut laptop,
        space,
        "veranstaltung",
        EVENT,
        "titel",
        "Stadtfest im Juni",
    );
    laptop.settle().await?;
    assert!(laptop.device.unsent().is_empty());
    assert!(laptop.device.spaces().iter().all(|it| it.alarm.is_none()));
    Ok(())
}
