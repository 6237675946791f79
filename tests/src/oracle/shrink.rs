//! From an input that shows something to the smallest one that still does.

use serde_json::Value;

/// Makes an input smaller as long as `shows` holds of it: parts are left out, then characters become plainer.
pub(super) fn shrink(mut input: Value, mut attempts: usize, mut shows: impl FnMut(&Value) -> bool) -> Value {
    loop {
        let found =
            smaller(&input).take(attempts).inspect(|_| attempts -= 1).find(|candidate| shows(candidate));
        match found {
            Some(found) => input = found,
            None => return input,
        }
    }
}

/// Smaller inputs, the smallest first. A large input has many, so each is made when it is asked for.
fn smaller(value: &Value) -> Box<dyn Iterator<Item = Value> + '_> {
    match value {
        Value::Null | Value::Bool(_) => Box::new(std::iter::empty()),
        Value::Number(number) => {
            let number = number.as_i64().filter(|number| *number != 0);
            let smaller = number.map(|number| [0, number / 2, number - number.signum()]);
            Box::new(smaller.into_iter().flatten().map(Value::from))
        }
        Value::String(text) => Box::new(smaller_text(text).into_iter().map(Value::String)),
        Value::Array(items) => {
            let inside = items.iter().enumerate().flat_map(move |(index, item)| {
                smaller(item).map(move |item| {
                    let mut items = items.clone();
                    items[index] = item;
                    Value::Array(items)
                })
            });
            Box::new(without_stretches(items).map(Value::Array).chain(inside))
        }
        Value::Object(fields) => {
            let without = fields.keys().map(|name| {
                let mut fields = fields.clone();
                fields.remove(name);
                Value::Object(fields)
            });
            let inside = fields.iter().flat_map(move |(name, value)| {
                smaller(value).map(move |value| {
                    let mut fields = fields.clone();
                    fields.insert(name.clone(), value);
                    Value::Object(fields)
                })
            });
            Box::new(without.chain(inside))
        }
    }
}

fn smaller_text(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found: Vec<String> = without_stretches(&chars).map(|chars| chars.into_iter().collect()).collect();
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
fn without_stretches<T: Clone>(items: &[T]) -> impl Iterator<Item = Vec<T>> {
    let lengths = std::iter::successors(Some(items.len()), |length| Some(length / 2));
    lengths.take_while(|length| *length > 0).flat_map(move |length| {
        (0..items.len()).step_by(length).map(move |start| {
            let end = items.len().min(start + length);
            [&items[..start], &items[end..]].concat()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::shrink;
    use serde_json::json;

    #[test]
    fn what_does_not_matter_goes() {
        let input = json!({ "text": "some e12 text", "list": [1, 2, 300], "more": null });
        let shown = shrink(input, 4000, |input| {
            input["text"].as_str().is_some_and(|text| text.contains('e') && text.contains('2'))
                && input["list"].as_array().is_some_and(|list| list.iter().any(|n| n.as_i64() > Some(40)))
        });
        assert_eq!(shown, json!({ "text": "2e", "list": [41] }));
    }
}
