//! What a query template does with names and values that mean something in PromQL.

use std::collections::BTreeSet;

use crate::budget::Budget;
use crate::error::{Diagnostic, Error, Severity, codes};
use crate::promql::{Refused, Writer, is_label_name};
use crate::rules::compat::{Compat, Switch};
use crate::template::{Data, PlacedData, QueryData, Template};
use crate::yaml::Text;

/// Values that leave a string of one kind each, and are more than a word outside of strings.
const HOSTILE: [&str; 3] = ["x\")+(", "x')+(", "x`)+("];
const TWIN: &str = "xxxxx";
/// Labels that the template is tried with.
const LABELS: usize = 64;

/// Where a template puts values of `.LabelValuesByName` into the query: in a string that they can leave, which safe mode
/// escapes, or outside of strings, where it refuses those that change the query.
pub(super) fn finding(query: &Text, compat: Compat, budget: &Budget) -> Option<Diagnostic> {
    let text = query.as_str();
    if !text.contains("LabelValuesByName") {
        return None;
    }
    let template = Template::parse(text).ok()?;
    // Whatever label the template asks for, and those that nearly every query has.
    let words =
        text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| is_label_name(word));
    let mut labels: BTreeSet<&str> = words.take(LABELS).collect();
    labels.extend(["namespace", "pod"]);
    let with = |value| labels.iter().map(|label| (*label, value)).collect::<Vec<_>>();
    let twins = with(TWIN);
    let refused = |writer: fn() -> Writer| -> Option<Refused> {
        HOSTILE.iter().find_map(|value| refusal(&template, &with(value), &twins, writer(), budget))
    };
    let is_mended = compat.mends(Switch::QueryText);
    let (severity, refused, what) = match refused(|| Writer::new(true)) {
        Some(refused) => {
            let severity = if is_mended { Severity::Info } else { Severity::Warning };
            let what = if is_mended { "is refused" } else { "changes the query" };
            (
                severity,
                refused,
                format!("stands outside of quotes, where one that is more than a word {what}"),
            )
        }
        None => {
            let refused = refused(Writer::verbatim)?;
            let what = match is_mended {
                true => "stands in quotes, where it is escaped",
                false => "goes into the query as it is, where a quote in it ends the string",
            };
            (Severity::Info, refused, what.to_owned())
        }
    };
    let of = if refused.name.is_empty() { "a label" } else { &*refused.name };
    let error = Error::new(codes::rules::RAW_TEXT, format!("the value of {of} {what}"));
    Some(Diagnostic::new(severity, error.placed(query.span_of(refused.at).or(query.span()))))
}

/// Why a query with these values has another structure than with their twins.
fn refusal(
    template: &Template,
    values: &[(&str, &str)],
    twins: &[(&str, &str)],
    mut writer: Writer,
    budget: &Budget,
) -> Option<Refused> {
    let texts = QueryData {
        series: "series",
        label_matchers: "namespace=\"default\",pod=~\"a|b\"",
        label_values_by_name: values,
        group_by: "pod",
        group_by_slice: &["pod"],
    };
    let twins = QueryData { label_values_by_name: twins, ..texts };
    template
        .render_to(&Data::Placed(&PlacedData { texts, patterns: texts, twins }), &mut writer, Some(budget))
        .ok()?;
    writer.finish().err()
}
