//! A target's pods and what the metrics APIs answer about them, as they change from sync to sync.

use serde_json::{Value, json};

use super::{Random, fields, instant};

/// A pod, but for its sample.
#[derive(Debug, Clone)]
struct Pod {
    name: String,
    born: f64,
    ready: bool,
    changed: f64,
    shape: Value,
    /// What makes it unlike a running pod.
    phase: &'static str,
}

/// The pods of a target.
#[derive(Debug)]
pub(super) struct Cluster {
    pods: Vec<Pod>,
    named: usize,
    /// The spec of its pods.
    template: Value,
    /// Usage in parts of the requests, or of a target.
    load: f64,
    /// Per cent of pods that are in some way odd.
    oddly: usize,
}

/// The most pods that are made; a target with more has some that nobody sees.
const MOST: i64 = 12;

impl Cluster {
    pub(super) fn new(random: &mut Random<'_>) -> Self {
        Self {
            pods: Vec::new(),
            named: 0,
            template: template(random),
            load: random.pick(&[0.2, 0.5, 0.8, 1.0, 1.1, 1.5, 2.0, 4.0]),
            oddly: random.pick(&[0, 0, 10, 40]),
        }
    }

    /// Goes on to a sync: pods come and go until there are so many, some become ready, and the load changes.
    pub(super) fn step(&mut self, random: &mut Random<'_>, now: f64, replicas: i64) {
        let wanted = replicas.clamp(0, MOST) as usize;
        self.pods.truncate(wanted + usize::from(random.percent(10)));
        while self.pods.len() < wanted {
            let born = now - random.pick(&[1.0, 5.0, 31.0, 90.0, 299.0, 300.0, 301.0, 4000.0]);
            let pod = Pod {
                name: format!("web-{}", self.named),
                born,
                ready: random.percent(80),
                changed: born + random.pick(&[0.0, 1.0, 29.0, 30.0, 31.0, 60.0]),
                shape: if random.percent(self.oddly) { template(random) } else { self.template.clone() },
                phase: "Running",
            };
            self.named += 1;
            self.pods.push(pod);
        }
        for pod in &mut self.pods {
            if random.percent(self.oddly / 2) {
                pod.phase =
                    random.pick(&["Pending", "Running", "Failed", "Succeeded", "Unknown", "Deleted", ""]);
            }
            if random.percent(15) {
                pod.ready = !pod.ready;
                pod.changed = now - random.pick(&[0.0, 1.0, 10.0, 30.0]);
            }
        }
        if random.percent(60) {
            self.load *= random.pick(&[0.0, 0.3, 0.5, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2, 2.0, 5.0]);
            if self.load < 0.01 {
                self.load = random.pick(&[0.0, 0.5, 1.0]);
            }
            self.load = self.load.min(1e4);
        }
    }

    /// The pods as a list.
    pub(super) fn list(&self, random: &mut Random<'_>, now: f64) -> Value {
        let items: Vec<_> = self.pods.iter().map(|pod| object(random, pod, now, self.oddly)).collect();
        json!({ "apiVersion": "v1", "kind": "PodList", "items": items })
    }

    /// What a metrics API answers for a metric of the spec.
    pub(super) fn answer(&self, random: &mut Random<'_>, metric: &Value, now: f64) -> Value {
        let broken = 3 + self.oddly / 4;
        if random.percent(broken) {
            let message = random.pick(&[
                "connection refused",
                "the server could not find the metric for pods",
                "a \"b\" <c>",
            ]);
            return json!({ "error": message });
        }
        let empty = random.percent(broken);
        match metric["type"].as_str().unwrap_or_default() {
            "Resource" | "ContainerResource" => self.usage(random, now, empty),
            "Pods" => self.values(random, metric, now, empty),
            "Object" => {
                let count = if random.percent(broken) { random.up_to(2) } else { 1 };
                let items: Vec<_> = (0..count)
                    .map(|_| self.value(random, metric, "object", "x", now, self.pods.len()))
                    .collect();
                json!({ "apiVersion": "custom.metrics.k8s.io/v1beta2", "kind": "MetricValueList", "items": items })
            }
            _ => {
                let count = if empty { 0 } else { 1 + random.below(3) * random.up_to(1) };
                let items: Vec<_> = (0..count)
                    .map(|_| {
                        let amount = self.amount(random, metric, "external", self.pods.len());
                        json!({ "metricName": "m", "metricLabels": {}, "timestamp": instant(now), "value": amount })
                    })
                    .collect();
                json!({ "apiVersion": "external.metrics.k8s.io/v1beta1", "kind": "ExternalMetricValueList", "items": items })
            }
        }
    }

