//! Workflow commands of GitHub Actions, which show each finding at its line of a pull request.

use super::Report;
use super::finding::Finding;

pub(super) fn of(report: &Report<'_>) -> String {
    let mut out: String = report.findings().map(command).collect();
    out.push_str(report.summary());
    out.push('\n');
    out
}

/// `::error file=…,line=…::message`. GitHub's third level is called `notice`.
fn command(finding: Finding<'_>) -> String {
    let level = match finding.level() {
        "note" => "notice",
        level => level,
    };
    let mut properties = vec![("file", finding.file().replace('\\', "/"))];
    if let Some(span) = finding.span() {
        properties.push(("line", span.line.to_string()));
        properties.push(("endLine", span.end_line.to_string()));
        // Columns count in one line only.
        if span.line == span.end_line {
            properties.push(("col", span.column.to_string()));
            properties.push(("endColumn", span.end_column.to_string()));
        }
    }
    properties.push(("title", finding.code().to_owned()));
    let properties: Vec<_> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let mut message = finding.message().to_owned();
    if !finding.path().is_empty() {
        message += &format!("\nat {}", finding.path());
    }
    for also in finding.also() {
        message += &format!("\nalso at {}", also.place());
    }
    message += &format!("\nhint: {}", finding.hint());
    format!("::{level} {}::{}\n", properties.join(","), data(&message))
}

/// A message as the runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property as the runner reads it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_the_runner_is_escaped() {
        let finding = serde_json::json!({
            "file": "a,b:100%.yaml", "severity": "info", "code": "rules.regex", "message": "50%,\r\na: b", "hint": "c",
            "span": {"line": 1, "column": 2, "endLine": 2, "endColumn": 1},
        });
        assert_eq!(
            command(Finding(&finding)),
            "::notice file=a%2Cb%3A100%25.yaml,line=1,endLine=2,title=rules.regex::50%25,%0D%0Aa: b%0Ahint: c\n"
        );
    }
}
