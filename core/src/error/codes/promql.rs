//! Codes of the `promql` area.

codes! {
    SELECTOR = "promql.selector",
        "The text is not a Prometheus series selector.",
        "Write it as Prometheus does: name{label=\"value\",other=~\"regex\"}.";
    SYNTAX = "promql.syntax",
        "What a rule's query template makes of an ordinary series does not read as PromQL.",
        "Put the query that the message shows into Prometheus, and mend the template where it fails.";
}
