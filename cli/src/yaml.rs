//! A result as YAML, in the block style that people read.

use std::fmt::Write as _;

use serde_json::Value;

/// The YAML of a value; it ends with a line break.
pub(crate) fn write(value: &Value) -> String {
    let mut out = String::new();
    node(&mut out, value, 0);
    out
}

/// Writes a value where a line has been begun, and ends the line. What it holds stands at `indent`.
fn node(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (place, (name, value)) in fields.iter().enumerate() {
                begin(out, place, indent);
                scalar(out, name);
                out.push(':');
                field(out, value, indent);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (place, item) in items.iter().enumerate() {
                begin(out, place, indent);
                out.push_str("- ");
                node(out, item, indent + 2);
            }
        }
        Value::String(text) if is_block(text) => block(out, text, indent),
        Value::String(text) => {
            scalar(out, text);
            out.push('\n');
        }
        other => {
            let _ = writeln!(out, "{other}");
        }
    }
}

/// Writes the value of a field behind its name: what has parts begins on a line of its own, a list at its field's indent.
fn field(out: &mut String, value: &Value, indent: usize) {
    let indent = match value {
        Value::Object(fields) if !fields.is_empty() => indent + 2,
        Value::Array(items) if !items.is_empty() => indent,
        _ => {
            out.push(' ');
            return node(out, value, indent + 2);
        }
    };
    let _ = write!(out, "\n{:indent$}", "");
    node(out, value, indent);
}

/// Begins a line for each part but the first, which stands where the whole begins.
fn begin(out: &mut String, place: usize, indent: usize) {
    if place > 0 {
        let _ = write!(out, "{:indent$}", "");
    }
}

/// Whether a text can be shown line by line: several lines, none of which would be taken for an indent or need an escape.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && text.chars().all(|c| c == '\n' || !needs_escape(c))
}

/// A text line by line; the sign says how many line breaks it ends with.
fn block(out: &mut String, text: &str, indent: usize) {
    // In a document that is nothing but a text, its lines are indented all the same.
    let indent = indent.max(2);
    let body = text.trim_end_matches('\n');
    let (sign, lines) = match text.len() - body.len() {
        0 => ("|-", body),
        1 => ("|", body),
        _ => ("|+", text.strip_suffix('\n').unwrap_or(text)),
    };
    out.push_str(sign);
    for line in lines.split('\n') {
        let indent = if line.is_empty() { 0 } else { indent };
        let _ = write!(out, "\n{:indent$}{line}", "");
    }
    out.push('\n');
}

/// A text on one line: as it is where nobody could take it for something else, or in quotes.
fn scalar(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Whether a text needs no quotes in any version of YAML: a word first, and nothing that ends it or begins a comment.
fn is_plain(text: &str) -> bool {
    const OTHERS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '_')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(needs_escape)
        && !OTHERS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether YAML takes a character only in its escaped form, or for a line break. None is beyond U+FFFF.
fn needs_escape(c: char) -> bool {
    matches!(c, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn a_result_reads_like_a_manifest() {
        let value = json!({
            "empty": [], "list": [{"a": 1, "b": {"c": [[1, 2], "x"]}}, {}], "text": "Title\n\n  more: 1\n", "when": "2024-05-01",
        });
        let expected = "\
empty: []
list:
- a: 1
  b:
    c:
    - - 1
      - 2
    - x
- {}
text: |
  Title

    more: 1
when: \"2024-05-01\"
";
        assert_eq!(super::write(&value), expected);
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let texts = [
            "",
            " ",
            "a",
            "a ",
            "a: b",
            "a:",
            "a #b",
            "a#b",
            "#a",
            "- a",
            "true",
            "No",
            "~",
            "1",
            "1.5",
            ".inf",
            "0x1f",
            "null",
            "'a'",
            "\"",
            "\\",
            "a\\nb",
            "a\nb",
            "a\n",
            "a\n\n",
            "\na",
            " a\nb",
            "a\n b\n  c",
            "a \nb",
            "a\n\nb",
            "a\tb",
            "\ta\nb",
            "a\n\tb",
            "a\r\nb",
            "\0",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\u{feff}a",
            "漢字 😀",
            "---",
            "...",
            "a\n---\nb",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "{a}",
            "[a]",
            "a, b",
            "?",
            "? a",
            "/apis/custom.metrics.k8s.io",
            "sum(rate(x{a=\"b\"}[2m]))",
            "<<.Series>>",
            "=",
            "a\n#b",
        ];
        let mut fields = serde_json::Map::new();
        for text in texts {
            fields.insert(text.to_owned(), json!([text, { "in": text }, [text]]));
        }
        let value = json!({ "texts": fields, "numbers": [0, -1, 1.5, 1e300, u64::MAX, i64::MIN], "others": [null, true, false] });
        let written = super::write(&value);
        let read: Value =
            counterpoise::kube::from_str(&written).unwrap_or_else(|e| panic!("{e:?}\n{written}"));
        assert_eq!(read, value, "{written}");
    }
}
