//! A scenario folder of what was gathered.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use counterpoise::explain::{self, Section};
use serde_json::Value;

use super::Gathered;
use crate::failure::Failure;

/// Writes the files, and beside them for people what the controller last said. A folder that holds something is left
/// alone.
pub(crate) fn capture(gathered: &Gathered, said: &[Value], folder: &Path) -> Result<(), Failure> {
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
    for file in &gathered.files {
        let path = folder.join(&file.name);
        fs::write(&path, &file.text).map_err(|error| cannot(&path, error))?;
    }
    let sections: Vec<Section> =
        said.iter().filter_map(|one| serde_json::from_value(one.clone()).ok()).collect();
    let told = explain::layout(&sections, |_, text| text.to_owned());
    let path = folder.join("README.md");
    let text =
        format!("# A captured HPA\n\n`counterpoise explain` takes this folder.\n\n```text\n{told}```\n");
    fs::write(&path, text).map_err(|error| cannot(&path, error))
}
