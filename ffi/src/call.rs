//! Any operation, JSON in and JSON out.

use std::ffi::c_char;

use counterpoise::ops;

use crate::engine::CounterpoiseEngine;
use crate::error::CounterpoiseError;
use crate::guard;
use crate::handle;
use crate::string::CounterpoiseString;
use crate::text::text;

/// Runs an operation of the contract on JSON text. May be called from any thread.
///
/// @param op        The operation's name, such as "quantity.parse"; UTF-8, no NUL needed.
/// @param op_len    Its length in bytes.
/// @param input     The operation's input, one JSON object; UTF-8, no NUL needed.
/// @param input_len Its length in bytes.
/// @param out       Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
///                  success.
/// @param error     Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_call(
    op: *const c_char,
    op_len: usize,
    input: *const c_char,
    input_len: usize,
    out: *mut *mut CounterpoiseString,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's texts are NULL or as long as their lengths say, and stay while the call runs.
        let (op, input) = unsafe { (text("op", op, op_len)?, text("input", input, input_len)?) };
        Ok(CounterpoiseString::new(ops::call_text(None, op, input)?))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// Runs an operation as counterpoise_call does, with the configuration, series and resources that the engine holds: the
/// input leaves them out. Any number of threads may use one engine at once.
///
/// @param engine    An engine handle.
/// @param op        The operation's name, such as "metrics.query"; UTF-8, no NUL needed.
/// @param op_len    Its length in bytes.
/// @param input     The operation's input, one JSON object; UTF-8, no NUL needed.
/// @param input_len Its length in bytes.
/// @param out       Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
///                  success.
/// @param error     Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_call(
    engine: *const CounterpoiseEngine,
    op: *const c_char,
    op_len: usize,
    input: *const c_char,
    input_len: usize,
    out: *mut *mut CounterpoiseString,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's engine is NULL or live, its texts NULL or as long as their lengths say, and all of them
        // stay while the call runs.
        let (engine, op, input) = unsafe {
            (handle::lent("engine", engine)?, text("op", op, op_len)?, text("input", input, input_len)?)
        };
        Ok(CounterpoiseString::new(ops::call_text(Some(&engine.engine), op, input)?))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}
