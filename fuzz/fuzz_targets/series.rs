//! The series that Prometheus has. The laws are in `tests/src/laws/series.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("series", bytes));
