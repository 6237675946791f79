//! Go's regular expressions, and what a match expands to. The laws are in `tests/src/laws/regex.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("regex", bytes));
