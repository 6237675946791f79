//! What one sync of an HPA looks at, request by request.

use counterpoise::kube::ApiResourceList;
use counterpoise::ops::call_value;
use counterpoise::resources::Mapper;
use serde_json::{Map, Value, json};

use super::ask::{Ask, ask_all};
use super::kubectl::{Kubectl, Refusal};
use super::web::Web;
use super::{ClusterArguments, Gathered, Gathering, adapter, kept, prometheus};
use crate::clock;
use crate::commands::{list, text};
use crate::failure::Failure;
use crate::files::Source;
use crate::input;

/// The groups whose discovery lists metrics, not the cluster's resources.
const METRICS: [&str; 3] = ["metrics.k8s.io", "custom.metrics.k8s.io", "external.metrics.k8s.io"];

/// Gathers what there is. Without the HPA there is nothing to explain; whatever else is missing is told.
pub(crate) fn gather(name: &str, cluster: &ClusterArguments) -> Result<Gathered, Failure> {
    let kubectl = Kubectl::new(cluster);
    let namespace = namespace(&kubectl, cluster)?;
    gather_from(&kubectl, &namespace, name, cluster)
}

/// The namespace that is asked for, or that of the context.
pub(super) fn namespace(kubectl: &Kubectl, cluster: &ClusterArguments) -> Result<String, Failure> {
    if let Some(namespace) = &cluster.namespace {
        return Ok(namespace.clone());
    }
    match kubectl.namespace() {
        Ok(namespace) if !namespace.trim().is_empty() => Ok(namespace.trim().to_owned()),
        Ok(_) => Ok("default".to_owned()),
        Err(refusal) => Err(Failure::usage(refusal.message())),
    }
}

/// As [`gather`], of one cluster and namespace.
pub(super) fn gather_from(
    kubectl: &Kubectl,
    namespace: &str,
    name: &str,
    cluster: &ClusterArguments,
) -> Result<Gathered, Failure> {
    let mut gathering = Gathering { kubectl, missing: Vec::new() };
    let (hpa, mut others) = hpas(&mut gathering, namespace, name)?;
    let resources = discovery(&mut gathering);
    let mapper = mapper(resources.as_ref());

    let reference = hpa.pointer("/spec/scaleTargetRef").cloned().unwrap_or_default();
    let scale = scale(&mut gathering, &mapper, &reference, namespace);
    let selector = scale.pointer("/status/selector").and_then(Value::as_str).unwrap_or_default().to_owned();
    selectors(&mut gathering, &mapper, &mut others, namespace, &reference);

    let pods = if selector.is_empty() { None } else { pods(&mut gathering, namespace, &selector) };
    let events = events(&mut gathering, namespace, name);
    let mut asked = json!({ "hpa": hpa, "selector": selector });
    if let Some(pods) = &pods {
        asked["pods"] = kept::pods(pods);
    }
    if let Some(resources) = &resources {
        asked["resources"] = resources.clone();
    }
    // An HPA of which nothing can be asked is explained as that.
    let asked = call_value(None, "hpa.requests", asked).unwrap_or_default();
    let mut paths: Vec<String> =
        list(&asked, "requests").iter().map(|request| text(request, "path").to_owned()).collect();
    paths.dedup();
    let mut metrics = answers(&mut gathering, &paths, namespace);

    let config = match &cluster.adapter_config {
        Some(file) => Some(input::text(&file.display().to_string(), std::fs::File::open(file))?),
        None => {
            needs_adapter(&paths).and_then(|is_external| adapter::configuration(&mut gathering, is_external))
        }
    };
    let now = clock::now();
    let mut files = Vec::new();
    if let Some(config) = config {
        if let Some(server) = server(cluster) {
            let objects = asked.get("objects").cloned().unwrap_or_else(|| json!([]));
            let (resources, objects) = (resources.as_ref(), &objects);
            let asked = prometheus::Asked { config: &config, resources, objects, paths: &paths, now: &now };
            if let Some(told) = prometheus::ask(&mut gathering, &server, &asked) {
                // What the rules make of an answer is told in place of what the metrics API said.
                metrics.retain(|path, _| !told.response.contains_key(path));
                files.push(file("series.json", &told.series));
                files.push(file("response.json", &told.response.into()));
            }
        }
        files.push(Source { name: "config.yaml".to_owned(), text: config, is_file: false });
    }
    files.push(file("hpa.json", &kept::hpa(&hpa)));
    files.push(file("scale.json", &scale));
    if let Some(pods) = &pods {
        files.push(file("pods.json", &kept::pods(pods)));
    }
    if let Some(resources) = &resources {
        files.push(file("resources.json", resources));
    }
    if !metrics.is_empty() {
        files.push(file("metrics.json", &metrics.into()));
    }
    let mut scenario = json!({ "now": now });
    if !others.is_empty() {
        scenario["hpas"] = others.into();
    }
    files.push(file("scenario.json", &scenario));
    Ok(Gathered { files, hpa, events, missing: gathering.missing })
}

