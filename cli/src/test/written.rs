//! Values as YAML, as they are written into a file of tests and shown of it.

use serde_json::{Map, Value};

/// Fields that come first, in the order in which Kubernetes and promtool write them.
const FIRST: [&str; 6] = ["type", "status", "reason", "message", "labels", "value"];

/// A value in block style, without a line break at its end.
pub(super) fn block(value: &Value) -> String {
    let nested = |value: &Value| match value {
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        value => is_literal(value),
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            items.iter().map(|item| format!("- {}", behind(&block(item), 2))).collect::<Vec<_>>().join("\n")
        }
        Value::Object(fields) if !fields.is_empty() => {
            let line = |(name, value): (&String, &Value)| {
                let (name, written) = (scalar(&Value::from(name.as_str())), block(value));
                match value {
                    value if is_literal(value) => format!("{name}: {}", literal(value, 2)),
                    Value::Array(_) if nested(value) => format!("{name}:\n{written}"),
                    value if nested(value) => format!("{name}:\n  {}", behind(&written, 2)),
                    _ => format!("{name}: {written}"),
                }
            };
            in_order(fields).map(line).collect::<Vec<_>>().join("\n")
        }
        value if is_literal(value) => literal(value, 0),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
        value => scalar(value),
    }
}

/// A value in flow style, in one line.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields = in_order(fields).map(|(name, value)| format!("{}: {}", word(name), flow(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => word(text),
        value => value.to_string(),
    }
}

/// A scalar in one line.
pub(super) fn scalar(value: &Value) -> String {
    let Value::String(text) = value else { return value.to_string() };
    let plain = serde_saphyr::to_string(value).unwrap_or_default();
    if plain.trim_end() == text && !text.contains('\n') {
        text.clone()
    } else if text.chars().any(char::is_control) || text.contains('\'') || text.is_empty() {
        value.to_string()
    } else {
        format!("'{text}'")
    }
}

/// Whether a value is a text of several lines that can stand as they are.
pub(super) fn is_literal(value: &Value) -> bool {
    let Value::String(text) = value else { return false };
    let is_shown = |c: char| c == '\n' || !c.is_control();
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with("\n\n")
        && text.chars().all(is_shown)
}

/// Such a text, its lines indented.
pub(super) fn literal(value: &Value, indent: usize) -> String {
    let text = value.as_str().unwrap_or_default();
    let sign = if text.ends_with('\n') { "|" } else { "|-" };
    let space = " ".repeat(indent);
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("\n{space}{line}") };
    text.lines().fold(sign.to_owned(), |out, one| out + &line(one))
}

fn in_order(fields: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let rank = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_by_key(|(name, _)| rank(name));
    fields.into_iter()
}

/// Lines of which the first stands behind something, and the others below it.
fn behind(text: &str, indent: usize) -> String {
    let space = format!("\n{}", " ".repeat(indent));
    text.split('\n').collect::<Vec<_>>().join(&space)
}

/// A text in flow style: in quotes where it would be something else without.
fn word(text: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let written = scalar(&Value::from(text));
    if written == text && text.chars().all(is_word) { written } else { Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{block, flow, scalar};

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let value = json!({
            "a": [1, "500m", "true", "a: b", "x, y", "", "two\nlines", "it's", null, []],
            "nested": [["x", ["y"]], {"z": {}}, "1\n2\n"],
            "b": {"c": "{}", "1": 2.5, "d": {"e": {"f": ["g"]}}, "text": "sum(\n  up\n)\n\nx", "tab": "\tx\n"},
        });
        // A text of several lines ends with the line break behind the value.
        for written in [block(&value) + "\n", flow(&value)] {
            assert_eq!(
                counterpoise::kube::from_str::<serde_json::Value>(&written).unwrap(),
                value,
                "{written}"
            );
        }
        assert_eq!(scalar(&json!("two\nlines")), "\"two\\nlines\"");
        assert_eq!(scalar(&json!("{a=\"b\"}")), "'{a=\"b\"}'");
        assert_eq!(flow(&json!({"web-0": "500m", "nums": [1, 2]})), "{nums: [1, 2], web-0: 500m}");
        assert_eq!(
            block(&json!([{"reason": "R", "status": "True", "type": "T"}])),
            "- type: T\n  status: 'True'\n  reason: R"
        );
    }
}
