//! `counterpoise replay` and `counterpoise record`: what was, and what another HPA would have made of it.

mod ask;
#[cfg(feature = "parquet")]
mod parquet;
mod prometheus;
mod record;
mod told;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Map, Value, json};

pub(crate) use ask::record;

use crate::args::ReplayArguments;
use crate::commands::save;
use crate::failure::Failure;
use crate::files::{self, Source};
use crate::output;
use crate::plot::{Run, csv, svg};
use crate::progress::Progress;
use record::Records;

/// An HPA with where it is.
struct Named {
    namespace: String,
    name: String,
    hpa: Value,
}

/// `counterpoise replay`: one HPA with a plot and figures, or many, one a row.
pub(crate) fn replay(options: &ReplayArguments) -> Result<ExitCode, Failure> {
    let records = read(&options.paths)?;
    let tried = hpas(&options.hpa)?;
    let was = options.was.as_deref().map(hpas).transpose()?;
    let shared = shared(options, &records)?;
    let many = tried.len() > 1;
    if many && (options.svg.is_some() || options.csv.is_some()) {
        return Err(Failure::usage("--svg and --csv are of one HPA, and --hpa holds several: give one"));
    }
    let shown = Progress::of(tried.len(), "replaying");
    let mut results = Vec::with_capacity(tried.len());
    for named in &tried {
        results.push(one(named, was.as_deref(), &records, &shared, options));
        shown.advance();
    }
    drop(shown);
    if many {
        return told::many(&tried, results, options.output.output);
    }
    let result = results.pop().ok_or_else(|| Failure::usage("there is no HPA to replay"))??;
    if let Some(path) = &options.svg {
        save(path, &svg::drawn(&Run::of(&result)))?;
    }
    if let Some(path) = &options.csv {
        save(path, &csv::table(&result))?;
    }
    output::print(&result, options.output.output, told::one)?;
    Ok(ExitCode::SUCCESS)
}

/// Everything that files hold.
fn read(paths: &[PathBuf]) -> Result<Records, Failure> {
    let mut records = Records::default();
    for path in paths {
        let files = if path.is_dir() { inside(path)? } else { vec![path.clone()] };
        for file in files {
            if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
                columns(&mut records, &file)?;
            } else {
                for source in files::named(&[file])? {
                    prometheus::read(&mut records, &source)?;
                }
            }
        }
    }
    if records.hpas.is_empty() && records.series.is_empty() {
        return Err(Failure::usage(
            "nothing is recorded in what is given: `counterpoise record` writes it (docs/replay.md)",
        ));
    }
    Ok(records)
}

/// The answers and tables of a folder, in the order of their names.
fn inside(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot = |error: std::io::Error| Failure::usage(format!("cannot read {}: {error}", folder.display()));
    let entries = std::fs::read_dir(folder).map_err(cannot)?;
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>().map_err(cannot)?;
    let is_ours = |path: &PathBuf| {
        path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("json") || ending.eq_ignore_ascii_case("parquet")
        })
    };
    files.retain(is_ours);
    files.sort();
    Ok(files)
}

#[cfg(feature = "parquet")]
fn columns(records: &mut Records, path: &Path) -> Result<(), Failure> {
    parquet::read(records, path)
}

#[cfg(not(feature = "parquet"))]
fn columns(_: &mut Records, path: &Path) -> Result<(), Failure> {
    Err(Failure::usage(format!(
        "{}: this build reads no Parquet: build it with --features parquet, or take one that was released",
        path.display()
    )))
}

/// The HPAs of a file: one, or a List.
fn hpas(path: &Path) -> Result<Vec<Named>, Failure> {
    let sources = files::named(&[path.to_owned()])?;
    let mut all = Vec::new();
    for source in &sources {
        let wrong = |message: &str| Failure::usage(format!("{}: {message}", source.name));
        let object: Value = counterpoise::kube::from_str(&source.text).map_err(|error| {
            wrong(&format!(
                "{}; give one HPA, or a List of them as `kubectl get hpa -o yaml` prints it",
                error.message()
            ))
        })?;
        let items = match object.get("items").and_then(Value::as_array) {
            Some(items) => items.clone(),
            None => vec![object],
        };
        for hpa in items {
            let of = |field: &str| hpa.pointer(field).and_then(Value::as_str);
            if of("/kind") != Some("HorizontalPodAutoscaler") {
                continue;
            }
            let name = of("/metadata/name").unwrap_or_default().to_owned();
            let namespace = of("/metadata/namespace").unwrap_or("default").to_owned();
            all.push(Named { namespace, name, hpa });
        }
        if all.is_empty() {
            return Err(wrong("it holds no HorizontalPodAutoscaler"));
        }
    }
    Ok(all)
}

/// What is the same for every HPA.
fn shared(options: &ReplayArguments, records: &Records) -> Result<Map<String, Value>, Failure> {
    let mut fields = Map::new();
    if let Some(settings) = &options.settings {
        let source = only(settings)?;
        fields = counterpoise::kube::from_str(&source.text)
            .map_err(|error| Failure::usage(format!("{}: {}", source.name, error.message())))?;
    }
    if let Some(config) = &options.config {
        fields.insert("config".to_owned(), Value::from(only(config)?.text));
        if records.series.is_empty() {
            return Err(Failure::usage(
                "--config tries rules, and the record has no series that their queries could find: record some by --series (docs/replay.md)",
            ));
        }
        fields.insert("series".to_owned(), records.series());
    }
    if let Some(profile) = &options.profile {
        fields.insert("profile".to_owned(), json!(profile));
    }
    Ok(fields)
}

fn only(path: &Path) -> Result<Source, Failure> {
    let mut sources = files::named(&[path.to_owned()])?;
    match (sources.pop(), sources.is_empty()) {
        (Some(source), true) => Ok(source),
        _ => Err(Failure::usage(format!("{}: one file is wanted", path.display()))),
    }
}

/// Replays one HPA.
fn one(
    named: &Named,
    was: Option<&[Named]>,
    records: &Records,
    shared: &Map<String, Value>,
    options: &ReplayArguments,
) -> Result<Value, Failure> {
    let key = (named.namespace.clone(), named.name.clone());
    let Some(recorded) = records.hpas.get(&key) else {
        let message =
            format!("nothing is recorded of the HPA {} in the namespace {}", named.name, named.namespace);
        return Err(Failure::usage(message));
    };
    let mut input = shared.clone();
    input.insert("hpa".to_owned(), named.hpa.clone());
    input.insert("history".to_owned(), recorded.history());
    input.insert("replicas".to_owned(), recorded.replicas());
    let mut before = Map::new();
    if let Some(all) = was {
        let found = all.iter().find(|other| other.name == named.name && other.namespace == named.namespace);
        let Some(found) = found else {
            let message = format!("--was holds no HPA {} in the namespace {}", named.name, named.namespace);
            return Err(Failure::usage(message));
        };
        before.insert("hpa".to_owned(), found.hpa.clone());
    }
    if let Some(profile) = &options.was_profile {
        before.insert("profile".to_owned(), json!(profile));
    }
    // Without a word of what there was, it is the HPA that is tried, of which the record shows whether it was.
    input.insert("was".to_owned(), Value::Object(before));
    counterpoise::ops::call_value(None, "hpa.replay", Value::Object(input))
        .map_err(|error| Failure::new(error, Vec::new()))
}
