//! Answers of Prometheus' API, and what the metrics APIs make of them. The laws are in `tests/src/laws/answers.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("answers", bytes));
