use std::io;
use std::path::Path;
use std::process::ExitCode;

use counterpoise::ops::call_value;
use serde_json::json;

use super::{list, text};
use crate::args::{Compat, WhyArguments};
use crate::failure::Failure;
use crate::{files, input, output};

/// `counterpoise why`: the step that is at fault; exit status 1 where nothing is known of the text.
pub(crate) fn why(options: &WhyArguments) -> Result<ExitCode, Failure> {
    let is_stdin = options.text == "-";
    if is_stdin && options.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::usage("standard input, `-`, can be read once only: give the other as a file"));
    }
    let said = match is_stdin {
        true => input::text("<stdin>", Ok(io::stdin().lock()))?,
        false => options.text.clone(),
    };
    // Whatever is given belongs to the one text.
    let groups = files::groups(&options.paths.iter().collect::<Vec<_>>())?;
    let sources = groups.iter().flatten();
    let files: Vec<_> = sources.map(|source| json!({ "name": source.name, "text": source.text })).collect();
    let mut input = json!({ "text": said, "files": files, "profile": options.profile });
    if let (Compat::Safe, Some(fields)) = (options.compat, input.as_object_mut()) {
        fields.insert("compat".to_owned(), "safe".into());
    }
    let found = call_value(None, "symptoms.find", input).map_err(|error| Failure::new(error, Vec::new()))?;
    output::print(&found, options.output.output, |found| text(found, "text").to_owned())?;
    Ok(if list(&found, "symptoms").is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
