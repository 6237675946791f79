//! Counterpoise for C: opaque handles, status codes, and text with its length.
//!
//! Every function here is of the header `include/counterpoise.h`, which `cargo xtask generate` writes from this
//! crate. It turns C's types into Rust's, calls [`counterpoise`], and turns the result back; it decides nothing.
//! Beside the call that runs any operation on JSON there are typed ones for what a host does often.
#![allow(unsafe_code, reason = "this crate is where C's pointers end; each use says why it is sound")]

// In the order of the header.
mod status;

mod string;

mod error;

mod call;

mod engine;

mod builder;

mod query;

mod request;

mod convert;

mod quantity;

mod quantities;

mod replicas;

mod controller;

// What they share.
#[cfg(target_arch = "wasm32")]
mod buffer;
mod guard;
mod handle;
#[cfg(test)]
mod tests;
mod text;

#[cfg(target_arch = "wasm32")]
pub use buffer::{counterpoise_buffer_free, counterpoise_buffer_new};
pub use builder::{
    CounterpoiseBuilder, counterpoise_builder_compat, counterpoise_builder_config,
    counterpoise_builder_finish, counterpoise_builder_free, counterpoise_builder_limits,
    counterpoise_builder_new, counterpoise_builder_requests, counterpoise_builder_resources,
    counterpoise_builder_series, counterpoise_builder_series_limit,
};
pub use call::{counterpoise_call, counterpoise_engine_call};
pub use controller::{
    CounterpoiseController, counterpoise_controller_free, counterpoise_controller_new,
    counterpoise_controller_reconcile,
};
pub use convert::{CounterpoiseValue, counterpoise_engine_convert, counterpoise_engine_values};
pub use engine::{
    CounterpoiseEngine, counterpoise_engine_free, counterpoise_engine_new, counterpoise_engine_requests,
};
pub use error::{
    CounterpoiseError, counterpoise_error_code, counterpoise_error_free, counterpoise_error_json,
};
pub use quantities::{
    counterpoise_quantities_milli, counterpoise_quantities_parse, counterpoise_quantities_print,
    counterpoise_quantities_sum,
};
pub use quantity::{
    COUNTERPOISE_BINARY_SI, COUNTERPOISE_DECIMAL_EXPONENT, COUNTERPOISE_DECIMAL_SI, COUNTERPOISE_INF_DEC,
    COUNTERPOISE_INF_DEC_NANO, COUNTERPOISE_INT64_AMOUNT, CounterpoiseQuantity, counterpoise_quantity_add,
    counterpoise_quantity_compare, counterpoise_quantity_milli, counterpoise_quantity_parse,
    counterpoise_quantity_print, counterpoise_quantity_sub, counterpoise_quantity_value,
};
pub use query::{
    COUNTERPOISE_CPU, COUNTERPOISE_MEMORY, COUNTERPOISE_METRIC, counterpoise_engine_query,
    counterpoise_engine_query_request, counterpoise_engine_query_string,
};
pub use replicas::{
    COUNTERPOISE_COUNT_TURNED, COUNTERPOISE_HAS_COUNTED, COUNTERPOISE_HAS_MOVES_ABOVE,
    COUNTERPOISE_HAS_MOVES_BELOW, COUNTERPOISE_HAS_PODS, COUNTERPOISE_HAS_RECOMPUTED_RATIO,
    COUNTERPOISE_HAS_TOTAL, COUNTERPOISE_HAS_UTILIZATION, COUNTERPOISE_PHASE_FAILED,
    COUNTERPOISE_PHASE_PENDING, COUNTERPOISE_PHASE_RUNNING, COUNTERPOISE_PHASE_SUCCEEDED,
    COUNTERPOISE_PHASE_UNKNOWN, COUNTERPOISE_POD_DELETED, COUNTERPOISE_POD_REQUESTS,
    COUNTERPOISE_POD_STARTED, COUNTERPOISE_RATIO_FROM_ZERO, COUNTERPOISE_RATIO_OF_PODS,
    COUNTERPOISE_READY_ABSENT, COUNTERPOISE_READY_FALSE, COUNTERPOISE_READY_TRUE, COUNTERPOISE_READY_UNKNOWN,
    COUNTERPOISE_RECOMPUTED_RATIO_OF_PODS, COUNTERPOISE_RECOMPUTED_TURNED,
    COUNTERPOISE_RECOMPUTED_WITHIN_TOLERANCE, COUNTERPOISE_TARGET_EXTERNAL_AVERAGE,
    COUNTERPOISE_TARGET_EXTERNAL_VALUE, COUNTERPOISE_TARGET_OBJECT_AVERAGE, COUNTERPOISE_TARGET_OBJECT_VALUE,
    COUNTERPOISE_TARGET_POD_AVERAGE, COUNTERPOISE_TARGET_UTILIZATION, COUNTERPOISE_USAGE_OVER_TARGET,
    COUNTERPOISE_WITHIN_TOLERANCE, CounterpoisePod, CounterpoiseProposal, CounterpoiseScope,
    counterpoise_replicas, counterpoise_scope_init,
};
pub use request::{
    COUNTERPOISE_API_CUSTOM_V1BETA1, COUNTERPOISE_API_CUSTOM_V1BETA2, COUNTERPOISE_API_EXTERNAL,
    COUNTERPOISE_API_RESOURCE, CounterpoiseRequest, CounterpoiseText, counterpoise_request_path,
};
pub use status::{
    COUNTERPOISE_ABI_VERSION, COUNTERPOISE_BAD_ARGUMENT, COUNTERPOISE_BAD_HANDLE,
    COUNTERPOISE_BUFFER_TOO_SMALL, COUNTERPOISE_ERROR, COUNTERPOISE_NOT_UTF8, COUNTERPOISE_NULL_ARGUMENT,
    COUNTERPOISE_OK, COUNTERPOISE_PANIC, counterpoise_abi_version,
};
pub use string::{
    CounterpoiseString, counterpoise_string_data, counterpoise_string_free, counterpoise_string_len,
};
