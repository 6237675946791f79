//! Work grows with the input and no faster, and what would not is refused. Counted in the steps, bytes and matches that an
//! operation needs: the least of a limit with which it is answered.

use std::fmt::Write;

use counterpoise::limits::Limits;
use counterpoise::ops;
use serde_json::{Value, json};

/// The code of an operation's answer to the text of an input; empty for `ok`.
fn code(op: &str, input: &Value) -> String {
    ops::call_text(None, op, &input.to_string())
        .map_or_else(|error| error.code().to_owned(), |_| String::new())
}

fn is_over(code: &str) -> bool {
    matches!(code, "limit.work" | "limit.output" | "limit.samples" | "template.work")
}

/// The least size of a limit with which an operation is answered.
fn needed(op: &str, input: &Value, limit: &str) -> usize {
    let answered = |size: usize| {
        let mut input = input.clone();
        input["limits"] = json!({ limit: size });
        !is_over(&code(op, &input))
    };
    let (mut least, mut most) = (0, 1 << 28);
    assert!(answered(most), "{op} does not come to an end with {most} {limit}");
    while least < most {
        let size = least.midpoint(most);
        if answered(size) { most = size } else { least = size + 1 }
    }
    least
}

/// That twice the input needs at most twice as much, and a little.
fn grows_linearly(op: &str, limit: &str, input: impl Fn(usize) -> Value, size: usize) {
    let [once, twice] = [size, 2 * size].map(|size| needed(op, &input(size), limit));
    assert!(once > 0, "{op} draws nothing from {limit}");
    assert!(twice <= 2 * once + once / 10 + 100, "{op}: {limit} go from {once} to {twice}");
}

fn rule(fields: &str) -> String {
    format!("- {{seriesQuery: up, resources: {{template: <<.Resource>>}}, metricsQuery: x{fields}}}\n")
}

fn rules(count: usize, rule: impl Fn(usize) -> String) -> Value {
    let mut text = String::from("rules:\n");
    (0..count).for_each(|n| text += &rule(n));
    text.into()
}

fn series(count: usize) -> Value {
    (0..count).map(|n| json!({"__name__": "up", "namespace": "default", "pod": format!("web-{n}")})).collect()
}

/// Series of a sample every 15 seconds for an hour.
fn samples(series: usize) -> Value {
    let values: Vec<Value> = (0..240).map(|at| json!([15 * at, at.to_string()])).collect();
    let of = |n| json!({"metric": {"__name__": "up", "pod": format!("web-{n}")}, "values": values});
    (0..series).map(of).collect()
}

#[test]
fn what_a_query_takes_grows_linearly() {
    let rate = |series: usize, step: &str| {
        let query = "sum by (pod) (rate(up[5m])) + on (pod) group_left count_over_time(up[5m:1m])";
        json!({"query": query, "series": samples(series), "start": 0, "end": 3600, "step": step})
    };
    for limit in ["steps", "samples"] {
        grows_linearly("promql.evaluate", limit, |series| rate(series, "1m"), 5);
        let steps = |steps| rate(5, &format!("{}ms", 3_600_000 / steps));
        grows_linearly("promql.evaluate", limit, steps, 60);
    }
}

/// A query is small, and what it asks for may be anything.
#[test]
fn queries_that_ask_for_too_much_are_refused() {
    let refused = |query: &str, step: &str| {
        let input = json!({"query": query, "series": samples(20), "start": 0, "end": 1e9, "step": step});
        let code = code("promql.evaluate", &input);
        assert!(is_over(&code), "{query} at steps of {step}: {code:?}");
    };
    for query in [
        "up",
        "1",
        "time()",
        "vector(1) or up",
        "absent(up)",
        "up @ 3000",
        "topk(3, up)",
        "count_values(\"v\", up)",
        "sum_over_time(up[1000000h])",
        "up offset 1h + up",
        "label_replace(up, \"a\", \"$1\", \"pod\", \"(.*)\") == 1",
        "max_over_time(rate(up[5m])[30d:1s])",
        "quantile_over_time(0.5, up[100d])",
        "sort(up)",
        "histogram_quantile(0.5, up)",
    ] {
        refused(query, "1ms");
    }
    for query in
        ["sum_over_time(vector(1)[1000000h:1ms])", "max_over_time(min_over_time(up[30d:1s])[30d:1s])"]
    {
        refused(query, "1000h");
    }
}

