//! Series selectors of PromQL: names, keywords, every kind of quote and escape, regular expressions, UTF-8 names.

use serde_json::{Map, json};

use super::mutate::mutate;
use super::{Case, Random, case_of, regexp};

const NAMES: &[&str] = &[
    "up",
    "up",
    "http_requests_total",
    "a:b",
    ":a",
    "_x",
    "A9",
    "sum",
    "by",
    "rate",
    "on",
    "bool",
    "inf",
    "nan",
    "NaN",
    "Inf",
    "offset",
    "and",
    "or",
    "unless",
    "atan2",
    "group_left",
    "group_right",
    "ignoring",
    "without",
    "start",
    "end",
    "count_values",
    "topk",
    "fill",
    "smoothed",
    "anchored",
    "step",
    "range",
    "limitk",
    "quantile",
    "SUM",
    "OFFSET",
    "On",
    "info",
    "min",
    "max",
    "histogram",
    "fill_left",
    "bottomk",
    "group",
    "e1",
    "inf_",
    "infinity",
    "x",
];
const ODD_NAMES: &[&str] =
    &["1a", "é", "a.b", "a-b", "0x1", "5m", "1e3", "", "$a", "a b", "-1", "日", "..", "1h"];
const LABELS: &[&str] = &[
    "a",
    "a",
    "b",
    "namespace",
    "pod",
    "le",
    "__name__",
    "_",
    "A",
    "by",
    "on",
    "sum",
    "inf",
    "nan",
    "offset",
    "bool",
    "start",
    "group_left",
    "x9",
];
const ODD_LABELS: &[&str] = &["1a", "a:b", "é", "a.b", "", "a-b", "0", "$x", "a b", ":"];
const QUOTED: &[&str] = &[
    "a.b",
    "a b",
    "é",
    "日本",
    "a",
    "",
    "1",
    "up.total",
    "x-y",
    "\\u00e9",
    "a\\tb",
    "__name__",
    "app.kubernetes.io/x",
];
const VALUES: &[&str] = &[
    "", "x", "y", "web-0", "a.b", "a|b", "é", "x y", "1", "a\\\\b", "\\\"", "\\'", "\\n", "{", "}", "#", ",",
];
const ESCAPES: &[&str] = &[
    "\\a",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\v",
    "\\\\",
    "\\\"",
    "\\'",
    "\\`",
    "\\x41",
    "\\x7f",
    "\\101",
    "\\u00e9",
    "\\U0001F600",
    "\\000",
    "\\x00",
    "\\uFFFD",
    "\\u2028",
];
const ODD_ESCAPES: &[&str] = &[
    "\\q",
    "\\x4",
    "\\xg1",
    "\\1",
    "\\18",
    "\\400",
    "\\777",
    "\\u12",
    "\\ud800",
    "\\U00110000",
    "\\",
    "\\\n",
    "\\x80",
    "\\xff",
    "\\377",
    "\\ ",
    "\\é",
    "\\8",
    "\\0",
    "\\xc3\\xa9",
    "\\uD83D\\uDE00",
];
const SPACES: &[&str] = &["", "", "", "", "", "", " ", "  ", "\t", "\n", "\r\n", " # c\n", "#\n", "#é}\n"];
const ODD_SPACES: &[&str] = &["\u{a0}", "\u{b}", "\u{c}", "\u{2028}", "\u{0}", "#", "/**/", "\u{feff}"];
const PIECES: &[&str] = &[
    "{",
    "}",
    ",",
    ",",
    "=",
    "!=",
    "=~",
    "!~",
    "==",
    "\"",
    "'",
    "`",
    "#",
    "\\",
    "(",
    ")",
    "[5m]",
    " offset 5m",
    "@",
    "1",
    "a",
    "é",
    "\n",
    ":",
    "!",
    "~",
    "<",
    "/",
    "*",
    "-",
    "=\"\"",
    "{}",
    ",,",
    "\u{0}",
    "by",
    "5m",
];

