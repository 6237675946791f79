//! `hpa.steps` held to `hpa.reconcile`, on generated syncs: each threshold is where the same sync, with such samples, decides
//! otherwise.

mod samples {
    //! Answers and pods in which a metric has a value.

    use serde_json::{Map, Value, json};

    /// Gives the metric a value, milli: each of its samples, or the one whole.
    pub(super) fn set(metric: &Value, answer: &mut Value, milli: i64) {
        let quantity = json!(format!("{milli}m"));
        match metric["type"].as_str().unwrap() {
            "Resource" => {
                let resource = metric["resource"]["name"].as_str().unwrap();
                for pod in items(answer) {
                    let containers = pod["containers"].as_array_mut().into_iter().flatten();
                    let used = containers.filter(|container| container["usage"].get(resource).is_some());
                    for (index, container) in used.enumerate() {
                        container["usage"][resource] = if index == 0 { quantity.clone() } else { json!("0") };
                    }
                }
            }
            "ContainerResource" => {
                let source = &metric["containerResource"];
                for pod in items(answer) {
                    for container in pod["containers"].as_array_mut().into_iter().flatten() {
                        let named = container["name"] == source["container"] || source["container"] == "";
                        let resource = source["name"].as_str().unwrap();
                        if named && container["usage"].get(resource).is_some() {
                            container["usage"][resource] = quantity.clone();
                        }
                    }
                }
            }
            "External" => {
                for (index, item) in items(answer).enumerate() {
                    item["value"] = if index == 0 { quantity.clone() } else { json!("0") };
                }
            }
            _ => items(answer).for_each(|item| item["value"] = quantity.clone()),
        }
    }

    /// Makes every pod that counts ready, with a sample; for a value of no pods those that are failed or go are unready, too.
    pub(super) fn make_ready(metric: &Value, pods: &mut Value, answer: &mut Value, now: &Value) {
        let whole = matches!(metric["type"].as_str(), Some("Object" | "External"));
        for pod in items(pods) {
            let goes = pod["metadata"]["deletionTimestamp"].is_string() || pod["status"]["phase"] == "Failed";
            if goes && !whole {
                continue;
            }
            let status = &mut pod["status"];
            status["phase"] = json!("Running");
            status["startTime"] = json!("1970-01-01T00:00:00Z");
            status["conditions"] =
                json!([{"type": "Ready", "status": "True", "lastTransitionTime": "1970-01-01T00:00:00Z"}]);
            let name = pod["metadata"]["name"].clone();
            if whole {
                continue;
            }
            let sample = sample(metric, &name, now);
            let Some(list) = answer["items"].as_array_mut() else { continue };
            list.retain(|item| item["metadata"]["name"] != name && item["describedObject"]["name"] != name);
            list.push(sample);
        }
    }

    fn sample(metric: &Value, pod: &Value, now: &Value) -> Value {
        let source = match metric["type"].as_str().unwrap() {
            "Resource" => &metric["resource"],
            "ContainerResource" => &metric["containerResource"],
            _ => {
                let object = json!({"kind": "Pod", "namespace": "default", "name": pod, "apiVersion": "/v1"});
                return json!({"describedObject": object, "metric": {"name": "m"}, "timestamp": now, "value": "0"});
            }
        };
        let mut usage = Map::new();
        usage.insert(source["name"].as_str().unwrap().to_owned(), json!("0"));
        let container = source["container"].as_str().filter(|name| !name.is_empty()).unwrap_or("app");
        json!({
            "metadata": {"name": pod, "namespace": "default"}, "timestamp": now, "window": "1m0s",
            "containers": [{"name": container, "usage": usage}],
        })
    }

    fn items(list: &mut Value) -> impl Iterator<Item = &mut Value> {
        list["items"].as_array_mut().into_iter().flatten()
    }
}

use counterpoise::ops::call_value;
use counterpoise_tests::generate::{Area, Hpa, Random, Release, case};
use counterpoise_tests::sequence::Chain;
use counterpoise_tests::surface::Rust;
use serde_json::{Value, json};

const SEEDS: u64 = 24;

/// What one metric proposed at a sync, and what the sync asks for.
fn decided(sync: &Value, metric: usize) -> (Value, Value) {
    let decision =
        call_value(None, "hpa.reconcile", sync.clone()).unwrap_or_else(|error| panic!("{error:?}\n{sync}"));
    let steps = decision["steps"].as_array().unwrap();
    let step = steps.iter().filter(|step| step["step"] == "metric").nth(metric);
    (step.map_or(Value::Null, |step| step["proposal"].clone()), decision["desiredReplicas"].clone())
}

fn number(text: &Value) -> i64 {
    text.as_str().unwrap().parse().unwrap()
}

