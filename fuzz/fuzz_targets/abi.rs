//! Calls of the C ABI, one after the other. The laws are in `tests/src/laws/abi.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("abi", bytes));
