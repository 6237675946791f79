//! What an input costs: memory at most a multiple of its own size, whatever it is and wherever it stands.
//!
//! A test binary of its own: the allocator keeps the largest sum of what a thread holds.
#![allow(unsafe_code, reason = "an allocator can be wrapped in no other way")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use counterpoise::ops;

struct Weighing;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

fn weigh(bytes: isize) {
    // At the end of a thread the scales are gone, and nothing is measured any longer.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + bytes);
        PEAK.with(|peak| peak.set(peak.get().max(held.get())));
    });
}

fn signed(bytes: usize) -> isize {
    isize::try_from(bytes).unwrap_or(isize::MAX)
}

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Weighing {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        weigh(signed(layout.size()));
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        weigh(-signed(layout.size()));
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both may be held while the one is copied to the other.
        weigh(signed(size));
        weigh(-signed(layout.size()));
        // SAFETY: the caller's promise.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Weighing = Weighing;

/// The bytes that a call holds at most, beside what was held before.
fn peak<T>(call: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.get();
    PEAK.set(before);
    let given = call();
    (given, usize::try_from(PEAK.get() - before).unwrap_or(0))
}

/// Values of so many bytes that take much more as a tree or as structures.
fn values(bytes: usize) -> Vec<(&'static str, String)> {
    let list = |item: &str| format!("[{}{item}]", format!("{item},").repeat(bytes / (item.len() + 1)));
    let fields = |value: &str| {
        let mut text = String::from("{");
        for index in 0.. {
            text += &format!("\"{index:x}\":{value},");
            if text.len() >= bytes {
                return text + "\"\":0}";
            }
        }
        text
    };
    vec![
        ("zeros", list("0")),
        ("nulls", list("null")),
        ("texts", list("\"\"")),
        ("lists", list("[]")),
        ("objects", list("{}")),
        ("small objects", list("{\"a\":0}")),
        ("fields", fields("0")),
        ("fields that are objects", fields("{}")),
        ("fields that are texts", fields("\"\"")),
        ("control characters", format!("\"{}\"", "\\u0000".repeat(bytes / 6))),
        ("a long text", format!("\"{}\"", "x".repeat(bytes))),
        ("a YAML list", format!("\"[{}]\"", "0,".repeat(bytes / 2))),
        ("a YAML list of objects", format!("\"{}\"", "- {}\\n".repeat(bytes / 6))),
        ("a YAML mapping", format!("\"{}\"", "? a\\n".repeat(bytes / 5))),
    ]
}

const HPA: &str = r#"{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"a"},"spec":{"maxReplicas":3}}"#;
const SCALE: &str = r#"{"spec":{"replicas":1},"status":{"replicas":1,"selector":"a=b"}}"#;
const NOW: &str = r#""2024-05-01T11:00:00Z""#;

/// Inputs with `@` in the place of the value.
fn inputs() -> Vec<(&'static str, String)> {
    let mut inputs: Vec<(&'static str, String)> = Vec::new();
    let mut add = |op: &'static str, before: &str, places: &[&str]| {
        for place in places {
            let comma = if before.is_empty() { "" } else { "," };
            inputs.push((op, format!("{{{before}{comma}{place}}}")));
        }
    };
    let hpa = &format!("\"hpa\":{HPA}");
    let hpa_of = |version: &str, rest: &str| {
        format!(r#""hpa":{{"apiVersion":"autoscaling/{version}","kind":"HorizontalPodAutoscaler",{rest}}}"#)
    };
    let series = r#""series":[]"#;
    let sync = &format!("\"scale\":{SCALE},\"now\":{NOW}");
    let of_list =
        |kind: &str, items: &str| format!(r#""metrics":{{"/":{{"kind":"{kind}","items":{items}}}}}"#);
    for op in ["quantity.parse", "promql.parseSelector", "selector.parse"] {
        add(op, "", &["\"text\":@"]);
    }
    add("quantity.add", "\"a\":\"1\"", &["\"b\":@"]);
    add("quantity.fromMilli", "", &["\"milli\":@", "\"milli\":1,\"format\":@"]);
    add(
        "selector.parse",
        "",
        &[
            "\"labelSelector\":@",
            "\"labelSelector\":{\"matchExpressions\":@}",
            "\"labelSelector\":{\"matchLabels\":@}",
        ],
    );
    add("selector.matches", "\"text\":\"a\"", &["\"labels\":@"]);
    add("promql.matches", "\"text\":\"{}\"", &["\"labels\":@"]);
    add(
        "template.render",
        "\"template\":\"a\"",
        &[
            "\"data\":@",
            "\"data\":{\"LabelValuesByName\":@}",
            "\"data\":@,\"dialect\":\"handlebars\"",
            "\"dialect\":\"handlebars\",\"data\":{\"a\":@}",
            "\"dialect\":@",
            "\"delimiters\":@",
            "\"compat\":@",
        ],
    );
    add(
        "resources.find",
        "\"resource\":\"a\"",
        &[
            "\"resources\":@",
            "\"resources\":[{\"resources\":@}]",
            "\"resources\":[{\"resources\":[{\"verbs\":@}]}]",
        ],
    );
    add("rules.check", "", &["\"config\":@"]);
    add(
        "rules.check",
        "\"config\":{}",
        &[
            "\"series\":@",
            "\"series\":{\"data\":@}",
            "\"hpas\":@",
            "\"hpas\":[@]",
            "\"compat\":@",
            "\"resources\":@",
        ],
    );
    add("rules.requests", "", &["\"config\":@"]);
    add("rules.name", "\"series\":\"a\"", &["\"matches\":@"]);
    add(
        "metrics.list",
        series,
        &["\"config\":@", "\"config\":{\"rules\":@}", "\"config\":{\"kind\":\"ConfigMap\",\"data\":@}"],
    );
    let request = r#""config":{},"request":"/apis/custom.metrics.k8s.io/v1beta2/namespaces/a/pods/*/m""#;
    add("metrics.query", request, &["\"objects\":@", "\"series\":@"]);
    add(
        "metrics.convert",
        &format!("{request},\"now\":{NOW}"),
        &["\"response\":@", "\"response\":{\"data\":{\"result\":@}}"],
    );
    add("hpa.requests", hpa, &["\"pods\":@", "\"selector\":@"]);
    for op in ["hpa.default", "hpa.validate", "annotations.parse"] {
        add(op, "", &["\"hpa\":@"]);
        for version in ["v2", "v2beta2", "v2beta1", "v1"] {
            let places = [
                "\"metadata\":{\"managedFields\":@}",
                "\"metadata\":{\"ownerReferences\":@}",
                "\"metadata\":{\"annotations\":@}",
                "\"spec\":{\"metrics\":@}",
                "\"spec\":{\"maxReplicas\":@}",
                "\"spec\":{\"behavior\":{\"scaleUp\":{\"policies\":@}}}",
                "\"status\":{\"currentMetrics\":@}",
                "\"status\":{\"conditions\":@}",
                "\"other\":@",
            ];
            for place in places {
                add(op, "", &[&hpa_of(version, place)]);
            }
        }
    }
    add("hpa.convert", hpa, &["\"to\":@"]);
    add("hpa.show", &format!("{hpa},\"now\":{NOW}"), &["\"events\":@"]);
    add("hpa.autoscale", "\"target\":\"deploy/a\"", &["\"resources\":@", "\"name\":@", "\"min\":@"]);
    for op in ["hpa.reconcile", "hpa.explain"] {
        let sync = &format!("{hpa},{sync}");
        add(
            op,
            sync,
            &[
                "\"pods\":@",
                "\"pods\":{\"items\":@}",
                "\"pods\":{\"items\":[{\"spec\":{\"containers\":@}}]}",
                "\"pods\":{\"items\":[{\"status\":{\"conditions\":@}}]}",
                "\"pods\":{\"items\":[{\"metadata\":{\"labels\":@}}]}",
                "\"metrics\":@",
                "\"metrics\":{\"/\":@}",
                "\"metrics\":{\"/\":{\"items\":@}}",
                "\"metrics\":{\"/\":{\"kind\":\"Status\",\"message\":@}}",
                "\"hpas\":@",
                "\"hpas\":[@]",
                "\"hpas\":[{\"hpa\":@}]",
                "\"controller\":@",
                "\"state\":@",
                "\"state\":{\"version\":1,\"recommendations\":@}",
                "\"resources\":@",
                "\"profile\":@",
                "\"compat\":@",
            ],
        );
        for kind in ["PodMetricsList", "MetricValueList", "ExternalMetricValueList"] {
            add(
                op,
                sync,
                &[
                    &of_list(kind, "@"),
                    &of_list(kind, r#"[{"containers":@,"timestamp":"2024-05-01T11:00:00Z"}]"#),
                ],
            );
        }
    }
    add(
        "hpa.explain",
        &format!("{hpa},{sync}"),
        &[
            "\"response\":@",
            "\"response\":{\"/a\":@}",
            "\"objects\":@",
            "\"then\":@",
            "\"then\":[{\"now\":\"2024-05-01T11:01:00Z\",\"response\":@}]",
            "\"config\":@",
        ],
    );
    add("annotations.convert", &format!("{hpa},\"metric\":0,\"now\":{NOW}"), &["\"response\":@"]);
    add(
        "flagger.render",
        "",
        &["\"metricTemplate\":@", "\"model\":@", "\"model\":{\"variables\":@}", "\"canary\":@"],
    );
    add(
        "flagger.check",
        "\"response\":{}",
        &["\"canary\":@", "\"canary\":{\"spec\":{\"analysis\":{\"metrics\":@}}}"],
    );
    add(
        "keda.hpa",
        "",
        &["\"scaledObject\":@", "\"scaledObject\":{\"spec\":{\"triggers\":@}}", "\"resources\":@"],
    );
    add("migrate.fromKeda", "", &["\"scaledObject\":@", "\"resources\":@"]);
    add(
        "migrate.toKeda",
        &format!("{hpa},\"serverAddress\":\"\""),
        &["\"config\":@", "\"series\":@", "\"fallback\":@"],
    );
    add("engine.version", "", &["\"other\":@"]);
    inputs
}

/// Asks every operation with every value in every place; gives what took more than a multiple of its input.
fn heavy(bytes: usize, most: impl Fn(usize) -> usize) -> Vec<String> {
    let values = values(bytes);
    let mut heavy = Vec::new();
    for (op, input) in inputs() {
        for (what, value) in &values {
            let input = input.replace('@', value);
            let (answer, held) = peak(|| ops::call_text(None, op, &input).map_err(|error| error.code()));
            if held > most(input.len()) {
                let place = input.replace(value, "@");
                let outcome = answer.map_or_else(|code| code, |_| "ok");
                heavy.push(format!("{:4} x  {op} {what} {outcome}: {place}", held / input.len()));
            }
        }
    }
    heavy.sort_by(|a, b| b.cmp(a));
    heavy
}

#[test]
fn the_scales_weigh() {
    assert!((1 << 20..1 << 21).contains(&peak(|| vec![1u8; 1 << 20]).1));
    assert_eq!(peak(|| ()).1, 0);
}

/// What a pattern compiles to is larger than the rule around it.
#[test]
fn a_pattern_that_nothing_is_compared_with_is_not_compiled() {
    let rule = |n: usize| {
        format!(
            "- {{seriesQuery: '{{l=~\".*b.*c.*d{n}\"}}', resources: {{template: <<.Resource>>}}, metricsQuery: x}}\n"
        )
    };
    let config = format!("rules:\n{}", (0..600).map(rule).collect::<String>());
    let list = |series: serde_json::Value| {
        let input = serde_json::json!({"config": config, "series": series}).to_string();
        let (answer, held) = peak(|| ops::call_text(None, "metrics.list", &input));
        assert!(answer.is_ok(), "{answer:?}");
        held
    };
    let (none, other, all) = (
        list(serde_json::json!([])),
        list(serde_json::json!([{"__name__": "m", "pod": "bcd"}])),
        list(serde_json::json!([{"__name__": "m", "l": "bcd"}])),
    );
    // The label is absent, and its value empty: that is told without an automaton.
    assert!(other < none + none / 10, "{none} {other}");
    assert!(all > 2 * none, "{none} {all}");
}

#[test]
fn no_value_in_any_place_takes_many_times_its_size() {
    let bytes = std::env::var("BUDGETS_BYTES").ok().and_then(|bytes| bytes.parse().ok()).unwrap_or(1 << 16);
    let heavy = heavy(bytes, |input| 12 * input + (60 << 20));
    assert!(heavy.is_empty(), "{}:\n{}", heavy.len(), heavy.join("\n"));
}
