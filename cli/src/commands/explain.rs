use std::process::ExitCode;

use counterpoise::explain::{self, Role as Part, Section};
use counterpoise::kube;
use counterpoise::ops::call_value;
use serde_json::{Value, json};

use super::{list, text};
use crate::args::{ExplainArguments, Format};
use crate::failure::Failure;
use crate::files::{self, Source};
use crate::input::Input;
use crate::output;
use crate::page;
use crate::roles::{self, Role};
use crate::style::Colour;

/// `counterpoise explain`: the whole chain of an HPA, or without one what each rule makes of the series.
pub(crate) fn explain(options: &ExplainArguments) -> Result<ExitCode, Failure> {
    if let Some(name) = &options.live {
        if options.watch {
            return super::live::watch(name, &options.cluster, options.interval);
        }
        return super::live::explain(name, options);
    }
    if options.scan {
        return super::live::scan(&options.cluster, options.all_namespaces, options.output.output);
    }
    if options.cluster.are_given() {
        return Err(Failure::usage("which cluster to ask, and how, goes with --live and --scan"));
    }
    show(&told(files::named(&options.paths)?, options.report.is_some())?, options)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints an explanation as it is asked for.
pub(super) fn show(result: &Value, options: &ExplainArguments) -> Result<(), Failure> {
    match options.report {
        Some(form) => output::write(page::page(result, form, options.template.as_deref())?),
        None => print(result, options.output.output),
    }
}

/// The explanation of files, with the step function of each metric where that is asked.
pub(crate) fn told(sources: Vec<Source>, thresholds: bool) -> Result<Value, Failure> {
    let other = of_other_files(&sources)?;
    let assigned = roles::assign(sources)?;
    let has = |role: Role| assigned.iter().any(|(held, _)| *held == role);
    let operation = match (has(Role::Hpa), has(Role::Config)) {
        (true, _) => "hpa.explain",
        (false, true) => "rules.explain",
        (false, false) => {
            return Err(Failure::usage(
                "there is nothing to explain: give an HPA, as hpa.yaml in the folder, or a configuration of the adapter, \
                 as config.yaml",
            ));
        }
    };
    let mut input = input(assigned, operation)?;
    if operation == "hpa.explain" && thresholds {
        input.field("thresholds", true);
    }
    let mut result = input.call_now(operation)?;
    if let Some(sections) = result.get_mut("sections").and_then(Value::as_array_mut) {
        sections.extend(other);
    }
    Ok(result)
}

fn print(result: &Value, format: Format) -> Result<(), Failure> {
    let colour = Colour::stdout();
    output::print(result, format, |result| {
        let sections: Option<Vec<Section>> =
            result.get("sections").and_then(|sections| serde_json::from_value(sections.clone()).ok());
        match sections {
            Some(sections) => explain::layout(&sections, |role, text| match role {
                Part::Title => colour.paint("1", text),
                Part::Label => colour.paint("36", text),
                Part::Why => colour.paint("2", text),
                Part::Trouble => colour.paint("1;31", text),
                _ => text.to_owned(),
            }),
            None => text(result, "text").to_owned(),
        }
    })
}

/// The input of an operation; what it does not take is left out.
fn input(assigned: Vec<(Role, Source)>, operation: &str) -> Result<Input, Failure> {
    let mut input = Input::default();
    let is_hpa = operation == "hpa.explain";
    for (role, source) in assigned {
        match role {
            Role::Hpa => input.hpa(source)?,
            Role::Config => input.given_text(role.field(), source),
            Role::Series => input.given_data_or_text(role.field(), source),
            Role::Resources => input.given_data(role.field(), source)?,
            Role::Scale if is_hpa => input.given_text(role.field(), source),
            Role::Pods if is_hpa => input.given_text(role.field(), source),
            Role::Samples if is_hpa => input.given_data_or_text(role.field(), source),
            Role::Metrics if is_hpa => input.given_data(role.field(), source)?,
            Role::Response if is_hpa => input.given_data_or_text(role.field(), source),
            Role::Scenario if is_hpa => input.given_fields(source)?,
            _ => {}
        }
    }
    Ok(input)
}

/// What is to be said of files as such, such as a page in the place of an answer.
fn of_other_files(sources: &[Source]) -> Result<Option<Value>, Failure> {
    let files: Vec<_> =
        sources.iter().map(|source| json!({ "name": source.name, "text": source.text })).collect();
    let checked = call_value(None, "files.check", json!({ "files": files }))
        .map_err(|error| Failure::new(error, Vec::new()))?;
    let rows: Vec<Value> = list(&checked, "findings")
        .iter()
        .filter(|finding| {
            text(finding, "code").starts_with("files.") && text(finding, "code") != "files.no-series"
        })
        .map(|finding| {
            json!({
                "label": text(finding, "severity"),
                "text": text(finding, "message"),
                "why": [text(finding, "file"), text(finding, "hint")],
                "trouble": text(finding, "severity") == "error",
            })
        })
        .collect();
    Ok((!rows.is_empty()).then(|| json!({ "title": "Files", "rows": rows })))
}

/// One HPA of a list with no other, as `kubectl get hpa -o yaml` prints it.
pub(crate) fn only_hpa(source: &Source) -> Result<Option<Value>, Failure> {
    let Ok(list) = kube::from_str::<Value>(&source.text) else { return Ok(None) };
    let Some(items) = list.get("items").and_then(Value::as_array) else { return Ok(None) };
    let is_hpa = |item: &&Value| item.get("kind").and_then(Value::as_str) == Some("HorizontalPodAutoscaler");
    let hpas: Vec<&Value> = items.iter().filter(is_hpa).collect();
    match hpas.as_slice() {
        [] => Err(Failure::usage(format!("{} is a List without a HorizontalPodAutoscaler", source.name))),
        [one] => Ok(Some((*one).clone())),
        several => {
            let names: Vec<_> = several
                .iter()
                .filter_map(|hpa| hpa.pointer("/metadata/name").and_then(Value::as_str))
                .collect();
            Err(Failure::usage(format!(
                "{} holds {} HPAs, {}: give the one to explain",
                source.name,
                several.len(),
                names.join(", ")
            )))
        }
    }
}
