//! Which of the names that there are may have been meant by one that there is not.

/// How many characters have to change between two names (Levenshtein), of their first 64 bytes.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes().iter().take(64), b.as_bytes().get(..64).unwrap_or(b.as_bytes()));
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, x) in a.enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, y) in row.iter_mut().skip(1).zip(b) {
            let changed = diagonal + usize::from(x != y);
            diagonal = *cell;
            left = changed.min(*cell + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(usize::MAX)
}

/// The name that was meant, where one is near enough: about a third of the letters may differ, and case does not count.
pub(crate) fn meant<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let given = given.to_ascii_lowercase();
    let near = |name: &&&str| distance(&given, &name.to_ascii_lowercase());
    let nearest = known.iter().min_by_key(near)?;
    (near(&nearest) * 3 <= nearest.len().max(given.len())).then_some(*nearest)
}
