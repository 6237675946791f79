//! Where each piece of a query comes from: the rule, the request, the listing.

use serde::Serialize;

use super::query::{GroupBy, Query};
use crate::budget::Budget;
use crate::engine::Engine;
use crate::error::{Result, Span};
use crate::metrics::query::{From, MatchedBy, Piece, trace};
use crate::metrics::request::Objects;

/// A piece of a query, and what made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Origin {
    /// Of resource metrics, whose query it is a piece of: `cpu` or `memory`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<&'static str>,
    /// Where it stands in the query.
    pub span: Span,
    /// What it is.
    pub from: OriginKind,
    /// The label that it matches or names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What made it, nearest first: what gave its text, what chose its label, and the template that prints it.
    pub sources: Vec<OriginSource>,
}

/// What a piece of a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum OriginKind {
    /// Text of the rule's template, or made by it.
    Template,
    /// The series that the rule makes the metric of.
    Series,
    /// The labels that are grouped by.
    GroupBy,
    /// What the metric's selector requires.
    Selector,
    /// The namespace.
    Namespace,
    /// The objects.
    Objects,
    /// What a function of the template made of the others: `printf`, `slice`.
    Function,
}

/// One place that had a part in a piece of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OriginSource {
    /// The input that it stands in.
    pub of: OriginInput,
    /// Where in that input: `rules[0].metricsQuery`, `namespace`.
    pub path: String,
    /// Where in the text of the configuration, if it was given as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// An input of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum OriginInput {
    /// The adapter's configuration.
    Config,
    /// The request of the metrics API.
    Request,
    /// What the host's listing returned.
    Objects,
}

impl Query<'_> {
    /// Where the pieces of the query come from, in its order and without gaps; of a query of more than 10,000 pieces the first.
    pub(super) fn origins(
        &self,
        engine: &Engine,
        objects: &Objects<'_>,
        names: &[&str],
        promql: &str,
        budget: &Budget,
    ) -> Result<Vec<Origin>> {
        let template = &self.source.template.template;
        let object = &*self.object_label;
        let pieces = self.with_parts(engine, names, budget, |parts| match self.source.group_by {
            GroupBy::Nothing => trace(template, self.series, parts, "", &[]),
            GroupBy::Object => trace(template, self.series, parts, object, &[object]),
            GroupBy::Container { label, joined } => {
                trace(template, self.series, parts, joined, &[object, label])
            }
        });
        let pieces = pieces.map_err(|error| self.located(error))?;
        let places: Vec<_> = pieces.iter().map(|piece| piece.at.clone()).collect();
        let spans = Span::all(promql, &places);
        Ok(pieces.into_iter().zip(spans).map(|(piece, span)| self.origin(piece, span, objects)).collect())
    }

    fn origin(&self, piece: Piece, span: Span, objects: &Objects<'_>) -> Origin {
        let config = |field: &str, span| OriginSource {
            of: OriginInput::Config,
            path: format!("{}.{field}", self.rule),
            span,
        };
        let given = |of, path: &str| OriginSource { of, path: path.to_owned(), span: None };
        let resources = || config("resources", self.source.resources.span());
        let selector = || given(OriginInput::Request, self.selector_field());
        let (from, label, mut sources) = match piece.from {
            From::Template => (OriginKind::Template, None, Vec::new()),
            From::Series => {
                let query = self.source.series_query.map(|text| config("seriesQuery", text.span()));
                (OriginKind::Series, None, query.into_iter().collect())
            }
            From::GroupBy => (OriginKind::GroupBy, None, vec![resources()]),
            From::Function => (OriginKind::Function, None, Vec::new()),
            From::Label(MatchedBy::Selector, label) => (OriginKind::Selector, Some(label), vec![selector()]),
            From::Label(MatchedBy::Namespace, label) => {
                let namespace = given(OriginInput::Request, "namespace");
                (OriginKind::Namespace, Some(label), vec![namespace, resources()])
            }
            From::Label(MatchedBy::Objects, label) => {
                let names = match objects {
                    Objects::Named(_) => given(OriginInput::Request, "name"),
                    Objects::All => given(OriginInput::Objects, ""),
                };
                (OriginKind::Objects, Some(label), vec![names, resources()])
            }
        };
        sources.push(config(self.source.field, self.source.template.source().span_of(piece.by)));
        Origin { query: None, span, from, label: label.map(Into::into), sources }
    }
}
