//! The builder handle: an engine of series that come in pieces.

use std::ffi::c_char;

use counterpoise::Result;
use counterpoise::engine::EngineBuilder;
use counterpoise::ops::builder;

use crate::engine::CounterpoiseEngine;
use crate::error::CounterpoiseError;
use crate::guard;
use crate::handle::{self, Handle};
use crate::string::CounterpoiseString;
use crate::text::{text, text_of_any_length};

/// What an engine is made of, given step by step: configuration, discovery, and series as Prometheus answers them, in any number
/// of pieces and of any length, so that a host never holds all of their texts. Owned by the caller, freed with
/// counterpoise_builder_free. Its calls change it: no two threads may use one builder at once, while different threads may use
/// it one after the other.
#[derive(Debug, Default)]
pub struct CounterpoiseBuilder {
    builder: EngineBuilder,
}

impl Handle for CounterpoiseBuilder {
    const KIND: &'static str = "counterpoise_builder";
}

/// Makes a builder: without configuration and series, with the resources that Kubernetes itself serves, upstream's behaviour, and
/// no limit of the series but the memory. May be called from any thread.
///
/// @param out   Receives the builder, for counterpoise_builder_free. Written only on success.
/// @param error Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_new(
    out: *mut *mut CounterpoiseBuilder,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, || Ok(CounterpoiseBuilder::default())) }
}

/// Gives the configuration, in place of one that was given before. What cannot be read at all is an error here; what its rules
/// say wrongly is one of counterpoise_builder_requests and counterpoise_builder_finish, whichever comes first.
///
/// @param builder    A builder handle that no other thread uses.
/// @param config     The adapter's file, a ConfigMap that holds it, or Helm values; YAML or JSON in UTF-8, no NUL needed.
/// @param config_len Its length in bytes.
/// @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status; the builder is then as it was.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_config(
    builder: *mut CounterpoiseBuilder,
    config: *const c_char,
    config_len: usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    // SAFETY: as the caller says.
    unsafe { give(builder, ("config", config, config_len), error, EngineBuilder::config) }
}

/// Gives the cluster's resources, in place of those that Kubernetes itself serves.
///
/// @param builder A builder handle that no other thread uses.
/// @param json    An array of APIResourceList as discovery gives them, or null; UTF-8, no NUL needed.
/// @param len     Its length in bytes.
/// @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status; the builder is then as it was.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_resources(
    builder: *mut CounterpoiseBuilder,
    json: *const c_char,
    len: usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    // SAFETY: as the caller says.
    unsafe { give(builder, ("json", json, len), error, builder::resources) }
}

/// Says whose behaviour is wanted where upstream's is known to hurt.
///
/// @param builder    A builder handle that no other thread uses.
/// @param compat     "upstream", "safe", or a JSON object of switches as docs/compatibility.md has them.
/// @param compat_len Its length in bytes.
/// @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status; the builder is then as it was.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_compat(
    builder: *mut CounterpoiseBuilder,
    compat: *const c_char,
    compat_len: usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    // SAFETY: as the caller says.
    unsafe { give(builder, ("compat", compat, compat_len), error, builder::compat) }
}

/// Says how much work building the engine may be, and each call to it afterwards. Without it that grows with the texts that the
/// builder was given.
///
/// @param builder A builder handle that no other thread uses.
/// @param json    A JSON object as the field "limits" of every operation: docs/limits.md.
/// @param len     Its length in bytes.
/// @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status; the builder is then as it was.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_limits(
    builder: *mut CounterpoiseBuilder,
    json: *const c_char,
    len: usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    // SAFETY: as the caller says.
    unsafe { give(builder, ("json", json, len), error, builder::limits) }
}

/// Says how many bytes the texts of all series may have together. Without it there is no such limit.
///
/// @param builder A builder handle that no other thread uses.
/// @param bytes   The limit; it holds for what is given from now on.
/// @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_series_limit(
    builder: *mut CounterpoiseBuilder,
    bytes: usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's builder is NULL or live, and this call's alone.
        unsafe { handle::lent_alone("builder", builder)? }.builder.series_bytes(bytes);
        Ok(())
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

