//! Regular expressions of Go, each beside a text that it is likely to match, and what `as` makes of the match.

use super::mutate::mutate;
use super::{Case, Random, case_of};
use serde_json::json;

mod class;
mod expansion;
mod pattern;

use pattern::Writer;

const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "*",
    "+",
    "?",
    "??",
    ".",
    "^",
    "$",
    "\\",
    "\\Q",
    "\\E",
    "\\C",
    "\\Z",
    "(?",
    "(?P<",
    "(?<",
    "(?=",
    "(?!",
    "(?i)",
    "(?-",
    "(?#",
    ":",
    ">",
    "-",
    ",",
    "{2}",
    "{2,}",
    "{,2}",
    "{0}",
    "{01}",
    "{1000}",
    "{1001}",
    "[:",
    ":]",
    "[[:alpha:]]",
    "[^",
    "\\p",
    "\\pN",
    "\\p{",
    "\\x",
    "\\x{",
    "\\1",
    "\\8",
    "\\07",
    "\\a",
    "\\h",
    "\\_",
    "\\é",
    "é",
    "_",
    "\n",
    "\u{0}",
    "\u{10ffff}",
    "&&",
    "--",
    "~~",
    "#",
    " ",
    "k",
    "ſ",
];

/// Characters of texts that are there for all who match what is not in the pattern.
const AROUND: &[&str] = &[
    "", "", "", "", "a", "b", "_", "_total", "0", ":", " ", "\n", "K", "s", "é", "\u{212a}", "ſ", "日", "-",
    "a b", "\t",
];

/// A regular expression, mostly a good one, and a text.
pub(super) fn pattern(random: &mut Random<'_>) -> (String, String) {
    let mut writer = Writer::new(random);
    let (pattern, sample) = writer.alternatives();
    let pattern = if random.percent(15) { mutate(random, &pattern, PIECES) } else { pattern };
    (pattern, sample)
}

/// What a rule's `name` makes of one series.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    let (matches, sample) = pattern(random);
    let mut series = random.pick(AROUND).to_owned() + &sample + random.pick(AROUND);
    if random.percent(15) {
        series = mutate(random, &series, AROUND);
    }
    let mut input = vec![("matches", json!(matches)), ("series", json!(series))];
    if random.percent(90) {
        input.push(("as", json!(expansion::template(random))));
    }
    case_of("rules.name", &input)
}