#[test]
fn what_one_rule_or_one_series_takes_grows_linearly() {
    let many_series = |n| json!({"config": rules(1, |_| rule("")), "series": series(n)});
    grows_linearly("metrics.list", "steps", many_series, 200);
    grows_linearly("metrics.list", "matches", many_series, 200);
    let long = |_| rule("").replace("<<.Resource>>", "'<<range 9>><<end>><<.Resource>>'");
    let many_rules = |n| json!({"config": rules(n, long), "series": []});
    grows_linearly("metrics.list", "steps", many_rules, 50);
    grows_linearly(
        "metrics.list",
        "patternBytes",
        |n| json!({"config": rules(n, |n| rule(&format!(", seriesFilters: [{{is: 'a{n}.*'}}]"))), "series": []}),
        20,
    );
    grows_linearly(
        "metrics.list",
        "outputBytes",
        |n| {
            let names: Vec<_> =
                (0..n).map(|n| json!({"__name__": format!("m{n:09}"), "pod": "web-0"})).collect();
            json!({"config": rules(1, |_| rule("").replace("up", "'{pod!=\"\"}'")), "series": names})
        },
        100,
    );
}

#[test]
fn labels_and_the_resources_that_they_stand_for_are_looked_up() {
    grows_linearly(
        "metrics.list",
        "steps",
        |n| {
            let numbers = || 0..n;
            let resource = |n| json!({"name": format!("r{n}s"), "singularName": format!("r{n}"), "kind": format!("R{n}")});
            let overrides: serde_json::Map<String, Value> =
                numbers().map(|n| (format!("l{n}"), json!({"resource": format!("r{n}")}))).collect();
            let mut labels: serde_json::Map<String, Value> =
                numbers().map(|n| (format!("l{n}"), "x".into())).collect();
            labels.insert("__name__".to_owned(), "up".into());
            json!({
                "config": {"rules": [{"seriesQuery": "up", "resources": {"overrides": overrides}, "metricsQuery": "x"}]},
                "series": [labels],
                "resources": [{"groupVersion": "v1", "resources": numbers().map(resource).collect::<Vec<_>>()}],
            })
        },
        200,
    );
}

#[test]
fn patterns_of_selectors_are_weighed_before_they_are_compiled() {
    let selector = |count: usize, pattern: &str| {
        let mut text = String::from("{");
        for n in 0..count {
            write!(text, "k{n}=~\"{pattern}x{n}\",").unwrap();
        }
        text + "}"
    };
    let letters = r"\\pL{100}";
    assert_eq!(code("promql.parseSelector", &json!({"text": selector(1, letters)})), "");
    for (count, pattern) in [(800, letters), (5_000, "a.*b"), (100, "(a|b){1000}"), (2_000, r"\\pN")] {
        let text = selector(count, pattern);
        assert_eq!(code("promql.parseSelector", &json!({ "text": text })), "limit.work", "{pattern}");
        assert_eq!(code("promql.matches", &json!({"text": text, "labels": {}})), "limit.work", "{pattern}");
    }
    grows_linearly("promql.parseSelector", "patternBytes", |n| json!({"text": selector(n, ".*a")}), 20);
}

#[test]
fn long_patterns_are_refused_before_they_are_compiled() {
    let name = |matches: String, given: &str| {
        code("rules.name", &json!({"matches": matches, "as": given, "series": "a"}))
    };
    assert_eq!(name("a?".repeat(400_000), "x"), "limit.regexp");
    assert_eq!(name("a?".repeat(50_000), "x"), "limit.work");
    // What each of so many groups captures cannot be held in each state.
    assert_eq!(name("(a?)".repeat(10_000), "$1"), "limit.regexp");
    assert_eq!(name("(a?)".repeat(100), "$1"), "");
}

