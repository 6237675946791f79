//! What a document is, by what it holds: of any other nothing is said, since most YAML is no business of ours.

use counterpoise::kinds::{self, Kind};
use counterpoise::limits;
use counterpoise::lint::Recognized;

use super::metrics::documents;

/// What is checked and completed.
const OURS: [Kind; 8] = [
    Kind::Config,
    Kind::ConfigMap,
    Kind::HelmValues,
    Kind::Application,
    Kind::HelmRelease,
    Kind::Rules,
    Kind::Hpa,
    Kind::Scenario,
];

/// What a text of ours has somewhere, be it ever so broken.
const MARKS: [&str; 4] = ["seriesQuery", "metricsQuery", "scaleTargetRef", "HorizontalPodAutoscaler"];

/// Whether something is to be said of a text, of which these parts were recognized.
pub(super) fn is_ours(parts: &[&Recognized], text: &str) -> bool {
    let is_one = |part: &&Recognized| part.used && OURS.iter().any(|kind| kind.to_string() == part.holds);
    parts.iter().any(is_one) || looks_like_ours(text)
}

/// Whether a text has an adapter's configuration; `None` where it cannot be read.
pub(super) fn has_rules(text: &str) -> Option<bool> {
    // Of one that is too long nothing is read.
    if text.len() > limits::INPUT_BYTES {
        return Some(false);
    }
    let mut told = Some(false);
    let may_have = |text: &str| ["seriesQuery", "metricsQuery"].iter().any(|mark| text.contains(mark));
    for (_, document) in documents(text).into_iter().filter(|(_, document)| may_have(document)) {
        match kinds::of_text(document) {
            Some(kind) if kind.holds_rules() => return Some(true),
            Some(_) => {}
            None => told = None,
        }
    }
    told
}

/// Whether parts of a text were recognized as an adapter's configuration.
pub(super) fn is_rules(parts: &[&Recognized]) -> bool {
    let with_rules = OURS.iter().filter(|kind| kind.holds_rules());
    let names: Vec<String> = with_rules.map(ToString::to_string).collect();
    parts.iter().any(|part| part.used && names.contains(&part.holds))
}

/// Whether a text may hold HPAs, told without reading it.
pub(super) fn may_have_hpas(text: &str) -> bool {
    text.contains("scaleTargetRef")
}

/// Whether a text may hold something of ours, told without reading it.
pub(super) fn looks_like_ours(text: &str) -> bool {
    // Of one that is too long nothing is read, which is to be said.
    text.len() > limits::INPUT_BYTES || MARKS.iter().any(|mark| text.contains(mark))
}
