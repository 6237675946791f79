//! What holds a configuration, and telling what a text is. The laws are in `tests/src/laws/wrappers.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("wrappers", bytes));
