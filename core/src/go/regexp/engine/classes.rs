//! Unicode's categories and scripts, written out as ranges.
//!
//! The tables of the crate are pairs of four bytes, and most of them come twice: they are a tenth of what a browser downloads.
//! Here each character is held once, as a count in a text, which packs well. The tests hold both to be the same.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::super::unicode::SCRIPTS;

/// The categories in the order of the letters that stand for them: `A` is `Cc`, `a` is `So`.
const CATEGORIES: &str =
    "Cc Cf Cn Co Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So Zl Zp Zs";
/// All characters in order: the letter of a category, and of how many, where they are more than one. `-` are the surrogates.
const CATEGORY_RUNS: &str = include_str!("categories.txt");
/// Of each script, in the order of [`SCRIPTS`], a line: how many characters are none of it, how
/// many are, and so on.
const SCRIPT_RUNS: &str = include_str!("scripts.txt");

/// A pattern in the crate's syntax, without the classes that only its tables could tell.
pub(super) fn written_out(rust: &str) -> Cow<'_, str> {
    let mut parts = rust.split("\\p{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    if out.len() == rust.len() {
        return rust.into();
    }
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let ranges = match name.split_once('=') {
            Some(("gc", category)) => of_category(category),
            Some((_, script)) => of_script(script),
            None => of_category(name),
        };
        out.push('[');
        for range in &ranges.0 {
            push(range, &mut out);
        }
        out.push(']');
        out.push_str(rest);
    }
    out.into()
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
    let mut ranges = Ranges::default();
    let mut scripts = SCRIPTS.split(' ').zip(SCRIPT_RUNS.lines());
    let runs = scripts.find_map(|(script, runs)| (script == name).then_some(runs)).unwrap_or_default();
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

fn push(range: &RangeInclusive<u32>, out: &mut String) {
    push_code(*range.start(), out);
    if range.start() < range.end() {
        out.push('-');
        push_code(*range.end(), out);
    }
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

    use regex_syntax::hir::{Class, Hir, HirKind};

    use super::{CATEGORIES, CATEGORY_RUNS, SCRIPT_RUNS, SCRIPTS, written_out};
    use crate::go::regexp::unicode::{Names, table};

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
        let mut text = String::new();
        for name in SCRIPTS.split(' ') {
            let mut at = 0;
            let mut counts = Vec::new();
            for (start, end) in ranges(&format!("\\p{{sc={name}}}")) {
                counts.extend([start - at, end + 1 - start].map(|count| count.to_string()));
                at = end + 1;
            }
            writeln!(text, "{}", counts.join(" ")).unwrap();
        }
        text
    }

    /// Where the crate has a new version of Unicode, the files are written anew, to be looked at.
    #[test]
    fn the_files_are_what_the_crate_holds() {
        for (held, told, file) in
            [(CATEGORY_RUNS, category_runs(), "categories"), (SCRIPT_RUNS, script_runs(), "scripts")]
        {
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
}
