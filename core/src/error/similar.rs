//! Which of the names that there are may have been meant by one that there is not.

/// How many bytes have to change between two names (Levenshtein), of their first 64.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let first = |name: &str| name.bytes().take(64).collect::<Vec<_>>();
    strsim::generic_levenshtein(&first(a), &first(b))
}

/// The name that was meant, where one is near enough: about a third of the letters may differ, and case does not count.
pub(crate) fn meant<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let given = given.to_ascii_lowercase();
    let near = |name: &&&str| distance(&given, &name.to_ascii_lowercase());
    let nearest = known.iter().min_by_key(near)?;
    (near(&nearest) * 3 <= nearest.len().max(given.len())).then_some(*nearest)
}
