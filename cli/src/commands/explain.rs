use std::path::Path;
use std::process::ExitCode;

use counterpoise::explain::{self, Role, Section};

use super::text;
use crate::args::ExplainArguments;
use crate::failure::Failure;
use crate::input::Input;
use crate::output;
use crate::style::Colour;

/// The files of a scenario's folder that are text to the library, which reads YAML itself and knows its lines.
const TEXTS: [(&str, &str, Presence); 4] = [
    ("config", "config.yaml", Presence::Optional),
    ("hpa", "hpa.yaml", Presence::Required),
    ("scale", "scale.yaml", Presence::Optional),
    ("pods", "pods.yaml", Presence::Optional),
];
/// Whether a folder must have a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Required,
    Optional,
}

/// Those that are JSON, but for the series.
const DATA: [(&str, &str); 3] =
    [("resources", "resources.json"), ("response", "response.json"), ("metrics", "metrics.json")];

/// `counterpoise explain`: the whole chain of an HPA, read from a folder.
pub(crate) fn explain(options: &ExplainArguments) -> Result<ExitCode, Failure> {
    let input = read(&options.folder)?;
    let format = options.output.output;
    let result = input.call("hpa.explain")?;
    let colour = Colour::stdout();
    output::print(&result, format, |result| {
        let sections: Option<Vec<Section>> =
            result.get("sections").and_then(|sections| serde_json::from_value(sections.clone()).ok());
        match sections {
            Some(sections) => explain::layout(&sections, |role, text| match role {
                Role::Title => colour.paint("1", text),
                Role::Label => colour.paint("36", text),
                Role::Why => colour.paint("2", text),
                Role::Trouble => colour.paint("1;31", text),
                _ => text.to_owned(),
            }),
            None => text(result, "text").to_owned(),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn read(folder: &Path) -> Result<Input, Failure> {
    if !folder.is_dir() {
        return Err(Failure::usage(format!("{} is not a folder", folder.display())));
    }
    let mut input = Input::default();
    for (field, name, presence) in TEXTS {
        let path = folder.join(name);
        if path.exists() {
            input.text(field, &path)?;
        } else if presence == Presence::Required {
            return Err(Failure::usage(format!("{} has no {name}", folder.display())));
        }
    }
    let series = folder.join("series.json");
    if series.exists() {
        input.data_or_text("series", &series)?;
    }
    for (field, name) in DATA {
        let path = folder.join(name);
        if path.exists() {
            input.data(field, &path)?;
        }
    }
    let scenario = folder.join("scenario.yaml");
    if scenario.exists() {
        input.fields_of(&scenario)?;
    }
    Ok(input)
}
