//! Vectors with one value changed for a hostile one: whatever comes back, nothing panics, and nothing hangs.

use std::sync::LazyLock;

use counterpoise::Error;
use counterpoise::ops;
use counterpoise_tests::case::{self, Body, Case};
use counterpoise_tests::paths;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// The committed vectors of one operation each.
static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases = case::read_all(&paths::vectors()).unwrap();
    cases.retain(|case| matches!(case.body, Body::Call { .. }));
    cases
});

/// Values at the ends of what a field may hold, and beyond.
fn hostile() -> impl Strategy<Value = Value> {
    let texts = [
        "",
        " ",
        "\0",
        "\u{feff}é\u{10ffff}",
        "9223372036854775807",
        "-9223372036854775808",
        "-9223372036854775808m",
        "99999999999999999999999999Ei",
        "1e-99999",
        "1e9999999999999999999",
        "NaN",
        "+Inf",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z",
        "-99999h",
        "290y",
        "<<range .GroupBySlice>><<.>>",
        "<<define \"a\">><<template \"a\">><<end>><<template \"a\">>",
        "<<printf \"%999999999d\" 1>>",
        "((((((((((a*)*)*)*)*)*)*)*)*)*)*",
        "(x{1000}){1000}",
        "\\Qa",
        "{__name__=~\"(\"}",
        "/apis/custom.metrics.k8s.io/v1beta2/namespaces/%2F/pods/%00/%FF?labelSelector=%",
        "a in (,,),!b,c>9223372036854775808",
        "&a [*a, *a]",
        "a: &a [1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]",
        "- - - - - - - - - - - - - - - - 1",
    ];
    prop_oneof![
        select(texts.to_vec()).prop_map(Value::from),
        select(vec![json!(null), json!(true), json!([]), json!({}), json!([[]]), json!({ "": null })]),
        select(vec![i64::MIN, -1, 0, 1, i64::from(i32::MAX), i64::from(i32::MAX) + 1, i64::MAX])
            .prop_map(Value::from),
        select(vec![0.5, -0.0, 1e308, -1e308, 5e-324]).prop_map(Value::from),
    ]
}

/// How many values there are in a value, itself among them.
fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(fields) => fields.values().map(size).sum(),
        _ => 0,
    }
}

/// Puts `new` in the place of the value of this number, counted from the outside in.
fn replace(value: &mut Value, place: &mut usize, new: &Value) -> bool {
    if *place == 0 {
        value.clone_from(new);
        return true;
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().any(|item| replace(item, place, new)),
        Value::Object(fields) => fields.values_mut().any(|field| replace(field, place, new)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_vector_with_a_value_changed_is_answered(
        which in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), hostile()), 1..3),
    ) {
        let Body::Call { op, input, .. } = &which.get(&CASES).body else { unreachable!() };
        let mut input = input.clone();
        for (place, new) in &changes {
            let mut place = place.index(size(&input));
            replace(&mut input, &mut place, new);
        }
        let text = input.to_string();
        let value = ops::call_value(None, op, input);
        match ops::call_text(None, op, &text) {
            Ok(text) => prop_assert_eq!(value.ok(), serde_json::from_str(&text).ok()),
            Err(error) => prop_assert_eq!(value.err().map(Error::without_span), Some(error.without_span())),
        }
    }
}
