//! The engine handle.

use std::ffi::c_char;

use counterpoise::engine::Engine;
use counterpoise::ops;

use crate::error::CounterpoiseError;
use crate::guard;
use crate::handle::{self, Handle};
use crate::string::CounterpoiseString;
use crate::text::text;

/// A compiled configuration with its series and resources, for a host that asks often. Owned by the caller, freed with
/// counterpoise_engine_free. Immutable, so any number of threads may use it at once.
#[derive(Debug)]
pub struct CounterpoiseEngine {
    pub(crate) engine: Engine,
}

impl Handle for CounterpoiseEngine {
    const KIND: &'static str = "counterpoise_engine";
}

/// Compiles a configuration. May be called from any thread. For a host that asks Prometheus for the series itself
/// counterpoise_builder_new serves better: it takes them in pieces, and of any length.
///
/// @param json  One JSON object with "config", "series" and "resources" as the metrics operations take them; UTF-8, no
///              NUL needed.
/// @param len   Its length in bytes.
/// @param out   Receives the engine, for counterpoise_engine_free. Written only on success.
/// @param error Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_new(
    json: *const c_char,
    len: usize,
    out: *mut *mut CounterpoiseEngine,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's text is NULL or as long as its length says, and stays while the call runs.
        let json = unsafe { text("json", json, len)? };
        Ok(CounterpoiseEngine { engine: Engine::from_json(json)? })
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// What to ask Prometheus for, to learn which series there are for the rules: the operation rules.requests. Any number of threads
/// may use one engine at once.
///
/// @param engine      An engine handle.
/// @param options     One JSON object with "now" and "maxAge" as the operation takes them, each of which may be left out; an empty
///                    text leaves out both.
/// @param options_len Its length in bytes.
/// @param out         Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
///                    success.
/// @param error       Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_requests(
    engine: *const CounterpoiseEngine,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CounterpoiseString,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's engine is NULL or live, its text NULL or as long as its length says, and both stay while the
        // call runs.
        let (held, options) =
            unsafe { (handle::lent("engine", engine)?, text("options", options, options_len)?) };
        let options = if options.is_empty() { "{}" } else { options };
        Ok(CounterpoiseString::new(ops::call_text(Some(&held.engine), "rules.requests", options)?))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// Frees an engine handle. Does nothing for NULL.
///
/// @param engine An engine handle that no thread uses any more, or NULL.
///
/// # Safety
/// `engine` is NULL or a live handle; it is dead afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_free(engine: *mut CounterpoiseEngine) {
    // SAFETY: the caller hands over NULL or a live handle, and gives it up.
    unsafe { handle::free(engine) }
}
