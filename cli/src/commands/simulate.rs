use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Map, Value};

use super::{list, text};
use crate::args::{SimulateArguments, SimulationSettings};
use crate::failure::Failure;
use crate::files;
use crate::input::Input;
use crate::output;
use crate::plot::{Run, csv, svg, terminal};
use crate::progress::Progress;
use crate::roles::{self, Role};

/// Measures that are told: the field, what it is, and its unit.
pub(super) const MEASURES: [(&str, &str, &str); 14] = [
    ("changes", "changes of the replicas", ""),
    ("flaps", "of them back within ten minutes", ""),
    ("minReplicas", "fewest replicas", ""),
    ("maxReplicas", "most replicas", ""),
    ("meanReplicas", "replicas in the mean", ""),
    ("podHours", "time of pods", " h"),
    ("overTargetSeconds", "over the target", " s"),
    ("overCapacitySeconds", "over what ready pods can do", " s"),
    ("requests", "requests", ""),
    ("dropped", "requests dropped", ""),
    ("maxQueue", "longest queue", ""),
    ("maxWaitSeconds", "longest wait", " s"),
    ("failedSyncs", "syncs without a metric", ""),
    ("syncs", "syncs", ""),
];

/// Events that are told; the rest is counted.
const EVENTS: usize = 12;

/// `counterpoise simulate`: an HPA over time, as a plot and figures, and as files.
pub(crate) fn simulate(options: &SimulateArguments) -> Result<ExitCode, Failure> {
    let input = input(&options.simulated.paths, Replaced::default(), &options.simulated.settings)?;
    let shown = Progress::waiting("simulating");
    let result = input.call("hpa.simulate")?;
    drop(shown);
    let run = Run::of(&result);
    if let Some(path) = &options.svg {
        save(path, &svg::drawn(&run))?;
    }
    if let Some(path) = &options.csv {
        save(path, &csv::table(&result))?;
    }
    if let Some(path) = &options.json {
        let text =
            serde_json::to_string_pretty(&result).map_err(|error| Failure::usage(error.to_string()))?;
        save(path, &text)?;
    }
    output::print(&result, options.output.output, |result| {
        [terminal::drawn(&run), figures(result), events(result)].join("\n")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Files in the place of those of a folder.
#[derive(Clone, Copy, Default)]
pub(super) struct Replaced<'p> {
    pub(super) hpa: Option<&'p Path>,
    pub(super) simulation: Option<&'p Path>,
}

/// The HPA and the simulation of a folder, and what the command line says instead.
pub(super) fn input(
    paths: &[PathBuf],
    replaced: Replaced<'_>,
    settings: &SimulationSettings,
) -> Result<Input, Failure> {
    let assigned = roles::assign(files::named(paths)?)?;
    let mut input = Input::default();
    let mut is_described = false;
    for (role, source) in assigned {
        match role {
            Role::Hpa if replaced.hpa.is_none() => input.hpa(source)?,
            Role::Simulation if replaced.simulation.is_none() => {
                is_described = true;
                input.given_fields(source)?;
            }
            Role::Resources => input.given_data(role.field(), source)?,
            _ => {}
        }
    }
    if let Some(hpa) = replaced.hpa {
        input.text("hpa", hpa)?;
    }
    if let Some(simulation) = replaced.simulation {
        is_described = true;
        for source in files::named(&[simulation.to_owned()])? {
            input.given_fields(source)?;
        }
    }
    if !is_described {
        return Err(Failure::usage(
            "nothing says what is simulated: give the load and all else as simulation.yaml beside hpa.yaml (docs/simulate.md)",
        ));
    }
    for (field, value) in [("duration", &settings.duration), ("profile", &settings.profile)] {
        if let Some(value) = value {
            input.field(field, value.as_str());
        }
    }
    if let Some(seed) = settings.seed {
        input.field("seed", seed);
    }
    Ok(input)
}

/// Writes a file that was asked for.
pub(crate) fn save(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::usage(format!("cannot write {}: {error}", path.display())))
}

/// The measures, each with its unit.
fn figures(result: &Value) -> String {
    let none = Map::new();
    let measures = result.get("measures").and_then(Value::as_object).unwrap_or(&none);
    let row = |(field, what, unit): &(&str, &str, &str)| {
        let value = measures.get(*field)?.as_f64()?;
        Some(format!("{:>12}{unit:<2}  {what}\n", number(value)))
    };
    MEASURES.iter().filter_map(row).collect()
}

/// A figure with two digits behind the point, where it has any.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
}

fn events(result: &Value) -> String {
    let events = list(result, "events");
    let mut lines = String::new();
    for event in events.iter().take(EVENTS) {
        let at = terminal::time(event.get("seconds").and_then(Value::as_f64).unwrap_or_default());
        let count = event.get("count").and_then(Value::as_u64).unwrap_or(1);
        let often = if count > 1 { format!(" ({count} times)") } else { String::new() };
        let [about, reason, message] = ["about", "reason", "message"].map(|field| text(event, field));
        lines.push_str(&format!("{at:>8}  {about}  {reason}{often}  {message}\n"));
    }
    if let Some(more) = events.len().checked_sub(EVENTS).filter(|more| *more > 0) {
        lines.push_str(&format!("{:>8}  {more} more events\n", ""));
    }
    lines
}
