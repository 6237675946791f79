//! JavaScript's own JSON.

use counterpoise::Error;
use counterpoise::error::codes;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = JSON, catch)]
    fn parse(text: &str) -> Result<JsValue, JsValue>;
}

/// An operation's input as JSON text; an input that is left out is an empty object.
pub(crate) fn text(input: &JsValue) -> Result<String, JsValue> {
    if input.is_undefined() {
        return Ok("{}".to_owned());
    }
    stringify(input).ok().and_then(|json| json.as_string()).ok_or_else(|| {
        let message = "the input holds what JSON has no form for, such as a function, a BigInt or a cycle";
        thrown(&Error::new(codes::request::JSON, message))
    })
}

/// An operation's result as an object.
pub(crate) fn object(text: &str) -> Result<JsValue, JsValue> {
    parse(text)
}

/// An error's fields as the contract has them; the package's scripts make an `Error` of them.
pub(crate) fn thrown(error: &Error) -> JsValue {
    serde_json::to_string(error).ok().and_then(|json| parse(&json).ok()).unwrap_or(JsValue::UNDEFINED)
}
