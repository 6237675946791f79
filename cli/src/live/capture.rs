//! A scenario folder of what was gathered.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use counterpoise::explain::{self, Section};
use serde_json::Value;

use super::{Gathered, captured_test};
use crate::failure::Failure;

/// Writes the files, beside them a test that the next sync stays what it is explained as, and for people what the controller
/// last said. A folder that holds something is left alone.
pub(crate) fn capture(
    gathered: &Gathered,
    explained: &Value,
    said: &[Value],
    folder: &Path,
) -> Result<(), Failure> {
    let cannot = |what: &Path, error: std::io::Error| {
        Failure::usage(format!("cannot write {}: {error}", what.display()))
    };
    match fs::read_dir(folder) {
        Ok(mut inside) => {
            if inside.next().is_some() {
                return Err(Failure::usage(format!(
                    "{} is not empty: name another folder",
                    folder.display()
                )));
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder).map_err(|error| cannot(folder, error))?;
        }
        Err(error) => return Err(cannot(folder, error)),
    }
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| cannot(&path, error))
    };
    for file in &gathered.files {
        write(&file.name, &file.text)?;
    }
    write("test.yaml", &captured_test::of(&gathered.files, &explained["decision"]))?;
    let sections: Vec<Section> =
        said.iter().filter_map(|one| serde_json::from_value(one.clone()).ok()).collect();
    let told = explain::layout(&sections, |_, text| text.to_owned());
    let taken = "`counterpoise explain`, `check` and `test` take this folder.";
    write("README.md", &format!("# A captured HPA\n\n{taken}\n\n```text\n{told}```\n"))
}
