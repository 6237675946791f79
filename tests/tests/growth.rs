//! Each parser on texts that are made to hurt (`tests/src/hostile.rs`): what it does grows no faster than the text, and what it holds
//! is bounded.
//!
//! A test binary of its own: the allocator counts what a thread asks for. Instructions are counted by valgrind.
#![allow(unsafe_code, reason = "an allocator can be wrapped in no other way")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use counterpoise_tests::hostile::{ALL, Hostile};
use counterpoise_tests::skip::say;

struct Counting;

thread_local! {
    static ASKED: Cell<usize> = const { Cell::new(0) };
    static HELD: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

fn count(more: usize, less: usize) {
    // At the end of a thread the counters are gone, and nothing is measured any longer.
    let _ = ASKED.try_with(|asked| {
        asked.set(asked.get() + more);
        HELD.with(|held| {
            // Both may be held while the one is copied to the other.
            held.set(held.get() + more.cast_signed());
            PEAK.with(|peak| peak.set(peak.get().max(held.get())));
            held.set(held.get() - less.cast_signed());
        });
    });
}

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size(), 0);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(0, layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size, layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes that reading asks for in all, and those that it holds at most.
fn measured(hostile: &Hostile, text: &str) -> (usize, usize) {
    let (asked, held) = (ASKED.get(), HELD.get());
    PEAK.set(held);
    (hostile.read)(text);
    (ASKED.get() - asked, usize::try_from(PEAK.get() - held).unwrap_or(0))
}

#[test]
fn the_counters_count() {
    let hostile = Hostile { name: "", text: |_| String::new(), read: |_| drop(vec![1u8; 1 << 16]) };
    assert_eq!(measured(&hostile, ""), (1 << 16, 1 << 16));
}

/// A text of twice the length asks for at most twice the memory in all, and a little.
#[test]
fn what_a_parser_asks_for_grows_no_faster_than_its_text() {
    let mut faster = Vec::new();
    for hostile in ALL {
        measured(hostile, &(hostile.text)(64));
        let [once, twice, four] =
            [1 << 14, 1 << 15, 1 << 16].map(|bytes| measured(hostile, &(hostile.text)(bytes)).0);
        // Lists double where they are full, so that one step may be larger than another.
        let is_linear =
            four <= 4 * once + four / 4 + (64 << 10) && twice <= 2 * once + twice / 2 + (64 << 10);
        if !is_linear {
            faster.push(format!("{}: {once}, {twice}, {four} bytes", hostile.name));
        }
    }
    assert!(faster.is_empty(), "{}", faster.join("\n"));
}

/// What a byte of text may come to: three characters, `{},`, are a structure. Of long texts `limits` allows less.
const TIMES: usize = 112;
/// What a small text may come to whatever it is: aliases stand for what is written once.
const BYTES: usize = 8 << 20;
/// What a pattern may come to: it has states.
const PATTERN: usize = 24 << 20;

/// Reading holds a multiple of its text at most, beside what is set up once.
#[test]
fn what_a_parser_holds_is_bounded() {
    let mut heavy = Vec::new();
    let mut most = (0, "");
    for hostile in ALL {
        measured(hostile, &(hostile.text)(64));
        for bytes in [1 << 14, 1 << 17] {
            let text = (hostile.text)(bytes);
            let (_, held) = measured(hostile, &text);
            if !hostile.name.starts_with("pattern") {
                most = most.max((held * 10 / text.len(), hostile.name));
            }
            let is_pattern = hostile.name.starts_with("pattern");
            if held > if is_pattern { PATTERN } else { TIMES * text.len() + BYTES } {
                heavy.push(format!("{}: {held} bytes for {}", hostile.name, text.len()));
            }
        }
    }
    say(&format!(
        "the heaviest of {} holds {}.{} times its text: {}",
        ALL.len(),
        most.0 / 10,
        most.0 % 10,
        most.1
    ));
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

/// A number's digits become words by as many multiplications as there are words, as in Go's `math/big`; there are 16,384 at most.
const SQUARE: &str = "quantity of digits";

/// Lengths of the texts whose instructions are counted.
const LENGTHS: [usize; 3] = [1 << 11, 1 << 12, 1 << 13];

/// Instructions of each reading in the order of `ALL` and `LENGTHS`, or none where there is no valgrind: one run of it, which
/// writes a profile after each call.
fn instructions() -> Option<Vec<u64>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growth");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir(&folder).unwrap();
    let profile = folder.join("profile");
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--toggle-collect=hostile::counted_reading",
            "--dump-after=hostile::counted_reading",
        ])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(env!("CARGO_BIN_EXE_hostile"))
        .args(LENGTHS.map(|bytes| bytes.to_string()))
        .output();
    let output = match output {
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        output => output.unwrap(),
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let total = |call: usize| {
        let text = fs::read_to_string(profile.with_extension(call.to_string())).unwrap();
        text.lines().find_map(|line| line.strip_prefix("totals: ")).unwrap().parse().unwrap()
    };
    Some((1..=ALL.len() * LENGTHS.len()).map(total).collect())
}

#[test]
fn what_a_parser_does_grows_no_faster_than_its_text() {
    let Some(instructions) = instructions() else {
        return say("skipped: instructions are counted by valgrind, which is not installed");
    };
    let mut faster = Vec::new();
    for (hostile, counts) in ALL.iter().zip(instructions.chunks_exact(LENGTHS.len())) {
        let [once, twice, four]: [u64; 3] = counts.try_into().unwrap();
        println!("{}: {once}, {twice}, {four} instructions", hostile.name);
        let is_bounded = if hostile.name == SQUARE {
            twice <= 4 * once && four <= 4 * twice
        } else {
            twice <= 2 * once + once / 4 + 200_000 && four <= 4 * once + once + 200_000
        };
        if !is_bounded {
            faster.push(format!("{}: {once}, {twice}, {four} instructions", hostile.name));
        }
    }
    assert!(faster.is_empty(), "{}", faster.join("\n"));
}
