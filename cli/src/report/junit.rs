//! JUnit's XML, as CI servers read it.

use std::fmt::Write;

/// What belongs to one file.
pub(crate) struct Suite {
    /// The file.
    pub(crate) name: String,
    pub(crate) cases: Vec<Case>,
}

/// One test.
pub(crate) struct Case {
    pub(crate) name: String,
    /// Where in the file it is.
    pub(crate) line: Option<u32>,
    pub(crate) said: Option<Said>,
}

/// What a test said; one that passes without a word says nothing.
pub(crate) enum Said {
    Failure { kind: String, message: String, text: String },
    Output { kind: String, message: String, text: String },
}

/// The whole document.
pub(crate) fn suites(suites: &[Suite]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests: usize = suites.iter().map(|suite| suite.cases.len()).sum();
    let failures: usize = suites.iter().map(failures).sum();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"counterpoise\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    for one in suites {
        out.push_str(&suite(one));
    }
    out + "</testsuites>\n"
}

fn failures(suite: &Suite) -> usize {
    suite.cases.iter().filter(|case| matches!(case.said, Some(Said::Failure { .. }))).count()
}

fn suite(suite: &Suite) -> String {
    let name = escaped(&suite.name);
    let (tests, failures) = (suite.cases.len(), failures(suite));
    let mut out = format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n"
    );
    for case in &suite.cases {
        out.push_str(&self::case(&name, case));
    }
    out + "  </testsuite>\n"
}

fn case(file: &str, case: &Case) -> String {
    let name = escaped(&case.name);
    let Some(said) = &case.said else {
        return format!("    <testcase classname=\"{file}\" name=\"{name}\"/>\n");
    };
    let line = case.line.map(|line| format!(" line=\"{line}\"")).unwrap_or_default();
    let mut out = format!("    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\"{line}>\n");
    // Writing to a String cannot fail.
    let _ = match said {
        Said::Failure { kind, message, text } => {
            let (message, text) = (escaped(message), escaped(text));
            writeln!(out, "      <failure type=\"{}\" message=\"{message}\">{text}</failure>", escaped(kind))
        }
        Said::Output { kind, message, text } => {
            let (message, text) = (escaped(message), escaped(text));
            writeln!(out, "      <system-out>{}: {message}&#10;{text}</system-out>", escaped(kind))
        }
    };
    out + "    </testcase>\n"
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
