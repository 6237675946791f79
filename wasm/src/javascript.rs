//! JavaScript's own JSON and errors.

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

    #[wasm_bindgen(js_name = Error)]
    type JavaScriptError;

    #[wasm_bindgen(constructor, js_class = "Error")]
    fn new(message: &str) -> JavaScriptError;

    #[wasm_bindgen(js_namespace = Object, js_name = assign)]
    fn assign(error: JavaScriptError, fields: JsValue) -> JsValue;
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

/// An error as an `Error` that carries the contract's fields.
pub(crate) fn thrown(error: &Error) -> JsValue {
    let fields = serde_json::to_string(error).ok().and_then(|json| parse(&json).ok());
    assign(JavaScriptError::new(error.message()), fields.unwrap_or(JsValue::UNDEFINED))
}
