//! All HPAs of a namespace or a cluster, a few at a time: how each stands, the worst first.

use std::sync::Mutex;
use std::{iter, thread};

use serde_json::{Value, json};

use super::ask::Ask;
use super::gather::{gather_from, namespace};
use super::kubectl::Kubectl;
use super::standing::{Standing, State};
use super::{ClusterArguments, Gathered};
use crate::commands::{list, text};
use crate::failure::Failure;
use crate::progress::Progress;

/// How many HPAs are asked for at a time; each has a few processes that ask.
const AT_A_TIME: usize = 4;

/// Explains every HPA by what `explain` makes of it, and gives `{"hpas": […]}`, the worst first.
pub(crate) fn scan(
    cluster: &ClusterArguments,
    all_namespaces: bool,
    explain: impl Fn(&Gathered) -> Result<Value, Failure> + Sync,
) -> Result<Value, Failure> {
    let kubectl = Kubectl::new(cluster);
    let listed = hpas(&kubectl, cluster, all_namespaces)?;
    let progress = Progress::of(listed.len(), "HPAs");
    let workers = AT_A_TIME.min(listed.len());
    let listed = Mutex::new(listed.into_iter());
    let next = || listed.lock().ok()?.next();
    let row = |(namespace, name): (String, String)| {
        let standing = Standing::of(gather_from(&kubectl, &namespace, &name, cluster), &explain);
        progress.advance();
        (standing, namespace, name)
    };
    let work = || iter::from_fn(next).map(row).collect::<Vec<_>>();
    let mut rows: Vec<(Standing, String, String)> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|one| one.join().map_err(|_| stopped())).collect::<Result<Vec<_>, _>>()
    })?
    .into_iter()
    .flatten()
    .collect();
    rows.sort_by(|(a, a_in, a_is), (b, b_in, b_is)| (a.state, a_in, a_is).cmp(&(b.state, b_in, b_is)));
    let row = |(standing, namespace, name): (Standing, String, String)| {
        let Standing { state, current, desired, cause, missing } = standing;
        // What decided is no cause of anything.
        let cause = if state == State::Fine { String::new() } else { cause };
        json!({
            "namespace": namespace, "name": name, "state": state.name(), "currentReplicas": current,
            "desiredReplicas": desired, "cause": cause, "missing": missing,
        })
    };
    Ok(json!({ "hpas": rows.into_iter().map(row).collect::<Vec<_>>() }))
}

fn stopped() -> Failure {
    Failure::usage("the scan stopped before its end: please report it")
}

/// Namespaces and names.
fn hpas(
    kubectl: &Kubectl,
    cluster: &ClusterArguments,
    all_namespaces: bool,
) -> Result<Vec<(String, String)>, Failure> {
    const RESOURCE: &str = "horizontalpodautoscalers";
    let ask = if all_namespaces {
        Ask::new(
            "the HPAs of all namespaces",
            format!("/apis/autoscaling/v2/{RESOURCE}"),
            "list",
            ("autoscaling", RESOURCE, ""),
        )
    } else {
        let namespace = namespace(kubectl, cluster)?;
        let path = format!("/apis/autoscaling/v2/namespaces/{namespace}/{RESOURCE}");
        Ask::new(format!("the HPAs of {namespace}"), path, "list", ("autoscaling", RESOURCE, &namespace))
    };
    let cannot = |why: String| Failure::usage(format!("cannot list {}: {why}", ask.what));
    let answer = kubectl.raw(&ask.path).map_err(|refusal| cannot(ask.missing(&refusal).why.join("; ")))?;
    let answer: Value =
        serde_json::from_str(&answer).map_err(|error| cannot(format!("the answer is no JSON: {error}")))?;
    let named = |item: &Value| {
        let metadata = item.get("metadata")?;
        Some((text(metadata, "namespace").to_owned(), text(metadata, "name").to_owned()))
    };
    Ok(list(&answer, "items").iter().filter_map(named).collect())
}
