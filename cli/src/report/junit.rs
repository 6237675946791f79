//! JUnit's XML, as CI servers read it: a suite a file, a test a finding, and one for a file without any. A test fails where the
//! finding fails the check; what others say is their output.

use std::fmt::Write;

use super::Report;
use super::finding::Finding;
use crate::args::FailOn;

pub(super) fn of(report: &Report<'_>) -> String {
    let findings: Vec<_> = report.findings().collect();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut suites = String::new();
    let mut tests = 0;
    let mut names: Vec<&str> = report.sources.iter().map(|source| &*source.name).collect();
    names.dedup();
    for name in names {
        let of_file: Vec<_> = findings.iter().filter(|finding| finding.file() == name).collect();
        tests += of_file.len().max(1);
        suites.push_str(&suite(name, &of_file, report.fail_on));
    }
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"counterpoise\" tests=\"{tests}\" failures=\"{}\" errors=\"0\">",
        failures(&findings.iter().collect::<Vec<_>>(), report.fail_on)
    );
    out + &suites + "</testsuites>\n"
}

fn suite(name: &str, findings: &[&Finding<'_>], on: FailOn) -> String {
    let name = escaped(name);
    let tests = findings.len().max(1);
    let mut out = format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n",
        failures(findings, on)
    );
    if findings.is_empty() {
        let _ = writeln!(out, "    <testcase classname=\"{name}\" name=\"check\"/>");
    }
    for finding in findings {
        let mut text = finding.place();
        for also in finding.also() {
            let _ = write!(text, "\nalso at {}", also.place());
        }
        let _ = write!(text, "\nhint: {}", finding.hint());
        let line = finding.span().map(|span| format!(" line=\"{}\"", span.line)).unwrap_or_default();
        let case = match finding.span() {
            Some(span) => format!("{} at {}:{}", finding.code(), span.line, span.column),
            None => finding.code().to_owned(),
        };
        let _ = writeln!(
            out,
            "    <testcase classname=\"{name}\" name=\"{}\" file=\"{name}\"{line}>",
            escaped(&case)
        );
        let (message, text) = (escaped(finding.message()), escaped(&text));
        let _ = match on.fails(finding.level()) {
            true => writeln!(
                out,
                "      <failure type=\"{}\" message=\"{message}\">{text}</failure>",
                finding.level()
            ),
            false => {
                writeln!(out, "      <system-out>{}: {message}&#10;{text}</system-out>", finding.level())
            }
        };
        out.push_str("    </testcase>\n");
    }
    out + "  </testsuite>\n"
}

fn failures(findings: &[&Finding<'_>], on: FailOn) -> usize {
    findings.iter().filter(|finding| on.fails(finding.level())).count()
}

/// Text as it stands in XML. What XML cannot hold at all becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // In an attribute they would become spaces.
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_leaves_its_place() {
        assert_eq!(escaped("a<b>&\"c\u{1}\n\u{ffff}"), "a&lt;b&gt;&amp;&quot;c\u{fffd}&#10;\u{fffd}");
    }
}
