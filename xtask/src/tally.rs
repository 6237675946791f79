//! Counting what passed, failed and was skipped, from what test programs print.

use std::env;

use serde_json::Value;

/// The counts of a test run, and the names of what did not pass.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    notes: Vec<String>,
}

impl Tally {
    /// One test that passed.
    pub(crate) fn pass(&mut self) {
        self.passed += 1;
    }

    /// One test that failed.
    pub(crate) fn fail(&mut self, what: impl Into<String>) {
        self.failed += 1;
        self.notes.push(format!("failed: {}", what.into()));
    }

    /// A step that could not run, and what to install so that it can.
    pub(crate) fn skip(&mut self, what: &str, remedy: &str) {
        self.skipped += 1;
        self.notes.push(format!("skipped: {what}; {remedy}"));
    }

    /// Adds the counts of another run.
    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.notes.extend(other.notes);
    }

    /// Reads what `cargo test` prints: a line for each test and one for each binary, and on standard error
    /// `skipped: why` from a test that was left out, which the harness takes for one that passed.
    pub(crate) fn of_cargo(printed: &str, errors: &str) -> Self {
        let mut tally = Self::default();
        for line in printed.lines() {
            if let Some(result) = line.strip_prefix("test result: ") {
                tally.passed += count(result, "passed");
                tally.failed += count(result, "failed");
                tally.skipped += count(result, "ignored");
            } else if let Some(test) = line.strip_prefix("test ") {
                if let Some(name) = test.strip_suffix(" ... FAILED") {
                    tally.notes.push(format!("failed: {name}"));
                } else if let Some((name, reason)) = test.split_once(" ... ignored") {
                    tally.notes.push(format!("skipped: {name}{reason}"));
                }
            }
        }
        for skipped in errors.lines().filter(|line| line.starts_with("skipped: ")) {
            tally.passed = tally.passed.saturating_sub(1);
            tally.skipped += 1;
            tally.notes.push(skipped.to_owned());
        }
        tally
    }

    /// Reads lines of the Test Anything Protocol: `ok 1 - name`, `not ok 2 - name`, `ok 3 - name # SKIP why`. Indented
    /// lines are parts of a test that has a line of its own.
    pub(crate) fn of_tap(suite: &str, lines: &str) -> Self {
        let mut tally = Self::default();
        for line in lines.lines() {
            if let Some(name) = line.strip_prefix("not ok ") {
                tally.fail(format!("{suite}: {name}"));
            } else if let Some(name) = line.strip_prefix("ok ") {
                match name.split_once("# SKIP") {
                    Some((name, reason)) => tally.skip(&format!("{suite}: {}", name.trim()), reason.trim()),
                    None => tally.pass(),
                }
            }
        }
        tally
    }

    /// Reads what `go test -json` prints: an event a line, of which those of top-level tests count.
    pub(crate) fn of_go(suite: &str, events: &str) -> Self {
        let mut tally = Self::default();
        for event in events.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            let field = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default();
            let test = field("Test");
            if test.contains('/') {
                continue;
            }
            match field("Action") {
                "pass" if !test.is_empty() => tally.pass(),
                "skip" if !test.is_empty() => tally.skip(&format!("{suite}: {test}"), "see what it says"),
                // Without a test it is a package that does not build, or whose tests failed, which count themselves.
                "fail" if !test.is_empty() => tally.fail(format!("{suite}: {test}")),
                _ => {}
            }
        }
        tally
    }

    /// Whether a run with these counts is a failed one. On CI nothing may be missing, so a skip fails it too.
    pub(crate) fn is_failure(&self) -> bool {
        let ci = env::var_os("CI").is_some_and(|value| value == "true");
        self.failed > 0 || (ci && self.skipped > 0)
    }

    /// Whether nothing passed and nothing failed.
    pub(crate) fn is_empty(&self) -> bool {
        self.passed == 0 && self.failed == 0
    }

    /// Whether a test failed.
    pub(crate) fn has_failures(&self) -> bool {
        self.failed > 0
    }

    /// The last words of a run: what did not pass, then the counts on the last line.
    pub(crate) fn report(&self) -> String {
        let mut report = String::new();
        for note in &self.notes {
            report.push_str(note);
            report.push('\n');
        }
        report.push_str(&format!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped));
        report
    }
}

/// The number before a word: `3` of `3 passed`.
fn count(result: &str, word: &str) -> u64 {
    let mut words = result.split([' ', ';']).filter(|word| !word.is_empty()).peekable();
    while let Some(number) = words.next() {
        if words.peek() == Some(&word) {
            return number.parse().unwrap_or(0);
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn cargo_test_is_counted_over_all_binaries() {
        let tally = Tally::of_cargo(
            "running 3 tests\n\
             test a::b ... ok\n\
             test a::c ... FAILED\n\
             test a::d ... ignored, needs a cluster\n\
             test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
             test result: ok. 40 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s\n",
            "   Compiling a v1.0.0\nskipped: no Prometheus\n",
        );
        assert_eq!(
            tally.report(),
            "failed: a::c\nskipped: a::d, needs a cluster\nskipped: no Prometheus\n40 passed, 1 failed, 2 skipped"
        );
        assert!(tally.is_failure());
    }

    #[test]
    fn go_test_is_counted_by_its_outer_tests() {
        let tally = Tally::of_go(
            "adapter",
            r#"{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestOne"}
{"Action":"output","Package":"a","Test":"TestOne","Output":"=== RUN   TestOne\n"}
{"Action":"pass","Package":"a","Test":"TestOne/inner"}
{"Action":"pass","Package":"a","Test":"TestOne"}
{"Action":"fail","Package":"a","Test":"TestTwo"}
{"Action":"skip","Package":"a","Test":"TestThree"}
{"Action":"fail","Package":"a"}
"#,
        );
        assert_eq!(
            tally.report(),
            "failed: adapter: TestTwo\nskipped: adapter: TestThree; see what it says\n1 passed, 1 failed, 1 skipped"
        );
    }

    #[test]
    fn tap_is_counted_by_its_outer_lines() {
        let tally = Tally::of_tap(
            "c",
            "TAP version 13\nok 1 - null\n    ok 1 - inner\nnot ok 2 - utf-8\nok 3 - threads # SKIP one core\n1..3\n",
        );
        assert_eq!(
            tally.report(),
            "failed: c: 2 - utf-8\nskipped: c: 3 - threads; one core\n1 passed, 1 failed, 1 skipped"
        );
    }

    #[test]
    fn the_last_line_is_the_counts() {
        let mut tally = Tally::default();
        tally.pass();
        assert_eq!(tally.report(), "1 passed, 0 failed, 0 skipped");
        assert!(!tally.is_failure());
    }
}