    /// The names of pods that have a sample, and sometimes of one that is not there.
    fn sampled(&self, random: &mut Random<'_>) -> Vec<String> {
        let mut names: Vec<_> = self
            .pods
            .iter()
            .filter(|_| !random.percent(self.oddly / 3))
            .map(|pod| pod.name.clone())
            .collect();
        if random.percent(self.oddly / 3) {
            names.push(random.pick(&["gone", "web-0"]).to_owned());
        }
        names
    }

    fn usage(&self, random: &mut Random<'_>, now: f64, empty: bool) -> Value {
        let names = if empty { Vec::new() } else { self.sampled(random) };
        let items: Vec<_> = names
            .iter()
            .map(|name| {
                let container = |name: &str, random: &mut Random<'_>| {
                    let spread = random.pick(&[1.0, 1.0, 1.0, 0.9, 1.1, 0.5]);
                    let cpu = (self.load * spread * 100.0 * 1e6) as i64;
                    let memory = (self.load * spread * 64.0 * 1024.0) as i64;
                    let mut usage =
                        vec![("cpu", json!(format!("{cpu}n"))), ("memory", json!(format!("{memory}Ki")))];
                    if random.percent(self.oddly / 8) {
                        usage.remove(random.below(2));
                    }
                    json!({ "name": name, "usage": fields(usage) })
                };
                let mut containers = vec![container("app", random)];
                if random.percent(25) {
                    containers.push(container("sidecar", random));
                }
                if random.percent(self.oddly / 10) {
                    containers.clear();
                }
                json!({
                    "metadata": { "name": name, "namespace": "default" },
                    "timestamp": instant(now - random.pick(&[0.0, 5.0, 15.0, 30.0, 61.0])),
                    "window": random.pick(&["15s", "30s", "1m0s", "0s", "20.2s"]),
                    "containers": containers,
                })
            })
            .collect();
        json!({ "apiVersion": "metrics.k8s.io/v1beta1", "kind": "PodMetricsList", "items": items })
    }

    fn values(&self, random: &mut Random<'_>, metric: &Value, now: f64, empty: bool) -> Value {
        let names = if empty { Vec::new() } else { self.sampled(random) };
        let items: Vec<_> =
            names.iter().map(|name| self.value(random, metric, "pods", name, now, 1)).collect();
        json!({ "apiVersion": "custom.metrics.k8s.io/v1beta2", "kind": "MetricValueList", "items": items })
    }

    fn value(
        &self,
        random: &mut Random<'_>,
        metric: &Value,
        source: &str,
        name: &str,
        now: f64,
        of: usize,
    ) -> Value {
        json!({
            "describedObject": { "kind": "Pod", "namespace": "default", "name": name, "apiVersion": "/v1" },
            "metric": { "name": "m", "selector": null },
            "timestamp": instant(now - random.pick(&[0.0, 10.0])),
            "value": self.amount(random, metric, source, of),
        })
    }

    /// An amount at the load of the target, of so many pods where the target is for each.
    fn amount(&self, random: &mut Random<'_>, metric: &Value, source: &str, of: usize) -> String {
        if random.percent(2) {
            return random
                .pick(&[
                    "0",
                    "-1",
                    "9223372036854775",
                    "9223372036854775807",
                    "1n",
                    "-9223372036854775",
                    "1e15",
                ])
                .to_owned();
        }
        let target = &metric[source]["target"];
        let text = target["averageValue"].as_str().or_else(|| target["value"].as_str()).unwrap_or("10");
        let target = text.parse::<counterpoise::Quantity>().map_or(10.0, |quantity| quantity.as_f64());
        let count = if metric[source]["target"]["averageValue"].is_string() { of.max(1) as f64 } else { 1.0 };
        let spread = random.pick(&[1.0, 1.0, 1.0, 0.9, 1.1, 0.5]);
        let milli = (target * count * self.load * spread * 1000.0).clamp(-9e17, 9e17) as i64;
        if random.percent(30) && milli % 1000 == 0 { (milli / 1000).to_string() } else { format!("{milli}m") }
    }
}

