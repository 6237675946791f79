//! What a text names: the metric that it is about, and the path of a request.

/// What stands before the name of a metric.
const BEFORE: [&str; 4] = [
    "could not find the metric ",
    "unable to get external metric ",
    "unable to get metric ",
    "when fetching metric ",
];

/// The metric that a message quotes.
pub(crate) fn metric(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    BEFORE.iter().find_map(|before| {
        let (_, rest) = text.split_at_checked(lower.find(before)?.checked_add(before.len())?)?;
        let token = rest.split_whitespace().next()?;
        let name = match *before {
            // shop/queue_depth/&LabelSelector{…}
            "unable to get external metric " => token.split('/').nth(1)?,
            // pods/http_requests(namespaced)
            "when fetching metric " => token.rsplit('/').next()?.split('(').next()?,
            _ => token,
        };
        let name = name.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        (!name.is_empty()).then_some(name)
    })
}

/// The groups of the metrics APIs.
const GROUPS: [&str; 3] = ["custom.metrics.k8s.io/", "external.metrics.k8s.io/", "metrics.k8s.io/"];

/// The path of a request to a metrics API, as far as it can be one.
pub(crate) fn path(text: &str) -> Option<&str> {
    text.match_indices("/apis/").find_map(|(at, apis)| {
        let (_, path) = text.split_at_checked(at)?;
        let group = path.strip_prefix(apis)?;
        if !GROUPS.iter().any(|known| group.starts_with(known)) {
            return None;
        }
        let path = path
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ')' | '\\' | '|'))
            .next()?;
        Some(path.trim_end_matches([':', ',', '.', ';']))
    })
}
