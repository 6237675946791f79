//! The way of each metric in seven stations: how it stands at each, and at which it is lost.

use serde::Serialize;

use super::findings;
use super::layout::{Row, Section};
use crate::error::{Error, Fix, Severity};
use crate::lint::Finding;

/// A station on the way from an HPA to its replicas, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StationKind {
    /// The HPA and its metric.
    Hpa,
    /// The request of a metrics API.
    Request,
    /// The rule, or the annotation, that answers.
    Rule,
    /// The PromQL.
    Query,
    /// Prometheus' answer.
    Answer,
    /// The values that the metrics API gives.
    Values,
    /// What the controller makes of them.
    Replicas,
}

/// How the metric stands at a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StationState {
    /// It goes on.
    Good,
    /// It goes on, and not as one may think.
    Doubtful,
    /// It is lost here.
    Lost,
    /// What is needed here was not given.
    Missing,
    /// It does not come so far.
    Unreached,
    /// It goes by another way, since what a later station has was given.
    Aside,
}

/// The way of one metric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Way {
    /// The metric: `Object metric http_requests of Service/web`.
    pub metric: String,
    /// One of each kind, in their order; at most one of those before the replicas is `Lost` or `Missing`.
    pub stations: Vec<Station>,
}

/// One station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Station {
    /// Which one.
    pub kind: StationKind,
    /// How the metric stands there.
    pub state: StationState,
    /// What it comes to there, in short; empty where nothing does.
    pub text: String,
    /// Why it stands so, where that is not well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
    /// Edits of the inputs that mend it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mends: Vec<Mend>,
    /// The rows of the explanation that are about it.
    pub rows: Vec<RowPlace>,
}

/// An edit of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Mend {
    /// The input: `config`, `hpa`.
    pub input: String,
    /// The code of the finding that it mends.
    pub code: &'static str,
    /// What it does.
    pub says: String,
    /// The edit.
    pub fix: Fix,
}

/// A row among the sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RowPlace {
    /// The place of its section.
    pub section: usize,
    /// Its place in there.
    pub row: usize,
}

impl Way {
    /// The places of the rows, where a part with findings has come behind the head.
    pub(crate) fn after_findings(&mut self) {
        for place in self.stations.iter_mut().flat_map(|station| &mut station.rows) {
            place.section = place.section.saturating_add(usize::from(place.section > 0));
        }
    }
}

impl StationKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Hpa, Self::Request, Self::Rule, Self::Query, Self::Answer, Self::Values, Self::Replicas];

    /// The one that comes after it; none does after the replicas.
    pub(super) fn next(self) -> Self {
        Self::ALL.into_iter().find(|kind| *kind > self).unwrap_or(Self::Replicas)
    }
}

/// What the way of one metric is told from.
pub(super) struct Told<'a> {
    /// The metric's place in the spec, and its title.
    pub(super) index: usize,
    pub(super) metric: String,
    /// Where the rule that answers stands, where one does.
    pub(super) rule: Option<&'a str>,
    /// All sections, and the places of the metric's and of the replicas'.
    pub(super) sections: &'a [Section],
    pub(super) section: usize,
    pub(super) replicas: usize,
    /// What the sync came to.
    pub(super) desired: &'a Desired,
    pub(super) findings: &'a [Finding],
    /// The way of an earlier metric that asks the same.
    pub(super) same: Option<&'a Way>,
}

/// What the sync came to.
pub(super) struct Desired {
    /// `3`, `2 → 5`.
    pub(super) text: String,
    /// Why it is not what the metrics call for.
    pub(super) limited: Option<String>,
}

/// The way of one metric.
pub(super) fn way(told: &Told<'_>) -> Way {
    let mut stations: Vec<Station> = StationKind::ALL.into_iter().map(|kind| station(told, kind)).collect();
    if let Some(same) = told.same {
        for (station, other) in stations.iter_mut().zip(&same.stations) {
            if matches!(
                station.kind,
                StationKind::Rule | StationKind::Query | StationKind::Answer | StationKind::Values
            ) {
                station.clone_from(other);
            }
        }
    }
    let has_rows = |station: &Station| station.state != StationState::Unreached;
    let mut lost = None;
    for at in 1..stations.len() {
        let comes_later = stations.get(at..).is_some_and(|later| {
            later.iter().any(|later| later.kind != StationKind::Replicas && has_rows(later))
        });
        let Some(station) = stations.get_mut(at) else { break };
        match lost {
            Some(kind) if station.kind == StationKind::Replicas => {
                station.state = StationState::Unreached;
                station.why =
                    vec![format!("decided without this metric, which is lost at the {}", name(kind))];
            }
            Some(_) => {
                station.state = StationState::Unreached;
                station.why.clear();
                station.mends.clear();
            }
            None if matches!(station.state, StationState::Lost | StationState::Missing) => {
                lost = Some(station.kind);
            }
            None if station.state == StationState::Unreached && comes_later => {
                station.state = StationState::Aside;
            }
            None => {}
        }
    }
    Way { metric: told.metric.clone(), stations }
}

