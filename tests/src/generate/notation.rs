//! Lines of the notation that promtool loads series in.

use super::Random;
use super::mutate::mutate;

const NAMES: &[&str] = &[
    "up",
    "http_requests_total",
    "a:b",
    ":a",
    "_x",
    "sum",
    "by",
    "offset",
    "and",
    "fill",
    "start",
    "stale",
    "x",
    "X1",
];
const ODD_NAMES: &[&str] = &["on", "bool", "inf", "NaN", "atan2", "group_left", "Ignoring", "1a", "é", "5m"];
const LABELS: &[&str] =
    &["a", "b", "le", "by", "on", "inf", "\"a b\"", "'é'", "`x`", "x_1", "__name__", "\"\""];
const TEXTS: &[&str] =
    &["\"x\"", "'y'", "`\\z`", "\"\"", "\"\\n\\\"\"", "'\\x41'", "\"\\u00e9\"", "\"{{\"", "\"a,b}\"", "'é'"];
const ODD_TEXTS: &[&str] = &["\"\\xff\"", "\"\\q\"", "x", "\"", "1", "'a\""];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2.5",
    ".5",
    "5.",
    "1e3",
    "1E-2",
    "1e+2",
    "010",
    "08",
    "1_000",
    "NaN",
    "Inf",
    "inf",
    "0e0",
    "123456789012345678901",
    "9007199254740993",
    "1e-400",
    "10",
    "60",
];
const ODD_NUMBERS: &[&str] = &[
    "1__0", "1_", "1e999", "1e", "1.5.5", "0x3", "5m", "-1", "+2", "1_0.5", "0b1", "STALE", "infinity",
    "one", "",
];
const COUNTS: &[&str] = &["0", "1", "3", "20", "03", "2"];
const ODD_COUNTS: &[&str] = &["1_0", "1.0", "1e1", "-1", "", "x"];
const SPACES: &[&str] = &[" ", " ", " ", "  ", "\t", " \t "];
const PIECES: &[&str] = &[
    "{", "}", "{{", "}}", "x", "_", "+", "-", " ", ",", "=", "\"", "#", "1", "e", ".", "stale", "a", "é",
    "x5", "\r",
];

/// A line, mostly a good one.
pub(super) fn text(random: &mut Random<'_>) -> String {
    let mut text = if random.percent(10) { random.pick(SPACES).to_owned() } else { String::new() };
    let has_name = random.percent(85);
    if has_name {
        text += pick(random, 4, ODD_NAMES, NAMES);
    }
    if !has_name || random.percent(60) {
        text += &braces(random, has_name);
    }
    for _ in 0..random.up_to(6) {
        text += random.pick(SPACES);
        text += &item(random);
    }
    if random.percent(10) {
        text += random.pick(SPACES);
    }
    let mutated = if random.percent(15) { mutate(random, &text, PIECES) } else { text.clone() };
    if is_endless(&mutated) { text } else { mutated }
}

/// Whether upstream would make more values than there is memory, as it does for a number that is out of range, too.
fn is_endless(text: &str) -> bool {
    text.split('x').skip(1).any(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() >= 6)
}

/// One of the odd ones, so many percent of the time.
fn pick<'a>(random: &mut Random<'_>, percent: usize, odd: &[&'a str], usual: &[&'a str]) -> &'a str {
    let from = if random.percent(percent) { odd } else { usual };
    random.pick(from)
}

fn braces(random: &mut Random<'_>, has_name: bool) -> String {
    let space = |random: &mut Random<'_>| if random.percent(10) { " " } else { "" };
    let mut labels = Vec::new();
    if !has_name && random.percent(60) {
        labels.push("\"a name\"".to_owned());
    }
    let first = random.below(LABELS.len());
    for place in 0..random.up_to(3) {
        // A label that is there twice is refused here, and taken there.
        let name = LABELS[(first + place) % LABELS.len()];
        let value = pick(random, 3, ODD_TEXTS, TEXTS);
        labels.push(format!("{}{name}{}={}{value}", space(random), space(random), space(random)));
    }
    let comma = if random.percent(if labels.is_empty() { 1 } else { 8 }) { "," } else { "" };
    format!("{{{}{comma}{}}}", labels.join(","), space(random))
}

fn number(random: &mut Random<'_>) -> String {
    let sign = random.pick(&["", "", "", "-", "+"]);
    format!("{sign}{}", pick(random, 2, ODD_NUMBERS, NUMBERS))
}

fn item(random: &mut Random<'_>) -> String {
    let count = pick(random, 3, ODD_COUNTS, COUNTS);
    match random.below(20) {
        0..=7 => number(random),
        8..=10 => format!("{}x{count}", number(random)),
        11..=15 => {
            let sign = random.pick(&["+", "-"]);
            format!("{}{sign}{}x{count}", number(random), pick(random, 2, ODD_NUMBERS, NUMBERS))
        }
        16 => format!("_x{count}"),
        17 => "stale".to_owned(),
        18 if random.percent(10) => "{{schema:0 sum:1 count:1}}".to_owned(),
        _ => "_".to_owned(),
    }
}
