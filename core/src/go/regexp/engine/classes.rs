//! Unicode's categories and scripts, written out as ranges.
//!
//! The tables of the crate are pairs of four bytes, and most of them come twice: they are a tenth of what a browser downloads.
//! Here each character is held once, as a count in a text, which packs well. The tests hold both to be the same.

use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use super::super::unicode::SCRIPTS;

/// The categories in the order of the letters that stand for them: `A` is `Cc`, `a` is `So`.
const CATEGORIES: &str =
    "Cc Cf Cn Co Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So Zl Zp Zs";
/// All characters in order: the letter of a category, and of how many, where they are more than one. `-` are the surrogates.
const CATEGORY_RUNS: &str = include_str!("categories.txt");
/// Of each script, in the order of [`SCRIPTS`], a line: how many characters are none of it, how
/// many are, and so on.
const SCRIPT_RUNS: &str = include_str!("scripts.txt");
/// The same of the characters that are newer than [`AGE`].
const NEWER_RUNS: &str = include_str!("newer.txt");
/// Pairs of characters that are the same but for their case, each pair of three that are: a line has the first and the last
/// character of some, how far each is from the next, and how far its other case is.
const CASES: &str = include_str!("cases.txt");

/// A pattern in the crate's syntax, without the classes that only its tables could tell, and without the other cases of
/// characters.
pub(super) fn written_out(rust: &str) -> Cow<'_, str> {
    if !rust.contains("\\p{") && !rust.contains(FOLDED) {
        return rust.into();
    }
    let mut out = String::new();
    for (place, part) in rust.split(FOLDED).enumerate() {
        // What is folded is one character or one class, and no parenthesis is written in it as it is.
        let (folded, rest) = part.split_once(')').filter(|_| place > 0).unwrap_or(("", part));
        match folded.starts_with('[') {
            _ if folded.is_empty() => {}
            true => push_folded(folded, &mut out),
            false => {
                out.push('[');
                push_folded(folded, &mut out);
                out.push(']');
            }
        }
        let mut parts = rest.split("\\p{");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            // What is no character yet is in no class that one of an age is met with.
            let (open, listed) =
                if name == AGE { ("[^", of_runs(NEWER_RUNS.trim_end())) } else { ("[", of_class(name)) };
            out.push_str(open);
            listed.push_to(&mut out);
            out.push(']');
            out.push_str(rest);
        }
    }
    out.into()
}

/// What the characters of Go's tables have.
const AGE: &str = "Age:15.0";
/// What opens a group in which case does not matter.
const FOLDED: &str = "(?i:";

/// Writes a class with the other cases of all that it lists. To fold what is listed is enough: what is not in a class that is
/// negated has its other cases not in it, either.
fn push_folded(class: &str, out: &mut String) {
    let mut rest = class;
    while !rest.is_empty() {
        let listed = if let Some((name, after)) =
            rest.strip_prefix("[:").and_then(|rest| rest.split_once(":]"))
        {
            rest = after;
            out.push_str("[:");
            out.push_str(name);
            out.push_str(":]");
            letters(name)
        } else if let Some((name, after)) = rest.strip_prefix("\\p{").and_then(|rest| rest.split_once('}')) {
            rest = after;
            of_class(name)
        } else if let Some(sign) = rest.strip_prefix(['[', ']', '^', '&']) {
            let (passed, _) = rest.split_at(rest.len().saturating_sub(sign.len()));
            out.push_str(passed);
            rest = sign;
            continue;
        } else {
            let (start, after) = code(rest);
            let (end, after) = after.strip_prefix('-').map_or((start, after), code);
            rest = after;
            Ranges(vec![start..=end])
        };
        listed.push_to(out);
        for other in listed.other_cases() {
            push_code(other, out);
        }
    }
}

/// The letters of a class of ASCII.
fn letters(name: &str) -> Ranges {
    let ranges: &[_] = match name {
        "alnum" | "alpha" | "ascii" | "graph" | "lower" | "print" | "upper" | "word" => &[65..=90, 97..=122],
        "xdigit" => &[65..=70, 97..=102],
        _ => &[],
    };
    Ranges(ranges.to_vec())
}

