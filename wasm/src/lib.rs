//! Counterpoise for JavaScript: operations take an object and give an object, or throw the fields of an error.
//!
//! Objects cross as JSON text; the contract writes 64-bit integers as strings, so JSON loses nothing. What is here
//! turns JavaScript's types into Rust's, calls [`counterpoise::ops`], and turns the result back; it decides nothing. What
//! programs import are the scripts in `npm/`, which have the types, the errors and the module's life.

mod javascript;
mod room;

use counterpoise::engine::Engine as Compiled;
use counterpoise::ops;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use javascript::{object, text, thrown};

/// Runs an operation of the contract: `call('quantity.parse', { text: '100m' })`.
///
/// # Errors
/// An object with `code`, `message`, `hint` and, where they are known, `path` and `span`.
#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
pub fn call(op: &str, input: JsValue) -> Result<JsValue, JsValue> {
    run(None, op, &input)
}

/// A compiled configuration with its series and resources, for a host that asks often. Each `metrics.*` operation then
/// leaves those inputs out.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    compiled: Compiled,
}

#[wasm_bindgen]
impl Engine {
    /// Compiles an object with `config`, `series` and `resources`.
    ///
    /// # Errors
    /// As `call`.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
    pub fn new(input: JsValue) -> Result<Engine, JsValue> {
        let input = text(&input)?;
        room::make(input.len());
        let compiled = Compiled::from_made_json(&input).map_err(|error| thrown(&error))?;
        Ok(Self { compiled })
    }

    /// Runs an operation with what this engine holds.
    ///
    /// # Errors
    /// As `call`.
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
    pub fn call(&self, op: &str, input: JsValue) -> Result<JsValue, JsValue> {
        run(Some(&self.compiled), op, &input)
    }
}

fn run(engine: Option<&Compiled>, op: &str, input: &JsValue) -> Result<JsValue, JsValue> {
    let input = text(input)?;
    room::make(input.len());
    let ok = ops::call_made_text(engine, op, &input).map_err(|error| thrown(&error))?;
    object(&ok)
}
