//! `oracle write AREA SEED COUNT` and `oracle diff AREA SEED CASES`: what `cargo xtask oracle` runs. `oracle cases` prints
//! the requests themselves, for a program that speaks the protocol.

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use counterpoise_tests::generate::{Area, cases};
use counterpoise_tests::oracle::{diff, write};
use serde_json::json;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether there is nothing to mend.
fn run(words: &[&str]) -> Result<bool, String> {
    let [command @ ("write" | "diff" | "cases"), area, seed, count] = *words else {
        return Err("oracle write|diff|cases AREA SEED COUNT".to_owned());
    };
    let known = Area::ALL.map(Area::name).join(", ");
    let area = Area::named(area).ok_or_else(|| format!("there is no area {area}: known are {known}"))?;
    let seed = seed.parse().map_err(|error| format!("seed {seed}: {error}"))?;
    let count = count.parse().map_err(|error| format!("count {count}: {error}"))?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match command {
        "write" => write::run(area, seed, count, out).map(|()| true),
        "cases" => {
            let mut requests =
                cases(area, seed).take(count).map(|case| json!({ "op": case.op, "input": case.input }));
            requests.try_for_each(|request| writeln!(out, "{request}")).map_err(|error| error.to_string())?;
            Ok(true)
        }
        _ => {
            let report = diff::run(area, seed, count)?;
            writeln!(out, "{}, seed {seed}: {report}", area.name()).map_err(|error| error.to_string())?;
            Ok(report.differences == 0)
        }
    }
}
