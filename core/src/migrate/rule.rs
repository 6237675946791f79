//! The adapter's rule for a query of KEDA's.

use serde::Serialize;

use crate::error::{Error, Result, codes};
use crate::promql::{self, ExprKind};

/// A configuration of the adapter with external rules alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExternalRules {
    /// The rules.
    pub external_rules: Vec<ExternalRule>,
}

/// A rule that gives one external metric by one query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExternalRule {
    /// The series without which the metric is not listed.
    pub series_query: String,
    /// That the namespace is not part of the query.
    pub resources: Unnamespaced,
    /// The metric's name.
    pub name: As,
    /// The query.
    pub metrics_query: String,
}

/// `resources` of a rule whose query has no namespace put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unnamespaced {
    /// `false`.
    pub namespaced: bool,
}

/// `name` of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct As {
    /// The metric's name.
    #[serde(rename = "as")]
    pub name: String,
}

/// The rule that gives a query's value by a name.
///
/// # Errors
/// `promql.*` for a query that is none, `migrate.series` for one that no rule can have.
pub(super) fn rule(query: &str, name: String, ignores_nothing: bool) -> Result<ExternalRule> {
    let parsed = promql::parse(query)?;
    let named = parsed.walk().find_map(|part| match &part.kind {
        ExprKind::Vector(selector) => selector.name.clone(),
        ExprKind::Matrix(matrix) => matrix.selector.name.clone(),
        _ => None,
    });
    let series_query = named.ok_or_else(|| {
        let message =
            "the query names no series, and the adapter lists a metric only where a series is there";
        Error::new(codes::migrate::SERIES, message)
    })?;
    if query.contains("<<") || query.contains(">>") {
        let message = "the query has << or >>, which mean something else in a rule";
        return Err(Error::new(codes::migrate::SERIES, message));
    }
    // Where KEDA takes nothing for 0, the query has to.
    let metrics_query = if ignores_nothing { format!("({query}) or vector(0)") } else { query.to_owned() };
    Ok(ExternalRule {
        series_query,
        resources: Unnamespaced { namespaced: false },
        name: As { name },
        metrics_query,
    })
}
