//! A walk through the pipeline with an example's files: from the HPA's requests through the rules to the replicas.

use std::path::PathBuf;

use counterpoise::ops;
use serde_json::{Value, json};

use crate::paths;

/// An example and what the controller remembers of it.
#[derive(Debug)]
pub struct Walk {
    folder: PathBuf,
    /// The HPA; a sync leaves its status here.
    pub hpa: Value,
    /// The scale of its target.
    pub scale: Value,
    /// The pods of the target.
    pub pods: Value,
    /// What the controller remembers from sync to sync.
    pub state: Value,
    /// The controller's release.
    pub profile: &'static str,
}

/// Runs an operation that must succeed.
///
/// # Panics
/// When it does not.
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "a test's shorthand")]
pub fn ok(op: &str, input: Value) -> Value {
    ops::call_value(None, op, input).unwrap_or_else(|error| panic!("{op}: {} {error}", error.code()))
}

impl Walk {
    /// Reads an example.
    ///
    /// # Panics
    /// When a file is missing or broken.
    #[must_use]
    pub fn of(example: &str) -> Self {
        let folder = paths::root().join("examples").join(example);
        let mut walk = Self {
            folder,
            hpa: Value::Null,
            scale: Value::Null,
            pods: Value::Null,
            state: Value::Null,
            profile: "1.37",
        };
        walk.hpa = walk.file("hpa.yaml");
        walk.scale = walk.file("scale.yaml");
        walk.pods = walk.file("pods.yaml");
        walk
    }

    /// One of the example's files; null when there is none.
    ///
    /// # Panics
    /// When it is broken.
    #[must_use]
    pub fn file(&self, name: &str) -> Value {
        let path = self.folder.join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => serde_saphyr::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())),
            Err(_) => Value::Null,
        }
    }

    /// The paths that the controller asks for.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        let requests = ok(
            "hpa.requests",
            json!({
                "hpa": self.hpa,
                "selector": self.scale["status"]["selector"],
                "resources": self.file("resources.json"),
            }),
        );
        let requests = requests["requests"].as_array().cloned().unwrap_or_default();
        requests.iter().filter_map(|request| request["path"].as_str()).map(str::to_owned).collect()
    }

    /// The query for a request.
    #[must_use]
    pub fn query(&self, request: &str) -> Value {
        ok("metrics.query", self.adapter(request))
    }

    /// The metrics API's list that a Prometheus answer turns into.
    #[must_use]
    pub fn convert(&self, request: &str, response: &Value, now: &str) -> Value {
        let mut input = self.adapter(request);
        input["response"] = response.clone();
        input["now"] = now.into();
        ok("metrics.convert", input)["list"].take()
    }

    /// One sync at `now`, with the metrics by path: its replica count. Status and state go into the next.
    pub fn sync(&mut self, metrics: &Value, now: &str) -> i64 {
        let mut reply = ok(
            "hpa.reconcile",
            json!({
                "hpa": self.hpa,
                "scale": self.scale,
                "pods": self.pods,
                "metrics": metrics,
                "state": self.state,
                "now": now,
                "profile": self.profile,
                "resources": self.file("resources.json"),
            }),
        );
        self.hpa["status"] = reply["status"].take();
        self.state = reply["state"].take();
        reply["desiredReplicas"].as_i64().unwrap_or(-1)
    }

    /// Sets the replicas that the target is asked for and has.
    pub fn set_replicas(&mut self, replicas: i64) {
        self.scale["spec"]["replicas"] = replicas.into();
        self.scale["status"]["replicas"] = replicas.into();
    }

    /// Gives the target so many pods like its first, of which so many are ready.
    pub fn set_pods(&mut self, pods: usize, ready: usize) {
        let mut pod = self.pods["items"][0].clone();
        let copies = (0..pods).map(|i| {
            pod["metadata"]["name"] = format!("pod-{i}").into();
            pod["status"]["conditions"][0]["status"] = if i < ready { "True" } else { "False" }.into();
            pod.clone()
        });
        self.pods["items"] = copies.collect();
    }

    fn adapter(&self, request: &str) -> Value {
        let pods = self.pods["items"].as_array().cloned().unwrap_or_default();
        let names: Vec<_> = pods.iter().map(|pod| pod["metadata"]["name"].clone()).collect();
        json!({
            "config": self.file("config.yaml"),
            "series": self.file("series.json"),
            "resources": self.file("resources.json"),
            "request": request,
            "objects": names,
        })
    }
}
