//! What holds for every input.

use counterpoise::Error;
use counterpoise::metrics::request::{CustomApi, Request};
use counterpoise::quantity::Quantity;
use counterpoise::selector::Selector;
use counterpoise::{limits, ops};
use counterpoise_tests::generate::{Area, cases};
use proptest::prelude::*;
use serde_json::{Value, json};

fn ok(op: &str, input: Value) -> Value {
    ops::call_value(None, op, input).unwrap_or_else(|error| panic!("{op}: {error}"))
}

/// Quantities in every format, from a few digits to more than an int64 holds.
fn quantity() -> impl Strategy<Value = String> {
    prop_oneof![
        "[+-]?[0-9]{1,6}(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?",
        "[+-]?[0-9]{0,3}\\.[0-9]{1,12}(n|u|m|k|M|G|Ki|Mi|Gi)?",
        "[+-]?[0-9]{1,4}(\\.[0-9]{1,3})?[eE][+-]?[0-9]",
        "[+-]?[0-9]{15,25}(n|u|m|k|Ki)?",
    ]
}

fn label() -> impl Strategy<Value = String> {
    "[a-z0-9]([a-z0-9_.-]{0,10}[a-z0-9])?"
}

/// A selector as users write it, with spaces and repetitions.
fn selector() -> impl Strategy<Value = String> {
    let value = || prop_oneof![label(), Just(String::new())];
    let requirement = prop_oneof![
        (label(), prop::sample::select(vec!["=", "==", "!=", " = "]), value())
            .prop_map(|(k, o, v)| format!("{k}{o}{v}")),
        (label(), prop::sample::select(vec!["in", "notin"]), prop::collection::vec(value(), 1..4))
            .prop_map(|(k, o, v)| format!("{k} {o} ({})", v.join(" , "))),
        (label(), prop::sample::select(vec!["<", ">"]), any::<i32>())
            .prop_map(|(k, o, v)| format!("{k}{o}{}", v.unsigned_abs())),
        label(),
        label().prop_map(|key| format!("!{key}")),
    ];
    prop::collection::vec(requirement, 0..5).prop_map(|requirements| requirements.join(","))
}

