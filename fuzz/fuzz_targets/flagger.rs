//! Flagger's metric templates and canaries. The laws are in `tests/src/laws/flagger.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("flagger", bytes));
