//! Query templates: every action, function and kind of literal, nested a few levels, with the variables that are in scope.

use serde_json::{Map, Value, json};

use super::mutate::mutate;
use super::{Case, Random, case_of};

mod action;
mod literal;
mod pipeline;

use action::Writer;

const PIECES: &[&str] = &[
    "<<", ">>", "(", ")", "|", " ", "-", "$", ".", ",", ":=", "=", "\"", "`", "'", "1", "x", "end", "else",
    "\n", "é", "٣", "~", ":", "\u{2028}", "ª", "nil", "<<-", "->>", "/*", "*/", "break", "define", "\\",
    "\u{0}",
];

const DELIMITERS: &[(&str, &str)] = &[
    ("{{", "}}"),
    ("[[", "]]"),
    ("<%", "%>"),
    ("(", ")"),
    ("--", "--"),
    ("", ""),
    ("a", "z"),
    ("<<", "|"),
    ("é", "-"),
];

/// A template with the delimiters `<<` and `>>`.
pub(super) fn text(random: &mut Random<'_>) -> String {
    loop {
        let mut writer = Writer::new(random);
        let text = writer.template();
        let text = if random.percent(8) { mutate(random, &text, PIECES) } else { text };
        if ends_soon(&text) {
            return text;
        }
    }
}

/// Whether no loop of the template can run for long: in one with a loop every number is small.
fn ends_soon(text: &str) -> bool {
    const LOOPS: usize = 4;
    const DIGITS: usize = 2;
    let mut digits = 0;
    let loops = text.matches("range").count();
    loops == 0
        || loops <= LOOPS
            && !text.contains(['\'', '\\'])
            && text.chars().all(|c| {
                let long = digits > 0 && matches!(c, 'e' | 'E' | 'x' | 'X' | 'p' | 'P');
                digits = if c.is_ascii_digit() || c == '_' { digits + 1 } else { 0 };
                digits <= DIGITS && !long
            })
}

/// One template, its data, and now and then delimiters of its own.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    let template = text(random);
    let data = data(random);
    if random.percent(90) {
        return case_of("template.render", &[("template", json!(template)), ("data", data)]);
    }
    let (left, right) = random.pick(DELIMITERS);
    let template = template.replace("<<", left).replace(">>", right);
    case_of(
        "template.render",
        &[("template", json!(template)), ("data", data), ("delimiters", json!([left, right]))],
    )
}

/// What a query is made of; a field that is absent is Go's zero value.
fn data(random: &mut Random<'_>) -> Value {
    let mut data = Map::new();
    let mut set = |name: &str, value: Value| data.insert(name.to_owned(), value);
    if random.percent(85) {
        set(
            "Series",
            json!(random.pick(&["http_requests_total", "container_cpu_usage_seconds_total", "sérïes日", ""])),
        );
    }
    if random.percent(85) {
        let matchers =
            ["namespace=\"default\",pod=~\"a|b\"", "kubernetes_namespace=\"prod\"", "a=\"b\\\\c\"", ""];
        set("LabelMatchers", json!(random.pick(&matchers)));
    }
    if random.percent(80) {
        const VALUES: &[(&str, &str)] = &[
            ("namespace", "default"),
            ("pod", "a|b"),
            ("pod", "x<y&'z'"),
            ("é", "ü"),
            ("", "empty"),
            ("Z", "\u{200b}"),
            ("a", "\"q\""),
            ("container", ""),
        ];
        let values: Map<_, _> = (0..random.up_to(4))
            .map(|_| random.pick(VALUES))
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect();
        set("LabelValuesByName", json!(values));
    }
    if random.percent(80) {
        set("GroupBy", json!(random.pick(&["pod", "pod,container", "é,b", ""])));
    }
    if random.percent(80) {
        let slices: &[&[&str]] = &[&["pod"], &["pod", "container"], &["é", "", "b c"], &[]];
        set("GroupBySlice", json!(random.pick(slices)));
    }
    json!(data)
}
