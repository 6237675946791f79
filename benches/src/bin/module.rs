//! Our figures for the operations that the npm package is timed at: `{name: nanoseconds}` on standard output. With the argument
//! `cases` it prints the engine's input and the cases in their place, for `benches/module.mjs`. `cargo xtask bench --module` runs
//! both and prints the ratios.

use std::collections::BTreeMap;
use std::env;
use std::io;

use counterpoise::Engine;
use counterpoise::ops;
use counterpoise_benches::measure::nanoseconds;
use counterpoise_benches::module;
use serde_json::json;

fn main() -> serde_json::Result<()> {
    let cases = module::cases();
    if env::args().nth(1).as_deref() == Some("cases") {
        return serde_json::to_writer(io::stdout(), &json!({ "engine": module::engine(), "cases": cases }));
    }
    let engine = Engine::from_json(&module::engine().to_string()).expect("the rules compile");
    let time = |case: module::Case| {
        let run = || {
            let engine = case.engine.then_some(&engine);
            ops::call_made_text(engine, case.op, case.input.get()).expect("an operation that succeeds")
        };
        (case.name, nanoseconds(1, run))
    };
    serde_json::to_writer(io::stdout(), &cases.into_iter().map(time).collect::<BTreeMap<_, _>>())
}