fn station(told: &Told<'_>, kind: StationKind) -> Station {
    let rows = rows(told, kind);
    let row = |place: &RowPlace| told.sections.get(place.section)?.rows.get(place.row);
    let all = || rows.iter().filter_map(row);
    let worst = all().find(|row| row.trouble).or_else(|| all().find(|row| row.stands.is_some()));
    let found: Vec<&Finding> = told.findings.iter().filter(|found| is_about(found, kind, told)).collect();
    let severe = |found: &&&Finding| found.diagnostic.severity > Severity::Info;
    let state = match worst {
        Some(row) => row.stands.unwrap_or(StationState::Lost),
        None if rows.is_empty() => StationState::Unreached,
        None if found.iter().any(|found| severe(&found)) => StationState::Doubtful,
        None => StationState::Good,
    };
    let mut station = Station { kind, state, text: String::new(), why: Vec::new(), mends: Vec::new(), rows };
    let shown = worst.or_else(|| station.rows.first().and_then(row));
    station.text = match kind {
        StationKind::Replicas => told.desired.text.clone(),
        _ => shown.map(|row| short(kind, row)).unwrap_or_default(),
    };
    match (worst, &told.desired.limited) {
        (Some(row), _) => station.why.clone_from(&row.why),
        (None, Some(why)) if kind == StationKind::Replicas => {
            station.state = StationState::Doubtful;
            station.why.push(why.clone());
        }
        (None, _) if state == StationState::Doubtful => {
            station.why.extend(found.iter().filter(severe).flat_map(|found| said(&found.diagnostic.error)));
        }
        _ => {}
    }
    station.mends = found.iter().filter_map(|found| mend(found)).collect();
    station
}

/// Where the rows of a station stand.
fn rows(told: &Told<'_>, kind: StationKind) -> Vec<RowPlace> {
    let of = |section: usize, is_it: &dyn Fn(&Row) -> bool| -> Vec<RowPlace> {
        let rows = told.sections.get(section).map(|section| section.rows.as_slice()).unwrap_or_default();
        let its = rows.iter().enumerate().filter(|(_, row)| is_it(row));
        its.map(|(row, _)| RowPlace { section, row }).collect()
    };
    match kind {
        StationKind::Hpa => of(0, &|_| true),
        StationKind::Replicas => {
            let mut rows = of(told.section, &|row| row.at.is_none());
            rows.extend(of(told.replicas, &|_| true));
            rows
        }
        _ => of(told.section, &|row| row.at == Some(kind)),
    }
}

/// Whether a finding is told at a station of the metric.
fn is_about(found: &Finding, kind: StationKind, told: &Told<'_>) -> bool {
    let path = found.diagnostic.error.path().unwrap_or_default();
    let here = if found.file == "config" {
        let its = told.rule.is_none_or(|rule| begins(path, rule));
        let is_label = findings::is_of_labels(found);
        match told.rule {
            Some(_) if its && is_label => StationKind::Answer,
            // What is wrong with other rules may be why none answers.
            None if found.diagnostic.severity < Severity::Error && found.diagnostic.error.fix().is_none() => {
                return false;
            }
            _ if its => StationKind::Rule,
            _ => return false,
        }
    } else if found.file == "hpa" {
        let metric = format!("spec.metrics[{}]", told.index);
        if path.starts_with("spec.metrics[") && !begins(path, &metric) {
            return false;
        }
        findings::station_of(found)
    } else {
        return false;
    };
    here == kind
}

/// Whether a path is a field or a part of it.
fn begins(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn said(error: &Error) -> impl Iterator<Item = String> {
    [error.message(), error.hint()].into_iter().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn mend(found: &Finding) -> Option<Mend> {
    let error = &found.diagnostic.error;
    Some(Mend {
        input: found.file.clone(),
        code: error.code(),
        says: error.hint().to_owned(),
        fix: error.fix()?.clone(),
    })
}

/// A row's fact as a station shows it.
fn short(kind: StationKind, row: &Row) -> String {
    if kind != StationKind::Request || row.trouble {
        return row.text.clone();
    }
    let path = row.text.split('?').next().unwrap_or_default();
    let within = path.split_once("/namespaces/").and_then(|(_, rest)| rest.split_once('/'));
    within.map_or_else(|| path.trim_start_matches("/apis/").to_owned(), |(_, object)| object.to_owned())
}

fn name(kind: StationKind) -> &'static str {
    match kind {
        StationKind::Hpa => "HPA",
        StationKind::Request => "request",
        StationKind::Rule => "rule",
        StationKind::Query => "query",
        StationKind::Answer => "answer",
        StationKind::Values => "values",
        StationKind::Replicas => "replicas",
    }
}
