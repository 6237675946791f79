//! `hostile BYTES…`: reads each text that is made to hurt at each length, for `tests/growth.rs`, which counts the instructions of
//! every call of `counted_reading`.

use std::env;
use std::process::ExitCode;

use counterpoise_tests::hostile::{ALL, Hostile};

fn main() -> ExitCode {
    let lengths: Result<Vec<usize>, _> = env::args().skip(1).map(|bytes| bytes.parse()).collect();
    let Ok(lengths) = lengths else {
        eprintln!("error: hostile BYTES…");
        return ExitCode::FAILURE;
    };
    for hostile in ALL {
        // What is set up once comes with the first reading, which is of a few bytes.
        (hostile.read)(&(hostile.text)(64));
        for bytes in &lengths {
            counted_reading(hostile, &(hostile.text)(*bytes));
        }
    }
    ExitCode::SUCCESS
}

#[inline(never)]
fn counted_reading(hostile: &Hostile, text: &str) {
    (hostile.read)(text);
}
