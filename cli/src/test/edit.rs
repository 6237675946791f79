//! What came out, written into the file's expectations. Nothing else of the text changes.

use std::ops::Range;

use serde_json::Value;

use super::source::Source;
use super::verdict::Outcome;
use super::written;
use crate::places::{Form, Place, column};

/// A stretch of the text, and what takes its place.
type Edit = (Range<usize>, String);

/// The text of a file with what came out in the place of what was expected.
pub(crate) fn updated<'o>(source: &Source, outcomes: impl Iterator<Item = &'o Outcome>) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    for outcome in outcomes {
        let Some(entry) = source.place().and_then(|place| place.entry(&outcome.path)) else { continue };
        let text = &source.text;
        let writer = Writer { text, indent: column(text, entry.key.bytes.start) };
        let is_flow = source.place().is_some_and(|root| in_flow(root, &entry.key));
        writer.edit(&entry.value, &outcome.expected, &outcome.came, is_flow, &mut edits);
    }
    edits.sort_by_key(|(bytes, _)| bytes.start);
    let mut out = String::with_capacity(source.text.len());
    let mut copied = 0;
    for (bytes, text) in edits {
        out.push_str(&source.text[copied..bytes.start]);
        out.push_str(&text);
        copied = bytes.end;
    }
    out.push_str(&source.text[copied..]);
    // A text of several lines at the very end needs the line break behind it.
    if copied == source.text.len() && out.contains('\n') && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

struct Writer<'t> {
    text: &'t str,
    /// How far the field is indented that holds the value.
    indent: usize,
}

impl Writer<'_> {
    /// The least edits that make one value into another: where both have the same form, those of what is within.
    fn edit(&self, place: &Place, expected: &Value, came: &Value, is_flow: bool, edits: &mut Vec<Edit>) {
        if expected == came {
            return;
        }
        match (&place.form, expected, came) {
            (Form::Mapping { entries, .. }, Value::Object(expected), Value::Object(came))
                if expected.len() == came.len()
                    && entries.len() == came.len()
                    && entries.iter().all(|entry| came.contains_key(&entry.name)) =>
            {
                for entry in entries {
                    let inner = Writer { text: self.text, indent: column(self.text, entry.key.bytes.start) };
                    let [expected, came] = [expected, came].map(|fields| &fields[&entry.name]);
                    inner.edit(&entry.value, expected, came, is_flow || place.is_flow(), edits);
                }
            }
            (Form::Sequence { items, .. }, Value::Array(expected), Value::Array(came))
                if expected.len() == came.len() && items.len() == came.len() =>
            {
                for (item, (expected, came)) in items.iter().zip(expected.iter().zip(came)) {
                    self.edit(item, expected, came, is_flow || place.is_flow(), edits);
                }
            }
            _ => edits.push(self.whole(place, came, is_flow)),
        }
    }

    /// A value in the place of another.
    fn whole(&self, place: &Place, came: &Value, is_flow: bool) -> Edit {
        let bytes = place.bytes.clone();
        let is_nested = matches!(came, Value::Array(items) if !items.is_empty())
            || matches!(came, Value::Object(fields) if !fields.is_empty());
        // A value that is left out stands directly behind its colon.
        let gap = if bytes.is_empty() { " " } else { "" };
        if is_flow || place.is_flow() || !is_nested {
            let written = match came {
                came if is_nested || is_flow => written::flow(came),
                came if written::is_literal(came) => written::literal(came, self.indent + 2),
                came => written::block(came),
            };
            return (bytes, format!("{gap}{written}"));
        }
        if matches!(place.form, Form::Scalar) {
            // What stood in the line of the field goes on below it.
            let start = self.text[..bytes.start].trim_end_matches(' ').len();
            let indent = if came.is_array() { self.indent } else { self.indent + 2 };
            return (start..bytes.end, format!("\n{}", indented(came, indent, true)));
        }
        let indent = column(self.text, bytes.start);
        (bytes, indented(came, indent, false))
    }
}

/// A value in block style with so much before each line, before the first one only where it begins a line.
fn indented(value: &Value, indent: usize, with_first: bool) -> String {
    let space = " ".repeat(indent);
    let lines = written::block(value);
    let lines: Vec<_> = lines
        .lines()
        .enumerate()
        .map(
            |(index, line)| {
                if index == 0 && !with_first { line.to_owned() } else { format!("{space}{line}") }
            },
        )
        .collect();
    lines.join("\n")
}

