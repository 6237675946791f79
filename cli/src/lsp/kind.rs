//! What a document is, by what it holds: of any other nothing is said, since most YAML is no business of ours.

use counterpoise::kinds::Kind;
use counterpoise::limits;
use counterpoise::lint::Recognized;

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

/// Whether a text may hold something of ours, told without reading it.
pub(super) fn looks_like_ours(text: &str) -> bool {
    // Of one that is too long nothing is read, which is to be said.
    text.len() > limits::INPUT_BYTES || MARKS.iter().any(|mark| text.contains(mark))
}
