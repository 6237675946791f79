use std::process::ExitCode;

use serde_json::Value;

use super::explain::{show, told};
use super::{list, text};
use crate::args::{ExplainArguments, Format};
use crate::failure::Failure;
use crate::files::Source;
use crate::live::{self, CaptureArguments, ClusterArguments, Gathered, Missing, Timeout};
use crate::output;

/// `counterpoise explain --live`: exit status 1 where something could not be learnt.
pub(super) fn explain(name: &str, options: &ExplainArguments) -> Result<ExitCode, Failure> {
    let gathered = live::gather(name, &options.cluster)?;
    let (mut result, said) = explained(&gathered, options.report.is_some())?;
    if let Some(sections) = result.get_mut("sections").and_then(Value::as_array_mut) {
        sections.extend(said);
    }
    show(&result, options)?;
    Ok(status(&gathered.missing))
}

/// `counterpoise explain --live --watch`: ends when it is ended.
pub(super) fn watch(name: &str, cluster: &ClusterArguments, interval: Timeout) -> Result<ExitCode, Failure> {
    live::watch(name, cluster, interval.0, |gathered| told(gathered.files.clone(), false))?;
    Ok(ExitCode::SUCCESS)
}

/// `counterpoise explain --scan`: a row for each HPA; exit status 1 where one cannot scale or flaps, or something could not be learnt.
pub(super) fn scan(
    cluster: &ClusterArguments,
    all_namespaces: bool,
    format: Format,
) -> Result<ExitCode, Failure> {
    let result = live::scan(cluster, all_namespaces, |gathered| told(gathered.files.clone(), false))?;
    output::print(&result, format, table)?;
    let is_well = |hpa: &Value| {
        matches!(text(hpa, "state"), "fine" | "held back" | "may flap") && list(hpa, "missing").is_empty()
    };
    Ok(ExitCode::from(u8::from(!list(&result, "hpas").iter().all(is_well))))
}

fn table(result: &Value) -> String {
    let count = |hpa: &Value, field: &str| hpa.get(field).map_or_else(String::new, Value::to_string);
    let rows: Vec<Vec<String>> = list(result, "hpas")
        .iter()
        .map(|hpa| {
            let missing = list(hpa, "missing").len();
            let mut cause = text(hpa, "cause").to_owned();
            if missing > 0 {
                let gap = if cause.is_empty() { "" } else { "; " };
                cause.push_str(&format!("{gap}{missing} not learnt, see explain --live"));
            }
            let [namespace, name, state] =
                ["namespace", "name", "state"].map(|field| text(hpa, field).to_owned());
            let replicas = format!("{} → {}", count(hpa, "currentReplicas"), count(hpa, "desiredReplicas"));
            vec![namespace, name, state, replicas, cause]
        })
        .collect();
    if rows.is_empty() {
        return "there is no HPA".to_owned();
    }
    output::table(&["NAMESPACE", "NAME", "STATE", "REPLICAS", "CAUSE"], &rows)
}

/// `counterpoise capture`: the folder of a scenario, which explains itself as the cluster does.
pub(crate) fn capture(options: &CaptureArguments) -> Result<ExitCode, Failure> {
    let mut gathered = live::gather(&options.hpa, &options.cluster)?;
    if options.redact {
        gathered = live::redact(&gathered, |gathered| told(gathered.files.clone(), false))?;
    }
    let (result, said) = explained(&gathered, false)?;
    live::capture(&gathered, &result, &said, &options.folder)?;
    for Missing { what, why } in &gathered.missing {
        eprintln!("missing: {what}: {}", why.join("; "));
    }
    Ok(status(&gathered.missing))
}

/// The explanation of what was gathered, and what stands beside it.
fn explained(gathered: &Gathered, thresholds: bool) -> Result<(Value, Vec<Value>), Failure> {
    let files: Vec<Source> = gathered.files.clone();
    let result = told(files, thresholds)?;
    let said = live::sections(gathered, &result);
    Ok((result, said))
}

fn status(missing: &[Missing]) -> ExitCode {
    ExitCode::from(u8::from(!missing.is_empty()))
}
