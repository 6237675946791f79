//! Findings in JUnit's form: a suite a file, a test a finding, and one for a file without any. A test fails where the finding
//! fails the check; what others say is their output.

use std::fmt::Write;

use super::Report;
use super::finding::Finding;
use super::junit::{Case, Said, Suite, suites};

pub(super) fn of(report: &Report<'_>) -> String {
    let findings: Vec<_> = report.findings().collect();
    let mut names: Vec<&str> = report.sources.iter().map(|source| &*source.name).collect();
    names.dedup();
    let all = names.into_iter().map(|name| {
        let of_file = findings.iter().filter(|finding| finding.file() == name);
        let mut cases: Vec<Case> = of_file.map(|finding| case(finding, report)).collect();
        if cases.is_empty() {
            cases.push(Case { name: "check".to_owned(), line: None, said: None });
        }
        Suite { name: name.to_owned(), cases }
    });
    suites(&all.collect::<Vec<_>>())
}

fn case(finding: &Finding<'_>, report: &Report<'_>) -> Case {
    let mut text = finding.place();
    for also in finding.also() {
        // Writing to a String cannot fail.
        let _ = write!(text, "\nalso at {}", also.place());
    }
    let _ = write!(text, "\nhint: {}", finding.hint());
    let name = match finding.span() {
        Some(span) => format!("{} at {}:{}", finding.code(), span.line, span.column),
        None => finding.code().to_owned(),
    };
    let (kind, message) = (finding.level().to_owned(), finding.message().to_owned());
    let said = match report.fail_on.fails(finding.level()) {
        true => Said::Failure { kind, message, text },
        false => Said::Output { kind, message, text },
    };
    Case { name, line: finding.span().map(|span| span.line), said: Some(said) }
}
