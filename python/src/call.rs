//! Any operation, JSON in and JSON out.

use counterpoise::ops;
use pyo3::prelude::{PyResult, Python, pyfunction};

use crate::guard;

/// Runs an operation of the contract on the text of a JSON object, and gives the text of one.
#[pyfunction]
pub(crate) fn call(py: Python<'_>, op: &str, input: &str) -> PyResult<String> {
    guard::run(py, || ops::call_made_text(None, op, input))
}
