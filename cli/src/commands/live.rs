use std::process::ExitCode;

use serde_json::Value;

use super::explain::{print, told};
use crate::args::Format;
use crate::failure::Failure;
use crate::files::Source;
use crate::live::{self, CaptureArguments, ClusterArguments, Gathered, Missing};

/// `counterpoise explain --live`: exit status 1 where something could not be learnt.
pub(super) fn explain(name: &str, cluster: &ClusterArguments, format: Format) -> Result<ExitCode, Failure> {
    let gathered = live::gather(name, cluster)?;
    let (mut result, said) = explained(&gathered)?;
    if let Some(sections) = result.get_mut("sections").and_then(Value::as_array_mut) {
        sections.extend(said);
    }
    print(&result, format)?;
    Ok(status(&gathered.missing))
}

/// `counterpoise capture`: the folder of a scenario, which explains itself as the cluster does.
pub(crate) fn capture(options: &CaptureArguments) -> Result<ExitCode, Failure> {
    let gathered = live::gather(&options.hpa, &options.cluster)?;
    let (_, said) = explained(&gathered)?;
    live::capture(&gathered, &said, &options.folder)?;
    for Missing { what, why } in &gathered.missing {
        eprintln!("missing: {what}: {}", why.join("; "));
    }
    Ok(status(&gathered.missing))
}

/// The explanation of what was gathered, and what stands beside it.
fn explained(gathered: &Gathered) -> Result<(Value, Vec<Value>), Failure> {
    let files: Vec<Source> = gathered.files.clone();
    let result = told(files)?;
    let said = live::sections(gathered, &result);
    Ok((result, said))
}

fn status(missing: &[Missing]) -> ExitCode {
    ExitCode::from(u8::from(!missing.is_empty()))
}
