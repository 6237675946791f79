//! The series that somebody has at hand, and what its labels stand for.

use counterpoise::ops::call_value;
use serde_json::{Value, json};

use crate::commands::{list, text as text_of};
use crate::document::Document;
use crate::failure::Failure;

/// A series by its name and labels.
pub(super) struct Series {
    pub(super) name: String,
    /// In the order in which they were given.
    pub(super) labels: Vec<(String, String)>,
}

/// Labels that scrapes give to what is of a pod or a namespace.
const PODS: [&str; 3] = ["pod", "kubernetes_pod_name", "pod_name"];
const NAMESPACES: [&str; 3] = ["namespace", "kubernetes_namespace", "kube_namespace"];
/// Labels that are the name of an object of a namespace, with its resource as a rule names it, its version and its kind.
const OBJECTS: [(&str, &str, &str, &str); 5] = [
    ("service", "service", "v1", "Service"),
    ("ingress", "ingress", "networking.k8s.io/v1", "Ingress"),
    ("deployment", "deployment", "apps/v1", "Deployment"),
    ("statefulset", "statefulset", "apps/v1", "StatefulSet"),
    ("job_name", "job", "batch/v1", "Job"),
];
/// Labels that say where a series was scraped, and nothing of what it counts.
const SCRAPES: [&str; 5] = ["instance", "job", "endpoint", "container", "prometheus"];

/// An object that a series is of.
pub(super) struct Object<'s> {
    pub(super) label: &'s str,
    pub(super) resource: &'static str,
    pub(super) api_version: &'static str,
    pub(super) kind: &'static str,
    pub(super) name: &'s str,
}

impl Series {
    /// Reads one in Prometheus' notation.
    pub(super) fn read(text: &str) -> Result<Self, Failure> {
        let selector =
            call_value(None, "promql.parseSelector", json!({ "text": text })).map_err(|error| {
                Failure::new(
                    error,
                    vec![Document { field: "text", name: "SERIES".to_owned(), text: text.to_owned() }],
                )
            })?;
        let mut series = Self { name: String::new(), labels: Vec::new() };
        for matcher in list(&selector, "matchers") {
            let [label, op, value] =
                ["name", "operator", "value"].map(|field| text_of(matcher, field).to_owned());
            if op != "=" {
                return Err(Failure::usage(format!(
                    "{label}{op}{value:?} selects series: give one series as Prometheus has it, with a value for each label"
                )));
            }
            if label == "__name__" {
                series.name = value;
            } else {
                series.labels.push((label, value));
            }
        }
        if series.name.is_empty() {
            return Err(Failure::usage(format!("{text} has no name: write it before the braces")));
        }
        Ok(series)
    }

    fn first(&self, of: &[&str]) -> Option<(&str, &str)> {
        let given =
            |label: &&str| self.labels.iter().find(|(name, value)| name == *label && !value.is_empty());
        of.iter().find_map(given).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The label of a namespace, and its value.
    pub(super) fn namespace(&self) -> Option<(&str, &str)> {
        self.first(&NAMESPACES)
    }

    /// The label of a pod, and its value.
    pub(super) fn pod(&self) -> Option<(&str, &str)> {
        self.first(&PODS)
    }

    /// The object that its labels name.
    pub(super) fn object(&self) -> Option<Object<'_>> {
        OBJECTS.iter().find_map(|(label, resource, api_version, kind)| {
            let (label, name) = self.first(&[label])?;
            Some(Object { label, resource, api_version, kind, name })
        })
    }

    /// The labels that say what it counts.
    pub(super) fn own(&self) -> Value {
        let is_place = |label: &str| {
            [&PODS[..], &NAMESPACES[..], &SCRAPES[..]].concat().contains(&label)
                || OBJECTS.iter().any(|(name, ..)| *name == label)
        };
        let own = self.labels.iter().filter(|(label, _)| !is_place(label));
        Value::Object(own.map(|(label, value)| (label.clone(), value.as_str().into())).collect())
    }

    /// Whether it only grows, as its name says by convention.
    pub(super) fn is_counter(&self) -> bool {
        ["_total", "_count", "_sum"].iter().any(|end| self.name.ends_with(end))
    }
}