#[test]
fn names_do_not_grow_with_the_square_of_what_they_are_made_of() {
    let square = |n: usize| json!({"matches": "(.*)", "as": "${1}".repeat(n), "series": "n".repeat(n)});
    assert_eq!(code("rules.name", &square(1_000)), "");
    assert_eq!(code("rules.name", &square(10_000)), "limit.output");
    let list = |n: usize| {
        let name = json!({"matches": "(.*)", "as": "${1}".repeat(n)});
        let rule =
            json!({"seriesQuery": "n".repeat(n), "name": name, "resources": {"template": "<<.Resource>>"}});
        json!({"config": {"rules": [rule]}, "series": [{"__name__": "n".repeat(n), "pod": "web-0"}]})
    };
    assert_eq!(code("metrics.list", &list(1_000)), "");
    assert_eq!(code("metrics.list", &list(10_000)), "limit.output");
    // One long name of a metric, listed for each of its resources.
    let labels: Value =
        ["namespace", "node", "pod", "service", "deployment", "ingress", "configmap", "secret"]
            .into_iter()
            .map(|label| (label.to_owned(), Value::from("x")))
            .chain([("__name__".to_owned(), "n".repeat(200_000).into())])
            .collect::<serde_json::Map<_, _>>()
            .into();
    let config = rules(1, |_| rule("").replace("up", "'{pod!=\"\"}'"));
    let listed = json!({"config": config, "series": [labels], "limits": {"outputBytes": 1_000_000}});
    assert_eq!(code("metrics.list", &listed), "limit.output");
}

#[test]
fn rules_that_all_match_all_series_are_bounded_by_matches() {
    let square = |n: usize| {
        let names: Vec<_> = (0..n).map(|n| json!({"__name__": format!("m{n}"), "pod": "web-0"})).collect();
        json!({"config": rules(n, |_| rule("").replace("up", "'{pod!=\"\"}'")), "series": names})
    };
    assert_eq!(code("metrics.list", &square(100)), "");
    assert_eq!(code("metrics.list", &square(1_000)), "limit.work");
    assert_eq!(code("rules.check", &square(1_000)), "limit.work");
}

#[test]
fn templates_of_one_configuration_share_their_steps() {
    let looping = |n: usize| rules(n, |_| rule("").replace("<<.R", "<<range 4000000>><<end>><<.R"));
    assert_eq!(code("metrics.list", &json!({"config": looping(1), "series": []})), "");
    assert_eq!(code("metrics.list", &json!({"config": looping(3), "series": []})), "template.work");
    let checked = ops::call_text(None, "rules.check", &json!({"config": looping(50)}).to_string()).unwrap();
    assert!(checked.matches("template.work").count() > 40, "{checked}");
}

#[test]
fn queries_of_one_operation_share_their_steps() {
    let metric = |n: usize| {
        let name = format!("m{n}");
        json!({"type": "Pods", "pods": {"metric": {"name": name}, "target": {"type": "AverageValue", "averageValue": "1"}}})
    };
    let input = |n: usize, prefix: &str| {
        let metrics: Vec<_> = (0..n).map(metric).collect();
        let hpa = json!({
            "apiVersion": "autoscaling/v2",
            "kind": "HorizontalPodAutoscaler",
            "metadata": {"name": "a", "namespace": "default"},
            "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "a"}, "maxReplicas": 2, "metrics": metrics},
        });
        let query = "metricsQuery: '<<range 1000000>><<end>>x{<<.LabelMatchers>>}'";
        let names: Vec<_> = (0..n)
            .map(|n| json!({"__name__": format!("m{n}"), "namespace": "default", "pod": "a"}))
            .collect();
        let rule = rule("").replace("up", "'{pod!=\"\"}'").replace("metricsQuery: x", query);
        let mut input = json!({"config": format!("rules:\n{rule}"), "series": names});
        input[prefix] = if prefix == "hpas" { json!([hpa]) } else { hpa };
        input
    };
    let checked = ops::call_text(None, "rules.check", &input(50, "hpas").to_string()).unwrap();
    assert!(checked.matches("templates take more than").count() > 40, "{checked}");
    let mut explain = input(50, "hpa");
    explain["now"] = "2026-01-01T00:00:00Z".into();
    explain["scale"] = json!({"spec": {"replicas": 1}, "status": {"replicas": 1, "selector": "a=b"}});
    explain["objects"] = json!(["a"]);
    let told = ops::call_text(None, "hpa.explain", &explain.to_string()).unwrap();
    assert!(told.matches("templates take more than").count() > 40, "{told}");
}

