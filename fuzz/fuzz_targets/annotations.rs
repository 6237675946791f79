//! Metrics whose query stands in an annotation of the HPA. The laws are in `tests/src/laws/annotations.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("annotations", bytes));
