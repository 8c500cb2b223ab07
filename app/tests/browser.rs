//! What only a real browser can show: IndexedDB keeps the contract of every store, and the ciphers compute in it what
//! their specifications say.
//!
//! Run by `cargo ci wasm` in headless Chromium.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test that does not hold stops")]

use app::storage::{Durability, IndexedStore, Job, Store, StoreError, contract};
use shared::sync::{Table, Write};
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn factory() -> web_sys::IdbFactory {
    web_sys::window().unwrap().indexed_db().unwrap().unwrap()
}

fn row() -> Vec<Write> {
    vec![Write::Put {
        table: Table::Drafts,
        key: b"k".to_vec(),
        value: b"v".to_vec(),
    }]
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_the_contract() {
    let mut broken = Vec::new();
    for promise in contract::ALL {
        let name = promise.name;
        let open = || -> Job<'static, Rc<dyn Store>> {
            Box::pin(async move {
                let store: Rc<dyn Store> = Rc::new(IndexedStore::open(name).await?);
                Ok(store)
            })
        };
        if let Err(how) = promise.check(&open).await {
            broken.push((name, how));
        }
    }
    assert_eq!(broken, Vec::new());
}

#[wasm_bindgen_test]
fn every_known_answer_is_given_in_this_browser() {
    for check in shared::crypto::known_answers::ALL {
        check();
    }
}

#[wasm_bindgen_test]
async fn only_the_first_opening_finds_a_new_store() {
    assert!(IndexedStore::open("first").await.unwrap().is_new());
    assert!(!IndexedStore::open("first").await.unwrap().is_new());
}

#[wasm_bindgen_test]
async fn a_store_of_a_newer_app_is_left_alone() {
    let request = factory().open_with_u32("newer", 1_000).unwrap();
    opened(&request).await;
    let database: web_sys::IdbDatabase = request.result().unwrap().unchecked_into();
    database.close();
    let error = IndexedStore::open("newer").await.err();
    assert!(matches!(error, Some(StoreError::Newer { .. })), "{error:?}");
}

#[wasm_bindgen_test]
async fn a_database_without_the_tables_is_an_error_and_stays() {
    let version = app::storage::migrations::CURRENT;
    let request = factory().open_with_u32("foreign", version).unwrap();
    opened(&request).await;
    let database: web_sys::IdbDatabase = request.result().unwrap().unchecked_into();
    database.close();
    for _ in 0..2 {
        let error = IndexedStore::open("foreign").await.err();
        assert_eq!(error, Some(StoreError::Corrupted { place: "tables" }));
    }
}

#[wasm_bindgen_test]
async fn a_store_that_vanished_while_open_is_not_replaced_by_an_empty_one() {
    let store = IndexedStore::open("vanished").await.unwrap();
    store.commit(row(), Durability::Strict).await.unwrap();
    // Another window deletes the database; the open connection gives way.
    let request = factory().delete_database("vanished").unwrap();
    opened(&request).await;
    let error = store.commit(row(), Durability::Strict).await.err();
    assert_eq!(error, Some(StoreError::Corrupted { place: "database" }));
}

#[wasm_bindgen_test]
async fn an_erased_store_is_gone_and_windows_that_have_it_open_give_way() {
    let other = IndexedStore::open("erased").await.unwrap();
    let slot = Write::Put {
        table: Table::Vault,
        key: b"slot".to_vec(),
        value: b"v".to_vec(),
    };
    other.commit(vec![slot], Durability::Strict).await.unwrap();
    IndexedStore::erase("erased").await.unwrap();
    let error = other.commit(row(), Durability::Strict).await.err();
    assert_eq!(error, Some(StoreError::Corrupted { place: "database" }));
    IndexedStore::erase("erased").await.unwrap();
    assert!(IndexedStore::open("erased").await.unwrap().is_new());
    IndexedStore::erase("never there").await.unwrap();
}

async fn opened(request: &web_sys::IdbOpenDbRequest) {
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(resolve.unchecked_ref()));
        request.set_onerror(Some(reject.unchecked_ref()));
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}
