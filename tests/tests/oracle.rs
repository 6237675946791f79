//! Our answers and upstream's on generated cases. `cargo xtask oracle diff` asks more of them.

use counterpoise::ops::engine::{VersionInput, version};
use counterpoise_tests::generate::Area;
use counterpoise_tests::oracle::{self, diff, versions};
use counterpoise_tests::skip;

const CASES: usize = 20_000;
/// A debug build takes 2 ms to compile a pattern.
const PATTERNS: usize = 4_000;
const SEED: u64 = 20_000;

fn agrees(area: Area) {
    if let Err(missing) = oracle::program(area) {
        return skip::skip(&missing);
    }
    let cases = if area == Area::Regexp { PATTERNS } else { CASES };
    let report = diff::run(area, SEED, cases).unwrap();
    assert_eq!(report.cases, cases);
    assert_eq!(report.differences, 0, "{report}");
}

#[test]
fn series_selectors_agree() {
    agrees(Area::Promql);
}

#[test]
fn quantities_agree() {
    agrees(Area::Quantity);
}

#[test]
fn regular_expressions_agree() {
    agrees(Area::Regexp);
}

#[test]
fn selectors_agree() {
    agrees(Area::Selector);
}

#[test]
fn templates_agree() {
    agrees(Area::Template);
}

#[test]
fn the_versions_of_upstream_are_those_that_are_asked() {
    let told = version(VersionInput::default()).unwrap().upstream;
    let told: Vec<_> =
        told.iter().map(|module| (module.module.to_owned(), module.version.to_owned())).collect();
    assert_eq!(told, versions::modules().unwrap());
}
