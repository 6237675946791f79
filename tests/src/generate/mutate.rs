//! Small changes to a text, where grammars alone are too well-behaved.

use super::Random;

/// Removes, repeats, swaps and inserts characters; what is inserted are pieces that mean something in the grammar.
pub(super) fn mutate(random: &mut Random<'_>, text: &str, pieces: &[&str]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=random.up_to(2) {
        let at = random.below(chars.len() + 1);
        match random.below(5) {
            0 if at < chars.len() => {
                chars.remove(at);
            }
            1 => {
                let end = at + random.below(chars.len() - at + 1);
                chars.drain(at..end);
            }
            2 if at < chars.len() => {
                let other = random.below(chars.len());
                chars.swap(at, other);
            }
            3 if at < chars.len() => {
                let again = chars[at];
                chars.insert(at, again);
            }
            _ => {
                chars.splice(at..at, random.pick(pieces).chars());
            }
        }
    }
    chars.into_iter().collect()
}
