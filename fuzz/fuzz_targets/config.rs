//! The adapter's configuration. The laws are in `tests/src/laws/config.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("config", bytes));