/// JSON of any form, with the words that operations look for among its keys.
fn anything() -> impl Strategy<Value = Value> {
    let word = || {
        prop_oneof![
            prop::sample::select(vec![
                "text",
                "a",
                "b",
                "by",
                "labels",
                "labelSelector",
                "matchLabels",
                "matchExpressions",
                "template",
                "data",
                "config",
                "series",
                "resources",
                "request",
                "response",
                "objects",
                "hpa",
                "scale",
                "pods",
                "metrics",
                "now",
                "controller",
                "state",
                "to",
                "selector",
                "profile",
                "events",
                "spec",
                "status",
                "apiVersion",
                "autoscaling/v2",
                "kind",
                "type",
                "rules",
                "externalRules",
                "seriesQuery",
                "metricsQuery",
                "<<.Series>>",
                "result",
                "data",
                "resultType",
                "vector",
                "value",
                "name",
                "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/m",
                "1.37",
                "2024-05-01T11:00:00Z",
            ])
            .prop_map(str::to_owned),
            ".{0,8}",
        ]
    };
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(word(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_canonical_quantity_reads_as_the_same_number(text in quantity()) {
        let parsed: Quantity = text.parse().unwrap();
        let canonical = parsed.to_string();
        let again: Quantity = canonical.parse().unwrap();
        prop_assert_eq!(&parsed, &again);
        prop_assert_eq!(again.to_string(), canonical);
    }

    #[test]
    fn quantities_order_as_their_difference_says(a in quantity(), b in quantity()) {
        let (a, b): (Quantity, Quantity) = (a.parse().unwrap(), b.parse().unwrap());
        let difference = a.sub(&b).sign();
        prop_assert_eq!(a.cmp(&b) as i32, difference);
        prop_assert_eq!(b.cmp(&a) as i32, -difference);
        prop_assert_eq!(a.add(&b), b.add(&a));
        prop_assert_eq!(a.neg().neg(), a);
    }

    #[test]
    fn a_printed_selector_selects_the_same(
        text in selector(),
        labels in prop::collection::btree_map(label(), label(), 0..5),
    ) {
        let parsed = Selector::parse(&text).unwrap();
        let again = Selector::parse(&parsed.to_string()).unwrap();
        prop_assert_eq!(parsed.requirements(), again.requirements());
        prop_assert_eq!(parsed.matches(&labels), again.matches(&labels));
    }

    #[test]
    fn a_template_without_actions_prints_itself(text in "[^<>]{0,60}|.{0,20}") {
        prop_assume!(!text.contains("<<"));
        prop_assert_eq!(&ok("template.render", json!({ "template": text }))["text"], &json!(text));
    }

    #[test]
    fn a_name_survives_the_way_through_a_template(text in ".{0,40}") {
        let input = json!({ "template": "a<<.Series>>b", "data": { "Series": text } });
        prop_assert_eq!(&ok("template.render", input)["text"], &json!(format!("a{text}b")));
    }

    #[test]
    fn a_request_and_its_path_are_each_others_inverse(
        api in prop::sample::select(CustomApi::ALL.to_vec()),
        // A slash would part segments, and a star alone means all objects.
        segments in prop::collection::vec("[^/*]{1,12}", 4),
        selectors in prop::collection::vec(".{0,20}", 2),
        resource in "[a-z]{1,6}\\.[a-z.]{1,10}",
    ) {
        let [namespace, name, metric, external] = segments.try_into().unwrap();
        let [objects, series] = selectors.try_into().unwrap();
        for request in [
            Request::object(api, &namespace, &resource, &name, &metric, series.as_str()),
            Request::object(api, "", &resource, &name, &metric, series.as_str()),
            Request::object(api, "", "namespaces", &name, &metric, series.as_str()),
            Request::pods(api, &namespace, &metric, objects.as_str(), series.as_str()),
            Request::external(&namespace, &external, series.as_str()),
            Request::pod_metrics(&namespace, objects.as_str()),
        ] {
            let path = request.to_string();
            prop_assert_eq!(Request::parse(&path), Ok(request.clone()), "{}", path);
        }
    }

    #[test]
    fn generated_cases_are_answered_alike_as_text_and_as_value(
        seed: u64,
        area in prop::sample::select(Area::VALUES.to_vec()),
    ) {
        for case in cases(area, seed).take(4) {
            let text = ops::call_text(None, case.op, &case.input.to_string());
            let value = ops::call_value(None, case.op, case.input);
            match text {
                Ok(text) => prop_assert_eq!(value.ok(), serde_json::from_str(&text).ok(), "{}", case.op),
                Err(error) => prop_assert_eq!(value.err().map(Error::without_span), Some(error.without_span())),
            }
        }
    }

    #[test]
    fn no_json_makes_an_operation_panic(input in anything()) {
        let text = input.to_string();
        for operation in ops::operations() {
            // Value and text layer are one operation.
            let value = ops::call_value(None, operation.name, input.clone());
            match ops::call_text(None, operation.name, &text) {
                Ok(text) => prop_assert_eq!(value.ok(), serde_json::from_str(&text).ok(), "{}", operation.name),
                Err(error) => prop_assert_eq!(value.err().map(Error::without_span), Some(error.without_span())),
            }
        }
    }

    #[test]
    fn no_string_in_a_field_makes_an_operation_panic(text in any::<String>(), template in "(<<|>>|[.a-z|() \"$0-9:={}]){0,24}") {
        for text in [text, template] {
            let calls = [
                ("quantity.parse", json!({ "text": text })),
                ("selector.parse", json!({ "text": text })),
                ("selector.parse", json!({ "labelSelector": text })),
                ("template.render", json!({ "template": text })),
                ("rules.check", json!({ "config": text })),
                ("metrics.list", json!({ "config": text, "series": [], "group": "custom.metrics.k8s.io" })),
                ("metrics.list", json!({ "config": "rules: []", "series": text, "group": "custom.metrics.k8s.io" })),
                ("metrics.query", json!({ "config": "rules: []", "series": [], "request": text })),
                ("metrics.list", json!({ "config": { "rules": [{
                    "seriesQuery": text, "metricsQuery": text, "name": { "matches": text, "as": text },
                    "resources": { "template": text },
                }] }, "series": [], "group": "custom.metrics.k8s.io" })),
                ("hpa.default", json!({ "hpa": text })),
                ("hpa.requests", json!({ "hpa": {
                    "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": { "name": "web" },
                    "spec": { "maxReplicas": 3, "scaleTargetRef": { "kind": "Deployment", "name": "web" } },
                }, "selector": text })),
            ];
            for (op, input) in calls {
                let _ = ops::call_value(None, op, input);
            }
        }
    }

    #[test]
    fn no_text_makes_the_text_layer_panic(text in ".{0,60}") {
        for operation in ops::operations() {
            prop_assert!(ops::call_text(None, operation.name, &text).is_err() || text.trim() == "{}", "{}", operation.name);
        }
    }
}

#[test]
fn every_operation_refuses_what_is_too_large_or_too_deep() {
    let large = format!("{{\"text\": \"{}\"}}", "1".repeat(limits::INPUT_BYTES));
    let deep = format!("{{\"text\": {}{}}}", "[".repeat(200), "]".repeat(200));
    for operation in ops::operations() {
        let code = |text: &str| ops::call_text(None, operation.name, text).map_err(|error| error.code());
        assert_eq!(code(&large), Err("limit.size"), "{}", operation.name);
        assert_eq!(code(&deep), Err("limit.depth"), "{}", operation.name);
    }
}
