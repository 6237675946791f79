//! Chains of syncs of the controller. The laws are in `tests/src/laws/syncs.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("syncs", bytes));
