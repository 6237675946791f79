//! Asking an operation in each way that there is.

use counterpoise::{Error, ops};
use serde_json::Value;

/// Asks an operation, as text, as a value and in an envelope, which must agree.
pub(super) fn ask(op: &str, input: &Value) -> Result<Value, Error> {
    let text = input.to_string();
    let of_text = ops::call_text(None, op, &text);
    let of_value = ops::call_value(None, op, input.clone());
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("an operation gives JSON");
    match (&of_text, of_value) {
        (Ok(text), Ok(value)) => assert_eq!(read(text), value, "{op} of {input}"),
        (Err(text), Err(value)) => {
            assert_eq!(text.clone().without_span(), value.without_span(), "{op} of {input}");
        }
        (text, value) => panic!("{op} of {input}: as text {text:?}, as a value {value:?}"),
    }
    let mut reply = String::new();
    ops::answer(None, format!(r#"{{"id":7,"op":"{op}","input":{text}}}"#).as_bytes(), &mut reply);
    let reply = read(&reply);
    assert_eq!(reply["id"], 7);
    match &of_text {
        Ok(text) => assert_eq!(reply["ok"], read(text), "{op} of {input}"),
        Err(error) => assert_eq!(reply["error"]["code"], error.code(), "{op} of {input}"),
    }
    let again = ops::call_text(None, op, &text);
    assert_eq!(of_text, again, "{op} of {input} answers otherwise the second time");
    of_text.map(|text| read(&text))
}

/// Whether an error says that something is too large, and so says nothing of what it means.
pub(super) fn is_limit(error: &Error) -> bool {
    error.code().starts_with("limit.") || error.code() == "template.work"
}
