//! The engine.

use counterpoise::engine::Engine as Compiled;
use counterpoise::ops;
use pyo3::prelude::{PyResult, Python, pyclass, pymethods};

use crate::guard;

/// A compiled configuration with its series and resources. Immutable, so that threads may share it.
#[pyclass(frozen, module = "counterpoise._counterpoise")]
pub(crate) struct Engine {
    compiled: Compiled,
}

#[pymethods]
impl Engine {
    #[new]
    fn new(py: Python<'_>, input: &str) -> PyResult<Self> {
        let compiled = guard::run(py, || Compiled::from_made_json(input))?;
        Ok(Self { compiled })
    }

    /// Runs an operation with what this engine holds.
    fn call(&self, py: Python<'_>, op: &str, input: &str) -> PyResult<String> {
        guard::run(py, || ops::call_made_text(Some(&self.compiled), op, input))
    }
}
