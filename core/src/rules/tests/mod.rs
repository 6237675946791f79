mod bad_input;
mod wrappers;

use std::collections::BTreeMap;

use super::{Compat, Compiled, Config, Rule, check, compile};
use crate::budget::Budget;
use crate::error::{Error, Severity};
use crate::promql::Labels;
use crate::resources::{GroupResource, Mapper};

fn load(text: &str) -> Compiled {
    compile(&Config::parse(text).unwrap(), &Mapper::builtin(), Compat::UPSTREAM, &Budget::default()).unwrap()
}

/// The only rule of a configuration that has the given fields beside a selector.
fn rule(fields: &str) -> Rule {
    load(&format!("rules:\n- seriesQuery: up\n{fields}")).custom.remove(0)
}

fn refused(text: &str) -> (&'static str, String, (u32, u32)) {
    let error = Config::parse(text)
        .and_then(|config| compile(&config, &Mapper::builtin(), Compat::UPSTREAM, &Budget::default()))
        .map(|_| ())
        .unwrap_err();
    place(&error)
}

fn place(error: &Error) -> (&'static str, String, (u32, u32)) {
    let span = error.span().map_or((0, 0), |span| (span.line, span.column));
    (error.code(), error.path().unwrap_or_default().to_owned(), span)
}

fn labels(names: &[&str]) -> Labels {
    names.iter().map(|name| ((*name).to_owned(), "x".to_owned())).collect()
}

fn resources(rule: &Rule, names: &[&str]) -> Vec<String> {
    rule.resources.resources_for_labels(&labels(names)).iter().map(ToString::to_string).collect()
}

#[test]
fn names_follow_the_first_match_alone() {
    let name = |fields: &str, series: &str| rule(fields).metric_name(series, &Budget::default()).unwrap();
    assert_eq!(name("", "a_total").unwrap(), "a_total");
    assert_eq!(name("  name: {matches: '^(.*)_total$'}", "a_total").unwrap(), "a");
    assert_eq!(name("  name: {matches: '_total'}", "a_total_x").unwrap(), "_total");
    assert_eq!(
        name("  name: {matches: '^(.*)_total$', as: '${1}_per_second'}", "a_total").unwrap(),
        "a_per_second"
    );
    assert_eq!(name("  name: {as: 'x_$0'}", "a").unwrap(), "x_a");
    assert_eq!(name("  name: {matches: 'b'}", "a"), None);
}

#[test]
fn filters_and_name_decide_which_series_a_rule_covers() {
    let rule = load(
        "rules:\n- seriesQuery: '{__name__=~\"^http.*\",pod!=\"\"}'\n  seriesFilters: [{isNot: _bucket$}]\n  name: {matches: http_}",
    )
    .custom
    .remove(0);
    let covers = |name: &str, pod: &str| {
        let labels =
            BTreeMap::from([("__name__".to_owned(), name.to_owned()), ("pod".to_owned(), pod.to_owned())]);
        rule.matches_series(&labels)
    };
    assert!(covers("http_total", "a"));
    assert!(!covers("http_bucket", "a") && !covers("http_total", "") && !covers("https", "a"));
}

#[test]
fn a_template_gives_labels_and_reads_them_back() {
    let rule = rule("  resources: {template: 'kube_<<.Group>>_<<.Resource>>'}");
    let label = |text: &str| rule.resources.label_for(&GroupResource::parse(text)).unwrap().into_owned();
    assert_eq!(label("deployments.apps"), "kube_apps_deployment");
    assert_eq!(label("ingresses.networking.k8s.io"), "kube_networking_k8s_io_ingress");
    assert_eq!(label("pods"), "kube__pod");
    assert_eq!(resources(&rule, &["kube_apps_deployment", "kube_a_job", "pod"]), ["deployments.apps"]);
}

#[test]
fn overrides_win_over_the_template() {
    let rule = rule(
        "  resources: {template: <<.Resource>>, overrides: {ns: {resource: namespace}, node: {resource: pods}}}",
    );
    assert_eq!(
        resources(&rule, &["job", "namespace", "node", "ns", "zone"]),
        ["jobs.batch", "namespaces", "pods", "namespaces"]
    );
    assert_eq!(rule.resources.label_for(&GroupResource::core("namespaces")).unwrap(), "ns");
    assert_eq!(rule.resources.label_for(&GroupResource::core("pods")).unwrap(), "node");
    let error = rule.resources.label_for(&GroupResource::core("gizmos")).unwrap_err();
    assert_eq!(error.code(), "resources.unknown");
}

#[test]
fn of_two_labels_for_a_resource_the_first_goes_into_queries() {
    let rule = rule("  resources: {overrides: {b: {resource: pod}, a: {resource: pods}}}");
    assert_eq!(rule.resources.label_for(&GroupResource::core("pods")).unwrap(), "a");
    assert_eq!(resources(&rule, &["a", "b"]), ["pods", "pods"]);
}

#[test]
fn a_rule_without_resources_loads_and_has_no_labels() {
    let rule = rule("");
    assert!(rule.resources.is_empty() && resources(&rule, &["pod"]).is_empty());
    assert_eq!(rule.resources.label_for(&GroupResource::core("pods")).unwrap_err().code(), "rules.no-label");
}

#[test]
fn merge_keys_apply_in_their_order() {
    let config = Config::parse(
        "rules:\n- &a {seriesQuery: up, metricsQuery: x}\n- {<<: *a, metricsQuery: y}\n- {metricsQuery: z, <<: [*a, {metricsQuery: w}]}\n",
    )
    .unwrap();
    let queries: Vec<_> = config.rules.iter().map(|rule| rule.metrics_query.as_str()).collect();
    assert_eq!(queries, ["x", "y", "x"]);
}

