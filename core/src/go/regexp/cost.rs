//! About what a pattern costs to compile, known before it is: the crate has a limit for one pattern, and none for many.

/// What a pattern, or a part of one, compiles to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// Bytes, about: measured, and where a part takes more time than its bytes say, more.
    pub(super) bytes: usize,
    /// Bytes of the automaton that surely come of it.
    pub(super) least: usize,
    /// What the simulation that finds groups may have to look at for each byte of a text.
    pub(super) places: usize,
}

/// A pattern that is compiled has tables of its own, however short it is.
pub(super) const PATTERN: Cost = Cost { bytes: 6_000, least: 0, places: 1 };
/// A state of the automata, forward and backward.
pub(super) const STATE: Cost = Cost { bytes: 48, least: 0, places: 1 };
/// Any character: all of UTF-8.
pub(super) const ANY: Cost = Cost { bytes: 1_000, least: 0, places: 1 };
/// A group.
pub(super) const GROUP: Cost = Cost { bytes: 100, least: 0, places: 1 };
/// A repetition.
const REPETITION: Cost = Cost { bytes: 300, least: 2 * LEAST, places: 1 };
/// A repetition of one character: each makes twice as many texts that a match may begin with, which are gone through.
const OF_ONE: usize = 600;
/// The smallest state of one automaton.
const LEAST: usize = 24;
/// A class of Unicode.
const UNICODE: usize = 50_000;

/// One character, of so many bytes of UTF-8.
pub(super) fn of_literal(bytes: usize, folded: bool) -> Cost {
    let each = if folded { 250 } else { STATE.bytes };
    Cost { bytes: bytes.saturating_mul(each), least: 0, places: 1 }
}

/// A class, as the crate spells it. Those of Unicode are made one by one and merged, each with its other case.
pub(super) fn of_class(rust: &str, folded: bool) -> Cost {
    let unicode = rust.matches("\\p").count();
    let merged = unicode.saturating_mul(if folded { 20_000 } else { 500 });
    let negated = rust.matches('^').count().saturating_mul(ANY.bytes);
    let items = rust.len().saturating_mul(if folded { 64 } else { 8 });
    let base = if unicode > 0 { UNICODE } else { STATE.bytes };
    let bytes = [merged, negated, items].into_iter().fold(base, usize::saturating_add);
    // Which of its ranges a byte is in is searched for.
    Cost { bytes, least: 0, places: if unicode > 0 { 4 } else { 1 } }
}

impl Cost {
    /// Both, one after the other.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            bytes: self.bytes.saturating_add(other.bytes),
            least: self.least.saturating_add(other.least),
            places: self.places.saturating_add(other.places),
        }
    }

    /// As many copies, at least one, and what repeats them.
    pub(super) fn repeated(self, copies: u32) -> Self {
        let copies = usize::try_from(copies.max(1)).unwrap_or(usize::MAX);
        let each = if self.bytes <= STATE.bytes { OF_ONE } else { 0 };
        Self {
            bytes: self.bytes.saturating_mul(copies).saturating_add(REPETITION.bytes + each),
            least: self.least.saturating_mul(copies).saturating_add(REPETITION.least),
            places: self.places.saturating_mul(copies).saturating_add(REPETITION.places),
        }
    }
}
