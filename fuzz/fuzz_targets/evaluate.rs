//! Queries evaluated over series. The laws are in `tests/src/laws/evaluate.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("evaluate", bytes));