#[test]
fn the_length_of_values_counts() {
    let long = |rules_count: usize, len: usize| {
        let query = |n: usize| rule("").replace("up", &format!("'{{l=~\".*b.*c.*d{n}\"}}'"));
        json!({"config": rules(rules_count, query), "series": [{"__name__": "m", "l": "b".repeat(len)}]})
    };
    grows_linearly("metrics.list", "steps", |n| long(3, n), 20_000);
    grows_linearly("metrics.list", "steps", |n| long(n, 20_000), 3);
    let input = long(800, 100_000);
    assert!(input.to_string().len() < 400_000);
    assert_eq!(code("metrics.list", &input), "limit.work");
}

/// Groups are found by a simulation, which may be in every place of a pattern at once.
#[test]
fn groups_weigh_the_length_of_a_text_and_the_places_of_a_pattern() {
    let named = |copies: usize, len: usize| json!({"matches": format!("(.*a{{{copies}}})(.*)"), "as": "$2", "series": "a".repeat(len)});
    grows_linearly("rules.name", "steps", |len| named(300, len), 2_000);
    grows_linearly("rules.name", "steps", |copies| named(copies, 2_000), 100);
    assert_eq!(code("rules.name", &named(300, 90_000)), "limit.work");
    let label = |len: usize, copies: usize| {
        let template = format!("<<.Resource>>{}", "a".repeat(copies));
        json!({
            "config": rules(1, |_| rule("").replace("<<.Resource>>", &template)),
            "series": [{"__name__": "up", "a".repeat(len): "x"}],
        })
    };
    grows_linearly("metrics.list", "steps", |len| label(len, 300), 2_000);
    grows_linearly("metrics.list", "steps", |copies| label(2_000, copies), 100);
    assert_eq!(code("metrics.list", &label(90_000, 300)), "limit.work");
}

#[test]
fn a_check_tries_a_rule_on_a_series_once_whatever_its_labels_are() {
    let input = |labels: usize, len: usize| {
        let overrides: String = (0..labels).map(|n| format!("l{n}: {{resource: pod}}, ")).collect();
        let config = format!(
            "rules:\n- {{seriesQuery: '{{a=~\"b*c\"}}', resources: {{overrides: {{{overrides}}}}}}}\n"
        );
        let mut series: serde_json::Map<String, Value> =
            (0..labels).map(|n| (format!("l{n}"), "1.5".into())).collect();
        series.insert("a".to_owned(), "b".repeat(len).into());
        json!({"config": config, "series": [series]})
    };
    let [none, long, many] = [(1, 0), (1, 160_000), (100, 160_000)]
        .map(|(labels, len)| needed("rules.check", &input(labels, len), "steps"));
    // The value is read to build the registry, and once more to check it.
    assert!(long - none >= 20_000, "{none} {long}");
    assert!(many - long < 5_000, "{long} {many}");
}

#[test]
fn classes_weigh_what_they_compile_to() {
    let check = |count: usize| {
        let named =
            |n: usize| rule(&format!(r", name: {{matches: '[\pL\pN]{{{}}}x{n}', as: a}}", 50 + n % 50));
        let input = json!({"config": rules(count, named)});
        ops::call_text(None, "rules.check", &input.to_string()).unwrap().contains("limit.work")
    };
    assert!(!check(2));
    assert!(check(180));
}

#[test]
fn a_small_input_is_allowed_little_and_a_large_one_more() {
    let [small, large] = [100_000, 16 << 20].map(Limits::for_input);
    assert!(small.steps * 10 < large.steps && small.pattern_bytes * 5 < large.pattern_bytes);
    assert!(small.output_bytes * 5 < large.output_bytes && small.matches * 5 < large.matches);
    assert_eq!(Limits::default(), large);
}