/// The character that a class lists next, and what follows it.
fn code(text: &str) -> (u32, &str) {
    let hexadecimal = |digits: &str| u32::from_str_radix(digits, 16).unwrap_or_default();
    if let Some((digits, rest)) = text.strip_prefix("\\x{").and_then(|text| text.split_once('}')) {
        return (hexadecimal(digits), rest);
    }
    if let Some((digits, rest)) = text.strip_prefix("\\x").and_then(|text| text.split_at_checked(2)) {
        return (hexadecimal(digits), rest);
    }
    for (escape, code) in [("\\t", 9), ("\\n", 10), ("\\r", 13)] {
        if let Some(rest) = text.strip_prefix(escape) {
            return (code, rest);
        }
    }
    let mut chars = text.chars();
    (chars.next().map_or(0, u32::from), chars.as_str())
}

/// The class of `gc=Lu`, `sc=Greek` or `any`.
fn of_class(name: &str) -> Ranges {
    match name.split_once('=') {
        Some(("gc", category)) => of_category(category),
        Some((_, script)) => of_script(script),
        None => of_category(name),
    }
}

/// Characters that are another case of others, each as far behind it.
#[derive(Clone, Copy)]
struct Pairs {
    start: u32,
    end: u32,
    /// From one to the next.
    step: u32,
    to_other: u32,
}

/// The pairs of [`CASES`], read once.
fn pairs() -> &'static [Pairs] {
    static PAIRS: OnceLock<Vec<Pairs>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let line = |line: &str| {
            let mut numbers = line.split(' ').map(|number| number.parse().unwrap_or_default());
            let mut next = || numbers.next().unwrap_or_default();
            Pairs { start: next(), end: next(), step: next(), to_other: next() }
        };
        CASES.lines().map(line).collect()
    })
}

/// Ranges of characters, in order.
#[derive(Default)]
struct Ranges(Vec<RangeInclusive<u32>>);

impl Ranges {
    /// Adds what follows those before; the surrogates, which are no characters, part nothing.
    fn add(&mut self, start: u32, end: u32) {
        let before = if start == 0xE000 { 0xD7FF } else { start.wrapping_sub(1) };
        match self.0.last_mut() {
            Some(last) if *last.end() == before => *last = *last.start()..=end,
            _ => self.0.push(start..=end),
        }
    }

    fn holds(&self, code: u32) -> bool {
        let place = self.0.partition_point(|range| *range.end() < code);
        self.0.get(place).is_some_and(|range| range.contains(&code))
    }

    /// What they do not hold, and hold in another case.
    fn other_cases(&self) -> Vec<u32> {
        let mut others = Vec::new();
        let mut add = |held: bool, other: u32| {
            if held && !self.holds(other) {
                others.push(other);
            }
        };
        let touches =
            |start: u32, end: u32| self.0.iter().any(|range| start <= *range.end() && *range.start() <= end);
        for &Pairs { start, end, step, to_other } in pairs() {
            let other = |code: u32| code.saturating_add(to_other);
            if touches(start, end) || touches(other(start), other(end)) {
                for code in (start..=end).step_by(usize::try_from(step).unwrap_or(1).max(1)) {
                    add(self.holds(code), other(code));
                    add(self.holds(other(code)), code);
                }
            }
        }
        others
    }

    fn push_to(&self, out: &mut String) {
        for range in &self.0 {
            push_code(*range.start(), out);
            if range.start() < range.end() {
                out.push('-');
                push_code(*range.end(), out);
            }
        }
    }
}

fn of_category(name: &str) -> Ranges {
    let mut ranges = Ranges::default();
    if name == "Ascii" {
        ranges.add(0, 0x7F);
        return ranges;
    }
    let is_held = |category: &str| match name {
        "any" | "Any" => true,
        "Assigned" => category != "Cn",
        "Cased_Letter" => matches!(category, "Ll" | "Lt" | "Lu"),
        _ => category.starts_with(name),
    };
    let held: Vec<bool> = CATEGORIES.split(' ').map(is_held).collect();
    let mut at = 0u32;
    let mut rest = CATEGORY_RUNS.trim_end();
    while let Some(letter) = rest.bytes().next() {
        rest = rest.get(1..).unwrap_or_default();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (count, after) = rest.split_at_checked(digits).unwrap_or_default();
        rest = after;
        let next = at.saturating_add(count.parse().unwrap_or(1));
        let index = match letter {
            b'A'..=b'Z' => usize::from(letter.wrapping_sub(b'A')),
            b'a'..=b'z' => usize::from(letter.wrapping_sub(b'a')).saturating_add(26),
            _ => usize::MAX,
        };
        if held.get(index) == Some(&true) {
            ranges.add(at, next.saturating_sub(1));
        }
        at = next;
    }
    ranges
}

