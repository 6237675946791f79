//! Classes and single characters.

use crate::generate::Random;

/// Characters that stand for themselves.
const PLAIN: &[&str] = &[
    "a",
    "a",
    "b",
    "c",
    "x",
    "k",
    "s",
    "K",
    "S",
    "0",
    "1",
    "7",
    "_",
    "_",
    ":",
    " ",
    "-",
    "é",
    "É",
    "ſ",
    "\u{212a}",
    "ß",
    "σ",
    "ς",
    "日",
    "\u{10ffff}",
    "\u{0}",
    "\t",
    "\n",
    "=",
    ",",
    "&",
    "~",
    "#",
    "<",
    "\"",
    "/",
    "}",
    "]",
    "İ",
    "ı",
    "ǆ",
    "\u{1e9e}",
    "\u{345}",
    "µ",
];

/// Escapes of one character, and the character.
const ESCAPES: &[(&str, &str)] = &[
    ("\\.", "."),
    ("\\$", "$"),
    ("\\\\", "\\"),
    ("\\(", "("),
    ("\\n", "\n"),
    ("\\t", "\t"),
    ("\\a", "\u{7}"),
    ("\\f", "\u{c}"),
    ("\\r", "\r"),
    ("\\v", "\u{b}"),
    ("\\x41", "A"),
    ("\\x6b", "k"),
    ("\\x{42}", "B"),
    ("\\x{1F600}", "\u{1f600}"),
    ("\\x{10FFFF}", "\u{10ffff}"),
    ("\\x{0}", "\u{0}"),
    ("\\x{000061}", "a"),
    ("\\101", "A"),
    ("\\0", "\u{0}"),
    ("\\012", "\n"),
    ("\\07", "\u{7}"),
    ("\\-", "-"),
    ("\\]", "]"),
    ("\\^", "^"),
    ("\\ ", " "),
    ("\\_", "_"),
    ("\\/", "/"),
    ("\\{", "{"),
    ("\\x{d800}", ""),
    ("\\377", "ÿ"),
    ("\\x{17f}", "ſ"),
    ("\\#", "#"),
    ("\\&", "&"),
    ("\\~", "~"),
    ("\\\"", "\""),
    ("\\x80", "\u{80}"),
];
const ODD_ESCAPES: &[&str] = &[
    "\\1",
    "\\8",
    "\\x",
    "\\xg0",
    "\\x{}",
    "\\x{110000}",
    "\\x{41",
    "\\u0041",
    "\\e",
    "\\cA",
    "\\é",
    "\\C",
    "\\Z",
    "\\G",
    "\\h",
    "\\N{a}",
    "\\400",
    "\\777",
    "\\x4",
    "\\x{4_1}",
    "\\x{+41}",
    "\\K",
    "\\R",
    "\\y",
    "\\<",
];

/// Classes by an escape, and a character in them.
const PERL: &[(&str, &str)] = &[
    ("\\d", "7"),
    ("\\D", "x"),
    ("\\s", " "),
    ("\\S", "a"),
    ("\\w", "_"),
    ("\\W", "-"),
    ("\\s", "\n"),
    ("\\W", "é"),
];

const UNICODE: &[(&str, &str)] = &[
    ("\\pN", "7"),
    ("\\pL", "é"),
    ("\\PN", "a"),
    ("\\p{Lu}", "A"),
    ("\\p{^Lu}", "a"),
    ("\\P{^L}", "a"),
    ("\\P{Ll}", "A"),
    ("\\p{Greek}", "σ"),
    ("\\p{Latin}", "ß"),
    ("\\P{Latin}", "σ"),
    ("\\p{Han}", "日"),
    ("\\p{Any}", "a"),
    ("\\pZ", " "),
    ("\\p{Nd}", "٣"),
    ("\\pC", "\u{0}"),
    ("\\p{Sm}", "="),
    ("\\pP", "_"),
    ("\\p{Pc}", "_"),
    ("\\pM", "\u{345}"),
    ("\\p{Lt}", "ǅ"),
    ("\\p{Cn}", "\u{378}"),
    ("\\p{LC}", "k"),
    ("\\p{Letter}", "s"),
    ("\\p{Uppercase_Letter}", "K"),
    ("\\p{lu}", "S"),
    ("\\p{Old_Italic}", "\u{10300}"),
    ("\\p{greek}", "σ"),
    ("\\p{Cyrillic}", "я"),
    ("\\p{Co}", "\u{e000}"),
    ("\\p{Cs}", ""),
    ("\\p{ASCII}", "c"),
    ("\\p{Assigned}", "1"),
    ("\\p{Zinh}", "\u{345}"),
    ("\\p{Common}", "0"),
    ("\\p{Inherited}", "\u{301}"),
    ("\\p{Lm}", "ʰ"),
    ("\\p{Thai}", "ก"),
    ("\\p{Lisu}", "ꓐ"),
    ("\\p{cased-letter}", "k"),
    ("\\p{ Lu}", "A"),
];
const ODD_UNICODE: &[&str] = &[
    "\\p",
    "\\p{",
    "\\p{}",
    "\\pX",
    "\\p{Foo}",
    "\\p{^}",
    "\\p{Lu",
    "\\p{gc=Lu}",
    "\\p{Script=Greek}",
    "\\p{Grek}",
    "\\p{L&}",
    "\\p{Alphabetic}",
    "\\p{White_Space}",
    "\\p{^^Lu}",
    "\\pé",
    "\\P",
    "\\p{IsGreek}",
    "\\p{InGreek}",
    "\\p{Lu|Ll}",
    "\\p{Zzzz}",
    "\\p{Unknown}",
    "\\p{punct}",
    "\\p{digit}",
    "\\p{Nd=1}",
];

