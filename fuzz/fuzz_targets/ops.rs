//! The envelope and the operations. The laws are in `tests/src/laws/ops.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("ops", bytes));
