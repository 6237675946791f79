//! Partial names of resources, and the lists of clusters whose groups, plurals, singulars and kinds get in each other's way.

use serde_json::{Map, Value, json};

use super::{Case, Random, case_of};

const GROUPS: &[&str] =
    &["", "", "apps", "app", "batch", "a.io", "a.io.b", "networking.k8s.io", "extensions", "apps.x"];
const VERSIONS: &[&str] = &["v1", "v1", "v2", "v1beta1", "v1alpha1", "v2beta1"];
/// Plural, singular and kind; a singular may be absent.
const LISTED: &[(&str, &str, &str)] = &[
    ("pods", "pod", "Pod"),
    ("pods", "", "Pod"),
    ("deployments", "deployment", "Deployment"),
    ("jobs", "job", "Job"),
    ("ingresses", "ingress", "Ingress"),
    ("policies", "policy", "Policy"),
    ("policies", "", "Policy"),
    ("endpoints", "endpoints", "Endpoints"),
    ("endpoints", "", "Endpoints"),
    ("things", "thing", "Thing"),
    ("things", "word", "Thing"),
    ("word", "other", "Word"),
    ("words", "", "Word"),
    ("class", "", "Class"),
    ("podlists", "", "PodList"),
    ("others", "pod", "Other"),
    ("pods/log", "", "Pod"),
    ("deployments/scale", "", "Scale"),
    ("lists", "list", "List"),
    ("metrics", "", "Pod"),
    ("Mixed", "", "Mixed"),
    ("kubernetes", "", "Kubernetes"),
];
/// Names that mean something in every cluster's lists, or nearly do.
const BUILTIN: &[&str] = &[
    "pods",
    "pod",
    "Pod",
    "services",
    "Node",
    "namespaces",
    "job",
    "jobs",
    "cronjob",
    "deployment",
    "deployments",
    "events",
    "event",
    "horizontalpodautoscalers",
    "ingress",
    "ingresses",
    "networkpolicies",
    "networkpolicy",
    "endpoints",
    "endpoint",
    "podlist",
    "podlists",
    "lists",
    "list",
    "servicelist",
    "componentstatuses",
    "componentstatus",
    "ReplicaSet",
    "po",
    "deploy",
    "svc",
    "pods/log",
    "csinodes",
    "lease",
    "role",
    "priorityclass",
    "apiservice",
    "tokenreviews",
    "storageclasses",
    "",
    "widgets",
    "Ingresses",
    "resourceclaim",
    "binding",
    "DeploymentList",
    "endpointslist",
    "endpointslists",
];
const BUILTIN_GROUPS: &[&str] = &[
    "apps",
    "a",
    "batch",
    "b",
    "networking.k8s.io",
    "networking",
    "n",
    "autoscaling",
    "policy",
    "storage.k8s.io",
    "s",
    "events.k8s.io",
    "e",
    "extensions",
    "core",
    "v1",
    "apps.",
    "apps.k8s.io",
    "authentication",
    "k8s.io",
    "discovery.k8s",
];

/// One name to look for.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    if random.percent(40) {
        let name = random.pick(BUILTIN).to_owned() + &group(random, BUILTIN_GROUPS, 20);
        return case_of("resources.find", &[("resource", json!(name))]);
    }
    let lists = lists(random);
    // Mostly one that is listed.
    let (mut row, mut of) = (random.pick(LISTED), String::new());
    if random.percent(75)
        && let Some((group, resource)) = listed(random, &lists)
    {
        (row, of) = (resource, group);
    }
    let (plural, singular, kind) = row;
    let mut name = match random.below(12) {
        0..=4 => plural.to_owned(),
        5..=7 => singular.to_owned(),
        8 | 9 => kind.to_owned(),
        10 => format!("{}lists", kind.to_lowercase()),
        _ => random.pick(BUILTIN).to_owned(),
    };
    if random.percent(10) {
        name = name.to_uppercase();
    }
    name += &match random.below(10) {
        0 | 1 => group(random, GROUPS, 100),
        2 | 3 => group(random, &[&of], 100),
        _ => String::new(),
    };
    case_of("resources.find", &[("resource", json!(name)), ("resources", lists)])
}

/// One of the resources of some lists, with its group.
fn listed(
    random: &mut Random<'_>,
    lists: &Value,
) -> Option<(String, (&'static str, &'static str, &'static str))> {
    let lists = lists.as_array()?;
    let list = lists.get(random.below(lists.len()))?;
    let resources = list["resources"].as_array()?;
    let name = resources.get(random.below(resources.len()))?["name"].as_str()?;
    let group = list["groupVersion"].as_str()?.split_once('/').map_or("", |(group, _)| group);
    Some((group.to_owned(), LISTED.iter().copied().find(|(plural, ..)| *plural == name)?))
}

/// A cluster's lists: each version of a group once, and in it each plural once.
fn lists(random: &mut Random<'_>) -> Value {
    let mut lists = Map::new();
    for _ in 0..=random.up_to(4) {
        let (group, version) = (random.pick(GROUPS), random.pick(VERSIONS));
        let group_version = if group.is_empty() { version.to_owned() } else { format!("{group}/{version}") };
        let mut resources = Map::new();
        for _ in 0..random.up_to(6) {
            let (plural, singular, kind) = random.pick(LISTED);
            // A kind has one scope in a version.
            let namespaced = !matches!(kind, "Thing" | "Class");
            let resource = json!({
                "name": plural, "singularName": singular, "kind": kind, "namespaced": namespaced, "verbs": [],
            });
            resources.insert(plural.to_owned(), resource);
        }
        let resources: Vec<_> = resources.into_iter().map(|(_, resource)| resource).collect();
        lists.insert(group_version.clone(), json!({ "groupVersion": group_version, "resources": resources }));
    }
    let mut lists: Vec<_> = lists.into_iter().map(|(_, list)| list).collect();
    // The order of groups and versions counts.
    for at in (1..lists.len()).rev() {
        lists.swap(at, random.below(at + 1));
    }
    json!(lists)
}

/// A group behind its dot, whole or a beginning of it; mostly none.
fn group(random: &mut Random<'_>, of: &[&str], percent: usize) -> String {
    if !random.percent(percent) {
        return String::new();
    }
    let group = random.pick(of);
    let most = if random.percent(40) { random.up_to(group.len()) } else { group.len() };
    format!(".{}", &group[..most])
}
