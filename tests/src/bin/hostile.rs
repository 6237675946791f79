//! `hostile NAME BYTES`: reads a text that is made to hurt, once, for `tests/growth.rs`, which counts the instructions.

use std::env;
use std::process::ExitCode;

use counterpoise_tests::hostile;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [name, bytes] = arguments.as_slice() else {
        eprintln!("error: hostile NAME BYTES");
        return ExitCode::FAILURE;
    };
    let (Some(hostile), Ok(bytes)) = (hostile::find(name), bytes.parse()) else {
        eprintln!("error: no {name} of {bytes} bytes");
        return ExitCode::FAILURE;
    };
    // What is set up once comes with the first reading, which is of a few bytes.
    (hostile.read)(&(hostile.text)(64));
    (hostile.read)(&(hostile.text)(bytes));
    ExitCode::SUCCESS
}
