//! From an input that shows something to the smallest one that still does.

use serde_json::Value;

/// Attempts for one input.
const ATTEMPTS: usize = 4000;

/// Makes an input smaller as long as `shows` holds of it: parts are left out, then characters become plainer.
pub(super) fn shrink(mut input: Value, mut shows: impl FnMut(&Value) -> bool) -> Value {
    let mut attempts = 0;
    'smaller: loop {
        for candidate in smaller(&input) {
            attempts += 1;
            if attempts > ATTEMPTS {
                return input;
            }
            if shows(&candidate) {
                input = candidate;
                continue 'smaller;
            }
        }
        return input;
    }
}

/// Smaller inputs, the smallest first.
fn smaller(value: &Value) -> Vec<Value> {
    match value {
        Value::Null | Value::Bool(_) => Vec::new(),
        Value::Number(number) => match number.as_i64() {
            Some(0) | None => Vec::new(),
            Some(number) => {
                vec![Value::from(0), Value::from(number / 2), Value::from(number - number.signum())]
            }
        },
        Value::String(text) => smaller_text(text).into_iter().map(Value::String).collect(),
        Value::Array(items) => {
            let mut found: Vec<_> = without_stretches(items).into_iter().map(Value::Array).collect();
            for (index, item) in items.iter().enumerate() {
                found.extend(smaller(item).into_iter().map(|item| {
                    let mut items = items.clone();
                    items[index] = item;
                    Value::Array(items)
                }));
            }
            found
        }
        Value::Object(fields) => {
            let mut found = Vec::new();
            for name in fields.keys() {
                let mut fields = fields.clone();
                fields.remove(name);
                found.push(Value::Object(fields));
            }
            for (name, value) in fields {
                found.extend(smaller(value).into_iter().map(|value| {
                    let mut fields = fields.clone();
                    fields.insert(name.clone(), value);
                    Value::Object(fields)
                }));
            }
            found
        }
    }
}

fn smaller_text(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found: Vec<String> =
        without_stretches(&chars).into_iter().map(|chars| chars.into_iter().collect()).collect();
    for (index, c) in chars.iter().enumerate() {
        for plain in ['0', '1', 'a'].into_iter().take_while(|plain| plain != c) {
            if plain.is_ascii_digit() == c.is_ascii_digit() {
                let mut chars = chars.clone();
                chars[index] = plain;
                found.push(chars.into_iter().collect());
            }
        }
    }
    found
}

/// The list without each half, each quarter, … each item.
fn without_stretches<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    let mut found = Vec::new();
    let mut length = items.len();
    while length > 0 {
        for start in (0..items.len()).step_by(length) {
            let end = items.len().min(start + length);
            found.push([&items[..start], &items[end..]].concat());
        }
        length /= 2;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::shrink;
    use serde_json::json;

    #[test]
    fn what_does_not_matter_goes() {
        let input = json!({ "text": "some e12 text", "list": [1, 2, 300], "more": null });
        let shown = shrink(input, |input| {
            input["text"].as_str().is_some_and(|text| text.contains('e') && text.contains('2'))
                && input["list"].as_array().is_some_and(|list| list.iter().any(|n| n.as_i64() > Some(40)))
        });
        assert_eq!(shown, json!({ "text": "2e", "list": [41] }));
    }
}
