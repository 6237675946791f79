//! Configurations and series that are made to hurt: each gets an answer or an error with a name, within bounds.

use counterpoise::ops;
use serde_json::{Value, json};

const POD: &str = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/up";

fn code(op: &str, input: Value) -> String {
    match ops::call_value(None, op, input) {
        Ok(_) => "ok".to_owned(),
        Err(error) => error.code().to_owned(),
    }
}

/// The codes and the summary of a check.
fn check(config: &str) -> (Vec<String>, String) {
    let checked = ops::call_value(None, "rules.check", json!({ "config": config })).unwrap();
    let found = checked["diagnostics"].as_array().unwrap();
    let codes = found.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect();
    (codes, checked["summary"].as_str().unwrap().to_owned())
}

fn load(config: &str) -> String {
    code("metrics.list", json!({ "config": config, "series": [] }))
}

/// The outcome of a query with a template, for the pod web-0.
fn query(template: &str) -> String {
    let config = json!({"rules": [{
        "seriesQuery": "up",
        "resources": {"template": "<<.Resource>>"},
        "metricsQuery": template,
    }]});
    let series = json!([{"__name__": "up", "namespace": "default", "pod": "web-0"}]);
    code("metrics.query", json!({"config": config, "series": series, "request": POD}))
}

#[test]
fn yaml_that_multiplies_is_refused() {
    // Nine levels of ten aliases are a thousand million values.
    let mut bomb = String::from("x: &x0 [lol]\n");
    for level in 1..10 {
        let below = vec![format!("*x{}", level - 1); 10].join(", ");
        bomb += &format!("x{level}: &x{level} [{below}]\n");
    }
    assert_eq!(load(&format!("{bomb}rules: *x9\n")), "rules.unknown-field");
    assert_eq!(load(&format!("rules: &a [{{seriesQuery: up}}, *a]\n{bomb}")), "yaml.syntax");
    let merges = (1..10).fold(String::from("rules:\n- &m0 {seriesQuery: up}\n"), |text, level| {
        let below = vec![format!("*m{}", level - 1); 10].join(", ");
        text + &format!("- &m{level} {{<<: [{below}]}}\n")
    });
    assert_eq!(load(&merges), "limit.size");
    let text = format!("rules:\n- &r {{metricsQuery: {}}}\n{}", "x".repeat(1 << 20), "- *r\n".repeat(5_000));
    assert_eq!(load(&text), "limit.size");
}

#[test]
fn depth_and_size_are_bounded() {
    assert_eq!(load(&"[".repeat(100_000)), "yaml.syntax");
    assert_eq!(load(&format!("rules: {}", "- ".repeat(100_000))), "yaml.syntax");
    assert_eq!(load(&" ".repeat((16 << 20) + 1)), "limit.size");
    assert_eq!(load(&format!("rules: [{}]", "0,".repeat(600_000))), "limit.size");
}

#[test]
fn many_broken_rules_give_so_many_findings_and_no_more() {
    let (codes, summary) = check(&format!("rules:\n{}", "- {x: 1}\n".repeat(10_000)));
    assert_eq!(codes.len(), 1_000, "{summary}");
    let unknown: String = (0..9_000).map(|label| format!("l{label}: {{resource: gizmo}}, ")).collect();
    let (codes, _) = check(&format!("rules: [{{resources: {{overrides: {{{unknown}}}}}}}]"));
    assert!(codes.len() < 50, "{}", codes.len());
}

#[test]
fn patterns_of_a_megabyte_are_answered() {
    let rule =
        |pattern: &str| format!("rules:\n- seriesQuery: up\n  name: {{matches: '{pattern}', as: a}}\n");
    let refused = ["rules.regex", "limit.regexp", "limit.work"];
    // Long, but not large: Go takes it too.
    assert_eq!(load(&rule(&"(a|b)?".repeat(1 << 15))), "ok");
    for pattern in [
        "x".repeat(1 << 20),
        "(".repeat(1 << 20),
        r"\pL{1000}".repeat(100_000),
        "((((((a{10}){10}){10}){10}){10}){10})".to_owned(),
    ] {
        let found = load(&rule(&pattern));
        assert!(refused.contains(&&*found), "{found} for {}", &pattern[..10]);
    }
    let message = |pattern: &str| {
        let input = json!({ "config": rule(pattern), "series": [] });
        ops::call_value(None, "metrics.list", input).unwrap_err().message().len()
    };
    assert!(message(&"(".repeat(1 << 20)) < 1_000);
}

