//! The rounds of a target, and what hostile input is made with.

pub mod mutate;
pub mod sealed;
pub mod uses;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::session_support::Dice;
use crate::vault_support::marks_from;

/// Rounds of a target unless `RELATA_FUZZ` says otherwise.
const ROUNDS: u64 = 150;
/// The first seed.
const FROM: &str = "RELATA_FUZZ_FROM";
/// So many failures are enough to look into.
const ENOUGH: usize = 8;
/// A round that takes longer hangs: its input is small.
const PATIENCE: Duration = Duration::from_secs(60);

/// Plays the rounds of a target: the seeds that once failed, then new ones.
/// `cost` is how many cheap rounds one of this target takes the time of.
pub fn fuzz(target: &'static str, cost: u64, once_failed: &[u64], round: impl Fn(&mut Dice)) {
    let rounds = (number("RELATA_FUZZ").unwrap_or(ROUNDS) / cost).max(1);
    let from = number(FROM).unwrap_or_default();
    let seeds: Vec<u64> = once_failed.iter().copied().chain(from..from + rounds).collect();
    replay(target, &seeds, round);
}

/// Plays the rounds of some seeds.
pub fn replay(target: &'static str, seeds: &[u64], round: impl Fn(&mut Dice)) {
    let mut failed = Vec::new();
    for seed in seeds.iter().copied() {
        let done = watch(target, seed);
        marks_from(u16::try_from(Dice::new(seed).below(1 << 16)).ok());
        if catch_unwind(AssertUnwindSafe(|| round(&mut Dice::new(seed)))).is_err() {
            eprintln!("that was {target}, seed {seed}");
            failed.push(seed);
        }
        drop(done);
        if failed.len() == ENOUGH {
            break;
        }
    }
    assert!(failed.is_empty(), "{target}: seeds {failed:?} failed; RELATA_FUZZ=1 {FROM}=<seed> plays one again");
}

/// Says what a round made, where one is played again to be looked into.
pub fn tell(what: impl FnOnce() -> String) {
    if number("RELATA_FUZZ") == Some(1) && number(FROM).is_some() {
        println!("{}", what());
    }
}

/// Ends the process with the seed on the screen where a round never ends.
fn watch(target: &'static str, seed: u64) -> std::sync::mpsc::Sender<()> {
    let (running, done) = channel();
    std::thread::spawn(move || {
        if done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            eprintln!("{target}: seed {seed} hangs");
            std::process::abort();
        }
    });
    running
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}
