//! What every call shares: it works while other threads of Python go on, its failure becomes `counterpoise.Error`, and a panic goes no
//! further than this.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};

use counterpoise::Error;
use counterpoise::error::codes;
use pyo3::prelude::{PyResult, Python};

use crate::error;

/// Runs a body that asks nothing of Python.
pub(crate) fn run<T: Send>(py: Python<'_>, body: impl FnOnce() -> Result<T, Error> + Send) -> PyResult<T> {
    // What a body changes is whole at every point where it may panic, so a caught panic leaves nothing half done.
    let result = py.detach(|| {
        panic::catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|carried| Err(caught(&*carried)))
    });
    result.map_err(|error| error::raised(py, &error))
}

/// What a panic carries is its message, but for code that panics with a value of its own.
fn caught(carried: &(dyn Any + Send)) -> Error {
    let message = carried.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| carried.downcast_ref::<&str>().copied());
    let message = message.map_or_else(String::new, |message| format!(": {message}"));
    Error::new(codes::abi::PANIC, format!("a fault inside Counterpoise was caught{message}"))
}

/// A fault, so that a test can see that it is caught.
#[cfg(debug_assertions)]
#[pyo3::pyfunction]
pub(crate) fn fault(py: Python<'_>) -> PyResult<()> {
    run(py, || panic::resume_unwind(Box::new("asked for")))
}
