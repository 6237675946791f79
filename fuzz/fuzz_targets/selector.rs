//! Label selectors. The laws are in `tests/src/laws/selector.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("selector", bytes));
