//! From files to what they hold.

use serde::Serialize;

use super::finding::Finding;
use super::given::{Given, GivenHpa, Of};
use crate::error::{Diagnostic, Error, Result, Severity, codes};
use crate::kinds::{self, Kind};
use crate::kube::autoscaling::Scale;
use crate::kube::{ApiResourceList, Pod, PodList};
use crate::limits;
use crate::metrics::series::SeriesList;
use crate::rules::Config;
use crate::yaml::{self, Json, Node, Value};

/// A file as it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File<'a> {
    /// What findings call it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// What one document of a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Recognized {
    /// The file.
    pub file: String,
    /// What it holds: `a HorizontalPodAutoscaler`.
    pub holds: String,
    /// Whether it is looked at.
    pub used: bool,
}

/// Reads files, and tells what cannot be read.
pub(super) fn gather(files: &[File<'_>]) -> (Given<'static>, Vec<Finding>) {
    let mut gathering = Gathering::default();
    for file in files {
        if let Err(error) = limits::check_size(file.text.as_bytes()) {
            gathering.found.push(Finding::error(file.name, error));
            continue;
        }
        gathering.file(file);
    }
    (gathering.given, gathering.found)
}

#[derive(Default)]
struct Gathering {
    given: Given<'static>,
    found: Vec<Finding>,
}

impl Gathering {
    fn file(&mut self, file: &File<'_>) {
        // What may be large is read without a tree.
        match kinds::at_a_glance(file.text) {
            Some(kind @ (Kind::Series | Kind::MetricsPage)) => {
                self.recognized(file, &kind, true);
                match SeriesList::parse(file.text) {
                    Ok(list) => self.series(list),
                    Err(error) => self.found.push(Finding::error(file.name, error)),
                }
                return;
            }
            Some(kind @ (Kind::Empty | Kind::Html)) => return self.nothing(file, &kind),
            Some(kind) => {
                if kind == Kind::QueryAnswer {
                    self.given.answers.push(Of::new(file.name, "", file.text.to_owned()));
                }
                return self.recognized(file, &kind, true);
            }
            None => {}
        }
        let (documents, error) = yaml::parse_all(file.text);
        if documents.is_empty() && error.is_none() {
            self.nothing(file, &Kind::Empty);
        }
        for document in &documents {
            self.document(file, "", document);
        }
        self.found.extend(error.map(|error| Finding::error(file.name, error)));
    }

    fn document(&mut self, file: &File<'_>, path: &str, node: &Node) {
        let kind = kinds::of_node(node);
        let used = match &kind {
            Kind::Config | Kind::ConfigMap | Kind::HelmValues | Kind::Application | Kind::HelmRelease => {
                let config = Config::of_node(node);
                // Values of another chart are no business of ours.
                if matches!(kind, Kind::Application | Kind::HelmRelease) && config.is_err() {
                    false
                } else {
                    self.keep(file, path, config, |given, config| given.configs.push(config));
                    true
                }
            }
            Kind::Hpa => {
                let hpa = Json::of(node).map(|json| GivenHpa { node: node.clone(), json });
                self.keep(file, path, hpa, |given, hpa| given.hpas.push(hpa));
                true
            }
            Kind::Scale => {
                self.keep(file, path, yaml::from_node::<Scale>(node), |given, scale| {
                    given.scales.push(scale);
                });
                true
            }
            Kind::Pods => {
                let pods = match node.get("items") {
                    Some(_) => yaml::from_node::<PodList>(node).map(|list| list.items),
                    None => yaml::from_node::<Pod>(node).map(|pod| vec![pod]),
                };
                self.keep(file, path, pods, |given, pods| {
                    given.pods.get_or_insert_default().to_mut().extend(pods.value);
                });
                true
            }
            Kind::Resources => {
                let lists = match &node.value {
                    Value::Sequence(_) => yaml::from_node::<Vec<ApiResourceList>>(node),
                    _ => yaml::from_node::<ApiResourceList>(node).map(|list| vec![list]),
                };
                self.keep(file, path, lists, |given, mut lists| match &mut given.resources {
                    Some(held) => held.value.append(&mut lists.value),
                    None => given.resources = Some(lists),
                });
                true
            }
            Kind::Series => {
                match yaml::from_node::<SeriesList>(node) {
                    Ok(list) => self.series(list),
                    Err(error) => self.found.push(Finding::error(file.name, error)),
                }
                true
            }
            Kind::List => return self.list(file, path, node),
            Kind::Prose => return self.nothing(file, &kind),
            Kind::Rules => {
                let message = "rules stand outside of a configuration, where the adapter does not read them";
                let error = Error::new(codes::files::RULES, message).placed(node.span);
                self.found.push(Finding::error(file.name, error));
                true
            }
            Kind::QueryAnswer
            | Kind::QueryAnswers
            | Kind::MetricsApiAnswer
            | Kind::MetricsApiAnswers
            | Kind::Scenario => true,
            _ => false,
        };
        self.recognized(file, &kind, used);
    }

    /// The objects of a list, such as `kubectl get -o yaml` prints one.
    fn list(&mut self, file: &File<'_>, path: &str, node: &Node) {
        let Some(Value::Sequence(items)) = node.get("items").map(|items| &items.value) else { return };
        let joint = if path.is_empty() { "" } else { "." };
        for (index, item) in items.iter().enumerate() {
            self.document(file, &format!("{path}{joint}items[{index}]"), item);
        }
    }

    fn keep<T>(
        &mut self,
        file: &File<'_>,
        path: &str,
        read: Result<T>,
        keep: impl FnOnce(&mut Given<'static>, Of<T>),
    ) {
        match read {
            Ok(value) => keep(&mut self.given, Of::new(file.name, path, value)),
            Err(error) => {
                let error = if path.is_empty() { error } else { error.in_path(path) };
                self.found.push(Finding::error(file.name, error));
            }
        }
    }

    fn series(&mut self, mut list: SeriesList) {
        self.given.series.get_or_insert_default().0.append(&mut list.0);
    }

    /// A text that holds no data at all.
    fn nothing(&mut self, file: &File<'_>, kind: &Kind) {
        let first: String = file
            .text
            .lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default()
            .trim()
            .chars()
            .take(80)
            .collect();
        let (code, severity, message) = match kind {
            Kind::Empty => {
                let message = "the file is empty, but for comments at most".to_owned();
                (codes::files::EMPTY, Severity::Warning, message)
            }
            kind => {
                (codes::files::NO_DATA, Severity::Error, format!("the file holds {kind}, no data: {first:?}"))
            }
        };
        let mut error = Error::new(code, message);
        if let Some(hint) = kinds::page::hint(file.text) {
            error = error.with_hint(hint);
        }
        self.found.push(Finding::new(file.name, Diagnostic::new(severity, error)));
        self.recognized(file, kind, false);
    }

    fn recognized(&mut self, file: &File<'_>, kind: &Kind, used: bool) {
        self.given.files.push(Recognized { file: file.name.to_owned(), holds: kind.to_string(), used });
    }
}