fn of_script(name: &str) -> Ranges {
    let mut scripts = SCRIPTS.split(' ').zip(SCRIPT_RUNS.lines());
    of_runs(scripts.find_map(|(script, runs)| (script == name).then_some(runs)).unwrap_or_default())
}

fn of_runs(runs: &str) -> Ranges {
    let mut ranges = Ranges::default();
    let (mut at, mut is_held) = (0u32, false);
    for count in runs.split(' ') {
        let next = at.saturating_add(count.parse().unwrap_or(0));
        if is_held {
            ranges.add(at, next.saturating_sub(1));
        }
        (at, is_held) = (next, !is_held);
    }
    ranges
}

fn push_code(code: u32, out: &mut String) {
    match char::from_u32(code) {
        // Those of ASCII may mean something.
        Some(c) if !c.is_ascii() => out.push(c),
        _ => {
            out.push_str("\\x");
            out.extend([4, 0].into_iter().filter_map(|shift| char::from_digit(code >> shift & 15, 16)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write;
    use std::fs;

    use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

    use super::{AGE, CASES, CATEGORIES, CATEGORY_RUNS, NEWER_RUNS, SCRIPT_RUNS, SCRIPTS, written_out};
    use crate::go::regexp::unicode::{Names, table};
    use crate::go::runes;

    fn parsed(pattern: &str) -> Hir {
        regex_syntax::parse(pattern).expect("the tables of the crate are there where it is tested")
    }

    /// The first and the last character of each range of a class.
    fn ranges(class: &str) -> Vec<(u32, u32)> {
        match parsed(class).into_kind() {
            HirKind::Class(Class::Unicode(class)) => {
                class.iter().map(|range| (range.start().into(), range.end().into())).collect()
            }
            HirKind::Literal(literal) => {
                let c = str::from_utf8(&literal.0).unwrap().chars().next().unwrap();
                vec![(c.into(), c.into())]
            }
            other => panic!("{class}: {other:?}"),
        }
    }

    fn category_runs() -> String {
        let mut runs = BTreeMap::from([(0xD800, (0xDFFF, '-'))]);
        for (letter, name) in ('A'..='Z').chain('a'..).zip(CATEGORIES.split(' ')) {
            let ranges = ranges(&format!("\\p{{gc={name}}}"));
            runs.extend(ranges.into_iter().map(|(start, end)| (start, (end, letter))));
        }
        let mut text = String::new();
        let mut at = 0;
        for (start, (end, letter)) in runs {
            assert_eq!(start, at, "each character is of one category");
            at = end + 1;
            text.push(letter);
            if start < end {
                write!(text, "{}", at - start).unwrap();
            }
        }
        assert_eq!(at, 0x11_0000);
        text + "\n"
    }

    fn script_runs() -> String {
        SCRIPTS.split(' ').map(|name| runs(&format!("\\p{{sc={name}}}"))).collect()
    }

    fn runs(class: &str) -> String {
        let mut at = 0;
        let mut counts = Vec::new();
        for (start, end) in ranges(class) {
            counts.extend([start - at, end + 1 - start].map(|count| count.to_string()));
            at = end + 1;
        }
        counts.join(" ") + "\n"
    }

    fn cases() -> String {
        let mut pairs = Vec::new();
        for c in ('\0'..=char::MAX).filter(|c| !c.is_ascii_digit()) {
            let folded = ClassUnicode::new([ClassUnicodeRange::new(c, c)]);
            let mut folded = folded.clone();
            folded.case_fold_simple();
            let others = folded.iter().flat_map(|range| u32::from(range.start())..=u32::from(range.end()));
            let code = u32::from(c);
            pairs.extend(others.filter(|other| code < *other).map(|other| (other - code, code)));
        }
        pairs.sort_unstable();
        let mut lines: Vec<(u32, u32, u32, u32)> = Vec::new();
        for (to_other, code) in pairs {
            match lines.last_mut() {
                Some((start, end, step, other))
                    if *other == to_other && (*step == code - *end || start == end && code - *end < 3) =>
                {
                    (*step, *end) = (code - *end, code);
                }
                _ => lines.push((code, code, 1, to_other)),
            }
        }
        lines.sort_unstable();
        lines.iter().fold(String::new(), |mut text, (start, end, step, to_other)| {
            writeln!(text, "{start} {end} {step} {to_other}").unwrap();
            text
        })
    }

    /// Where the crate has a new version of Unicode, the files are written anew, to be looked at.
    #[test]
    fn the_files_are_what_the_crate_holds() {
        for (held, told, file) in [
            (CATEGORY_RUNS, category_runs(), "categories"),
            (SCRIPT_RUNS, script_runs(), "scripts"),
            (NEWER_RUNS, runs(&format!("[\\P{{Cn}}--\\p{{{AGE}}}]")), "newer"),
            (CASES, cases(), "cases"),
        ] {
            if held != told {
                let path = format!("{}/src/go/regexp/engine/{file}.txt", env!("CARGO_MANIFEST_DIR"));
                fs::write(&path, told).unwrap();
                panic!("{path} was written anew");
            }
        }
    }

    #[test]
    fn a_class_that_is_written_out_is_the_same() {
        let categories = "L M N P S Z C Cs LC Any".split(' ').chain(CATEGORIES.split(' '));
        let exact = categories.chain(SCRIPTS.split(' ')).map(|name| table(name, Names::Exact));
        let loose = ["any", "ascii", "assigned", "lc"].map(|name| table(name, Names::Loose));
        for class in exact.chain(loose) {
            let class = class.unwrap();
            // To fold them all takes long.
            let folded = class.len() < 9 || class.contains("Greek");
            let folded = folded.then(|| format!("(?i:[a[^{class}]])b{class}+"));
            for pattern in folded.into_iter().chain([format!("[{class}]")]) {
                assert!(parsed(&written_out(&pattern)) == parsed(&pattern), "{pattern}");
            }
        }
    }

    #[test]
    fn classes_of_an_age_are_the_same() {
        for class in [runes::LETTERS, runes::DIGITS, runes::PRINTED] {
            assert!(parsed(&written_out(class)) == parsed(class), "{class}");
        }
    }

    #[test]
    fn other_cases_that_are_written_out_are_the_same() {
        let go = [
            "(?i)k",
            "(?i)s+ſ",
            "(?i)ſ",
            "(?i)K",
            "(?i)ǅ?ß",
            "(?i)é{2}",
            "(?i)-",
            "(?i)[a-fX-Z]",
            "(?i)[^a-z]",
            "(?i)[ª-ɏ]",
            "(?i)[[:alpha:]]",
            "(?i)[^[:upper:]0-9]",
            "(?i)[[:^xdigit:]x]",
            "(?i)[[:space:][:punct:]]",
            "(?i)\\w\\W\\d\\D\\s\\S",
            "(?i)[\\w-]",
            "(?i)[^\\Wk]",
            "(?i)\\p{Greek}",
            "(?i)[^\\P{Lu}a]",
            "(?i)\\pN",
            "(?i)\\x{D800}a[\\x{D800}]",
            "a(?i:b)c",
            "(?i)[\\x00-\\x{10FFFF}]",
            "(?i)\\Qa.b)\\E",
            "(?i:[\\])(])|x",
            "(?i)\\b^$.",
            "(?i)[&&]~~[a&&b]",
            "(?i)\\p{Any}",
        ];
        for pattern in go {
            let rust = crate::go::regexp::parse::parse(pattern, crate::go::regexp::Dialect::Go).unwrap().rust;
            assert_eq!(parsed(&written_out(&rust)), parsed(&rust), "{pattern}");
        }
        for c in ('\0'..='\u{24F}')
            .chain('\u{370}'..='\u{58F}')
            .chain('\u{1E00}'..='\u{212F}')
            .chain('\u{A640}'..='\u{AB7F}')
        {
            let rust = format!("(?i:\\x{{{:X}}})", u32::from(c));
            assert_eq!(parsed(&written_out(&rust)), parsed(&rust));
        }
    }
}
