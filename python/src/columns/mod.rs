//! Columns by Arrow's C data interface, which pandas, polars and pyarrow speak: no column goes through JSON on its way. What is beside
//! them, such as the HPA, is an operation's input as ever, and so are the results.
//!
//! | file | holds |
//! |---|---|
//! | `arrow` | batches from Python and back |
//! | `column` | one column, held to its type |
//! | `load`, `pods`, `metrics` | tables that are given |
//! | `timeline` | tables that are made |
//! | `simulate`, `reconcile` | the functions |

pub(crate) mod arrow;
mod column;
mod load;
mod metrics;
mod pods;
pub(crate) mod reconcile;
pub(crate) mod simulate;
mod timeline;