/// Containers with their requests.
fn template(random: &mut Random<'_>) -> Value {
    let container = |name: &str, random: &mut Random<'_>| {
        let mut requests = vec![
            ("cpu", json!(random.pick(&["100m", "100m", "250m", "1", "0", "1m"]))),
            ("memory", json!(random.pick(&["64Mi", "100M", "1Gi", "0"]))),
        ];
        if random.percent(6) {
            requests.remove(random.below(2));
        }
        json!({ "name": name, "resources": { "requests": fields(requests) } })
    };
    let mut containers = vec![container("app", random)];
    if random.percent(25) {
        containers.push(container(random.pick(&["sidecar", "sidecar", "app"]), random));
    }
    let mut spec = vec![("containers", json!(containers))];
    if random.percent(20) {
        let mut starting = container(random.pick(&["init", "sidecar"]), random);
        if random.percent(70) {
            starting["restartPolicy"] = json!("Always");
        }
        let mut all = vec![starting];
        if random.percent(30) {
            all.push(container("setup", random));
        }
        spec.push(("initContainers", json!(all)));
    }
    if random.percent(12) {
        let requests = random.pick(&[
            r#"{"cpu":"300m"}"#,
            r#"{"memory":"1Gi"}"#,
            r#"{"cpu":"300m","memory":"1Gi"}"#,
            r#"{"hugepages-2Mi":"4Mi"}"#,
            r#"{}"#,
            r#"{"ephemeral-storage":"1Gi"}"#,
        ]);
        let requests: Value = serde_json::from_str(requests).unwrap_or_default();
        spec.push(("resources", json!({ "requests": requests })));
    }
    if random.percent(6) {
        spec.push(("overhead", json!({ "cpu": "50m" })));
    }
    fields(spec)
}

fn object(random: &mut Random<'_>, pod: &Pod, now: f64, oddly: usize) -> Value {
    let mut metadata = vec![("name", json!(pod.name)), ("namespace", json!("default"))];
    let app = if random.percent(oddly / 10) { "other" } else { "web" };
    metadata.push(("labels", json!({ "app": app })));
    let mut phase = pod.phase;
    if phase == "Deleted" {
        metadata.push(("deletionTimestamp", json!(instant(now - 3.0))));
        phase = "Running";
    }
    let mut status = vec![("phase", json!(phase))];
    if !random.percent(oddly / 10) {
        status.push(("startTime", json!(instant(pod.born))));
    }
    if !random.percent(oddly / 10) {
        let ready = if random.percent(oddly / 10) {
            "Unknown"
        } else if pod.ready {
            "True"
        } else {
            "False"
        };
        let mut ready = json!({ "type": "Ready", "status": ready });
        if !random.percent(oddly / 10) {
            ready["lastTransitionTime"] = json!(instant(pod.changed));
        }
        status.push(("conditions", json!([{ "type": "Initialized", "status": "True" }, ready])));
    }
    json!({ "metadata": fields(metadata), "spec": pod.shape, "status": fields(status) })
}
