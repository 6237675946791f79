//! What came of tests, for people, programs and CI servers.

use serde_json::{Value, json};
use similar::{ChangeTag, TextDiff};

use super::source::Source;
use super::verdict::{Outcome, Verdict};
use super::{Coverage, written};
use crate::report::junit::{Case, Said, Suite, suites};
use crate::style::Colour;

/// The tests of each file.
pub(crate) type Files<'v> = &'v [(Source, Vec<Verdict>)];

/// For people: each test, and of one that fails what differs.
pub(crate) fn text(files: Files<'_>, coverage: &Coverage) -> String {
    let colour = Colour::stdout();
    let mut out = String::new();
    for (source, verdicts) in files {
        out.push_str(&format!("{}\n", source.name));
        for verdict in verdicts {
            let word =
                if verdict.passes() { colour.paint("32", "pass") } else { colour.paint("1;31", "FAIL") };
            out.push_str(&format!("  {word}  {}\n", verdict.name));
            for outcome in verdict.failures() {
                let line =
                    outcome.span.map(|span| format!(":{}:{}", span.line, span.column)).unwrap_or_default();
                out.push_str(&format!("    {} ({}{line})\n", outcome.about, source.name));
                out.push_str(&indented(&diff(outcome, colour), "      "));
                if let Some(why) = &outcome.why {
                    out.push_str(&indented(&colour.paint("2", why), "      # "));
                }
            }
        }
    }
    out + "\n" + &summary(files) + "\n" + &coverage.text()
}

/// What was expected against what came, line by line.
fn diff(outcome: &Outcome, colour: Colour) -> String {
    let [expected, came] = [&outcome.expected, &outcome.came].map(|value| written::block(value) + "\n");
    let mut out = String::new();
    for change in TextDiff::from_lines(&expected, &came).iter_all_changes() {
        let line = change.value().trim_end_matches('\n');
        out.push_str(&match change.tag() {
            ChangeTag::Equal => format!("  {line}"),
            ChangeTag::Delete => colour.paint("31", &format!("- {line}")),
            ChangeTag::Insert => colour.paint("32", &format!("+ {line}")),
        });
        out.push('\n');
    }
    out
}

fn indented(text: &str, before: &str) -> String {
    text.lines().map(|line| format!("{before}{line}\n")).collect()
}

/// One line: how many tests there are, and how many fail.
fn summary(files: Files<'_>) -> String {
    let all = || files.iter().flat_map(|(_, verdicts)| verdicts);
    let failed = all().filter(|verdict| !verdict.passes()).count();
    let several = |count: usize| if count == 1 { "test" } else { "tests" };
    match failed {
        0 => format!("{} {} passed", all().count(), several(all().count())),
        failed => format!("{failed} of {} {} failed", all().count(), several(all().count())),
    }
}

/// One object for programs.
pub(crate) fn json(files: Files<'_>, coverage: &Coverage) -> Value {
    let expectation = |outcome: &Outcome| {
        let mut out = json!({
            "path": outcome.path,
            "about": outcome.about,
            "passed": outcome.passes(),
            "expected": outcome.expected,
            "came": outcome.came,
        });
        if let Some(span) = outcome.span {
            out["span"] = json!(span);
        }
        if let Some(why) = outcome.why.as_ref().filter(|_| !outcome.passes()) {
            out["why"] = json!(why);
        }
        out
    };
    let test = |verdict: &Verdict| {
        json!({
            "name": verdict.name,
            "path": verdict.path,
            "passed": verdict.passes(),
            "expectations": verdict.outcomes.iter().map(expectation).collect::<Vec<_>>(),
        })
    };
    let file = |(source, verdicts): &(Source, Vec<Verdict>)| {
        let tests: Vec<Value> = verdicts.iter().map(test).collect();
        json!({ "file": source.name, "tests": tests })
    };
    let mut out = json!({ "files": files.iter().map(file).collect::<Vec<_>>(), "summary": summary(files) });
    let coverage = coverage.json();
    if !coverage.is_null() {
        out["coverage"] = coverage;
    }
    out
}

/// JUnit's XML: a suite a file, a case a test.
pub(crate) fn junit(files: Files<'_>) -> String {
    let suites_of = files.iter().map(|(source, verdicts)| {
        let cases = verdicts.iter().map(|verdict| {
            let failures: Vec<&Outcome> = verdict.failures().collect();
            let told = |outcome: &&Outcome| {
                let why = outcome.why.as_deref().map(|why| format!("{why}\n")).unwrap_or_default();
                format!("{}\n{}{why}", outcome.about, diff(outcome, Colour::none()))
            };
            let said = failures.first().map(|first| Said::Failure {
                kind: "expectation".to_owned(),
                message: format!("{} is not what is expected", first.about),
                text: failures.iter().map(told).collect(),
            });
            let line = failures.first().and_then(|first| first.span).map(|span| span.line);
            Case { name: verdict.name.clone(), line, said }
        });
        Suite { name: source.name.clone(), cases: cases.collect() }
    });
    suites(&suites_of.collect::<Vec<_>>())
}
