//! Pages and sentences that come in the place of data.

/// What a page or a sentence means that came in place of data; `None` where that cannot be told.
pub(crate) fn hint(text: &str) -> Option<&'static str> {
    let lower: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["404", "not found"]) {
        Some(
            "The server has nothing at that path, so this is not Prometheus' answer: the path of its address is wrong. \
             What comes before /api/v1 must be in --prometheus-url (in the Helm chart's values prometheus.path), such as \
             /prometheus where --web.route-prefix sets it.",
        )
    } else if says(&["401", "403", "unauthorized", "forbidden", "sign in", "log in", "login"]) {
        Some(
            "The server asks who is calling, so this is not Prometheus' answer: give the adapter --prometheus-token-file or --prometheus-auth-config.",
        )
    } else if says(&["502", "503", "504", "bad gateway", "unavailable", "timeout", "timed out"]) {
        Some(
            "A proxy answers for a Prometheus that it cannot reach: check that Prometheus runs and is ready.",
        )
    } else if says(&["no such host", "could not resolve", "connection refused", "no route to host"]) {
        Some(
            "Nothing answers at the address: check --prometheus-url (in the Helm chart's values prometheus.url and prometheus.port).",
        )
    } else if lower.trim_start().starts_with('<') {
        Some(
            "This is a web page: ask Prometheus' HTTP API, /api/v1/query and /api/v1/series, not its user interface or another server.",
        )
    } else {
        None
    }
}
