//! Codes of the `promql` area.

codes! {
    SELECTOR = "promql.selector",
        "The text is not a Prometheus series selector.",
        "Write it as Prometheus does: name{label=\"value\",other=~\"regex\"}.";
    HYPHEN = "promql.hyphen",
        "A name with a hyphen stands in a query without quotes, where it is a subtraction.",
        "Put the name into quotes within braces, {\"the-name\"}, as Prometheus 3 takes it.";
    SYNTAX = "promql.syntax",
        "The text, or what a rule's query template makes of an ordinary series, is not a PromQL expression.",
        "Put the query into Prometheus, and mend it, or the template, where it fails.";
    EVALUATION = "promql.evaluation",
        "The query cannot be evaluated over these series, as Prometheus would say of it.",
        "Mend the query where the error points: often two series have the same labels once a name or a label is gone.";
    RANGE = "promql.range",
        "The time, or the range and its step, at which a query is evaluated is none.",
        "Give time alone, or start, end and step: the end not before the start, and a step of more than 0.";
    SERIES = "promql.series",
        "A series is given twice, a sample is not later than the one before it, or a value is no number.",
        "Give each series once, its samples in order of time, values as Prometheus prints them, or \"stale\" where the series ended.";
    NOTATION = "promql.notation",
        "A line is no series in promtool's notation.",
        "Write a series a line: its name and labels, then its values, such as up{pod=\"a\"} 1+0x20 _ stale.";
    NOT_SUPPORTED = "promql.not-supported",
        "The query or a series has something that is not evaluated here, such as native histograms.",
        "Ask Prometheus itself, or write the query without it.";
}
