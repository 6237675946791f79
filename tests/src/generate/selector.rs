//! Label selectors: both forms, keys and values at the edge of what is valid, tokens in any order.

use serde_json::{Map, Value, json};

use super::mutate::mutate;
use super::{Case, Random, case_of};

const KEYS: &[&str] =
    &["app", "a", "b", "tier", "d.e/f", "app.kubernetes.io/name", "in", "notin", "9", "A_b", "x-y"];
const ODD_KEYS: &[&str] =
    &["Ex.com/a", "x/", "/x", "a/b/c", "a-", "-", "_a", "é", "a b", "exists", "x..y/z", "x-.y/z", "1.2/a"];
const VALUES: &[&str] = &["web", "x", "y", "1", "22", "-1", "", "in", "x.y", "a_b", "12x", "007", "B"];
const ODD_VALUES: &[&str] = &[
    "~x",
    "\"q\"",
    "'q'",
    "é",
    "<b>&",
    "a-",
    "-",
    "..",
    "a/b",
    "9223372036854775808",
    "9223372036854775807",
    "+5",
    "-3",
];
const SPACES: &[&str] = &["", "", "", " ", "\t", "\r\n", "  "];
const TOKENS: &[&str] = &[
    "a", "app", "in", "notin", "x.y/z", ",", ",", "(", ")", "=", "==", "!=", "!", ">", "<", " ", "\t", "\n",
    "1", "-5", "", "\u{0}", "é", "a-", "&&", "\u{a0}", "\u{2028}", "\u{b}", "'", "\"", "~", "=~",
];

fn key(random: &mut Random<'_>) -> String {
    match random.below(60) {
        0 => random.pick(ODD_KEYS).to_owned(),
        1 => "k".repeat(62 + random.below(4)),
        2 => {
            let prefix = random.pick(&["p", "p.", "p.q-"]).repeat(60 + random.below(30)) + "z";
            prefix + "/" + &"n".repeat(random.below(3))
        }
        // Few keys, so that they repeat.
        _ => random.pick(KEYS).to_owned(),
    }
}

fn value(random: &mut Random<'_>) -> String {
    match random.below(60) {
        0 => random.pick(ODD_VALUES).to_owned(),
        1 => "v".repeat(62 + random.below(4)),
        _ => random.pick(VALUES).to_owned(),
    }
}

/// The text form.
pub(super) fn text(random: &mut Random<'_>) -> String {
    if random.percent(10) {
        let count = random.up_to(12);
        return (0..count).map(|_| random.pick(TOKENS).to_owned() + random.pick(&["", "", " "])).collect();
    }
    let most = if random.percent(3) { 40 } else { 5 };
    let mut text = String::new();
    for index in 0..random.up_to(most) {
        if index > 0 {
            text.push_str(random.pick(&[",", ",", ", ", " , ", "\n,"]));
        }
        requirement(random, &mut text);
    }
    if random.percent(10) { mutate(random, &text, TOKENS) } else { text }
}

fn requirement(random: &mut Random<'_>, text: &mut String) {
    let mut words = vec![key(random)];
    match random.below(10) {
        0 => {}
        1 => words.insert(0, "!".to_owned()),
        2..=4 => {
            words.push(random.pick(&["=", "==", "!="]).to_owned());
            words.push(value(random));
        }
        5 => {
            words.push(random.pick(&[">", "<"]).to_owned());
            words.push(if random.percent(70) { random.below(30).to_string() } else { value(random) });
        }
        _ => {
            words.push(" ".to_owned());
            words.push(random.pick(&["in", "notin"]).to_owned());
            words.push("(".to_owned());
            for index in 0..random.up_to(4) {
                if index > 0 {
                    words.push(",".to_owned());
                }
                words.push(value(random));
            }
            words.push(")".to_owned());
        }
    }
    for word in words {
        text.push_str(&word);
        text.push_str(random.pick(SPACES));
    }
}

/// The object form.
fn object(random: &mut Random<'_>) -> Value {
    let mut object = Map::new();
    if random.percent(50) {
        let labels: Map<_, _> = (0..random.up_to(3)).map(|_| (key(random), json!(value(random)))).collect();
        object.insert("matchLabels".to_owned(), json!(labels));
    }
    if random.percent(60) {
        let expressions: Vec<_> = (0..random.up_to(3)).map(|_| expression(random)).collect();
        object.insert("matchExpressions".to_owned(), json!(expressions));
    }
    json!(object)
}

fn expression(random: &mut Random<'_>) -> Value {
    let mut expression = Map::new();
    expression.insert("key".to_owned(), json!(key(random)));
    let operator = match random.below(25) {
        0 => random.pick(&["in", "Gt", "Lt", "", "=", "exists"]),
        _ => random.pick(&["In", "NotIn", "Exists", "DoesNotExist"]),
    };
    expression.insert("operator".to_owned(), json!(operator));
    let wants_values = !operator.contains("xist");
    if wants_values != random.percent(5) {
        let values: Vec<_> = (0..random.up_to(3)).map(|_| value(random)).collect();
        expression.insert("values".to_owned(), json!(values));
    }
    json!(expression)
}

/// One question about a selector.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    let form = match random.below(40) {
        0 => ("labelSelector", Value::Null),
        1..=14 => ("labelSelector", object(random)),
        _ => ("text", json!(text(random))),
    };
    if random.percent(50) {
        return case_of("selector.parse", &[form]);
    }
    let labels: Map<_, _> = (0..random.up_to(5)).map(|_| (label(random), json!(value(random)))).collect();
    case_of("selector.matches", &[form, ("labels", json!(labels))])
}

/// Labels that exist are those that selectors ask for.
fn label(random: &mut Random<'_>) -> String {
    if random.percent(90) { random.pick(KEYS).to_owned() } else { key(random) }
}
