//! Generated cases, which a fuzzer bends: the first byte chooses the area, the others what its generator chooses.
#![no_main]

use counterpoise::ops;
use counterpoise_tests::generate::{Area, Random, case};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((area, bytes)) = bytes.split_first() else { return };
    let area = Area::VALUES[usize::from(*area) % Area::VALUES.len()];
    let case = case(area, &mut Random::of_bytes(bytes));
    let text = ops::call_text(None, case.op, &case.input.to_string());
    let value = ops::call_value(None, case.op, case.input);
    match (text, value) {
        (Ok(text), Ok(value)) => assert_eq!(serde_json::from_str::<serde_json::Value>(&text).ok(), Some(value)),
        (Err(text), Err(value)) => assert_eq!(text, value),
        (text, value) => panic!("as text {text:?}, as a value {value:?}"),
    }
});