/// A generated sync with one of its metrics.
struct Varied {
    sync: Value,
    metrics: Vec<Value>,
    paths: Vec<String>,
    index: usize,
}

impl Varied {
    /// The sync with a value of the metric.
    fn at(&self, value: i64, all_ready: bool) -> Value {
        let mut sync = self.sync.clone();
        let metric = &self.metrics[self.index];
        let mut answer = sync["metrics"][&self.paths[self.index]].take();
        if all_ready {
            let now = sync["now"].clone();
            let mut pods = sync["pods"].take();
            samples::make_ready(metric, &mut pods, &mut answer, &now);
            sync["pods"] = pods;
        }
        samples::set(metric, &mut answer, value);
        sync["metrics"][&self.paths[self.index]] = answer;
        sync
    }

    /// Whether no other metric reads the same samples.
    fn alone(&self) -> bool {
        let path = &self.paths[self.index];
        self.paths.iter().filter(|other| *other == path).count() == 1
    }

    /// Holds a list of segments to syncs at their ends and at a value between.
    fn check(&self, steps: &Value, all_ready: bool, random: &mut Random<'_>) -> usize {
        let segments = steps["segments"].as_array().unwrap();
        let mut next = None;
        for pair in segments.windows(2) {
            assert_ne!(pair[0]["proposal"], pair[1]["proposal"], "{steps}");
        }
        let computes = self.computes();
        let looked: Vec<_> =
            segments.iter().enumerate().filter(|(index, _)| *index < 4 || random.percent(15)).collect();
        for segment in segments {
            let (from, to) = (number(&segment["from"]), number(&segment["to"]));
            assert!(from <= to && next.is_none_or(|next| next == from), "{steps}");
            next = Some(to.saturating_add(1));
        }
        for (_, segment) in &looked {
            let (from, to) = (number(&segment["from"]), number(&segment["to"]));
            let between = from + (random.bits() % ((to - from) as u64 + 1)) as i64;
            for value in [from, to, between] {
                let sync = self.at(value, all_ready);
                let (proposal, replicas) = decided(&sync, self.index);
                if !computes {
                    continue;
                }
                assert_eq!(segment["proposal"], proposal, "at {value}m of {segment}: {sync}");
                if self.alone() && !all_ready {
                    assert_eq!(segment["replicas"], replicas, "at {value}m of {segment}: {sync}");
                }
            }
        }
        looked.len()
    }

    /// Whether the sync looks at its metrics.
    fn computes(&self) -> bool {
        let decision = call_value(None, "hpa.reconcile", self.sync.clone()).unwrap();
        decision["steps"].as_array().unwrap().iter().any(|step| step["computesMetrics"] == true)
    }
}

#[test]
fn each_threshold_is_one_of_the_controller() {
    let (mut looked, mut counted_in) = (0, 0);
    for seed in 0..SEEDS {
        let mut random = Random::new(seed);
        let release = random.pick(&Release::ALL);
        let sequence = case(Area::Hpa(Hpa::Sequence, release), &mut random).input;
        let part = |name: &str| sequence[name].clone();
        let mut chain = Chain::new(part("hpa"), part("controller"), part("hpas"), part("profile"));
        let metrics = chain.metrics();
        for step in sequence["steps"].as_array().unwrap().iter().take(4) {
            let sync = chain.input(&mut Rust, step);
            let selector = &step["scale"]["status"]["selector"];
            let asked = call_value(None, "hpa.requests", json!({"hpa": sync["hpa"], "selector": selector}));
            if let Ok(asked) = asked {
                let paths: Vec<String> = asked["requests"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|request| request["path"].as_str().unwrap().to_owned())
                    .collect();
                for index in 0..metrics.len() {
                    let varied =
                        Varied { sync: sync.clone(), metrics: metrics.clone(), paths: paths.clone(), index };
                    let mut input = sync.clone();
                    input["metric"] = json!(index);
                    if random.percent(20) {
                        input["from"] = json!("3000");
                    }
                    let function = call_value(None, "hpa.steps", input).unwrap();
                    let (proposal, replicas) = decided(&sync, index);
                    assert_eq!(function["replicas"], replicas);
                    if function["error"].is_string() {
                        assert_eq!(proposal, Value::Null, "{function}");
                        continue;
                    }
                    if varied.computes() {
                        assert_eq!(function["present"]["proposal"], proposal, "{function}");
                    }
                    looked += varied.check(&function["steps"], false, &mut random);
                    if function["allReady"].is_object() {
                        counted_in += varied.check(&function["allReady"], true, &mut random);
                    }
                }
            }
            let _ = chain.sync(&mut Rust, step);
        }
    }
    assert!(looked > 200 && counted_in > 30, "{looked} segments, {counted_in} as if all were ready");
}