#[test]
fn many_heavy_patterns_are_too_much_work() {
    // One that stands in many rules is compiled once.
    let heavy =
        |n: usize| format!("- {{seriesQuery: up, seriesFilters: [{{is: '[\\pL\\pN]{{100}}x{{{n}}}'}}]}}\n");
    let (codes, _) = check(&format!("rules:\n{}", heavy(1).repeat(1_000)));
    assert!(codes.iter().all(|code| code != "limit.work"), "{codes:?}");
    let many: String = (0..1_000).map(heavy).collect();
    let (codes, _) = check(&format!("rules:\n{many}"));
    assert!(codes.iter().any(|code| code == "limit.work"), "{codes:?}");
}

#[test]
fn templates_that_loop_or_print_without_end_are_cut_short() {
    let print = r#"<<printf "%1000000d" 1>>"#;
    assert_eq!(query(&print.repeat(2)), "limit.output");
    assert_eq!(query(r#"<<define "a">><<template "a">><<end>><<template "a">>"#), "template.work");
    assert_eq!(
        query(r#"<<define "a">>x<<template "a">><<template "a">><<end>><<template "a">>"#),
        "template.work"
    );
    let doubling: String = (1..64)
        .map(|n| format!("<<define \"t{n}\">><<template \"t{}\">><<template \"t{}\">><<end>>", n - 1, n - 1))
        .collect();
    let loops = format!("<<define \"t0\">><<end>>{doubling}<<template \"t63\">>");
    assert_eq!(query(&loops), "template.work");
    let growing = format!("<<define \"t0\">>xxxxxxxxxxxxxxxx<<end>>{doubling}<<template \"t63\">>");
    assert!(["limit.output", "template.work"].contains(&&*query(&growing)));
    assert_eq!(query(&"<<if true>>".repeat(50_000)), "limit.depth");
    // The template of labels is rendered when the rule is loaded.
    let label = |template: &str| {
        load(&json!({"rules": [{"seriesQuery": "up", "resources": {"template": template}}]}).to_string())
    };
    assert_eq!(label(&format!("{}<<.Resource>>", print.repeat(2))), "limit.output");
    assert_eq!(label(&loops), "template.work");
}

#[test]
fn no_value_leaves_its_string() {
    let config = json!({"rules": [{
        "seriesQuery": "up",
        "resources": {"template": "<<.Resource>>"},
        "metricsQuery": "<<.Series>>{<<.LabelMatchers>>}",
    }]});
    for (value, quoted) in [
        ("a\"} or vector(1)#", r#"a\"} or vector(1)#"#),
        ("a\\", r"a\\"),
        ("a\nb\tc", r"a\nb\tc"),
        ("a\u{0}b\u{7f}", r"a\x00b\x7f"),
        ("\u{2028}\u{feff}\u{10ffff}", r"\u2028\ufeff\U0010ffff"),
        ("é😀", "é😀"),
    ] {
        let series = json!([{"__name__": "up", "namespace": value, "pod": value}]);
        let request = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/up";
        let query = |objects: &[&str]| {
            let input = json!({"config": config, "series": series, "request": request, "objects": objects});
            ops::call_value(None, "metrics.query", input).unwrap()["promql"].take()
        };
        assert_eq!(query(&[value]), format!(r#"up{{namespace="default",pod="{quoted}"}}"#), "{value:?}");
        let both = format!(r#"up{{namespace="default",pod=~"{quoted}|{quoted}"}}"#);
        assert_eq!(query(&[value, value]), both, "{value:?}");
    }
}

#[test]
fn escapes_that_are_no_text_are_named() {
    // A lone half of a surrogate pair, in JSON, in YAML, in a path and in a selector.
    let text = |op: &str, input: &str| ops::call_text(None, op, input).unwrap_err().code();
    assert_eq!(text("metrics.list", r#"{"config": {}, "series": [{"__name__": "\ud800"}]}"#), "request.json");
    assert_eq!(load(r#"rules: [{seriesQuery: "\ud800"}]"#), "yaml.syntax");
    assert_eq!(load(r#"rules: [{seriesQuery: "\xzz"}]"#), "yaml.syntax");
    let path = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%ff/up";
    assert_eq!(code("metrics.query", json!({"config": {}, "request": path})), "metrics.request-path");
    let (codes, _) = check(r#"rules: [{seriesQuery: 'up{a="\ud800"}'}]"#);
    assert!(codes.contains(&"promql.selector".to_owned()), "{codes:?}");
}

/// An HPA whose annotations are `annotations`, with so many metrics `m`.
fn annotated(annotations: &Value, metrics: usize) -> Value {
    let metric = json!({
        "type": "External",
        "external": {
            "metric": { "name": "m", "selector": { "matchLabels": { "type": "prometheus" } } },
            "target": { "type": "Value", "value": "1" },
        },
    });
    json!({
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": { "annotations": annotations },
        "spec": { "maxReplicas": 3, "metrics": vec![metric; metrics] },
    })
}

#[test]
fn annotations_of_any_form_are_answered() {
    let long = "x".repeat(1 << 20);
    for (name, value, expected) in [
        (format!("metric-config.{}/query", ".".repeat(1 << 20)), "up", ""),
        (format!("metric-config.{long}/query"), "up", ""),
        (format!("metric-config.external.m.prometheus/{}", "/".repeat(1 << 20)), "up", ""),
        (format!("metric-config.external.m.{long}/{long}"), "up", ""),
        ("metric-config.external.m.prometheus/query".to_owned(), &long, ""),
        ("metric-config.external.m.prometheus/interval".to_owned(), &long, "annotations.duration"),
        ("metric-config.external.m.prometheus/interval".to_owned(), "\0\u{10ffff}", "annotations.duration"),
        ("metric-config.external.m.prometheus/prometheus-server".to_owned(), "http://[\0", ""),
        ("metric-config...../".to_owned(), "", ""),
        ("metric-config....".to_owned(), "", ""),
        ("metric-config.external..prometheus/".to_owned(), "", ""),
    ] {
        let start: String = name.chars().take(60).collect();
        let input = json!({ "hpa": annotated(&json!({ name: value }), 1) });
        let answered = ops::call_value(None, "annotations.parse", input);
        let code = answered.as_ref().err().map_or("", |error| error.code());
        assert_eq!(code, expected, "{start}");
        assert!(answered.err().is_none_or(|error| error.message().len() < 1000), "{start}");
    }
    // Each query takes a while to check, and no more of them are than one HPA could mean.
    let queries: serde_json::Map<_, _> = (0..20_000)
        .map(|i| (format!("metric-config.external.m.prometheus/q{i}"), json!(format!("sum(x{i}"))))
        .collect();
    assert_eq!(code("annotations.parse", json!({ "hpa": annotated(&queries.into(), 1) })), "ok");
}

#[test]
fn annotations_that_multiply_are_refused() {
    let annotations = json!({ "metric-config.external.m.prometheus/query": "x".repeat(1 << 16) });
    assert_eq!(code("annotations.parse", json!({ "hpa": annotated(&annotations, 1000) })), "limit.output");
    let annotations = json!({ "metric-config.external.m.prometheus/query": "up" });
    let scale = json!({ "spec": { "replicas": 1 }, "status": { "replicas": 1 } });
    let now = "2024-05-01T11:00:00Z";
    let explain = |metrics, then: Vec<Value>| {
        let hpa = annotated(&annotations, metrics);
        code("hpa.explain", json!({ "hpa": hpa, "scale": scale, "now": now, "then": then }))
    };
    assert_eq!(explain(1000, vec![]), "ok");
    assert_eq!(explain(1001, vec![]), "limit.work");
    assert_eq!(explain(1, vec![json!({ "now": now }); 100]), "ok");
    assert_eq!(explain(1, vec![json!({ "now": now }); 101]), "limit.work");
}

#[test]
fn queries_with_names_are_bounded() {
    let render = |query: &str, value: &str| {
        let template = json!({ "spec": { "provider": { "type": "prometheus" }, "query": query } });
        code("flagger.render", json!({ "metricTemplate": template, "model": { "name": value } }))
    };
    assert_eq!(render("{{ name }}", &"x".repeat(1 << 20)), "limit.output");
    assert_eq!(render(&"{{ name }}".repeat(10_000), &"x".repeat(1000)), "limit.output");
    assert_eq!(render(&"{".repeat(1 << 19), ""), "template.syntax");
    assert_eq!(render(&"{{#if name}}".repeat(10_000), ""), "template.syntax");
    assert_eq!(render(&"{{ name }}".repeat(10_000), "x"), "ok");
}
