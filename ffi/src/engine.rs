//! The engine handle.

use std::ffi::c_char;

use counterpoise::engine::Engine;

use crate::error::CounterpoiseError;
use crate::{guard, handle};

/// A compiled configuration with its series and resources, for a host that asks often. Owned by the caller, freed with
/// counterpoise_engine_free. Immutable, so any number of threads may use it at once.
#[derive(Debug)]
pub struct CounterpoiseEngine {
    pub(crate) engine: Engine,
}

/// Compiles a configuration. May be called from any thread.
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
        let json = unsafe { guard::text("json", json, len)? };
        Ok(CounterpoiseEngine { engine: Engine::from_json(json)? })
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::run(out, error, body) }
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
