//! Counterpoise for C: opaque handles, status codes, and text with its length.
//!
//! Every function here is of the header `include/counterpoise.h`, which `cargo xtask generate` writes from this
//! crate. It turns C's types into Rust's, calls [`counterpoise::ops`], and turns the result back; it decides nothing.
#![allow(unsafe_code, reason = "this crate is where C's pointers end; each use says why it is sound")]

mod call;
mod engine;
mod error;
mod guard;
mod handle;
mod status;
mod string;
#[cfg(test)]
mod tests;

pub use call::{counterpoise_call, counterpoise_engine_call};
pub use engine::{CounterpoiseEngine, counterpoise_engine_free, counterpoise_engine_new};
pub use error::{
    CounterpoiseError, counterpoise_error_code, counterpoise_error_free, counterpoise_error_json,
};
pub use status::{
    COUNTERPOISE_ABI_VERSION, COUNTERPOISE_ERROR, COUNTERPOISE_NOT_UTF8, COUNTERPOISE_NULL_ARGUMENT,
    COUNTERPOISE_OK, COUNTERPOISE_PANIC, counterpoise_abi_version,
};
pub use string::{
    CounterpoiseString, counterpoise_string_data, counterpoise_string_free, counterpoise_string_len,
};
