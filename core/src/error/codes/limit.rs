//! Codes of inputs that are larger than Counterpoise works on.

codes! {
    SIZE = "limit.size",
        "The input is larger than 16 MiB.",
        "Give less at once: fewer series, or one answer at a time.";
    DEPTH = "limit.depth",
        "The input is nested deeper than 128 levels.",
        "Flatten the document; no Kubernetes object is this deep.";
    OUTPUT = "limit.output",
        "A template printed more than 1 MiB, or an operation more than 16 MiB.",
        "Shorten the template or what it ranges over, or give less at once.";
    WORK = "limit.work",
        "The rules would have to be compared with the series more than 100 million times.",
        "Give fewer series at once, or name the series in seriesQuery.";
    REGEXP = "limit.regexp",
        "A regular expression nests more than 50 groups, or compiles to more than 10 MiB.",
        "Take groups away, or lower its repetition counts.";
}
