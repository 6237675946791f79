//! From a request to PromQL: the label matchers that a template is rendered with.

mod matchers;

#[cfg(test)]
mod tests;

pub(crate) use matchers::QueryParts;

use crate::error::{Error, Result, codes};
use crate::template::{Data, QueryData, Template};

/// Renders a query, after what `out` holds. Mirrors `metricsQuery.Build` and `BuildExternal`.
pub(crate) fn render(
    template: &Template,
    series: &str,
    parts: &QueryParts<'_>,
    group_by: &str,
    group_by_slice: &[&str],
    out: &mut String,
) -> Result<()> {
    parts.check()?;
    let start = out.len();
    parts.with_text(|label_matchers, label_values_by_name| {
        // Room for the matchers, and for what a rule writes around them.
        out.reserve(label_matchers.len().saturating_add(256));
        let data = QueryData { series, label_matchers, label_values_by_name, group_by, group_by_slice };
        template.render(&Data::Query(&data), out)
    })?;
    if out.len() == start {
        return Err(Error::new(
            codes::metrics::EMPTY_QUERY,
            "empty query produced by metrics query template",
        ));
    }
    Ok(())
}
