//! Six hundred connections send a byte a second, a thousand do nothing; phones go on as if nobody were there.

use super::kit::{PATIENCE, binary, everybody_has_everything, first, phones, write_at_once};
use anyhow::{Result, ensure};
use shared::protocol::limits::BODY_TIMEOUT_MS;
use shared::protocol::routes;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tests::country::Country;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// More than the server works on at once.
const DRIPPING: usize = 600;
const IDLE: usize = 1_000;
/// Memory of one connection that does nothing, with its buffers, in KiB.
const CONNECTION_KIB_MAX: u64 = 48;

#[tokio::test(flavor = "multi_thread")]
async fn a_byte_a_second_is_cut_off_and_others_are_served_meanwhile() -> Result<()> {
    let country = Country::found(&binary(), 1).await?;
    let mut reader = country.join(first(&country)?, "Leserin").await?;
    let mut phones = phones(&country, 4).await?;
    write_at_once(&mut phones, 20).await?;
    let address = country.server.address();

    let before = country.server.memory_kib()?;
    let mut idle = Vec::new();
    for _ in 0..IDLE {
        let mut stream = TcpStream::connect(address).await?;
        // One answer, so that the server has the connection with all it needs.
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")
            .await?;
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await?;
        ensure!(answer.ends_with(b"200"), "no answer");
        idle.push(stream);
    }
    let each = country.server.memory_kib()?.saturating_sub(before) / IDLE as u64;
    assert!(each <= CONNECTION_KIB_MAX, "{each} KiB each");

    let began = Instant::now();
    let mut dripping = tokio::task::JoinSet::new();
    for _ in 0..DRIPPING {
        let stream = begin(address).await?;
        dripping.spawn(drip(stream));
    }
    write_at_once(&mut phones, 40).await?;
    // All of them are still at it: they were not in the way, they were not merely gone.
    assert!(
        dripping.try_join_next().is_none(),
        "after {:?}",
        began.elapsed()
    );

    let ends = async {
        while let Some(answer) = dripping.join_next().await {
            let answer = answer??;
            ensure!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        }
        Ok(())
    };
    tokio::time::timeout(PATIENCE, ends).await??;
    assert!(began.elapsed() >= Duration::from_millis(BODY_TIMEOUT_MS));
    drop(idle);
    everybody_has_everything(&mut reader, &mut phones).await
}

/// Sends the header of a request with a body, and waits until the server reads the body.
async fn begin(address: SocketAddr) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: 1000\r\nexpect: 100-continue\r\n\r\n",
        routes::CHALLENGE
    );
    stream.write_all(head.as_bytes()).await?;
    let mut said = [0; 25];
    stream.read_exact(&mut said).await?;
    ensure!(said.starts_with(b"HTTP/1.1 100"), "{said:?}");
    Ok(stream)
}

/// Sends a byte a second until the server has had enough; returns its answer.
async fn drip(stream: TcpStream) -> Result<String> {
    let (mut from, mut to) = stream.into_split();
    let mut second = tokio::time::interval(Duration::from_secs(1));
    let mut answer = vec![0; 64];
    loop {
        tokio::select! {
            read = from.read(&mut answer) => {
                answer.truncate(read?);
                return Ok(String::from_utf8_lossy(&answer).into_owned());
            }
            _ = second.tick() => to.write_all(b" ").await?,
        }
    }
}
