//! Go's regular expressions and what `as` makes of a match: a pattern, `as`, and behind them the name of a series, on a line each.

use std::fmt::Write as _;

use counterpoise::ops;
use serde_json::{Value, json};

use super::asked::ask;
use super::given::{Given, given, lines};
use crate::generate::{self, Area};

pub(super) fn check(bytes: &[u8]) {
    let input = match given(bytes) {
        Some(Given::Text(text)) => {
            let [matches, to, series] = lines(text);
            json!({ "matches": matches, "as": to, "series": series })
        }
        Some(Given::Choices(mut random)) => generate::case(Area::Regexp, &mut random).input,
        None => return,
    };
    let text = |field: &str| input[field].as_str().unwrap_or_default();
    let (pattern, to, series) = (text("matches"), text("as"), text("series"));
    let named = ask("rules.name", &input);
    if let Ok(named) = &named {
        groups(named, series);
        expanded(to, named);
    }
    // A quoted text matches itself and nothing longer.
    let quoted = format!("^(?:{})$", quote(series));
    match ask("rules.name", &json!({ "matches": quoted, "as": "$0", "series": series })) {
        Ok(found) => assert_eq!(found["name"], series, "{quoted:?}"),
        Err(error) => assert!(error.code().starts_with("limit."), "{quoted:?}: {error}"),
    }
    if named.is_ok() {
        as_matcher(pattern, series);
    }
}

/// What groups captured lies in what all of the pattern did, and that in the text.
fn groups(named: &Value, series: &str) {
    let groups = named["groups"].as_array().cloned().unwrap_or_default();
    assert_eq!(groups.is_empty(), named.get("name").is_none(), "{named}");
    let Some(whole) = groups.first() else { return };
    let whole = whole["text"].as_str().unwrap_or_else(|| panic!("a match of nothing: {named}"));
    assert!(series.contains(whole), "{named} of {series:?}");
    for group in &groups {
        assert!(group["text"].as_str().is_none_or(|text| whole.contains(text)), "{named}");
    }
}

/// What was compiled expands as reading `as` anew does. Mirrors `Regexp.Expand`.
fn expanded(to: &str, named: &Value) {
    let groups = named["groups"].as_array().cloned().unwrap_or_default();
    // What a letter is beyond ASCII only Go's tables say, and an empty `as` stands for another.
    if groups.is_empty() || to.is_empty() || !to.is_ascii() {
        return;
    }
    let group = |name: &str| -> String {
        let digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        let found = if digits && (name.len() == 1 || !name.starts_with('0')) && name.len() < 9 {
            name.parse::<usize>().ok().and_then(|place| groups.get(place))
        } else {
            groups.iter().find(|group| group["name"] == name && group.get("text").is_some())
        };
        found.and_then(|group| group["text"].as_str()).unwrap_or_default().to_owned()
    };
    let mut expected = String::new();
    let mut rest = to;
    while let Some((before, behind)) = rest.split_once('$') {
        expected += before;
        let word = |text: &str| {
            text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
        };
        if let Some(behind) = behind.strip_prefix('$') {
            expected.push('$');
            rest = behind;
        } else if let Some(braced) = behind.strip_prefix('{')
            && let (name, end) = braced.split_at(word(braced))
            && !name.is_empty()
            && let Some(end) = end.strip_prefix('}')
        {
            expected += &group(name);
            rest = end;
        } else if word(behind) > 0 {
            let (name, end) = behind.split_at(word(behind));
            expected += &group(name);
            rest = end;
        } else {
            expected.push('$');
            rest = behind;
        }
    }
    expected += rest;
    assert_eq!(named["name"], expected, "{to:?} of {groups:?}");
}

/// What PromQL's `=~` finds, which is the whole of a text.
fn as_matcher(pattern: &str, series: &str) {
    let whole = json!({ "matches": format!("^(?s:{pattern})$"), "as": "x", "series": series });
    let mut selector = String::from("{a=~\"");
    for character in pattern.chars() {
        write!(selector, "\\U{:08x}", u32::from(character)).expect("a text takes any");
    }
    // Every series has a label that is there, so that one with an empty value is none that is absent.
    selector += "\",b=\"b\"}";
    let matched = json!({ "text": selector, "labels": { "a": series, "b": "b" } });
    let [whole, matched] = [("rules.name", whole), ("promql.matches", matched)]
        .map(|(op, input)| ops::call_value(None, op, input));
    if let (Ok(whole), Ok(matched)) = (whole, matched) {
        assert_eq!(whole.get("name").is_some(), matched["matches"] == true, "{pattern:?} of {series:?}");
    }
}

/// A pattern of one text alone. Mirrors `regexp.QuoteMeta`.
fn quote(text: &str) -> String {
    let mut quoted = String::new();
    for character in text.chars() {
        if r"\.+*?()|[]{}^$".contains(character) {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted
}
