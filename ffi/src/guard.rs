//! What every call shares: arguments are checked on the way in, results and errors written on the way out, and a panic
//! goes no further than this.

use std::any::Any;
use std::ffi::c_char;
use std::panic::{self, AssertUnwindSafe};
use std::{slice, str};

use counterpoise::error::codes;
use counterpoise::{Error, limits};

use crate::error::CounterpoiseError;
use crate::status::{
    COUNTERPOISE_ERROR, COUNTERPOISE_NOT_UTF8, COUNTERPOISE_NULL_ARGUMENT, COUNTERPOISE_OK,
    COUNTERPOISE_PANIC,
};

/// A failed call: its status and the error that goes with it.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: i32,
    pub(crate) error: Error,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { status: COUNTERPOISE_ERROR, error }
    }
}

impl Failure {
    pub(crate) fn null(argument: &str) -> Self {
        let error = Error::new(codes::abi::NULL, format!("{argument} is NULL"));
        Self { status: COUNTERPOISE_NULL_ARGUMENT, error }
    }

    fn not_utf8(argument: &str, cause: str::Utf8Error) -> Self {
        let error = Error::new(codes::abi::UTF8, format!("{argument} is not UTF-8: {cause}"));
        Self { status: COUNTERPOISE_NOT_UTF8, error }
    }

    /// What a panic carries is its message, but for code that panics with a value of its own.
    fn panic(carried: &(dyn Any + Send)) -> Self {
        let message = carried.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| carried.downcast_ref::<&str>().copied());
        let message = message.map_or_else(String::new, |message| format!(": {message}"));
        let error = Error::new(codes::abi::PANIC, format!("a fault inside Counterpoise was caught{message}"));
        Self { status: COUNTERPOISE_PANIC, error }
    }
}

/// Runs a call's body and hands its result to C as a new handle, or its failure as a status and an error handle. An
/// out-parameter is written only when it has something to receive, and a result that is NULL is refused before the
/// body runs.
///
/// # Safety
/// `out` and `error` are NULL or writable.
pub(crate) unsafe fn run<T>(
    out: *mut *mut T,
    error: *mut *mut CounterpoiseError,
    body: impl FnOnce() -> Result<T, Failure>,
) -> i32 {
    // Nothing that the body borrows is changed by it, so a caught panic leaves nothing half done.
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        if out.is_null() { Err(Failure::null("out")) } else { body().map(Box::new) }
    }));
    match result.unwrap_or_else(|carried| Err(Failure::panic(&*carried))) {
        Ok(value) => {
            // SAFETY: `out` is not NULL, else the body would not have run, and so writable.
            unsafe { out.write(Box::into_raw(value)) };
            COUNTERPOISE_OK
        }
        Err(failure) => {
            if !error.is_null() {
                // SAFETY: the caller's non-NULL out-parameter is writable.
                unsafe { error.write(Box::into_raw(Box::new(CounterpoiseError::new(&failure.error)))) };
            }
            failure.status
        }
    }
}

/// A text argument as Rust sees it.
///
/// # Safety
/// `data` is NULL or points to `len` bytes that stay unchanged for `'a`.
pub(crate) unsafe fn text<'a>(argument: &str, data: *const c_char, len: usize) -> Result<&'a str, Failure> {
    if data.is_null() {
        return Err(Failure::null(argument));
    }
    if isize::try_from(len).is_err() {
        let message = format!("{argument}: {len} bytes are more than {}", limits::INPUT_BYTES);
        return Err(Error::new(codes::limit::SIZE, message).into());
    }
    // SAFETY: the pointer is not NULL and the length fits an object; the rest is the caller's word.
    let bytes = unsafe { slice::from_raw_parts(data.cast::<u8>(), len) };
    str::from_utf8(bytes).map_err(|cause| Failure::not_utf8(argument, cause))
}
