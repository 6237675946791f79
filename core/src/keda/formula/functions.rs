//! The functions of the language, by what is known of them here.

/// Those that go through an array.
pub(super) const LOOPS: [&str; 12] =
    ["all", "any", "count", "filter", "find", "findIndex", "findLast", "map", "none", "one", "reduce", "sum"];

/// Those over values.
pub(super) const KNOWN: [&str; 13] =
    ["abs", "ceil", "first", "float", "floor", "int", "last", "len", "max", "mean", "median", "min", "round"];

/// The others. `findLastIndex` leaves behind what it asked last, so what it comes to depends on what stands around it.
pub(super) const OTHERS: [&str; 46] = [
    "bitand",
    "bitnand",
    "bitnot",
    "bitor",
    "bitshl",
    "bitshr",
    "bitushr",
    "bitxor",
    "concat",
    "date",
    "duration",
    "findLastIndex",
    "flatten",
    "fromBase64",
    "fromJSON",
    "fromPairs",
    "get",
    "groupBy",
    "hasPrefix",
    "hasSuffix",
    "indexOf",
    "join",
    "keys",
    "lastIndexOf",
    "lower",
    "now",
    "repeat",
    "replace",
    "reverse",
    "sort",
    "sortBy",
    "split",
    "splitAfter",
    "string",
    "take",
    "timezone",
    "toBase64",
    "toJSON",
    "toPairs",
    "trim",
    "trimPrefix",
    "trimSuffix",
    "type",
    "uniq",
    "upper",
    "values",
];

/// Whether a name is a function of the language.
pub(super) fn is_function(name: &str) -> bool {
    LOOPS.contains(&name) || KNOWN.contains(&name) || OTHERS.contains(&name)
}
