//! The readers of JSON and of YAML. The laws are in `tests/src/laws/reader.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("reader", bytes));
