//! What every fuzz target does: an input is held to the laws of an area, and to what it may take.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use cpu_time::ThreadTime;

mod scales;

/// What one input may take of the processor with every call that its laws make: a second, which AddressSanitizer and the counting of
/// edges make five or more.
const TIME: Duration = Duration::from_secs(5);
/// What one input may hold at once.
const BYTES: usize = 256 << 20;

/// Microseconds of the slowest input so far, and bytes of the heaviest.
static SLOWEST: AtomicU64 = AtomicU64::new(0);
static HEAVIEST: AtomicU64 = AtomicU64::new(0);

/// Holds an input to the laws of an area. Prints what the slowest and the heaviest took, for `cargo xtask fuzz`.
///
/// # Panics
/// Where a law is broken, where the input takes more than that or 256 MiB, or where there is no area of that name.
pub fn check(area: &str, bytes: &[u8]) {
    let Some(area) = counterpoise_tests::laws::find(area) else { panic!("no area {area}") };
    let start = ThreadTime::now();
    let held = scales::peak(|| area.check(bytes));
    let took = start.elapsed();
    told(&SLOWEST, took.as_micros() as u64, "slowest microseconds");
    told(&HEAVIEST, held as u64, "heaviest bytes");
    assert!(took <= TIME, "an input of {} bytes took {took:?}", bytes.len());
    assert!(held <= BYTES, "an input of {} bytes held {held} bytes", bytes.len());
}

/// Prints a figure where it is more than any before.
fn told(most: &AtomicU64, found: u64, what: &str) {
    // An eighth more, or a run would begin with a long list.
    if found > most.load(Ordering::Relaxed) / 8 * 9 {
        most.store(found, Ordering::Relaxed);
        eprintln!("counterpoise: {what}: {found}");
    }
}
