//! `oracle write AREA SEED COUNT` and `oracle diff AREA SEED CASES`: what `cargo xtask oracle` runs.

use std::process::ExitCode;
use std::{env, io};

use counterpoise_tests::generate::Area;
use counterpoise_tests::oracle::{diff, write};

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
    let [command @ ("write" | "diff"), area, seed, count] = *words else {
        return Err("oracle write|diff AREA SEED COUNT".to_owned());
    };
    let known = Area::ALL.map(Area::name).join(", ");
    let area = Area::named(area).ok_or_else(|| format!("there is no area {area}: known are {known}"))?;
    let seed = seed.parse().map_err(|error| format!("seed {seed}: {error}"))?;
    let count = count.parse().map_err(|error| format!("count {count}: {error}"))?;
    if command == "write" {
        write::run(area, seed, count, io::BufWriter::new(io::stdout().lock()))?;
        return Ok(true);
    }
    let report = diff::run(area, seed, count)?;
    println!("{}, seed {seed}: {report}", area.name());
    Ok(report.differences == 0)
}
