//! Codes of inputs that are larger than Counterpoise works on.

codes! {
    SIZE = "limit.size",
        "The input is larger than 16 MiB or has more values than a text of its length has, an id is longer than 1024 bytes, or a configuration holds more rules, labels or values than any that is known.",
        "Give less at once: fewer series, fewer rules, or one answer at a time.";
    DEPTH = "limit.depth",
        "The input is nested deeper than 128 levels, or a query chains more than 500 operators.",
        "Flatten the document; no Kubernetes object is this deep.";
    OUTPUT = "limit.output",
        "A template printed more than 1 MiB, an operation more than 16 MiB, or rules name metrics at greater length than the input's size allows (docs/limits.md).",
        "Shorten the template or what it ranges over, refer to fewer groups in name.as, or give less at once.";
    WORK = "limit.work",
        "The input asks for more work than its size allows (docs/limits.md): comparing rules with series, matches, or regular expressions to compile; or an explanation follows more than 100 later syncs or 1000 metrics of annotations.",
        "Give fewer series at once, or name the series in seriesQuery; shorten patterns that repeat or are very long; explain fewer syncs at once; or let the host set limits.";
    REGEXP = "limit.regexp",
        "A regular expression nests more than 50 groups, compiles to more than 10 MiB, or has too many groups to tell what each captures.",
        "Take groups away, or lower its repetition counts.";
    SYNCS = "limit.syncs",
        "A simulation has more syncs or scrapes, or looks at more pods, than the input's size allows (docs/limits.md).",
        "Simulate a shorter time or fewer pods, or sync less often; or let the host set limits.syncs and limits.looks to more.";
    PODS = "limit.pods",
        "A simulation comes to more pods at one time than it can hold.",
        "Lower maxReplicas or the replicas at the start; the arithmetic is the same for a tenth of the load and of the pods.";
    SAMPLES = "limit.samples",
        "Evaluating a query makes more samples than the input's size allows (docs/limits.md).",
        "Ask for fewer steps or fewer series at once, or let the host set limits.samples to more.";
}