const POSIX: &[(&str, &str)] = &[
    ("[:alnum:]", "a"),
    ("[:alpha:]", "b"),
    ("[:ascii:]", "~"),
    ("[:blank:]", " "),
    ("[:cntrl:]", "\t"),
    ("[:digit:]", "1"),
    ("[:graph:]", "#"),
    ("[:lower:]", "k"),
    ("[:print:]", " "),
    ("[:punct:]", "!"),
    ("[:space:]", "\n"),
    ("[:upper:]", "K"),
    ("[:word:]", "_"),
    ("[:xdigit:]", "f"),
    ("[:^alpha:]", "1"),
    ("[:^space:]", "a"),
    ("[:^word:]", "é"),
    ("[:^ascii:]", "日"),
    ("[:^upper:]", "s"),
];
const ODD_POSIX: &[&str] = &[
    "[:foo:]",
    "[:^:]",
    "[::]",
    "[:alpha",
    "[:ALPHA:]",
    "[:^^digit:]",
    "[:word:",
    "[.a.]",
    "[=a=]",
    "[:alpha:",
];

const RANGES: &[(&str, &str)] = &[
    ("a-z", "k"),
    ("A-Z", "S"),
    ("0-9", "0"),
    ("a-c", "b"),
    ("\\x00-\\x7f", "&"),
    ("é-ü", "í"),
    ("\\x{80}-\\x{10FFFF}", "日"),
    ("a-", "-"),
    ("+--", ","),
    ("\\--/", "."),
    ("[-a", "]"),
    ("^-a", "_"),
    ("\\d-z", "-"),
    ("a-\\d", "a"),
    ("z-a", "z"),
    ("\\x{d000}-\\x{e000}", "\u{e000}"),
    ("\\x{dfff}-\\x{e000}", "\u{e000}"),
    ("\\0-\\7", "\u{1}"),
    ("a-z-9", "9"),
    ("!-~", "a"),
    ("J-L", "k"),
    ("ſ-ſ", "s"),
];

/// One character as a pattern, and the character.
pub(super) fn character(random: &mut Random<'_>) -> (String, String) {
    match random.below(60) {
        0 => (random.pick(ODD_ESCAPES).to_owned(), "a".to_owned()),
        1..=12 => of(random.pick(ESCAPES)),
        _ => {
            let plain = random.pick(PLAIN);
            (plain.to_owned(), plain.to_owned())
        }
    }
}

/// A class that stands outside of brackets.
pub(super) fn escaped(random: &mut Random<'_>) -> (String, String) {
    match random.below(50) {
        0 => (random.pick(ODD_UNICODE).to_owned(), "a".to_owned()),
        1..=25 => of(random.pick(UNICODE)),
        _ => of(random.pick(PERL)),
    }
}

/// `[…]`.
pub(super) fn bracket(random: &mut Random<'_>) -> (String, String) {
    let negated = random.percent(20);
    let mut pattern = if negated { "[^" } else { "[" }.to_owned();
    let mut samples = Vec::new();
    if random.percent(8) {
        pattern.push_str(random.pick(&["]", "-", "^", "]-a"]));
    }
    for _ in 0..=random.up_to(3) {
        let (item, sample) = match random.below(80) {
            0 => (random.pick(ODD_POSIX).to_owned(), "a".to_owned()),
            1..=14 => of(random.pick(POSIX)),
            15..=24 => escaped(random),
            25..=44 => of(random.pick(RANGES)),
            _ => match character(random) {
                (plain, sample) if plain == "]" => ("\\]".to_owned(), sample),
                other => other,
            },
        };
        pattern.push_str(&item);
        samples.push(sample);
    }
    if random.percent(4) {
        pattern.push('-');
    }
    if random.percent(99) {
        pattern.push(']');
    }
    let sample = if negated {
        random.pick(PLAIN).to_owned()
    } else {
        samples.swap_remove(random.below(samples.len()))
    };
    (pattern, sample)
}

fn of((pattern, sample): (&str, &str)) -> (String, String) {
    (pattern.to_owned(), sample.to_owned())
}