/// What to ask Prometheus for, to learn which series there are for the rules: the operation rules.requests. The configuration is
/// compiled for it, once for this and for counterpoise_builder_finish.
///
/// @param builder     A builder handle that no other thread uses.
/// @param options     One JSON object with "now" and "maxAge" as the operation takes them, each of which may be left out; an empty
///                    text leaves out both.
/// @param options_len Its length in bytes.
/// @param out         Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
///                    success.
/// @param error       Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_requests(
    builder: *mut CounterpoiseBuilder,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut CounterpoiseString,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's builder is NULL or live, and this call's alone; its text is NULL or as long as its length says.
        let (held, options) =
            unsafe { (handle::lent_alone("builder", builder)?, text("options", options, options_len)?) };
        let options = if options.is_empty() { "{}" } else { options };
        Ok(CounterpoiseString::new(builder::requests(&mut held.builder, options)?))
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// Gives series, beside those that were given before.
///
/// @param builder    A builder handle that no other thread uses.
/// @param series     The bytes of one answer of Prometheus' /api/v1/series, of any length; or a JSON array of label sets, or a
///                   /metrics page. UTF-8, no NUL needed. It is not kept.
/// @param series_len Its length in bytes.
/// @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status; no series of the text are then given.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_series(
    builder: *mut CounterpoiseBuilder,
    series: *const c_char,
    series_len: usize,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's builder is NULL or live, and this call's alone.
        let held = unsafe { handle::lent_alone("builder", builder)? };
        // What is too long is not looked at.
        held.builder.checked_length(series_len)?;
        // SAFETY: the caller's text is NULL or as long as its length says, and stays while the call runs.
        let series = unsafe { text_of_any_length("series", series, series_len)? };
        Ok(held.builder.series(series)?)
    };
    // SAFETY: the caller's out-parameter is NULL or writable.
    unsafe { guard::run(error, body) }
}

/// Makes the engine. The series go into it, and the builder has none afterwards, whether it comes to an engine or not; all else
/// stays, so that the series of a later listing can make the next engine.
///
/// @param builder A builder handle that no other thread uses.
/// @param out     Receives the engine, for counterpoise_engine_free. Written only on success.
/// @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
/// @return COUNTERPOISE_OK, or another status.
///
/// # Safety
/// Each pointer is NULL or valid for what its parameter says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_finish(
    builder: *mut CounterpoiseBuilder,
    out: *mut *mut CounterpoiseEngine,
    error: *mut *mut CounterpoiseError,
) -> i32 {
    let body = || {
        // SAFETY: the caller's builder is NULL or live, and this call's alone.
        let held = unsafe { handle::lent_alone("builder", builder)? };
        Ok(CounterpoiseEngine { engine: held.builder.finish()? })
    };
    // SAFETY: the caller's out-parameters are NULL or writable.
    unsafe { guard::make(out, error, body) }
}

/// Frees a builder handle. Does nothing for NULL.
///
/// @param builder A builder handle that no thread uses any more, or NULL.
///
/// # Safety
/// `builder` is NULL or a live handle; it is dead afterwards.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn counterpoise_builder_free(builder: *mut CounterpoiseBuilder) {
    // SAFETY: the caller hands over NULL or a live handle, and gives it up.
    unsafe { handle::free(builder) }
}

/// Gives a builder a text.
///
/// # Safety
/// The builder is NULL or live, and this call's alone; the text is NULL or as long as its length says; `error` is NULL or writable.
unsafe fn give(
    builder: *mut CounterpoiseBuilder,
    (argument, data, len): (&str, *const c_char, usize),
    error: *mut *mut CounterpoiseError,
    take: impl FnOnce(&mut EngineBuilder, &str) -> Result<()>,
) -> i32 {
    let body = || {
        // SAFETY: as the caller says.
        let (held, text) = unsafe { (handle::lent_alone("builder", builder)?, text(argument, data, len)?) };
        Ok(take(&mut held.builder, text)?)
    };
    // SAFETY: as the caller says.
    unsafe { guard::run(error, body) }
}
