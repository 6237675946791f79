//! A query whose texts are written as the places want them where they land.

use super::QueryParts;
use super::matchers::{Matchers, quote_regexp};
use crate::error::{Error, Result, Span, codes};
use crate::go::inserted::Inserted;
use crate::go::runes;
use crate::promql::{Copied, Refused, Writer, copies_stand, is_plain_name};
use crate::rules::{Compat, Switch};
use crate::selector::Operator;
use crate::template::{Data, Part, PlacedData, QueryData, Sink, Template};

/// Whether rendering is the same wherever its texts land: upstream's way, or that of a template that only copies fields to
/// where they do no harm.
pub(super) fn is_free(template: &Template, series: &str, compat: Compat) -> bool {
    if !compat.mends(Switch::QueryText) {
        let quotes = compat.mends(Switch::ObjectNames) || compat.mends(Switch::InValues);
        return !quotes || template.is_copies();
    }
    (series.is_empty() || is_plain_name(series))
        && template.copies_stand(|parts| copies_stand(parts.map(copied)))
}

fn copied(part: Part<'_>) -> Copied<'_> {
    match part {
        Part::Text(text) => Copied::Text(text),
        Part::Matchers => Copied::Matchers,
        Part::Word => Copied::Word,
    }
}

/// Renders a query, after what `out` holds. Of the data the label values are not read.
pub(super) fn render(
    template: &Template,
    parts: &QueryParts<'_>,
    matchers: &Matchers<'_>,
    data: QueryData<'_>,
    out: &mut String,
) -> Result<()> {
    with_forms(parts, matchers, data, |data| {
        let mut writer = Writer::new(parts.compat.mends(Switch::QueryText));
        template.render_to(&Data::Placed(data), &mut writer, Some(parts.budget))?;
        let text = writer.finish().map_err(|refused| error(refused, template))?;
        runes::push_text(&text, out);
        Ok(())
    })
}

/// Calls with the data and the other forms of its texts.
pub(super) fn with_forms<T>(
    parts: &QueryParts<'_>,
    matchers: &Matchers<'_>,
    data: QueryData<'_>,
    use_it: impl FnOnce(&PlacedData<'_>) -> T,
) -> T {
    let entries = entries(parts);
    let texts: Vec<_> = entries.iter().map(|entry| (entry.label, &*entry.text)).collect();
    let patterns: Vec<_> = entries.iter().map(|entry| (entry.label, &*entry.pattern)).collect();
    let twins: Vec<_> = entries.iter().map(|entry| (&*entry.twin_label, &*entry.twin)).collect();
    let strict = parts.compat.mends(Switch::QueryText);
    let pattern = if strict { quoted([data.series]) } else { data.series.to_owned() };
    let series = twin(data.series);
    let twin_of_matchers = matchers.twin('x');
    let is_other = twin_of_matchers != matchers.text();
    let label_matchers = if is_other { twin_of_matchers } else { matchers.twin('z') };
    use_it(&PlacedData {
        texts: QueryData { label_values_by_name: &texts, ..data },
        patterns: QueryData { series: &pattern, label_values_by_name: &patterns, ..data },
        twins: QueryData {
            series: &series,
            label_matchers: &label_matchers,
            label_values_by_name: &twins,
            ..data
        },
    })
}

/// Where the texts of a query land.
pub(super) enum Landing {
    /// As they are, upstream's way: how many bytes there are.
    AsGiven(usize),
    /// As their places want them.
    Written(Writer),
}

/// How a query is written, where it must be known how each text lands.
pub(super) fn landing(compat: Compat) -> Landing {
    let strict = compat.mends(Switch::QueryText);
    if strict || compat.mends(Switch::ObjectNames) || compat.mends(Switch::InValues) {
        Landing::Written(Writer::new(strict))
    } else {
        Landing::AsGiven(0)
    }
}

impl Landing {
    /// How long the query is.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::AsGiven(len) => *len,
            Self::Written(writer) => writer.text_len(),
        }
    }

    pub(super) fn taken(&self) -> usize {
        match self {
            Self::AsGiven(len) => *len,
            Self::Written(writer) => writer.len(),
        }
    }

    pub(super) fn write(&mut self, text: &[u8]) {
        match self {
            Self::AsGiven(len) => *len += text.len(),
            Self::Written(writer) => writer.write(text),
        }
    }

    pub(super) fn insert(&mut self, text: &Inserted<'_>, at: std::ops::Range<usize>) {
        match self {
            Self::AsGiven(len) => *len += text.text.len(),
            Self::Written(writer) => writer.insert(text, at),
        }
    }
}

fn error(refused: Refused, template: &Template) -> Error {
    let Refused { name, at, does } = refused;
    let message = match &*name {
        "" => format!("a value of the request {does}"),
        ".Series" => format!("the name of the series {does}"),
        ".LabelMatchers" => format!("a value of .LabelMatchers {does}"),
        label => format!("the value of the label {label} {does}"),
    };
    Error::new(codes::metrics::QUERY_TEXT, message).at(Span::of(template.source(), at))
}

impl Sink for Writer {
    fn taken(&self) -> usize {
        self.len()
    }

    fn write(&mut self, text: &[u8], _: std::ops::Range<usize>) {
        Writer::write(self, text);
    }

    fn insert(&mut self, text: &Inserted<'_>, at: std::ops::Range<usize>) {
        Writer::insert(self, text, at);
    }
}

/// What is matched for one label.
struct Entry<'a> {
    label: &'a str,
    /// The values, joined by bars.
    text: String,
    /// The values as regular expressions, joined by bars.
    pattern: String,
    twin_label: String,
    twin: String,
}

impl<'a> Entry<'a> {
    fn new(label: &'a str, values: &[&str], quotes: bool) -> Self {
        let text = values.join("|");
        let pattern = if quotes { quoted(values.iter().copied()) } else { text.clone() };
        let twin_label = twin(label);
        let twin = values.iter().map(|value| twin(value)).collect::<Vec<_>>().join("|");
        Self { label, text, pattern, twin_label, twin }
    }
}

/// The labels with what is matched for them, sorted; of one label the last.
fn entries<'a>(parts: &QueryParts<'a>) -> Vec<Entry<'a>> {
    let mends = |switch| parts.compat.mends(switch);
    let mut entries = Vec::new();
    for requirement in parts.selector.requirements() {
        let is_list = matches!(requirement.operator(), Operator::In | Operator::NotIn);
        let quotes = mends(if is_list { Switch::InValues } else { Switch::QueryText });
        let values: Vec<_> = requirement.values().collect();
        entries.push(Entry::new(requirement.key(), &values, quotes));
    }
    if let Some((label, namespace)) = parts.namespace {
        entries.push(Entry::new(label, &[namespace], mends(Switch::QueryText)));
    }
    if let Some((label, names)) = parts.objects {
        entries.push(Entry::new(label, names, mends(Switch::ObjectNames)));
    }
    // Later ones first, so that those are the ones that are kept.
    entries.reverse();
    entries.sort_by_key(|entry| entry.label);
    entries.dedup_by_key(|entry| entry.label);
    entries
}

/// A text of one letter, never the text itself: one that is its own twin would not be known for another's.
fn twin(text: &str) -> String {
    let letter = if text.bytes().all(|byte| byte == b'x') { "z" } else { "x" };
    letter.repeat(text.len())
}

/// Texts as a regular expression that matches each of them.
fn quoted<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for (index, text) in texts.into_iter().enumerate() {
        if index > 0 {
            out.push('|');
        }
        quote_regexp(text, &mut out);
    }
    out
}
