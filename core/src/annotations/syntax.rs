//! Whether queries are PromQL.

use std::collections::BTreeSet;

use super::collector::Collector;
use super::findings::{Findings, path};
use super::settings;
use crate::error::{Error, Severity, codes};
use crate::promql::syntax;

/// Queries of one HPA that are looked at, and their bytes; no more, since each takes a while.
const QUERIES: usize = 64;
const BYTES: usize = 16 << 10;

/// Names queries that are no PromQL, at the annotation that holds them, each once.
pub(super) fn check(collectors: &[Collector], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    let mut bytes = 0usize;
    for collector in collectors {
        let Some(query) = &collector.query else { continue };
        if !seen.insert(query.as_str()) {
            continue;
        }
        bytes = bytes.saturating_add(query.len());
        if seen.len() > QUERIES || bytes > BYTES {
            return;
        }
        let Err(error) = syntax::check(query) else { continue };
        let place = collector.annotation.as_deref().map_or_else(|| path(collector), settings::path);
        findings.add(Severity::Warning, &place, Error::new(codes::annotations::QUERY, error.message()));
    }
}
