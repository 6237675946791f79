//! The laws of every area, over what fuzzers found and over inputs at random: what `cargo fuzz` asks, without a nightly compiler.
//!
//! `FUZZ_INPUTS` sets how many inputs at random an area gets, and `FUZZ_SEED` from which seed on.

use std::fs;
use std::panic::catch_unwind;

use counterpoise_tests::laws::{AREAS, choices, find};
use counterpoise_tests::paths;

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|number| number.parse().ok()).unwrap_or(default)
}

/// Holds an area to inputs; gives those that break a law.
fn broken(name: &str, inputs: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<String> {
    let area = find(name).unwrap_or_else(|| panic!("no area {name}"));
    let check = |bytes: &[u8]| catch_unwind(|| area.check(bytes)).is_err();
    inputs.filter(|(_, bytes)| check(bytes)).map(|(what, _)| format!("{name}: {what}")).collect()
}

#[test]
fn what_was_found_once_is_mended() {
    let corpus = paths::root().join("fuzz/corpus");
    let mut failed = Vec::new();
    let mut count = 0;
    for area in AREAS {
        let Ok(entries) = fs::read_dir(corpus.join(area.name)) else { continue };
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        count += paths.len();
        let inputs = paths.iter().map(|path| (path.display().to_string(), fs::read(path).unwrap()));
        failed.extend(broken(area.name, inputs));
    }
    assert!(failed.is_empty(), "{} of {count}:\n{}", failed.len(), failed.join("\n"));
}

fn at_random(name: &str, default: u64) {
    let (from, count) = (number("FUZZ_SEED", 0), number("FUZZ_INPUTS", default));
    let inputs = (from..from + count).map(|seed| (format!("seed {seed}"), choices(seed, 16 << (seed % 6))));
    let failed = broken(name, inputs);
    assert!(failed.is_empty(), "{} of {count}:\n{}", failed.len(), failed.join("\n"));
}

macro_rules! areas {
    ($($name:ident: $count:literal),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                at_random(stringify!($name), $count);
            }
        )*

        #[test]
        fn every_area_is_here() {
            assert_eq!([$(stringify!($name)),*], AREAS.map(|area| area.name));
        }
    };
}

areas! {
    abi: 100,
    annotations: 300,
    answers: 300,
    config: 100,
    evaluate: 100,
    exposition: 300,
    flagger: 300,
    hpa: 100,
    ops: 100,
    paths: 300,
    promql: 300,
    quantity: 300,
    reader: 300,
    regex: 300,
    selector: 300,
    series: 300,
    syncs: 100,
    template: 300,
    wrappers: 100,
}
