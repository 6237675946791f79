//! The operations that the npm package is timed at, once each, for `cargo xtask bench --gate`, which counts the instructions of
//! every call of `counted_call`. Prints their names, a line each, in the order of the calls.

use std::hint::black_box;

use counterpoise::Engine;
use counterpoise::ops;
use counterpoise_benches::module::{self, Case};

fn main() {
    let engine = Engine::from_json(&module::engine().to_string()).expect("the rules compile");
    for case in module::cases() {
        // What is set up once is no part of the figure.
        call(&engine, &case);
        counted_call(&engine, &case);
        println!("{}", case.name);
    }
}

#[inline(never)]
fn counted_call(engine: &Engine, case: &Case) {
    call(engine, case);
}

fn call(engine: &Engine, case: &Case) {
    let engine = case.engine.then_some(engine);
    black_box(ops::call_made_text(engine, case.op, case.input.get()).expect("an operation that succeeds"));
}
