//! What every call shares: its body runs, its failure becomes a status and an error handle, and a panic goes no further than
//! this.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::str;

use counterpoise::Error;
use counterpoise::error::codes;

use crate::error::CounterpoiseError;
use crate::handle::{self, Handle};
use crate::status::{
    COUNTERPOISE_BAD_ARGUMENT, COUNTERPOISE_BAD_HANDLE, COUNTERPOISE_BUFFER_TOO_SMALL, COUNTERPOISE_ERROR,
    COUNTERPOISE_NOT_UTF8, COUNTERPOISE_NULL_ARGUMENT, COUNTERPOISE_OK, COUNTERPOISE_PANIC,
};

/// A failed call: its status, and the error that goes with it.
#[derive(Debug)]
pub(crate) struct Failure {
    status: i32,
    /// None where the status says all.
    error: Option<Error>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { status: COUNTERPOISE_ERROR, error: Some(error) }
    }
}

impl Failure {
    pub(crate) const TOO_SMALL: Self = Self { status: COUNTERPOISE_BUFFER_TOO_SMALL, error: None };

    pub(crate) fn null(argument: &str) -> Self {
        let error = Error::new(codes::abi::NULL, format!("{argument} is NULL"));
        Self { status: COUNTERPOISE_NULL_ARGUMENT, error: Some(error) }
    }

    pub(crate) fn not_utf8(argument: &str, cause: str::Utf8Error) -> Self {
        let error = Error::new(codes::abi::UTF8, format!("{argument} is not UTF-8: {cause}"));
        Self { status: COUNTERPOISE_NOT_UTF8, error: Some(error) }
    }

    pub(crate) fn argument(message: impl Into<String>) -> Self {
        let error = Error::new(codes::abi::ARGUMENT, message);
        Self { status: COUNTERPOISE_BAD_ARGUMENT, error: Some(error) }
    }

    #[cfg_attr(not(debug_assertions), expect(dead_code, reason = "only a debug build tells"))]
    pub(crate) fn handle(message: impl Into<String>) -> Self {
        let error = Error::new(codes::abi::HANDLE, message);
        Self { status: COUNTERPOISE_BAD_HANDLE, error: Some(error) }
    }

    /// The failure of one item of a list.
    pub(crate) fn at(self, place: usize) -> Self {
        Self { error: self.error.map(|error| error.in_path(format!("[{place}]"))), ..self }
    }

    /// What a panic carries is its message, but for code that panics with a value of its own.
    fn panic(carried: &(dyn Any + Send)) -> Self {
        let message = carried.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| carried.downcast_ref::<&str>().copied());
        let message = message.map_or_else(String::new, |message| format!(": {message}"));
        let error = Error::new(codes::abi::PANIC, format!("a fault inside Counterpoise was caught{message}"));
        Self { status: COUNTERPOISE_PANIC, error: Some(error) }
    }
}

/// Runs a call's body, which writes its results itself, and hands its failure to C as a status and an error handle.
///
/// # Safety
/// `error` is NULL or writable.
pub(crate) unsafe fn run(
    error: *mut *mut CounterpoiseError,
    body: impl FnOnce() -> Result<(), Failure>,
) -> i32 {
    // What a body changes is whole at every point where it may panic, so a caught panic leaves nothing half done.
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    match result.unwrap_or_else(|carried| Err(Failure::panic(&*carried))) {
        Ok(()) => COUNTERPOISE_OK,
        Err(failure) => {
            if let Some(told) = failure.error.filter(|_| !error.is_null()) {
                // SAFETY: the caller's non-NULL out-parameter is writable.
                unsafe { error.write(handle::give(CounterpoiseError::new(&told))) };
            }
            failure.status
        }
    }
}

/// Runs a body whose result becomes a new handle. A parameter that is NULL is refused before the body runs.
///
/// # Safety
/// `out` and `error` are NULL or writable.
pub(crate) unsafe fn make<T: Handle>(
    out: *mut *mut T,
    error: *mut *mut CounterpoiseError,
    body: impl FnOnce() -> Result<T, Failure>,
) -> i32 {
    let body = || {
        present("out", out)?;
        let made = handle::give(body()?);
        // SAFETY: `out` is not NULL, and so writable.
        unsafe { out.write(made) };
        Ok(())
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { run(error, body) }
}

/// Runs a body whose result is a plain value. A parameter that is NULL is refused before the body runs.
///
/// # Safety
/// `out` and `error` are NULL or writable.
pub(crate) unsafe fn put<T: Copy>(
    out: *mut T,
    error: *mut *mut CounterpoiseError,
    body: impl FnOnce() -> Result<T, Failure>,
) -> i32 {
    let body = || {
        present("out", out)?;
        let value = body()?;
        // SAFETY: `out` is not NULL, and so writable.
        unsafe { out.write(value) };
        Ok(())
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { run(error, body) }
}

/// Refuses a parameter that is NULL.
pub(crate) fn present<T>(argument: &str, pointer: *mut T) -> Result<(), Failure> {
    if pointer.is_null() { Err(Failure::null(argument)) } else { Ok(()) }
}
