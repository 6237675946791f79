//! Which symptoms a text shows.

use std::ops::Range;

use super::{Symptom, Weight, all};

/// Bytes of a text that are looked at: a log is as long as it likes, and says the same again.
const LOOKED: usize = 1 << 18;
/// Bytes that a `*` stands for at most.
const GAP: usize = 400;
/// Symptoms that are told of one text.
const TOLD: usize = 5;

/// The symptoms of a text: faults first, then by how much of the text says so. Of two that the same words show, the one
/// that more of them show.
pub(crate) fn find(text: &str) -> Vec<&'static Symptom> {
    let text = plain(text);
    let mut shown: Vec<(&'static Symptom, Range<usize>, usize)> = all()
        .filter_map(|symptom| {
            let places = symptom.words.iter().filter_map(|words| Some((place(&text, words)?, said(words))));
            let (range, said) = places.max_by_key(|(_, said)| *said)?;
            Some((symptom, range, said))
        })
        .collect();
    shown.sort_by_key(|(_, _, said)| usize::MAX - said);
    let mut kept: Vec<(&'static Symptom, Range<usize>)> = Vec::new();
    for (symptom, range, _) in shown {
        let is_told = kept.iter().any(|(_, held)| held.start < range.end && range.start < held.end);
        if !is_told {
            kept.push((symptom, range));
        }
    }
    kept.sort_by_key(|(symptom, _)| symptom.weight);
    let says_more = kept.iter().any(|(symptom, _)| symptom.weight != Weight::Around);
    let symptoms = kept.into_iter().map(|(symptom, _)| symptom);
    symptoms.filter(|symptom| !says_more || symptom.weight != Weight::Around).take(TOLD).collect()
}

/// The symptom some of whose words a text has, where none is shown.
pub(crate) fn nearest(text: &str) -> Option<&'static Symptom> {
    let text = plain(text);
    let words: Vec<&str> = words(&text).take(1000).collect();
    let shared = |symptom: &Symptom| {
        let of_each = symptom.words.iter().map(|pattern| {
            let all = self::words(pattern).count();
            let shared = self::words(pattern).filter(|word| words.contains(word)).count();
            // Two words of three, and no fewer than two.
            if shared >= 2 && shared * 3 >= all * 2 { shared } else { 0 }
        });
        of_each.max().unwrap_or(0)
    };
    let best = all().max_by_key(|symptom| shared(symptom))?;
    (shared(best) > 0).then_some(best)
}

/// Words that say something.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3)
}

/// A text in lower case and on one line, as it is compared: quotes without backslashes, JSON without blanks.
fn plain(text: &str) -> String {
    let mut end = text.len().min(LOOKED);
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let text = text.get(..end).unwrap_or_default().to_ascii_lowercase();
    let text = text.replace("\\\"", "\"").replace(['“', '”'], "\"").replace('’', "'");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    let mut text = text;
    for (spaced, tight) in [("\": ", "\":"), (", \"", ",\""), ("[ ]", "[]"), ("{ \"", "{\"")] {
        text = text.replace(spaced, tight);
    }
    text
}

/// How much a pattern says.
fn said(pattern: &str) -> usize {
    pattern.bytes().filter(|byte| *byte != b'*').count()
}

/// Where a pattern stands in a text.
fn place(text: &str, pattern: &str) -> Option<Range<usize>> {
    let mut pieces = pattern.split('*');
    let first = pieces.next()?;
    let rest: Vec<&str> = pieces.collect();
    text.match_indices(first).find_map(|(start, _)| {
        let mut end = start.checked_add(first.len())?;
        if !stands_alone(text, start, end) {
            return None;
        }
        for piece in &rest {
            let limit = text.len().min(end.saturating_add(GAP));
            if piece.is_empty() {
                return Some(start..limit);
            }
            let within = text.as_bytes().get(end..limit)?;
            let at = within.windows(piece.len()).position(|held| held == piece.as_bytes())?;
            end = end.checked_add(at)?.checked_add(piece.len())?;
        }
        stands_alone(text, end, end).then_some(start..end)
    })
}

/// Whether no word is cut at either end of a range.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let is_word = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let cut = |at: usize| is_word(at.checked_sub(1)) && is_word(Some(at));
    !cut(start) && !cut(end)
}
