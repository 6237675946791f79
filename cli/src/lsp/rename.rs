//! A metric under another name, in its rules and in the HPAs that ask for it.

use std::ops::Range;
use std::rc::Rc;

use lsp_types::{TextEdit, WorkspaceEdit};

use super::known::{About, Known, rules_of};
use super::metrics::{Api, Made};
use super::text::Encoding;

/// A metric that can be renamed: where it stands under the cursor, and its name.
pub(super) struct Renamed {
    pub(super) bytes: Range<usize>,
    pub(super) metric: String,
    api: Api,
}

/// What can be renamed at a byte of a text.
///
/// # Errors
/// Why it cannot be.
pub(super) fn at(here: &Known, offset: usize, known: &[Rc<Known>]) -> Result<Renamed, String> {
    let renamed = match here.at(offset) {
        Some(About::Asked(asked)) => {
            Renamed { bytes: asked.bytes.clone(), metric: asked.metric.clone(), api: asked.api }
        }
        Some(About::Made(made)) => {
            if let Some(why) = not_literal(made) {
                return Err(why);
            }
            let (metric, bytes) = made.name.clone().unwrap_or_default();
            if !(bytes.start <= offset && offset <= bytes.end) {
                return Err(format!("what is renamed is a metric: {metric} in `name.as`, or in an HPA"));
            }
            Renamed { bytes, metric, api: made.api }
        }
        None => {
            return Err("here is no name of a metric: one is in an HPA's metrics, and in a rule's `name.as`"
                .to_owned());
        }
    };
    // Each rule that gives it must be one that can be edited.
    for (known, made) in rules_of(known, renamed.api, &renamed.metric) {
        if let Some(why) = not_literal(made) {
            return Err(format!("{} is given by {} of {}: {why}", renamed.metric, made.place, known.uri));
        }
    }
    Ok(renamed)
}

/// Why the name that a rule gives stands nowhere.
fn not_literal(made: &Made) -> Option<String> {
    if made.is_literal() {
        return None;
    }
    let series = &made.series.0;
    Some(match &made.name {
        Some((name, _)) => format!(
            "`name.as` is {name}, whose groups are filled from the name of the series, so no text there is the metric's name: \
             change the rule by hand"
        ),
        None if made.matches.is_empty() => {
            format!("the metric is called as its series is, of {series}: give the rule a `name.as` first")
        }
        None => format!(
            "the name is what {} captures of the series' name: give the rule a `name.as` first",
            made.matches
        ),
    })
}

/// The edits that give a metric another name.
///
/// # Errors
/// Why the name is none, or taken.
pub(super) fn edits(
    renamed: &Renamed,
    new: &str,
    known: &[Rc<Known>],
    encoding: Encoding,
) -> Result<WorkspaceEdit, String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_:.-".contains(c);
    if !new.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == ':')
        || !new.chars().all(is_plain)
    {
        return Err(format!(
            "{new:?} is no name of a metric that a rule and an HPA can share: it begins with a letter, `_` or `:`, and goes on \
             with letters, digits, `_`, `:`, `.` and `-`"
        ));
    }
    if renamed.metric != new
        && let Some((known, made)) = rules_of(known, renamed.api, new).find(|(_, made)| made.only.is_some())
    {
        return Err(format!("{new} is there already: {} of {} gives it", made.place, known.uri));
    }
    let mut edits = Vec::new();
    for known in known {
        let metrics = &known.metrics;
        let made = metrics.made.iter().filter(|made| made.api == renamed.api && made.is_literal());
        let names = made.filter_map(|made| made.name.as_ref()).filter(|(name, _)| *name == renamed.metric);
        let asked = metrics
            .asked
            .iter()
            .filter(|asked| asked.api == renamed.api && asked.metric == renamed.metric)
            .map(|asked| &asked.bytes);
        let mut places: Vec<&Range<usize>> = names.map(|(_, bytes)| bytes).chain(asked).collect();
        places.sort_by_key(|bytes| bytes.start);
        places.dedup();
        let of_text: Vec<TextEdit> = places
            .into_iter()
            .map(|bytes| TextEdit {
                range: known.text.stretch(bytes.clone(), encoding),
                new_text: spelled(new, &known.text.as_str()[..bytes.start]),
            })
            .collect();
        if !of_text.is_empty() {
            edits.push((known.uri.clone(), of_text));
        }
    }
    Ok(WorkspaceEdit { changes: Some(edits.into_iter().collect()), ..WorkspaceEdit::default() })
}

/// The name as YAML takes it for a text, behind what stands before it.
fn spelled(new: &str, before: &str) -> String {
    const WORDS: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", ".nan"];
    let is_word = WORDS.iter().any(|word| new.eq_ignore_ascii_case(word));
    let needs_quotes = is_word || new.starts_with(':') || new.ends_with(':');
    if needs_quotes && !before.ends_with(['"', '\'']) { format!("\"{new}\"") } else { new.to_owned() }
}