/// The Prometheus that the arguments name.
fn server(cluster: &ClusterArguments) -> Option<prometheus::Server<'_>> {
    let web = |url: &String| prometheus::Server::Web(Web::new(url, cluster.request_timeout));
    cluster
        .prometheus
        .as_ref()
        .map(web)
        .or(cluster.prometheus_service.as_ref().map(prometheus::Server::Service))
}

fn file(name: &str, value: &Value) -> Source {
    Source { name: name.to_owned(), text: format!("{value:#}\n"), is_file: false }
}

/// The HPA, and the others of its namespace: one request where they may be listed.
fn hpas(gathering: &mut Gathering<'_>, namespace: &str, name: &str) -> Result<(Value, Vec<Value>), Failure> {
    let path = format!("/apis/autoscaling/v2/namespaces/{namespace}/horizontalpodautoscalers");
    let right = ("autoscaling", "horizontalpodautoscalers", namespace);
    let one = Ask::new(format!("the HPA {namespace}/{name}"), format!("{path}/{name}"), "get", right);
    let all = Ask::new(format!("other HPAs of {namespace}"), path, "list", right);
    let hpa = match gathering.kubectl.raw(&one.path) {
        Ok(answer) => gathering.read(&one, &answer),
        Err(refusal) => {
            let missing = one.missing(&refusal);
            return Err(Failure::usage(format!("cannot read {}: {}", missing.what, missing.why.join("; "))));
        }
    };
    let Some(hpa) = hpa.filter(Value::is_object) else {
        return Err(Failure::usage(format!("cannot read {}: the answer is no HPA", one.what)));
    };
    let listed = gathering.one(&all).unwrap_or_default();
    let others = list(&listed, "items")
        .iter()
        .filter(|other| other.pointer("/metadata/name").and_then(Value::as_str) != Some(name))
        .map(|other| {
            let mut other = other.clone();
            // Items of a list have neither.
            other["apiVersion"] = "autoscaling/v2".into();
            other["kind"] = "HorizontalPodAutoscaler".into();
            json!({ "hpa": kept::hpa(&other) })
        })
        .collect();
    Ok((hpa, others))
}

/// The cluster's resources; `None` where discovery does not answer, and Kubernetes' own serve.
fn discovery(gathering: &mut Gathering<'_>) -> Option<Value> {
    let groups = gathering.one(&Ask::open("discovery", "/apis"))?;
    let versions = list(&groups, "groups").iter().filter(|group| !METRICS.contains(&text(group, "name")));
    let versions = versions.filter_map(|group| group.pointer("/preferredVersion/groupVersion")?.as_str());
    let mut asks = vec![Ask::open("discovery of v1", "/api/v1")];
    asks.extend(
        versions.map(|version| Ask::open(format!("discovery of {version}"), format!("/apis/{version}"))),
    );
    let answers = ask_all(gathering.kubectl, &asks);
    let mut lists = Vec::with_capacity(asks.len());
    for (ask, answer) in asks.iter().zip(answers) {
        match answer {
            Ok(answer) => lists.extend(gathering.read(ask, &answer)),
            Err(refusal) => gathering.missing.push(ask.missing(&refusal)),
        }
    }
    Some(Value::Array(lists))
}

fn mapper(resources: Option<&Value>) -> Mapper {
    let lists: Option<Vec<ApiResourceList>> =
        resources.and_then(|lists| counterpoise::kube::from_str(&lists.to_string()).ok());
    lists.and_then(|lists| Mapper::from_lists(&lists).ok()).unwrap_or_else(Mapper::builtin)
}

/// What to ask for the scale of a target: its resource as the cluster lists its kind.
fn scale_of(mapper: &Mapper, reference: &Value, namespace: &str) -> Option<Ask> {
    let version = text(reference, "apiVersion");
    let (kind, name) = (text(reference, "kind"), text(reference, "name"));
    let (group, _) = version.split_once('/').unwrap_or(("", version));
    let builtin = Mapper::builtin_ref();
    let mut known = mapper.resources().chain(builtin.resources());
    let info = known.find(|info| info.kind == kind && info.group == group && !info.resource.contains('/'))?;
    let begin = if group.is_empty() { "/api" } else { "/apis" };
    let resource = &info.resource;
    let path = format!("{begin}/{version}/namespaces/{namespace}/{resource}/{name}/scale");
    let right = format!("{resource}/scale");
    Some(Ask::new(format!("the scale of {kind}/{name}"), path, "get", (group, &right, namespace)))
}

/// The scale of the target, or why there is none, as the controller is told it.
fn scale(gathering: &mut Gathering<'_>, mapper: &Mapper, reference: &Value, namespace: &str) -> Value {
    let Some(ask) = scale_of(mapper, reference, namespace) else {
        let (kind, version) = (text(reference, "kind"), text(reference, "apiVersion"));
        gathering.miss("the scale of the target", &format!("the cluster lists no kind {kind} of {version}"));
        return json!({ "error": format!("no matches for kind \"{kind}\" in group \"{version}\"") });
    };
    match gathering.kubectl.raw(&ask.path) {
        Ok(answer) => match gathering.read(&ask, &answer) {
            Some(scale) => kept::scale(&scale),
            None => json!({ "error": "the answer is no JSON" }),
        },
        Err(refusal) => {
            gathering.missing.push(ask.missing(&refusal));
            json!({ "error": refusal.message() })
        }
    }
}

