//! Paths of requests, and the queries that they become. The laws are in `tests/src/laws/paths.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("paths", bytes));
