//! Killed again and again while an attachment of the greatest size is on its way.

use super::kit::{PATIENCE, binary, first};
use anyhow::{Context as _, Result, ensure};
use shared::blob::{FILE_BYTES_MAX, FileKind, Place, Plain, chunk_ref, open_file, seal_blob};
use shared::ids::SpaceId;
use shared::protocol::messages::{BlobRequest, BlobResponse};
use shared::protocol::routes;
use shared::sync::{HttpRequest, HttpResponse};
use std::collections::BTreeSet;
use tests::country::Country;
use tests::headless::{Headless, SystemEntropy};

/// Chunks the server acknowledges before it dies.
const CHUNKS_A_LIFE: usize = 7;

async fn send(phone: &mut Headless, request: HttpRequest) -> Result<HttpResponse> {
    let request = phone.device.in_session(request).context("a session")?;
    Ok(phone.link.send(&request).await?)
}

async fn missing(phone: &mut Headless, space: SpaceId, chunks: &[Vec<u8>]) -> Result<Vec<u16>> {
    let chunks = chunks.iter().map(|chunk| chunk_ref(chunk)).collect();
    let body = minicbor::to_vec(BlobRequest { chunks })?;
    let request = HttpRequest::post(routes::blobs(space), routes::CBOR, body);
    let answer = send(phone, request).await?;
    let body = answer
        .success()
        .map_err(|problem| anyhow::anyhow!("{problem:?}"))?;
    Ok(minicbor::decode::<BlobResponse>(body)?.missing)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chunk_it_acknowledged_is_never_asked_for_again_and_the_file_is_whole() -> Result<()> {
    let mut country = Country::found(&binary(), 1).await?;
    let place = first(&country)?;
    let space = place.space;
    let mut phone = country.join(place, "Schreiberin").await?;
    let place = Place {
        space,
        element: [1; 16],
    };
    let data: Vec<u8> = (0..FILE_BYTES_MAX).map(|at| (at % 251) as u8).collect();
    let plain = Plain {
        kind: FileKind::Pdf,
        title: "Plan.pdf",
        preview: &[],
        data: &data,
        extent: (0, 0),
    };
    let sealed = seal_blob(place, &plain, &mut SystemEntropy)?;
    let (name, mut taken) = (sealed.file.name, BTreeSet::new());
    loop {
        phone.restart()?;
        tokio::time::timeout(PATIENCE, phone.settle()).await??;
        let open = missing(&mut phone, space, &sealed.chunks).await?;
        ensure!(open.iter().all(|place| !taken.contains(place)), "{open:?}");
        if open.is_empty() {
            break;
        }
        // From the end, so that the order is not the one of a first upload.
        for place in open.into_iter().rev().take(CHUNKS_A_LIFE) {
            let chunk = sealed.chunks.get(usize::from(place)).context("a chunk")?;
            let path = routes::blob_chunk(space, name, place);
            let request = HttpRequest::post(path, routes::BYTES, chunk.clone());
            let answer = send(&mut phone, request).await?;
            ensure!(answer.status == 204, "{}", answer.status);
            taken.insert(place);
        }
        country.server.kill()?;
        country.start_again()?;
    }
    let mut came = Vec::new();
    for place in 1..sealed.file.chunks() {
        let path = routes::blob_chunk(space, name, place);
        came.push(send(&mut phone, HttpRequest::get(path)).await?.body);
    }
    ensure!(
        open_file(place, &sealed.file, &came)? == data,
        "the file changed"
    );
    Ok(())
}
