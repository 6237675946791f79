//! Quantities. The laws are in `tests/src/laws/quantity.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("quantity", bytes));
