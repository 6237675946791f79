//! Counterpoise for Python: the module `counterpoise._counterpoise`, which the package in `counterpoise/` is made of.
//!
//! Operations take the text of a JSON object and give one, or raise `counterpoise.Error`. What is here turns Python's types into
//! Rust's, lets other threads of Python go on while it works, and turns the result back; it decides nothing.

mod call;
mod columns;
mod engine;
mod error;
mod guard;

use pyo3::prelude::pymodule;

/// What the package imports.
#[pymodule]
mod _counterpoise {
    #[pymodule_export]
    use crate::call::call;
    #[pymodule_export]
    use crate::columns::arrow::Table;
    #[pymodule_export]
    use crate::columns::reconcile::reconcile;
    #[pymodule_export]
    use crate::columns::simulate::simulate;
    #[pymodule_export]
    use crate::engine::Engine;
    #[cfg(debug_assertions)]
    #[pymodule_export]
    use crate::guard::fault;
}
