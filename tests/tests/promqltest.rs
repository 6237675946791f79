//! Prometheus' own tests of its engine.

use counterpoise_tests::generate::Area;
use counterpoise_tests::promqltest::{self, Class};
use counterpoise_tests::{oracle, skip, surface};

/// Cases that pass. The number may rise and never fall.
const PASSED: usize = 1_153;

#[test]
fn scripts_of_upstream_pass() {
    if let Err(missing) = oracle::program(Area::PromqlEvaluate) {
        return skip::skip(&missing);
    }
    let mut upstream = surface::upstream(Area::PromqlEvaluate).unwrap();
    let report = promqltest::run(&mut upstream).unwrap();
    assert!(report.failures.is_empty(), "{}", report.failures.join("\n"));
    let passed = report.counts[&Class::Passed];
    assert!(passed >= PASSED, "{passed} cases pass, and {PASSED} did");
    skip::say(&format!("{:?}", report.counts));
}
