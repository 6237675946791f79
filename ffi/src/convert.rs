//! From Prometheus' answer to the API's, and to bare values.

use std::ffi::c_char;

use counterpoise::engine::CpuAndMemory;
use counterpoise::kube::Time;
use counterpoise::metrics::{FlatValue, ResourceName};
use counterpoise::ops::metrics::{convert_texts, flat_values};

use crate::engine::CounterpoiseEngine;
use crate::error::CounterpoiseError;
use crate::guard::{self, Failure};
use crate::handle;
use crate::query::{parsed, usage};
use crate::string::CounterpoiseString;
use crate::text::{Room, text, texts};

/// One value of a metric.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CounterpoiseValue {
    /// The value in milli-units, rounded up.
    pub milli: i64,
    /// When it was taken, in milliseconds since 1970.
    pub timestamp_ms: i64,
    /// The place of the object in the list of names that goes with the call, either one of a name that is there twice; of an
    /// external metric that of the sample in the answer.
    pub object: u32,
    /// How long it was measured over, in milliseconds; 0 where nothing tells.
    pub window_ms: u32,
}

/// Makes the API's answer to a request of Prometheus' answer: all that the operation metrics.convert gives. Any number of threads
/// may use one engine at once.
///
/// @param engine     An engine handle.
/// @param path       The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
/// @param path_len   Its length in bytes.
/// @param objects    The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
///                   UTF-8, no NUL needed. For a request of one object they do not matter.
/// @param ends       Where each of the names ends in objects. May be NULL where count is 0.
/// @param count      How many there are.
/// @param answer     The bytes of Prometheus' answer to the query; of the resource metrics API to that of CPU.
/// @param answer_len Its length in bytes.
/// @param memory     Of the resource metrics API the bytes of the answer to the query of memory, else NULL.
/// @param memory_len Its length in bytes.
/// @param now_ms     The timestamp of custom values and the creation time of usages, in milliseconds since 1970; external values
///                   have their own.
/// @param out        Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on success.
/// @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_convert(
    engine: *const CounterpoiseEngine,
    path: *const c_char,
    path_len: usize,
    objects: *const c_char,
    ends: *const usize,
    count: usize,
    answer: *const c_char,
    answer_len: usize,
    memory: *const c_char,
    memory_len: usize,
    now_ms: i64,
    out: *mut *mut CounterpoiseString,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's engine is NULL or live, its texts NULL or as long as they say, and all of them stay while the
        // call runs.
        let (held, path, objects, cpu, memory) = unsafe {
            (
                handle::lent("engine", engine)?,
                text("path", path, path_len)?,
                texts("objects", objects, ends, count)?,
                text("answer", answer, answer_len)?,
                text("memory", memory, memory_len)?,
            )
        };
        let answers = CpuAndMemory { cpu: Some(cpu), memory: Some(memory) };
        Ok(CounterpoiseString::new(convert_texts(
            &held.engine,
            path,
            &objects,
            answers,
            instant("now_ms", now_ms)?,
        )?))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// The values that counterpoise_engine_convert gives, in the same order and without the API's object around them. Of the resource
/// metrics API a pod's usage is the sum over its containers, as the HPA controller sums it; and why its list is empty, which
/// counterpoise_engine_convert tells beside the list, is an error here. Any number of threads may use one engine at once.
///
/// @param engine     An engine handle.
/// @param path       The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
/// @param path_len   Its length in bytes.
/// @param objects    The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
///                   UTF-8, no NUL needed. For a request of one object they do not matter, and its value has the place 0.
/// @param ends       Where each of the names ends in objects. May be NULL where count is 0.
/// @param count      How many there are.
/// @param which      COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
/// @param answer     The bytes of Prometheus' answer to the query; of the resource metrics API to that of CPU.
/// @param answer_len Its length in bytes.
/// @param memory     Of the resource metrics API the bytes of the answer to the query of memory, else NULL.
/// @param memory_len Its length in bytes.
/// @param now_ms     The timestamp of custom values, in milliseconds since 1970; all others have their own.
/// @param values     Receives the values. Written only on success. May be NULL where capacity is 0.
/// @param capacity   How many values there is room for: as many as objects, or as samples of an external metric, do.
/// @param needed     Receives how many values there are. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
/// @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_engine_values(
    engine: *const CounterpoiseEngine,
    path: *const c_char,
    path_len: usize,
    objects: *const c_char,
    ends: *const usize,
    count: usize,
    which: u32,
    answer: *const c_char,
    answer_len: usize,
    memory: *const c_char,
    memory_len: usize,
    now_ms: i64,
    values: *mut CounterpoiseValue,
    capacity: usize,
    needed: *mut usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        let room = Room::new("values", values, capacity, needed)?;
        // SAFETY: the caller's engine is NULL or live, its texts NULL or as long as they say, and all of them stay while the
        // call runs.
        let (held, path, objects, cpu, memory) = unsafe {
            (
                handle::lent("engine", engine)?,
                text("path", path, path_len)?,
                texts("objects", objects, ends, count)?,
                text("answer", answer, answer_len)?,
                text("memory", memory, memory_len)?,
            )
        };
        let request = parsed(path)?;
        let resource = usage(&request, which)?.unwrap_or(ResourceName::Cpu);
        let answers = CpuAndMemory { cpu: Some(cpu), memory: Some(memory) };
        let now = instant("now_ms", now_ms)?;
        let made = flat_values(&held.engine, &request, &objects, answers, now, resource)?;
        let made: Vec<_> = made.iter().map(CounterpoiseValue::from).collect();
        // SAFETY: the caller's array has room for as many as it says, and the count is writable.
        unsafe { room.fill(&made) }
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

impl From<&FlatValue> for CounterpoiseValue {
    fn from(value: &FlatValue) -> Self {
        let window = value.window.map_or(0, |window| window.nanos() / 1_000_000);
        Self {
            milli: value.milli,
            timestamp_ms: value.timestamp.unix_millis(),
            // An answer has at most as many samples as bytes, and those are counted by 32 bits.
            object: u32::try_from(value.object).unwrap_or(u32::MAX),
            window_ms: u32::try_from(window).unwrap_or(u32::MAX),
        }
    }
}

/// An instant in milliseconds since 1970.
pub(crate) fn instant(argument: &str, millis: i64) -> Result<Time, Failure> {
    let time = Time::from_unix_nanos(i128::from(millis) * 1_000_000);
    time.ok_or_else(|| Failure::argument(format!("{argument}: {millis} ms are in no year that is written")))
}
