use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use counterpoise::budget::Budget;
use counterpoise::limits::Limits;
use counterpoise::ops::simulate::Prepared;
use counterpoise::simulate::compare::Course;
use counterpoise::simulate::tune::{Answer, Cost, Demand, Goal, GoalName, Trial, Tuner, Vary};
use serde_json::{Value, json};

use super::compare::table;
use super::simulate::{Replaced, input, number};
use crate::args::{Least, TuneArguments, Varied};
use crate::document::Document;
use crate::failure::Failure;
use crate::output;
use crate::progress::Progress;

/// `counterpoise tune`: settings that meet a goal at the least cost.
pub(crate) fn tune(options: &TuneArguments) -> Result<ExitCode, Failure> {
    let goal = goal(options)?;
    let (given, documents) =
        input(&options.simulated.paths, Replaced::default(), &options.simulated.settings)?.into_parts();
    let (prepared, limits) = match Prepared::from_json(&given.to_string()) {
        Ok(read) => read,
        Err(error) => return Err(Failure::new(error, documents)),
    };
    let side = prepared.side();
    if matches!(side.course, Course::Recorded(_)) {
        let message = "recorded syncs are as they were, whatever is set: give a workload (docs/simulate.md)";
        return Err(Failure::usage(message));
    }
    let seed = options.simulated.settings.seed.unwrap_or_default();
    let mut tuner = Tuner::new(&side.setup, goal.clone(), vary(options), options.simulations, seed);
    if !tuner.can_vary() {
        return Err(Failure::usage("nothing of what --vary names can be set otherwise in this HPA"));
    }
    search(&mut tuner, (&prepared, limits), documents)?;
    let Some(answer) = tuner.answer() else {
        return Err(Failure::usage("stopped before the HPA itself was simulated"));
    };
    let mut result = serde_json::to_value(&answer).map_err(|error| Failure::usage(error.to_string()))?;
    result["name"] = json!(prepared.hpa().metadata.name);
    output::print(&result, options.output.output, |result| told(&answer, result, &goal))?;
    // Who stops it knows that there may be better ones.
    Ok(if answer.meets || !answer.ended { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Simulates one candidate after the other, until the search ends or Ctrl-C stops it. The first is the HPA itself, whose error is told.
fn search(
    tuner: &mut Tuner,
    (prepared, limits): (&Prepared, Limits),
    documents: Vec<Document>,
) -> Result<(), Failure> {
    let stopped = Arc::new(AtomicBool::new(false));
    let handler = {
        let stopped = Arc::clone(&stopped);
        // Whoever asks a second time does not want to wait for the simulation that runs.
        move || {
            if stopped.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
        }
    };
    ctrlc::set_handler(handler)
        .map_err(|error| Failure::usage(format!("cannot watch for Ctrl-C: {error}")))?;
    let progress = Progress::of(tuner.most(), "candidates");
    while !stopped.load(Ordering::SeqCst)
        && let Some(candidate) = tuner.candidate()
    {
        let mut side = prepared.side_of(candidate.clone());
        side.setup = tuner.setup(&side.setup, candidate);
        match side.run(&Budget::new(limits)) {
            Err(error) if tuner.done() == 0 => return Err(Failure::new(error, documents)),
            simulated => tuner.tell(simulated.ok().as_ref()),
        }
        progress.advance();
    }
    Ok(())
}

fn goal(options: &TuneArguments) -> Result<Goal, Failure> {
    let goal = Goal {
        keep_under: options.keep_under.map(|percent| percent.0),
        over_at_most: options.over_at_most.0 / 100.0,
        at_most_changes: options.at_most_changes.map(|rate| rate.0),
        at_most_dropped: options.at_most_dropped.map(|dropped| dropped.0),
        least: match options.least {
            Least::PodHours => Cost::PodHours,
            Least::ReplicaHours => Cost::ReplicaHours,
            Least::Changes => Cost::Changes,
        },
    };
    if goal.keep_under.is_none() && goal.at_most_changes.is_none() && goal.at_most_dropped.is_none() {
        return Err(Failure::usage(
            "nothing says what is to be kept: give --keep-under, --at-most-changes or --at-most-dropped",
        ));
    }
    Ok(goal)
}

fn vary(options: &TuneArguments) -> Vary {
    let may = |what| options.vary.contains(&what);
    Vary {
        target: may(Varied::Target),
        window: may(Varied::Window),
        policies: may(Varied::Policies),
        bounds: may(Varied::Bounds),
    }
}

/// The answer for people.
fn told(answer: &Answer, result: &Value, goal: &Goal) -> String {
    let count = answer.simulations;
    let mut text = match (answer.meets, answer.changes.is_empty()) {
        (true, true) => {
            format!("The HPA meets the goal as it is, and none of {count} candidates is better.\n")
        }
        (true, false) => format!("The best of {count} candidates meets the goal.\n"),
        (false, _) => format!("None of {count} candidates meets the goal; the nearest one:\n"),
    };
    if !answer.ended {
        text.push_str("The search was stopped: this is the best so far.\n");
    }
    text.push('\n');
    let rows: Vec<_> = answer
        .start
        .demands
        .iter()
        .zip(&answer.best.demands)
        .map(|(before, after)| {
            let short = if after.met {
                String::new()
            } else {
                format!("by {} too much", number(after.value - after.limit))
            };
            vec![
                name(after.goal, goal),
                number(before.value),
                number(after.value),
                number(after.limit),
                short,
            ]
        })
        .collect();
    text.push_str(&output::table(&["goal", "before", "after", "at most", ""], &rows));
    text.push('\n');
    let [start, best] = ["start", "best"].map(|which| &result[which]["measures"]);
    text.push_str(&table(["before", "after"], start, best));
    if answer.changes.is_empty() {
        return text;
    }
    text.push_str("\nWhat each field buys: what there would be with it as it was.\n");
    for change in &answer.changes {
        let without = change.without.as_ref().map(|without| buys(&answer.best, without, goal));
        let without = without.unwrap_or_else(|| "not simulated".to_owned());
        text.push_str(&format!("  {}: {} -> {}\n    {without}\n", change.path, change.from, change.to));
    }
    let patch = serde_saphyr::to_string(&answer.patch).unwrap_or_default();
    let name = result.get("name").and_then(Value::as_str).unwrap_or_default();
    text.push_str(&format!(
        "\nkubectl patch hpa {name} --type merge --patch-file patch.yaml, of which patch.yaml is:\n\n{patch}"
    ));
    text
}

/// What is worse without a field.
fn buys(best: &Trial, without: &Trial, goal: &Goal) -> String {
    let missed: Vec<_> = without
        .demands
        .iter()
        .filter(|demand| !demand.met)
        .map(|Demand { goal: of, value, limit, .. }| {
            format!("{} {}, at most {}", name(*of, goal), number(*value), number(*limit))
        })
        .collect();
    let cost = match goal.least {
        Cost::PodHours => "hours of pods",
        Cost::ReplicaHours => "hours of replicas",
        _ => "changes",
    };
    let mut told = vec![format!("{} {cost} in the place of {}", number(without.cost), number(best.cost))];
    let changes = (without.measures.changes, best.measures.changes);
    if changes.0 != changes.1 {
        told.push(format!("{} changes in the place of {}", changes.0, changes.1));
    }
    told.extend(missed.into_iter().map(|missed| format!("misses the goal: {missed}")));
    told.join("; ")
}

fn name(of: GoalName, goal: &Goal) -> String {
    match of {
        GoalName::KeepUnder => format!("seconds over {}%", number(goal.keep_under.unwrap_or_default())),
        GoalName::AtMostChanges => "changes an hour".to_owned(),
        _ => "requests dropped".to_owned(),
    }
}
