//! Query templates. The laws are in `tests/src/laws/template.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| counterpoise_fuzz::check("template", bytes));
