//! From a request to PromQL: the label matchers that a template is rendered with.

mod matchers;
mod placed;
mod traced;

#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;

pub(crate) use matchers::QueryParts;
pub(crate) use traced::{From, MatchedBy, Piece, trace};

use crate::error::{Error, Result, codes};
use crate::template::{Data, QueryData, Template};

/// Renders a query, after what `out` holds. Mirrors `metricsQuery.Build` and `BuildExternal`; where it is mended, texts that
/// are not the rule's are written as the places want them where they land.
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
    parts.with_matchers(|matchers| {
        if !placed::is_free(template, series, parts.compat) {
            let label_matchers = matchers.text();
            let data =
                QueryData { series, label_matchers, label_values_by_name: &[], group_by, group_by_slice };
            return placed::render(template, parts, &matchers, data, out);
        }
        let mut with_values = |label_values_by_name: &[(&str, &str)]| {
            let label_matchers = matchers.text();
            let data = QueryData { series, label_matchers, label_values_by_name, group_by, group_by_slice };
            template.render_within(&Data::Query(&data), out, Some(parts.budget))
        };
        if template.is_copies() { with_values(&[]) } else { matchers.with_values(with_values) }
    })?;
    if out.len() == start {
        return Err(Error::new(
            codes::metrics::EMPTY_QUERY,
            "empty query produced by metrics query template",
        ));
    }
    Ok(())
}