#[test]
fn merges_that_multiply_are_refused() {
    let mut text = String::from("rules: []\nx:\n- &a0 {seriesQuery: up}\n");
    for level in 1..20 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("- &a{level} {{<<: [{below}]}}\n"));
    }
    let text = text.replace("rules: []\nx:", "rules:");
    assert_eq!(Config::parse(&text).unwrap_err().code(), "limit.size");
}

#[test]
fn windows_are_durations_of_prometheus() {
    let window = |text: &str| {
        let config = Config::parse(&format!("resourceRules: {{window: {text}}}")).ok()?;
        if config.read_errors().count() > 0 {
            return None;
        }
        Some(config.resource_rules?.window.to_string())
    };
    assert_eq!(window("5m").unwrap(), "5m0s");
    assert_eq!(window("1h30m").unwrap(), "1h30m0s");
    assert_eq!(window("0").unwrap(), "0s");
    assert_eq!(window("1y2w3d").unwrap(), "9168h0m0s");
    assert_eq!(window("null").unwrap(), "0s");
    for bad in ["5", "''", "1.5h", "1m1h", "-1m", "1m1m", "NULL", "300000y"] {
        assert_eq!(window(bad), None, "{bad}");
    }
}

#[test]
fn a_json_object_is_read_without_positions() {
    let config =
        Config::from_value(&serde_json::json!({"rules": [{"seriesQuery": "up", "name": {"as": 5}}]}))
            .unwrap();
    assert_eq!(config.rules[0].name.metric_name.as_str(), "5");
    let config = Config::from_value(&serde_json::json!({"rules": [{"x": 1}]})).unwrap();
    assert_eq!(
        place(config.read_errors().next().unwrap()),
        ("rules.unknown-field", "rules[0]".to_owned(), (0, 0))
    );
}

#[test]
fn safe_mode_leaves_bad_rules_out() {
    let text = "rules:\n- seriesQuery: up\n- name: {matches: '('}\n- seriesQuery: up\n  resources: {overrides: {a: {resource: pod}, b: {resource: pod}}}\n- seriesQuery: up\n  resources: {template: <<.Resource>>, namespaced: false}\n- seriesQuery: up{\n";
    let compiled =
        compile(&Config::parse(text).unwrap(), &Mapper::builtin(), Compat::SAFE, &Budget::default()).unwrap();
    assert_eq!(compiled.custom.iter().map(|rule| rule.path.as_str()).collect::<Vec<_>>(), ["rules[0]"]);
    let codes: Vec<_> = compiled.left_out.iter().map(Error::code).collect();
    assert_eq!(
        codes,
        ["rules.regex", "rules.shared-resource", "rules.namespaced-ignored", "promql.selector"]
    );
}

#[test]
fn findings_are_those_of_every_rule() {
    let text = "rules:\n- seriesQuery: '{job=~\".+\"}'\n  resources: {template: <<.Resource>>, namespaced: no}\n  name: {as: $1_x}\n  metricsQuery: sum(up)\n- seriesQuery: up[\n  resources: {overrides: {app.kubernetes.io/x: {resource: pod}, b: {resource: pod}}}\n- metricsQuery: '<<'\nexternalRules:\n- seriesQuery: up\n  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)\n";
    let found: Vec<_> =
        check(&Config::parse(text).unwrap(), &Mapper::builtin(), Compat::UPSTREAM, &Budget::default())
            .iter()
            .map(|finding| {
                (finding.severity, finding.error.code(), finding.error.path().unwrap_or_default().to_owned())
            })
            .collect();
    let has = |severity, code: &str, path: &str| {
        assert!(found.contains(&(severity, code, path.to_owned())), "{code} at {path} in {found:#?}");
    };
    has(Severity::Warning, "rules.namespaced-ignored", "rules[0].resources.namespaced");
    has(Severity::Warning, "rules.unknown-group", "rules[0].name.as");
    has(Severity::Warning, "rules.no-matchers", "rules[0].metricsQuery");
    has(Severity::Error, "promql.selector", "rules[1].seriesQuery");
    has(Severity::Warning, "rules.shared-resource", "rules[1].resources.overrides");
    has(Severity::Warning, "rules.label-name", "rules[1].resources.overrides");
    has(Severity::Warning, "rules.no-query", "rules[1].metricsQuery");
    has(Severity::Error, "template.syntax", "rules[2].metricsQuery");
    has(Severity::Warning, "rules.no-resources", "rules[2].resources");
    has(Severity::Warning, "rules.external-group-by", "externalRules[0].metricsQuery");
    has(Severity::Warning, "rules.no-label", "externalRules[0].resources");
}

#[test]
fn a_query_that_is_no_promql_is_found() {
    let found = |query: &str| {
        let config = format!(
            "rules:\n- seriesQuery: up\n  resources: {{template: <<.Resource>>}}\n  metricsQuery: '{query}'"
        );
        let config = Config::from_value(&serde_json::Value::String(config)).unwrap();
        let found = check(&config, &Mapper::builtin(), Compat::UPSTREAM, &Budget::default());
        found.iter().map(|finding| finding.error.code().to_owned()).collect::<Vec<_>>()
    };
    assert!(found("sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)").is_empty());
    assert_eq!(found("sum(<<.Series>>{<<.LabelMatchers>>} by (<<.GroupBy>>)"), ["promql.syntax"]);
    assert!(found("<<.Nope>>{<<.LabelMatchers>>} by (<<.GroupBy>>)").is_empty());
}
