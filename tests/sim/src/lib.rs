//! Random histories of faults over whole devices and a server in memory.
//!
//! A history is a list of [`Act`](act::Act)s drawn from a seed: people write, go offline, close the app in the middle,
//! copy and restore phones; answers are lost, repeated, cut and forged; the server goes back to a backup, forks, lies;
//! clocks jump. [`World`](world::World) plays it in one thread with the device and the judgement of the real product
//! (`shared::sync`). Then the faults stop, everybody exchanges until it is quiet, and [`checks`] compares what is there
//! with the [`oracle`], which holds everything that was ever written.
//!
//! A history that breaks a law is made as short as it goes ([`run`]), printed, and kept in `seeds.txt`, which is replayed
//! before every run. Each law has a [`sabotage`](sabotage::Sabotage): a bug put in on purpose that the simulation must find.
//!
//! [`fuzz`] feeds every decoder with damaged bytes. The two commands of this package are called by `cargo ci sim` and
//! `cargo ci fuzz`; it stands apart from the other tests so that it can be built quick and small.

pub mod act;
pub mod base;
pub mod checks;
pub mod dice;
pub mod disk;
pub mod fuzz;
pub mod law;
pub mod network;
pub mod oracle;
pub mod people;
pub mod phone;
pub mod points;
pub mod run;
pub mod sabotage;
pub mod seeds;
pub mod server;
pub mod world;
