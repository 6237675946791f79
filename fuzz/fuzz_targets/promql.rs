//! Queries and series selectors, read and printed. The laws are in `tests/src/laws/promql.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("promql", bytes));
