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
    Some(template.place_error(Error::new(codes::promql::SYNTAX, message)))
}
