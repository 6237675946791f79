//! Every class of broken rule: one error each, with its place.

use super::{Budget, Compat, Config, Mapper, check, compile, place, refused};
use crate::error::Severity;

/// Every error of a configuration: code, path, line and column.
fn errors(text: &str) -> Vec<(&'static str, String, (u32, u32))> {
    let config = Config::parse(text).unwrap();
    let found = check(&config, &Mapper::builtin(), Compat::UPSTREAM, &Budget::default());
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| place(&finding.error)).collect()
}

fn told(found: &[(&'static str, &str, (u32, u32))]) -> Vec<(&'static str, String, (u32, u32))> {
    found.iter().map(|(code, path, at)| (*code, (*path).to_owned(), *at)).collect()
}

#[test]
fn errors_point_into_the_source() {
    let path = |path: &str| path.to_owned();
    assert_eq!(
        refused("rules:\n- seriesQuery: up\n  metricsQuery: |\n    sum(\n      <<.Series}>>\n    )\n").2.0,
        5,
        "the line of a block scalar"
    );
    assert_eq!(
        refused("rules:\n- name: {matches: 'a(b'}"),
        ("rules.regex", path("rules[0].name.matches"), (2, 20))
    );
    assert_eq!(
        refused("rules: []\nexternalRules:\n- seriesQuery: up\n  interval: 5m"),
        ("rules.unknown-field", path("externalRules[0]"), (4, 3))
    );
    assert_eq!(
        refused("rules:\n- resources:\n    overrides:\n      x: {group: apps, resource: pods}"),
        ("resources.unknown", path("rules[0].resources.overrides.x"), (4, 34))
    );
    assert_eq!(
        refused("rules:\n- resources: {template: 'kube_pod'}"),
        ("rules.label-template", path("rules[0].resources.template"), (2, 25))
    );
    assert_eq!(
        refused("resourceRules: {window: 1.5h}"),
        ("rules.window", path("resourceRules.window"), (1, 25))
    );
    assert_eq!(refused("rules:\n- {seriesQuery: a, seriesQuery: b}").0, "rules.duplicate-key");
    assert_eq!(refused("rules:\n- seriesQuery: {a: b}").0, "rules.type");
}

#[test]
fn every_broken_field_of_a_rule_is_told_at_its_place() {
    let text = "rules:
- seriesQuery: up{
  seriesFilters: [{is: '('}, {is: a, isNot: b}, {}]
  resources:
    template: pod
    overrides: {a: {resource: gizmo}, b: {resource: pod}, c: {group: x, resource: pod}}
  name: {matches: '(a)(b)'}
  metricsQuery: <<.Series
- seriesQuery: [up]
  name: {matches: 'a**', as: {}}
  metricQuery: up
";
    assert_eq!(
        errors(text),
        told(&[
            ("rules.label-template", "rules[0].resources.template", (5, 15)),
            ("resources.unknown", "rules[0].resources.overrides.a", (6, 31)),
            ("resources.unknown", "rules[0].resources.overrides.c", (6, 83)),
            ("template.syntax", "rules[0].metricsQuery", (8, 26)),
            ("rules.regex", "rules[0].seriesFilters[0].is", (3, 25)),
            ("rules.filter", "rules[0].seriesFilters[1]", (3, 30)),
            ("rules.filter", "rules[0].seriesFilters[2]", (3, 49)),
            ("rules.no-metric-name", "rules[0].name.as", (7, 19)),
            ("promql.selector", "rules[0].seriesQuery", (2, 19)),
            ("rules.type", "rules[1].seriesQuery", (9, 16)),
            ("rules.type", "rules[1].name.as", (10, 30)),
            ("rules.unknown-field", "rules[1]", (11, 3)),
            ("rules.regex", "rules[1].name.matches", (10, 21)),
        ])
    );
}

#[test]
fn what_is_broken_outside_of_rules_is_told_too() {
    let text = "rule: []\nrules:\n- 5\n- {name: {as: x}}\nexternalRules: no\nresourceRules: {window: 1.5h, cpu: {nodeQuery: <<}, disk: {}}\n";
    assert_eq!(
        errors(text),
        told(&[
            ("rules.unknown-field", "", (1, 1)),
            ("rules.type", "externalRules", (5, 16)),
            ("rules.type", "rules[0]", (3, 3)),
            ("promql.selector", "rules[1].seriesQuery", (0, 0)),
            ("rules.window", "resourceRules.window", (6, 25)),
            ("rules.unknown-field", "resourceRules", (6, 53)),
            ("template.syntax", "resourceRules.cpu.nodeQuery", (6, 50)),
        ])
    );
}

#[test]
fn unknown_fields_say_which_was_meant() {
    let hint = |text: &str| {
        let config = Config::parse(text).unwrap();
        let error = config.read_errors().next().unwrap().clone();
        (error.message().to_owned(), error.hint().to_owned())
    };
    let (message, hint_of_name) = hint("rules: [{metricQuery: up}]");
    assert_eq!(message, "field metricQuery is not known in a rule, did you mean metricsQuery?");
    assert!(hint_of_name.starts_with("Did you mean metricsQuery?"), "{hint_of_name}");
    assert!(hint("rules: [{matches: up}]").1.contains("under name"));
    assert!(hint("external_rules: []").0.contains("externalRules"));
    assert!(hint("rules: [{seriesFilters: [{isnot: x}]}]").0.contains("did you mean isNot?"));
    assert!(hint("rules: [{zzz: up}]").1.contains("seriesFilters"));
}

#[test]
fn safe_mode_serves_the_rules_that_can_be_read_and_refuses_unknown_fields() {
    let mapper = Mapper::builtin();
    let load =
        |text: &str, compat| compile(&Config::parse(text).unwrap(), &mapper, compat, &Budget::default());
    let text = "rules:\n- seriesQuery: [up]\n- seriesQuery: up\n- seriesQuery: up\n  seriesQuery: up\nresourceRules: {window: 5}\n";
    let error = load(text, Compat::UPSTREAM).unwrap_err();
    assert_eq!(place(&error).1, "rules[0].seriesQuery");
    let safe = load(text, Compat::SAFE).unwrap();
    assert_eq!(safe.custom.iter().map(|rule| &*rule.path).collect::<Vec<_>>(), ["rules[1]"]);
    let codes: Vec<_> = safe.left_out.iter().map(|error| error.code()).collect();
    assert_eq!(codes, ["rules.type", "rules.duplicate-key", "rules.window"]);
    for compat in [Compat::UPSTREAM, Compat::SAFE] {
        let error = load("rules:\n- seriesQuery: up\n- serieQuery: up\n", compat).unwrap_err();
        assert_eq!(error.code(), "rules.unknown-field");
        assert_eq!(load("rules: 3", compat).unwrap_err().code(), "rules.type");
    }
}

#[test]
fn a_document_that_multiplies_is_refused() {
    let code = |text: String| Config::parse(&text).map(drop).unwrap_err().code();
    let overrides: String = (0..500).map(|label| format!("l{label}: {{resource: pod}}, ")).collect();
    let many =
        format!("rules:\n- &r {{resources: {{overrides: {{{overrides}}}}}}}\n{}", "- *r\n".repeat(5_000));
    assert_eq!(code(many), "limit.size");
    let long = format!("rules:\n- &r {{metricsQuery: {}}}\n{}", "x".repeat(1 << 20), "- *r\n".repeat(100));
    assert_eq!(code(long), "limit.size");
    let merged = format!(
        "rules:\n- &r {{resources: {{overrides: &o {{{overrides}}}}}}}\n- {{<<: [{}]}}\n",
        "{resources: {overrides: {}}}, ".repeat(100) + &"*r, ".repeat(5_000)
    );
    assert_eq!(code(merged), "limit.size");
    let rules = format!("rules:\n{}", "- {}\n".repeat(10_001));
    assert_eq!(Config::parse(&rules).unwrap().errors[0].code(), "limit.size");
}
