//! The library itself.

use counterpoise::engine::Engine;
use counterpoise::ops;
use serde_json::Value;

use super::Surface;
use crate::compare::Reply;

/// `ops::call_value`: JSON values in and out.
#[derive(Debug)]
pub struct Rust;

/// `ops::call_text`: JSON texts in and out, as the bindings call it.
#[derive(Debug)]
pub struct RustText;

impl Surface for Rust {
    fn name(&self) -> &str {
        "Rust"
    }

    fn call(&mut self, op: &str, input: &Value) -> Reply {
        ops::call_value(None, op, input.clone()).map_err(as_value)
    }

    fn call_engine(&mut self, engine: &Value, op: &str, input: &Value) -> Option<Reply> {
        let built = Engine::from_json(&engine.to_string());
        Some(built.and_then(|engine| ops::call_value(Some(&engine), op, input.clone())).map_err(as_value))
    }
}

impl Surface for RustText {
    fn name(&self) -> &str {
        "Rust text"
    }

    fn call(&mut self, op: &str, input: &Value) -> Reply {
        let text = ops::call_text(None, op, &input.to_string()).map_err(as_value)?;
        Ok(serde_json::from_str(&text).expect("an operation prints JSON"))
    }

    fn call_engine(&mut self, engine: &Value, op: &str, input: &Value) -> Option<Reply> {
        let built = Engine::from_json(&engine.to_string());
        let text = built.and_then(|engine| ops::call_text(Some(&engine), op, &input.to_string()));
        Some(
            text.map(|text| serde_json::from_str(&text).expect("an operation prints JSON")).map_err(as_value),
        )
    }
}

fn as_value(error: counterpoise::Error) -> Value {
    serde_json::to_value(error).expect("an error is written as JSON")
}
