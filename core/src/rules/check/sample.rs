//! What a query template makes of an ordinary series.

use crate::budget::Budget;
use crate::error::{Error, codes};
use crate::promql::syntax;
use crate::template::{Data, QueryData, Template};
use crate::yaml::Text;

const SAMPLE: QueryData<'static> = QueryData {
    series: "series",
    label_matchers: "namespace=\"default\",pod=~\"a|b\"",
    label_values_by_name: &[("namespace", "default"), ("pod", "a|b")],
    group_by: "pod",
    group_by_slice: &["pod"],
};

/// Why the query of a template is not PromQL; `None` for one that is, and for a template that does not render.
pub(super) fn refused(template: &Text, budget: &Budget) -> Option<Error> {
    let parsed = Template::parse(template.as_str()).ok()?;
    let mut query = String::new();
    parsed.render_within(&Data::Query(&SAMPLE), &mut query, Some(budget)).ok()?;
    // An empty query has a finding of its own.
    let error = syntax::check(&query).err().filter(|_| !query.is_empty())?;
    let message = format!("{}: {query}", error.message().trim());
    let told = Error::new(codes::promql::SYNTAX, message);
    Some(template.place_error(match mend(template.as_str(), error.message()) {
        Some(mend) => told.with_hint(mend),
        None => told,
    }))
}

/// What is likely meant by a query that many write.
fn mend(template: &str, message: &str) -> Option<&'static str> {
    if template.contains("{{.") || template.contains("{{ .") {
        Some(
            "The adapter's templates stand between << and >>: <<.Series>>{<<.LabelMatchers>>}, for braces are PromQL's own.",
        )
    } else if message.contains("unexpected <by>") || message.contains("unexpected <without>") {
        Some("by and without belong to an aggregation: sum(rate(…)) by (<<.GroupBy>>).")
    } else {
        None
    }
}
