//! HPA objects of every version. The laws are in `tests/src/laws/hpa.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("hpa", bytes));