/// A series selector, mostly a good one.
pub(super) fn text(random: &mut Random<'_>) -> String {
    let mut text = space(random);
    let named = random.percent(60);
    if named {
        text += &name(random);
        text += &space(random);
    }
    if !named || random.percent(85) {
        text.push('{');
        text += &space(random);
        let least = usize::from(!named);
        for index in 0..least + random.up_to(3) {
            if index > 0 {
                text.push(',');
                text += &space(random);
            }
            text += &matcher(random, named);
        }
        if random.percent(6) {
            text.push(',');
            text += &space(random);
        }
        text.push('}');
    }
    text += &space(random);
    if random.percent(8) { mutate(random, &text, PIECES) } else { text }
}

fn space(random: &mut Random<'_>) -> String {
    pick_odd(random, 1, ODD_SPACES, SPACES).to_owned()
}

fn name(random: &mut Random<'_>) -> String {
    pick_odd(random, 4, ODD_NAMES, NAMES).to_owned()
}

fn matcher(random: &mut Random<'_>, named: bool) -> String {
    // A second name is refused.
    if random.percent(if named { 1 } else { 20 }) {
        return quoted(random, QUOTED) + &space(random);
    }
    let mut text = match random.below(40) {
        0 => random.pick(ODD_LABELS).to_owned(),
        1..=8 => quoted(random, QUOTED),
        _ => random
            .pick(&LABELS.iter().copied().filter(|label| !named || *label != "__name__").collect::<Vec<_>>())
            .to_owned(),
    };
    text += &space(random);
    let operator = match random.below(60) {
        0 => random.pick(&["==", ">", "<", "~", "!", "=!", "~=", "=~=", ""]),
        _ => random.pick(&["=", "=", "!=", "=~", "!~"]),
    };
    text += operator;
    text += &space(random);
    if operator.contains('~') && random.percent(60) {
        // In a backtick literal, unless the pattern has one; then the escapes are mostly bad.
        let (pattern, _) = regexp::pattern(random);
        text += &literal('`', &pattern);
    } else if random.percent(1) {
        text += random.pick(&["x", "1", "5m", "\"a", "'a\"", "\"\n\"", "", "\"a\"\"b\""]);
    } else {
        text += &quoted(random, VALUES);
    }
    text + &space(random)
}

/// One of the odd ones, so many percent of the time.
fn pick_odd<'a>(random: &mut Random<'_>, percent: usize, odd: &[&'a str], usual: &[&'a str]) -> &'a str {
    let from = if random.percent(percent) { odd } else { usual };
    random.pick(from)
}

/// A string literal.
fn quoted(random: &mut Random<'_>, values: &[&str]) -> String {
    let quote = random.pick(&['"', '"', '\'', '`']);
    let mut body = random.pick(values).to_owned();
    if random.percent(25) {
        body += pick_odd(random, 8, ODD_ESCAPES, ESCAPES);
        body += random.pick(values);
    }
    literal(quote, &body)
}

fn literal(quote: char, body: &str) -> String {
    // A quote inside is one of the literal's own.
    format!("{quote}{}{quote}", if quote == '`' { body.replace('`', "") } else { body.to_owned() })
}

/// One question about a selector.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    let text = text(random);
    if random.percent(50) {
        return case_of("promql.parseSelector", &[("text", json!(text))]);
    }
    let mut labels = Map::new();
    for _ in 0..random.up_to(4) {
        let name = pick_odd(random, 20, QUOTED, LABELS);
        let value =
            if random.percent(20) { regexp::pattern(random).1 } else { random.pick(VALUES).to_owned() };
        labels.insert(name.to_owned(), json!(value));
    }
    if random.percent(80) {
        labels.insert("__name__".to_owned(), json!(name(random)));
    }
    case_of("promql.matches", &[("text", json!(text)), ("labels", json!(labels))])
}
