//! Codes of the `quantity` area.

codes! {
    SYNTAX = "quantity.syntax",
        "The text is not a Kubernetes quantity.",
        "Write a number with an optional suffix: 100m, 1.5, 2Gi, 1e3.";
    SUFFIX = "quantity.suffix",
        "The suffix of a quantity is none that Kubernetes knows.",
        "Use n, u, m, k, M, G, T, P, E, or Ki, Mi, Gi, Ti, Pi, Ei, or an exponent such as e3; capitals matter.";
    WIDE = "quantity.wide",
        "A quantity is no int64 times a power of ten, so that the C library's struct does not hold it.",
        "Use the operations quantity.*, which take and give quantities of any size as text.";
    RANGE = "quantity.range",
        "A number or a scale is further from zero than Counterpoise computes with.",
        "Give at most 16384 digits, and a scale between -9 (nano) and 18 (exa).";
}
