//! Which table a document is written by: that of rules, of HPAs, of scenarios, or none of ours.

use counterpoise::kinds::{self, Kind};

use super::shape::{self, Shape};

/// Bytes of a document that is read to find out what it is, where its words do not say it.
const MOST: usize = 1 << 16;

/// The table of a document, half written as it may be, and the steps that lead to what the table is about.
pub(super) fn of(document: &str) -> Option<(&'static Shape, &'static [&'static str])> {
    let has = |mark: &str| document.contains(mark);
    let starts = |start: &str| document.lines().any(|line| line.starts_with(start));
    if has("scaleTargetRef") || has("HorizontalPodAutoscaler") {
        if has("ScaledObject") {
            return None;
        }
        let is_list = starts("items:");
        return Some((shape::hpa(), if is_list { &["items", "[]"] } else { &[] }));
    }
    if has("seriesQuery") || has("metricsQuery") || starts("externalRules:") || starts("resourceRules:") {
        let is_release = starts("kind: HelmRelease");
        return Some((shape::rules(), if is_release { &["spec", "values"] } else { &[] }));
    }
    if document.len() > MOST {
        return None;
    }
    match kinds::of_text(document)? {
        Kind::Config | Kind::HelmValues | Kind::ConfigMap => Some((shape::rules(), &[])),
        Kind::Scenario => Some((shape::scenario(), &[])),
        _ => None,
    }
}
