//! Codes of the `files` area.

codes! {
    EMPTY = "files.empty",
        "A file holds nothing, or nothing but comments.",
        "Give the file that was meant, or leave it out.";
    NO_DATA = "files.no-data",
        "A file holds a page or a sentence where data is expected, such as the answer of another server than Prometheus.",
        "Ask Prometheus' HTTP API itself, and give the whole body of its answer.";
    RULES = "files.rules",
        "A file holds rules that stand in no configuration.",
        "Put them under `rules:`, in the Helm chart's values under `rules.custom:`.";
    NO_SERIES = "files.no-series",
        "The list of series is empty, so no rule gives a metric.",
        "Check that the adapter's --prometheus-url (in the Helm chart's values prometheus.url, prometheus.port and prometheus.path) leads to a Prometheus that has series.";
}
