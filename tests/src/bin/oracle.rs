//! `oracle write AREA PROFILE SEED COUNT` and `oracle diff AREA PROFILE SEED CASES`: what `cargo xtask oracle` runs. `oracle cases` prints
//! the requests themselves, for a program that speaks the protocol.

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use counterpoise_tests::generate::{Area, Release, cases};
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
    let [command @ ("write" | "diff" | "cases"), area, profile, seed, count] = *words else {
        return Err("oracle write|diff|cases AREA PROFILE SEED COUNT".to_owned());
    };
    let release = Release::of(profile).ok_or_else(|| {
        format!("{profile} cannot be asked: {}", Release::ALL.map(Release::profile).join(", "))
    })?;
    let known = || {
        let mut names: Vec<_> = Area::all().into_iter().map(Area::name).collect();
        names.dedup();
        names.retain(|name| Area::named(name, release).is_some());
        names.join(", ")
    };
    let area = Area::named(area, release)
        .ok_or_else(|| format!("{area} is nothing that {profile} is asked about: {}", known()))?;
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
            writeln!(out, "{} {profile}, seed {seed}: {report}", area.name())
                .map_err(|error| error.to_string())?;
            Ok(report.differences == 0)
        }
    }
}
