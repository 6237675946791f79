//! From a request to PromQL.

use std::ffi::c_char;

use counterpoise::Engine;
use counterpoise::engine::Plan;
use counterpoise::metrics::{Request, ResourceName};

use crate::engine::CounterpoiseEngine;
use crate::error::CounterpoiseError;
use crate::guard::{self, Failure};
use crate::handle;
use crate::request::CounterpoiseRequest;
use crate::string::CounterpoiseString;
use crate::text::{Room, text, texts};

/// The one query of a custom or external metric.
pub const COUNTERPOISE_METRIC: u32 = 0;
/// Of a request to the resource metrics API, what is about CPU.
pub const COUNTERPOISE_CPU: u32 = 1;
/// Of a request to the resource metrics API, what is about memory.
pub const COUNTERPOISE_MEMORY: u32 = 2;

/// The query that answers a request of a metrics API, into the caller's buffer: the "promql" or one of the "queries" of the
/// operation metrics.query. Any number of threads may use one engine at once.
///
/// @param engine   An engine handle.
/// @param path     The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
/// @param path_len Its length in bytes.
/// @param objects  The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
///                 UTF-8, no NUL needed. For a request of one object they do not matter.
/// @param ends     Where each of the names ends in objects. May be NULL where count is 0.
/// @param count    How many there are.
/// @param which    COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
/// @param buffer   Receives the query, without a NUL. Written only on success. May be NULL where capacity is 0.
/// @param capacity The bytes that the buffer has.
/// @param needed   Receives the length of the query in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
/// @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_query(
    engine: *const CounterpoiseEngine,
    path: *const c_char,
    path_len: usize,
    objects: *const c_char,
    ends: *const usize,
    count: usize,
    which: u32,
    buffer: *mut c_char,
    capacity: usize,
    needed: *mut usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        let room = Room::new("buffer", buffer, capacity, needed)?;
        // SAFETY: the caller's engine is NULL or live, its texts NULL or as long as they say, and all of them stay while the
        // call runs.
        let (held, path, objects) = unsafe {
            (
                handle::lent("engine", engine)?,
                text("path", path, path_len)?,
                texts("objects", objects, ends, count)?,
            )
        };
        // SAFETY: the caller's buffer has room for as much as it says, and the length is writable.
        query(&held.engine, &parsed(path)?, &objects, which, |promql| unsafe { room.fill_text(promql) })
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

/// As counterpoise_engine_query, of a request as a struct, which saves reading a path.
///
/// @param engine   An engine handle.
/// @param request  The request.
/// @param objects  The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
///                 UTF-8, no NUL needed. For a request of one object they do not matter.
/// @param ends     Where each of the names ends in objects. May be NULL where count is 0.
/// @param count    How many there are.
/// @param which    COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
/// @param buffer   Receives the query, without a NUL. Written only on success. May be NULL where capacity is 0.
/// @param capacity The bytes that the buffer has.
/// @param needed   Receives the length of the query in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
/// @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_query_request(
    engine: *const CounterpoiseEngine,
    request: *const CounterpoiseRequest,
    objects: *const c_char,
    ends: *const usize,
    count: usize,
    which: u32,
    buffer: *mut c_char,
    capacity: usize,
    needed: *mut usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        let room = Room::new("buffer", buffer, capacity, needed)?;
        // SAFETY: the caller's engine is NULL or live, its request NULL or one whose texts are as long as they say, as are the
        // names, and all of them stay while the call runs.
        let (held, request, objects) = unsafe {
            (
                handle::lent("engine", engine)?,
                request.as_ref().ok_or_else(|| Failure::null("request"))?.read()?,
                texts("objects", objects, ends, count)?,
            )
        };
        // SAFETY: the caller's buffer has room for as much as it says, and the length is writable.
        query(&held.engine, &request, &objects, which, |promql| unsafe { room.fill_text(promql) })
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

/// As counterpoise_engine_query, as a text handle: for a host that has no buffer.
///
/// @param engine   An engine handle.
/// @param path     The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
/// @param path_len Its length in bytes.
/// @param objects  The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
///                 UTF-8, no NUL needed. For a request of one object they do not matter.
/// @param ends     Where each of the names ends in objects. May be NULL where count is 0.
/// @param count    How many there are.
/// @param which    COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
/// @param out      Receives the query, for counterpoise_string_free. Written only on success.
/// @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_query_string(
    engine: *const CounterpoiseEngine,
    path: *const c_char,
    path_len: usize,
    objects: *const c_char,
    ends: *const usize,
    count: usize,
    which: u32,
    out: *mut *mut CounterpoiseString,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's engine is NULL or live, its texts NULL or as long as they say, and all of them stay while the
        // call runs.
        let (held, path, objects) = unsafe {
            (
                handle::lent("engine", engine)?,
                text("path", path, path_len)?,
                texts("objects", objects, ends, count)?,
            )
        };
        query(&held.engine, &parsed(path)?, &objects, which, |promql| {
            Ok(CounterpoiseString::new(promql.to_owned()))
        })
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// Reads a path as the operations do.
pub(crate) fn parsed(path: &str) -> Result<Request<'_>, Failure> {
    Ok(Request::parse(path).map_err(|error| error.in_path("request"))?)
}

/// Which usage is meant; none of metrics other than usage.
pub(crate) fn usage(request: &Request<'_>, which: u32) -> Result<Option<ResourceName>, Failure> {
    match (request, which) {
        (Request::Resource(_), COUNTERPOISE_CPU) => Ok(Some(ResourceName::Cpu)),
        (Request::Resource(_), COUNTERPOISE_MEMORY) => Ok(Some(ResourceName::Memory)),
        (Request::Custom(_) | Request::External(_), COUNTERPOISE_METRIC) => Ok(None),
        (_, other) => Err(Failure::argument(format!("which cannot be {other} for this request"))),
    }
}

/// Calls with the query.
fn query<T>(
    engine: &Engine,
    request: &Request<'_>,
    objects: &[&str],
    which: u32,
    use_it: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let usage = usage(request, which)?;
    match engine.plan(request, objects)? {
        Plan::Custom(plan) => use_it(plan.promql()),
        Plan::External(plan) => use_it(plan.promql()),
        Plan::Resource(plan) => use_it(match usage {
            Some(ResourceName::Memory) => plan.promql().memory,
            _ => plan.promql().cpu,
        }),
    }
}
