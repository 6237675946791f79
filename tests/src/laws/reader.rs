//! The reader of JSON beside `serde_json`, and that of YAML beside that of JSON: the text of a value.

use counterpoise::ops;
use serde_json::{Map, Number, Value, json};

use super::given::{Given, given};
use super::world;
use crate::generate::Random;

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Text(text)) => {
            whole(text);
            if let Ok(value) = serde_json::from_str::<Value>(text) {
                echoed(text, &value);
            }
            let _ = ops::call_text(None, "hpa.default", &json!({ "hpa": text }).to_string());
        }
        Some(Given::Choices(mut random)) => {
            let value = make(&mut random, 4);
            let text = value.to_string();
            whole(&text);
            echoed(&text, &value);
            block(&value);
        }
        None => {}
    }
}

/// What is JSON to one reader is to the other.
fn whole(text: &str) {
    let read = ops::call_text(None, "engine.version", text);
    let other = serde_json::from_str::<Value>(text);
    let code = read.as_ref().err().map(|error| error.code());
    match &other {
        Ok(Value::Object(fields)) if fields.is_empty() => assert_eq!(code, None, "{text:?}"),
        // The first field that is not known ends the reading, and so does depth.
        Ok(_) => assert!(code.is_some_and(|code| code != "request.json"), "{text:?}: {code:?}"),
        Err(_) => assert!(code.is_some(), "{text:?}"),
    }
}

fn hpa(fields: &str) -> String {
    format!(
        r#"{{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{{"name":"web","managedFields":[{{"value":{fields}}}]}},"spec":{{"maxReplicas":3}}}}"#
    )
}

/// `metadata.managedFields` is kept as it came, whatever it holds.
fn kept(input: &str) -> Result<Value, counterpoise::Error> {
    let out = ops::call_text(None, "hpa.default", input)?;
    let out: Value = serde_json::from_str(&out).expect("an operation gives JSON");
    Ok(out["hpa"]["metadata"]["managedFields"][0]["value"].clone())
}

/// A value is read as `serde_json` reads it, and the reader of YAML reads its text so, too.
fn echoed(text: &str, value: &Value) {
    let of_json = kept(&format!(r#"{{"hpa":{}}}"#, hpa(text)));
    if let Ok(read) = &of_json {
        assert_eq!(read, value, "{text:?}");
    }
    let of_yaml = kept(&json!({ "hpa": hpa(text) }).to_string());
    if let (Ok(json), Ok(yaml)) = (&of_json, &of_yaml) {
        assert!(same(json, yaml), "{text:?}: {json} and as YAML {yaml}");
    }
}

/// Written as a block of YAML, a value is read as itself.
fn block(value: &Value) {
    let mut text = String::from(
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {maxReplicas: 3}\nmetadata:\n  name: web\n  managedFields:\n  - value:",
    );
    written(value, 6, &mut text);
    let read = kept(&json!({ "hpa": text }).to_string());
    match read {
        Ok(read) => assert!(same(&read, value), "{text} is read as {read}"),
        Err(error) => {
            assert!(error.code().starts_with("limit.") || error.code() == "yaml.syntax", "{text}: {error}");
        }
    }
}

/// Whether two values are one, where a number is what it comes to: by way of YAML Go writes 1.0 as 1.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
        }
        _ => one == other,
    }
}

fn written(value: &Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                *out += &format!("\n{pad}-");
                written(item, indent + 2, out);
            }
        }
        Value::Object(fields) if !fields.is_empty() => {
            for (name, field) in fields {
                *out += &format!("\n{pad}{}:", Value::from(name.as_str()));
                written(field, indent + 2, out);
            }
        }
        other => *out += &format!(" {other}"),
    }
}

fn make(random: &mut Random<'_>, depth: usize) -> Value {
    const TEXTS: &[&str] = &[
        "",
        "a",
        "null",
        "true",
        "~",
        "1",
        "0x1F",
        "1e3",
        "0o7",
        "1_000",
        "2001-01-01",
        "- a",
        "a: b",
        "# c",
        "\"",
        "'",
        "\\",
        "\n",
        "\t",
        "\u{0}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "é",
        "\u{10ffff}",
        "&a",
        "*a",
        "!x",
        "%",
        "@",
        "`",
        "{",
        "[",
        "|",
        ">",
        "<<",
        "=",
        " a ",
        ".inf",
    ];
    let text = |random: &mut Random<'_>| -> String {
        let text = random.pick(TEXTS).to_owned();
        if random.percent(30) { text + random.pick(world::NAMES) } else { text }
    };
    match random.below(if depth == 0 { 5 } else { 8 }) {
        0 => Value::Null,
        1 => json!(random.percent(50)),
        2 => json!(text(random)),
        3 => match random.below(4) {
            0 => json!(random.bits()),
            1 => json!(random.bits() as i64),
            2 => Number::from_f64(f64::from_bits(random.bits())).map_or(Value::Null, Value::from),
            _ => json!(random.pick(&[0.0, -0.0, 1.0, 1e21, 1e-7, 0.1, 1e300, 5e-324])),
        },
        4 => json!(random.below(100)),
        5 | 6 => {
            let fields: Map<_, _> =
                (0..random.up_to(4)).map(|_| (text(random), make(random, depth - 1))).collect();
            fields.into()
        }
        _ => (0..random.up_to(4)).map(|_| make(random, depth - 1)).collect(),
    }
}
