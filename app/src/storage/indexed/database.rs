//! The connection: opening, stepping the shape, beginning transactions, coming back after the browser closed it.

use super::wait::{self, failure};
use super::{Durability, StoreError, migrations};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{
    IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbTransaction, IdbTransactionMode,
    IdbVersionChangeEvent,
};

/// A connection that opens itself again when the browser has closed it.
pub(super) struct Database {
    name: String,
    connection: RefCell<Option<Connection>>,
    new: bool,
}

struct Connection {
    database: IdbDatabase,
    /// Set when the connection was closed from outside.
    gone: Rc<Cell<bool>>,
    _listeners: [Closure<dyn FnMut()>; 2],
}

impl Database {
    pub(super) async fn open(name: &str) -> Result<Self, StoreError> {
        let (connection, new) = Connection::open(name).await?;
        Ok(Self {
            name: name.to_owned(),
            connection: RefCell::new(Some(connection)),
            new,
        })
    }

    pub(super) const fn is_new(&self) -> bool {
        self.new
    }

    pub(super) async fn begin(
        &self,
        tables: &[&'static str],
        mode: IdbTransactionMode,
        durability: Durability,
    ) -> Result<IdbTransaction, StoreError> {
        let open = self
            .connection
            .borrow()
            .as_ref()
            .and_then(Connection::alive);
        let database = match open {
            Some(database) => database,
            None => self.reopen().await?,
        };
        begin(&database, tables, mode, durability).map_err(|error| failure(&error))
    }

    async fn reopen(&self) -> Result<IdbDatabase, StoreError> {
        let (connection, new) = Connection::open(&self.name).await?;
        if new {
            // The rows were there a moment ago. An emptied store is not a fresh one.
            return Err(StoreError::Corrupted { place: "database" });
        }
        let database = connection.database.clone();
        *self.connection.borrow_mut() = Some(connection);
        Ok(database)
    }
}

impl Connection {
    async fn open(name: &str) -> Result<(Self, bool), StoreError> {
        let request = factory()?
            .open_with_u32(name, migrations::CURRENT)
            .map_err(|error| failure(&error))?;
        let new = Rc::new(Cell::new(false));
        let upgrade = {
            let (request, new) = (request.clone(), Rc::clone(&new));
            Closure::<dyn FnMut(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
                let from = event.old_version() as u32;
                new.set(from == 0);
                if step(&request, from).is_err() {
                    // Without its tables the new version must not come into being.
                    if let Some(transaction) = request.transaction() {
                        let _already_over = transaction.abort();
                    }
                }
            })
        };
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = wait::event(&request, &["success"], &["error", "blocked"]).await;
        request.set_onupgradeneeded(None);
        if !opened {
            let error = not_opened(&request);
            close_if_it_opens_late(&request);
            return Err(error);
        }
        let database: IdbDatabase = request
            .result()
            .map_err(|error| failure(&error))?
            .dyn_into()
            .map_err(|_| StoreError::Corrupted { place: "database" })?;
        let there = database.object_store_names();
        if !migrations::current::TABLES
            .iter()
            .all(|table| there.contains(table))
        {
            database.close();
            return Err(StoreError::Corrupted { place: "tables" });
        }
        Ok((Self::keep(database), new.get()))
    }

    fn keep(database: IdbDatabase) -> Self {
        let gone = Rc::new(Cell::new(false));
        // A newer app in another window wants to change the shape: give way.
        let give_way = {
            let (database, gone) = (database.clone(), Rc::clone(&gone));
            Closure::<dyn FnMut()>::new(move || {
                gone.set(true);
                database.close();
            })
        };
        let closed = {
            let gone = Rc::clone(&gone);
            Closure::<dyn FnMut()>::new(move || gone.set(true))
        };
        database.set_onversionchange(Some(give_way.as_ref().unchecked_ref()));
        database.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Self {
            database,
            gone,
            _listeners: [give_way, closed],
        }
    }

    fn alive(&self) -> Option<IdbDatabase> {
        (!self.gone.get()).then(|| self.database.clone())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        // One that is left open holds up whoever wants to delete the database.
        self.database.close();
    }
}

/// How long deleting waits for other windows, milliseconds.
const GIVES_WAY_MS: u64 = 5_000;

/// Deletes a database. One that is not there is no error. Other windows give way; one that does not answer any more
/// within [`GIVES_WAY_MS`] holds it up ([`StoreError::Blocked`]) until it is closed.
pub(super) async fn delete(name: &str) -> Result<(), StoreError> {
    let request = factory()?
        .delete_database(name)
        .map_err(|error| failure(&error))?;
    // "blocked" also comes while a connection is still on its way out, so only time tells.
    if wait::event_within(&request, &["success"], &["error"], GIVES_WAY_MS).await {
        Ok(())
    } else {
        Err(not_opened(&request))
    }
}

/// Returns the browser's databases; works in pages and in workers.
fn factory() -> Result<IdbFactory, StoreError> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))
        .ok()
        .and_then(|factory| factory.dyn_into().ok())
        .ok_or(StoreError::Unavailable)
}

fn step(request: &IdbOpenDbRequest, from: u32) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.dyn_into()?;
    for step in migrations::steps(from) {
        for table in step.make {
            database.create_object_store(table)?;
        }
    }
    Ok(())
}

fn not_opened(request: &IdbOpenDbRequest) -> StoreError {
    // Asking a request that still waits for its error throws: then it was blocked.
    match request.error() {
        Err(_) => StoreError::Blocked,
        Ok(None) => StoreError::Unavailable,
        Ok(Some(error)) => match error.name().as_str() {
            "VersionError" => StoreError::Newer {
                found: migrations::CURRENT + 1,
                known: migrations::CURRENT,
            },
            "InvalidStateError" | "UnknownError" => StoreError::Corrupted { place: "database" },
            name => wait::meaning(name),
        },
    }
}

/// A blocked request may still succeed; nobody would ever close that connection.
fn close_if_it_opens_late(request: &IdbOpenDbRequest) {
    let late = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(Ok(database)) = late.result().map(JsCast::dyn_into::<IdbDatabase>) {
            database.close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

fn begin(
    database: &IdbDatabase,
    tables: &[&'static str],
    mode: IdbTransactionMode,
    durability: Durability,
) -> Result<IdbTransaction, JsValue> {
    // web-sys has the third argument only among its unstable parts.
    let begin: Function = Reflect::get(database, &JsValue::from_str("transaction"))?.dyn_into()?;
    let names: Array = tables
        .iter()
        .map(|table| JsValue::from_str(table))
        .collect();
    let options = Object::new();
    let durability = match durability {
        Durability::Strict => "strict",
        Durability::Relaxed => "relaxed",
    };
    Reflect::set(
        &options,
        &JsValue::from_str("durability"),
        &JsValue::from_str(durability),
    )?;
    begin
        .call3(database, &names, &mode.into(), &options)?
        .dyn_into()
}
