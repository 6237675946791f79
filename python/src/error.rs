//! Python's own form of an error.

use counterpoise::Error;
use pyo3::prelude::{Py, PyAnyMethods, PyErr, PyResult, Python};
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// The class that the package has for errors.
static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();

/// An error as it is raised: `counterpoise.Error` of the fields that the contract has for one.
pub(crate) fn raised(py: Python<'_>, error: &Error) -> PyErr {
    let made = || -> PyResult<PyErr> {
        let class = CLASS.import(py, "counterpoise._error", "Error")?;
        let fields = serde_json::to_string(error).unwrap_or_default();
        Ok(PyErr::from_value(class.call_method1("of_json", (fields,))?))
    };
    made().unwrap_or_else(|other| other)
}
