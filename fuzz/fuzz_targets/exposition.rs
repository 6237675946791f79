//! `/metrics` pages. The laws are in `tests/src/laws/exposition.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("exposition", bytes));
