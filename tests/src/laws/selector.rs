//! Label selectors: the text of one, and on the lines behind it labels `name=value`.

use std::collections::BTreeMap;

use counterpoise::selector::{Operator, Requirement, Selector};
use serde_json::{Value, json};

use super::asked::ask;
use super::given::text;
use crate::generate::{self, Random};

type Labels = BTreeMap<String, String>;

pub(super) fn check(bytes: &[u8]) {
    let Some(text) = text(bytes, make) else { return };
    let (text, labels) = text.split_once('\n').unwrap_or((&text, ""));
    let labels: Labels = labels
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let asked = ask("selector.parse", &json!({ "text": text }));
    let matched = ask("selector.matches", &json!({ "text": text, "labels": labels }));
    let parsed = Selector::parse(text);
    assert_eq!(parsed.is_ok(), asked.is_ok(), "{text:?}");
    assert_eq!(parsed.is_ok(), matched.is_ok(), "{text:?}");
    let (Ok(parsed), Ok(asked), Ok(matched)) = (parsed, asked, matched) else { return };
    let canonical = parsed.to_string();
    assert_eq!(asked["canonical"], canonical);
    assert_eq!(matched["matches"], parsed.matches(&labels));
    // Matching is each requirement of its own.
    let by_hand = parsed.requirements().iter().all(|requirement| holds(requirement, &labels));
    assert_eq!(parsed.matches(&labels), by_hand && !parsed.selects_nothing(), "{text:?} of {labels:?}");
    let again = Selector::parse(&canonical).unwrap_or_else(|error| panic!("{canonical:?}: {error}"));
    assert_eq!(again.requirements(), parsed.requirements(), "{canonical:?}");
    assert_eq!(again.to_string(), canonical);
    assert_eq!(again.matches(&labels), parsed.matches(&labels), "{canonical:?} of {labels:?}");
    as_object(&parsed, &labels);
}

fn make(random: &mut Random<'_>) -> String {
    let mut text = generate::selector(random).replace('\n', " ");
    for _ in 0..random.up_to(3) {
        let name = random.pick(&["app", "a", "tier", "version", "a.b/c", "x"]);
        text += &format!(
            "\n{name}={}",
            random.pick(&["", "web", "a", "1", "12", "-3", "b", "9223372036854775807"])
        );
    }
    text
}

/// What a requirement asks, by its words.
fn holds(requirement: &Requirement, labels: &Labels) -> bool {
    let value = labels.get(requirement.key());
    let among = |value: &String| requirement.values().any(|one| one == value);
    let compared = |than: fn(i64, i64) -> bool| {
        let number = |text: &str| text.parse::<i64>().ok();
        let limit = requirement.values().next().and_then(number);
        value.and_then(|value| number(value)).zip(limit).is_some_and(|(value, limit)| than(value, limit))
    };
    match requirement.operator().as_str() {
        "=" | "==" | "in" => value.is_some_and(among),
        "!=" | "notin" => !value.is_some_and(among),
        "exists" => value.is_some(),
        "!" => value.is_none(),
        "gt" => compared(|value, limit| value > limit),
        "lt" => compared(|value, limit| value < limit),
        other => panic!("no operator {other}"),
    }
}

/// The object form of what has one selects as the text does.
fn as_object(selector: &Selector, labels: &Labels) {
    let expression = |requirement: &Requirement| {
        let operator = match requirement.operator() {
            Operator::GreaterThan | Operator::LessThan => return None,
            operator => match operator.as_str() {
                "=" | "==" | "in" => "In",
                "!=" | "notin" => "NotIn",
                "exists" => "Exists",
                _ => "DoesNotExist",
            },
        };
        let values: Vec<_> = requirement.values().collect();
        Some(json!({ "key": requirement.key(), "operator": operator, "values": values }))
    };
    let expressions: Option<Vec<Value>> = selector.requirements().iter().map(expression).collect();
    let Some(expressions) = expressions.filter(|_| !selector.selects_nothing()) else { return };
    let object = json!({ "matchExpressions": expressions });
    let asked = ask("selector.matches", &json!({ "labelSelector": object, "labels": labels }));
    match asked {
        Ok(asked) => assert_eq!(asked["matches"], selector.matches(labels), "{object} of {labels:?}"),
        Err(error) => panic!("{object}: {error}"),
    }
}
