//! `seeds FOLDER`: what fuzzers begin with, in a folder for each area. `cargo xtask fuzz` runs it.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use counterpoise_tests::laws::{AREAS, seeds};

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1) else {
        eprintln!("error: seeds FOLDER");
        return ExitCode::FAILURE;
    };
    match write(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> Result<(), String> {
    for area in AREAS {
        let folder = folder.join(area.name);
        let told = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(told)?;
        for (number, seed) in seeds(area.name)?.iter().enumerate() {
            fs::write(folder.join(format!("{number:04}")), seed).map_err(told)?;
        }
    }
    Ok(())
}