/// The selectors of the scales of other HPAs' targets: two HPAs may select the same pods.
fn selectors(
    gathering: &mut Gathering<'_>,
    mapper: &Mapper,
    others: &mut [Value],
    namespace: &str,
    own: &Value,
) {
    let asks: Vec<(usize, Ask)> = others
        .iter()
        .enumerate()
        .filter_map(|(index, other)| {
            let reference =
                other.pointer("/hpa/spec/scaleTargetRef").filter(|reference| *reference != own)?;
            Some((index, scale_of(mapper, reference, namespace)?))
        })
        .collect();
    let (places, asks): (Vec<usize>, Vec<Ask>) = asks.into_iter().unzip();
    for ((index, ask), answer) in places.into_iter().zip(&asks).zip(ask_all(gathering.kubectl, &asks)) {
        match answer {
            Ok(answer) => {
                let scale = gathering.read(ask, &answer).unwrap_or_default();
                let selector = scale.pointer("/status/selector").cloned();
                if let (Some(selector), Some(other)) = (selector, others.get_mut(index)) {
                    other["selector"] = selector;
                }
            }
            // The target of another HPA may be gone.
            Err(Refusal::NotFound(_)) => {}
            Err(refusal) => gathering.missing.push(ask.missing(&refusal)),
        }
    }
}

fn encoded(text: &str) -> impl std::fmt::Display + '_ {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
}

fn pods(gathering: &mut Gathering<'_>, namespace: &str, selector: &str) -> Option<Value> {
    let path = format!("/api/v1/namespaces/{namespace}/pods?labelSelector={}", encoded(selector));
    gathering.one(&Ask::new(format!("pods of {namespace}"), path, "list", ("", "pods", namespace)))
}

/// The events of the HPA, the newest first.
fn events(gathering: &mut Gathering<'_>, namespace: &str, name: &str) -> Vec<Value> {
    let fields = format!("involvedObject.kind=HorizontalPodAutoscaler,involvedObject.name={name}");
    let path = format!("/api/v1/namespaces/{namespace}/events?fieldSelector={}", encoded(&fields));
    let ask =
        Ask::new(format!("events of the HPA {namespace}/{name}"), path, "list", ("", "events", namespace));
    let mut events = list(&gathering.one(&ask).unwrap_or_default(), "items").to_vec();
    let last = |event: &Value| text(event, "lastTimestamp").to_owned();
    events.sort_by_key(|event| std::cmp::Reverse(last(event)));
    events
}

/// What the metrics APIs answer; an error is an answer, too: the controller gets the same.
fn answers(gathering: &mut Gathering<'_>, paths: &[String], namespace: &str) -> Map<String, Value> {
    let asks: Vec<Ask> = paths
        .iter()
        .map(|path| {
            let group = METRICS.into_iter().find(|group| path.starts_with(&format!("/apis/{group}/")));
            let plain = path.split('?').next().unwrap_or_default();
            let behind = plain.split("/namespaces/").nth(1).and_then(|rest| rest.split_once('/'));
            let resource = match (group, behind) {
                (Some("custom.metrics.k8s.io"), Some((_, rest))) => {
                    let mut parts = rest.split('/');
                    format!("{}/{}", parts.next().unwrap_or_default(), parts.nth(1).unwrap_or_default())
                }
                (_, Some((_, rest))) => rest.to_owned(),
                (_, None) => plain.rsplit('/').next().unwrap_or_default().to_owned(),
            };
            let right = (group.unwrap_or_default(), resource.as_str(), namespace);
            Ask::new(format!("the metrics API's answer to {path}"), path, "get", right)
        })
        .collect();
    let mut answered = Map::new();
    for (ask, answer) in asks.iter().zip(ask_all(gathering.kubectl, &asks)) {
        let answer = match answer {
            Ok(answer) => gathering.read(ask, &answer),
            // The controller has rights of its own, and a time of its own.
            Err(refusal @ (Refusal::Forbidden(_) | Refusal::TimedOut(_) | Refusal::NoKubectl(_))) => {
                gathering.missing.push(ask.missing(&refusal));
                None
            }
            Err(refusal) => Some(json!({ "error": refusal.message() })),
        };
        if let Some(answer) = answer {
            answered.insert(ask.path.clone(), answer);
        }
    }
    answered
}

/// Whether an adapter answers any of the requests: `true` where only the external API is asked.
fn needs_adapter(paths: &[String]) -> Option<bool> {
    let asks = |group: &str| paths.iter().any(|path| path.starts_with(&format!("/apis/{group}/")));
    if asks("custom.metrics.k8s.io") {
        return Some(false);
    }
    asks("external.metrics.k8s.io").then_some(true)
}
