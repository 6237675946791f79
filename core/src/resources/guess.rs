/// The plural and the singular that Kubernetes guesses for a kind. Mirrors `meta.UnsafeGuessKindToResource`.
pub(super) fn plural_and_singular(kind: &str) -> (String, String) {
    let singular = kind.to_lowercase();
    // The one word that API conventions leave alone.
    if singular.ends_with("endpoints") {
        return (singular.clone(), singular);
    }
    let plural = match singular.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if singular.ends_with('s') => format!("{singular}es"),
        None => format!("{singular}s"),
    };
    (plural, singular)
}
