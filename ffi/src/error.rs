//! The error handle.

use std::ffi::c_char;
use std::ptr;

use counterpoise::Error;

use crate::handle::{self, Handle};
use crate::string::CounterpoiseString;

/// Why a call failed: a stable code, and the contract's error object as JSON. Owned by the caller, freed with
/// counterpoise_error_free. Immutable, so any number of threads may read it at once.
#[derive(Debug)]
pub struct CounterpoiseError {
    code: CounterpoiseString,
    json: CounterpoiseString,
}

impl Handle for CounterpoiseError {
    const KIND: &'static str = "counterpoise_error";
}

impl CounterpoiseError {
    pub(crate) fn new(error: &Error) -> Self {
        // An error is a handful of strings and numbers: serde_json always has a form for it.
        let json = serde_json::to_string(error).unwrap_or_else(|_| String::from("{}"));
        Self { code: CounterpoiseString::new(error.code().to_owned()), json: CounterpoiseString::new(json) }
    }
}

/// The error's stable code, such as "quantity.syntax", with a NUL after it. It stays valid until the handle is freed.
///
/// @param error An error handle, or NULL.
/// @return NULL for NULL.
///
/// # Safety
/// `error` is NULL or a live handle.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_error_code(error: *const CounterpoiseError) -> *const c_char {
    // SAFETY: the caller hands over NULL or a live handle.
    unsafe { handle::seen(error) }.map_or(ptr::null(), |error| error.code.data())
}

/// The error as a JSON object: "code", "message", "hint", and where they are known "path" and "span". UTF-8 with a NUL
/// after it; it stays valid until the handle is freed.
///
/// @param error An error handle, or NULL.
/// @param len   Receives the length in bytes, without the NUL after the text. May be NULL.
/// @return NULL for NULL, and then len is not written.
///
/// # Safety
/// `error` is NULL or a live handle; `len` is NULL or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_error_json(
    error: *const CounterpoiseError,
    len: *mut usize,
) -> *const c_char {
    // SAFETY: the caller hands over NULL or a live handle.
    let Some(error) = (unsafe { handle::seen(error) }) else {
        return ptr::null();
    };
    if !len.is_null() {
        // SAFETY: the caller's non-NULL out-parameter is writable.
        unsafe { len.write(error.json.len()) };
    }
    error.json.data()
}

/// Frees an error handle. Does nothing for NULL.
///
/// @param error An error handle that no thread uses any more, or NULL.
///
/// # Safety
/// `error` is NULL or a live handle; it is dead afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_error_free(error: *mut CounterpoiseError) {
    // SAFETY: the caller hands over NULL or a live handle, and gives it up.
    unsafe { handle::free(error) }
}