/// Whether a field is within brackets or braces.
fn in_flow(place: &Place, key: &Place) -> bool {
    let holds = |inner: &Place| inner.bytes.start <= key.bytes.start && key.bytes.end <= inner.bytes.end;
    match &place.form {
        _ if place.is_flow() => true,
        Form::Sequence { items, .. } => {
            items.iter().find(|item| holds(item)).is_some_and(|item| in_flow(item, key))
        }
        Form::Mapping { entries, .. } => {
            entries.iter().find(|entry| holds(&entry.value)).is_some_and(|entry| in_flow(&entry.value, key))
        }
        Form::Scalar => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Outcome, Source, updated};
    use crate::files;

    fn update(text: &str, path: &str, expected: Value, came: Value) -> String {
        let source = Source::of(files::Source { name: "t".to_owned(), text: text.to_owned(), is_file: true });
        let (path, about) = (path.to_owned(), String::new());
        let outcome = Outcome { path, about, span: None, expected, came, why: None };
        updated(&source, [&outcome].into_iter())
    }

    #[test]
    fn only_what_differs_is_written_anew() {
        let text = "a: # of a\n- b: 1 # one\n  c: {d: 500m} # in braces\n- e # end\n";
        let before = json!([{ "b": 1, "c": { "d": "500m" } }, "e"]);
        let came = json!([{ "b": 2, "c": { "d": "1" } }, "e"]);
        let after = "a: # of a\n- b: 2 # one\n  c: {d: \"1\"} # in braces\n- e # end\n";
        assert_eq!(update(text, "t.a", before.clone(), before.clone()), text);
        // The path has no outer field here.
        assert_eq!(
            update(&format!("t:\n  {}", text.trim_end().replace('\n', "\n  ")), "t.a", before, came),
            { format!("t:\n  {}", after.trim_end().replace('\n', "\n  ")) }
        );
    }

    #[test]
    fn what_is_empty_is_filled_in() {
        let text = "t:\n- at: 1\n  x:\n  y: # later\n- at: 2 # end\n  x: ~\n";
        let filled = update(text, "t[0].x", Value::Null, json!([{ "type": "A" }, { "type": "B" }]));
        assert_eq!(
            filled,
            "t:\n- at: 1\n  x:\n  - type: A\n  - type: B\n  y: # later\n- at: 2 # end\n  x: ~\n"
        );
        let filled = update(text, "t[0].y", Value::Null, json!(3));
        assert_eq!(filled, "t:\n- at: 1\n  x:\n  y: 3 # later\n- at: 2 # end\n  x: ~\n");
        let filled = update(text, "t[1].x", Value::Null, json!({ "web-0": "1" }));
        assert_eq!(filled, "t:\n- at: 1\n  x:\n  y: # later\n- at: 2 # end\n  x:\n    web-0: '1'\n");
    }

    #[test]
    fn a_text_of_several_lines_keeps_its_last_line_break() {
        let text = "t:\n- x: up";
        let updated = update(text, "t[0].x", json!("up"), json!("sum(\n  up\n)\n"));
        assert_eq!(updated, "t:\n- x: |\n    sum(\n      up\n    )\n");
        let read: Value = counterpoise::kube::from_str(&updated).unwrap();
        assert_eq!(read["t"][0]["x"], "sum(\n  up\n)\n");
    }

    #[test]
    fn another_form_takes_the_place_of_the_whole() {
        let text = "t:\n- x:\n  - a # one\n  - b\n  # behind\n  y: [1, 2] # flow\n";
        assert_eq!(
            update(text, "t[0].x", json!(["a", "b"]), json!(["a"])),
            "t:\n- x:\n  - a\n  # behind\n  y: [1, 2] # flow\n"
        );
        assert_eq!(
            update(text, "t[0].y", json!([1, 2]), json!([1])),
            "t:\n- x:\n  - a # one\n  - b\n  # behind\n  y: [1] # flow\n"
        );
        assert_eq!(
            update(text, "t[0].x", json!(["a", "b"]), json!([])),
            "t:\n- x:\n  []\n  # behind\n  y: [1, 2] # flow\n"
        );
    }
}
