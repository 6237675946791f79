//! ConfigMaps and Helm values, and positions that survive them.

use serde_json::json;

use super::{Budget, Compat, Config, Mapper, compile, place, refused};

#[test]
fn a_config_map_is_unwrapped() {
    let text = "kind: ConfigMap\napiVersion: v1\ndata:\n  notes: hello\n  adapter: |\n    rules:\n    - seriesQuery: up\n      name: {matches: '['}\n";
    let config = Config::parse(text).unwrap();
    assert_eq!(config.rules.len(), 1);
    assert_eq!(refused(text), ("rules.regex", "rules[0].name.matches".to_owned(), (8, 24)));
    let refused = |text: &str| place(&Config::parse(text).unwrap_err());
    let none = |at| ("rules.no-config", "data".to_owned(), at);
    assert_eq!(refused("kind: ConfigMap\ndata: {a: x, b: y}"), none((2, 7)));
    assert_eq!(refused("kind: ConfigMap\ndata: {}"), none((2, 7)));
    assert_eq!(refused("kind: ConfigMap\n"), none((1, 1)));
    let broken = "kind: ConfigMap\ndata:\n  config.yaml: |\n    rules:\n    - [\n  other: x\n";
    assert_eq!(refused(broken).1, "data[config.yaml]");
}

#[test]
fn a_list_of_config_maps_is_searched() {
    let text = "kind: List\nitems:\n- {kind: ConfigMap, data: {ca.crt: x}}\n- kind: ConfigMap\n  data:\n    config.yaml: |\n      rules:\n      - name: {matches: '['}\n";
    assert_eq!(refused(text), ("rules.regex", "rules[0].name.matches".to_owned(), (8, 26)));
}

#[test]
fn what_is_no_configuration_says_what_it_may_be() {
    let hint = |text: &str| Config::parse(text).unwrap().read_errors().next().unwrap().hint().to_owned();
    assert!(hint("apiVersion: v1\nkind: Namespace\n").contains("give the ConfigMap"));
    let chart =
        "kind: ConfigMap\ndata:\n  config.yaml: |\n    rules:\n      default: 'false'\n      external: []\n";
    assert!(hint(chart).contains("values of the Helm chart"));
}

#[test]
fn the_usual_key_of_a_config_map_comes_first() {
    let text = "kind: ConfigMap\ndata:\n  backup.yaml: 'rules: [{seriesQuery: old}]'\n  config.yaml: 'rules: [{seriesQuery: new}]'\n";
    assert_eq!(Config::parse(text).unwrap().rules[0].series_query.as_str(), "new");
}

#[test]
fn helm_values_are_merged_with_the_charts_own() {
    let count = |text: &str| {
        let config = Config::parse(text).unwrap();
        assert!(compile(&config, &Mapper::builtin(), Compat::SAFE, &Budget::default()).is_ok(), "{text}");
        (config.rules.len(), config.external_rules.len(), config.resource_rules.is_some())
    };
    // Helm sets `default` to true where the values do not say otherwise; null takes the chart's value away.
    for (default, rules) in [
        ("", 7),
        ("default: true", 7),
        ("default: yes", 7),
        ("default: \"false\"", 7),
        ("default: [x]", 7),
        ("default: false", 1),
        ("default: off", 1),
        ("default: null", 1),
        ("default:", 1),
        ("default: 0", 1),
        ("default: \"\"", 1),
        ("default: {}", 1),
    ] {
        let values = format!("rules:\n  {default}\n  custom:\n  - seriesQuery: up\n    metricsQuery: up\n");
        assert_eq!(count(&values), (rules, 0, false), "{default}");
    }
    assert_eq!(count("rules: {}"), (6, 0, false));
    assert_eq!(
        count(
            "image: {tag: x}\nrules: {default: false, custom: null, external: [], resource: {}, existing: }"
        ),
        (0, 0, false)
    );
    assert_eq!(count("rules: {external: [{seriesQuery: up}], resource: {window: 5m}}"), (6, 1, true));
    assert_eq!(
        count("prometheus-adapter: {rules: {default: false, custom: [{seriesQuery: up}]}}"),
        (1, 0, false)
    );
}

#[test]
fn errors_in_helm_values_have_the_path_of_the_values() {
    let error = |text: &str| refused(text);
    assert_eq!(
        error("rules: {default: true, custom: [{x: 1}]}"),
        ("rules.unknown-field", "rules.custom[0]".to_owned(), (1, 34))
    );
    assert_eq!(
        error("rules: {custom: [{seriesQuery: up, name: {matches: '('}}]}"),
        ("rules.regex", "rules.custom[0].name.matches".to_owned(), (1, 53))
    );
    assert_eq!(
        error("prometheus-adapter:\n  rules: {resource: {cpu: {nodeQuery: <<}}}"),
        ("template.syntax", "prometheus-adapter.rules.resource.cpu.nodeQuery".to_owned(), (2, 41))
    );
    let existing = Config::parse("rules:\n  existing: adapter-rules\n  custom: [{x: 1}]\n").unwrap_err();
    assert_eq!(place(&existing), ("rules.no-config", "rules.existing".to_owned(), (2, 13)));
    assert!(existing.hint().contains("kubectl get configmap adapter-rules"), "{}", existing.hint());
}

#[test]
fn values_that_the_chart_does_not_know_are_ignored_or_refused() {
    let config = Config::parse("rules: {default: false, externals: [{seriesQuery: up}]}").unwrap();
    assert!(
        compile(&config, &Mapper::builtin(), Compat::UPSTREAM, &Budget::default())
            .unwrap()
            .external
            .is_empty()
    );
    let error = compile(&config, &Mapper::builtin(), Compat::SAFE, &Budget::default()).unwrap_err();
    assert_eq!(place(&error), ("rules.unknown-field", "rules".to_owned(), (1, 25)));
    assert!(error.message().contains("did you mean external?"), "{error}");
}

#[test]
fn values_that_may_be_meant_as_the_adapters_file_are_noted() {
    let note = |text: &str| {
        let config = Config::parse(text).unwrap();
        config.helm_values.map(|note| {
            let (code, path, (line, column)) = place(&note);
            assert_eq!((code, line), ("rules.helm-values", 1));
            let ignored = note.message().split_once("which ignores ").map(|(_, names)| names.to_owned());
            (path, column, ignored.unwrap_or_default())
        })
    };
    let noted = |path: &str, column, names: &str| Some((path.to_owned(), column, names.to_owned()));
    for (text, expected) in [
        ("rules: {}", noted("rules", 1, "")),
        ("rules: {seriesQuery: up}", noted("rules", 1, "rules.seriesQuery")),
        ("{externalRules: [], rules: {a: 1, b: 2}}", noted("rules", 21, "rules.a, rules.b, externalRules")),
        (
            "rules: {a: , b: , c: , d: , e: , f: , g: }",
            noted("rules", 1, "rules.a, rules.b, rules.c, rules.d, rules.e and 2 more"),
        ),
        ("{resources: {}, rules: {}}", noted("rules", 17, "")),
        ("{rules: {custom: []}, externalRules: []}", noted("rules", 2, "externalRules")),
        (
            "{prometheus-adapter: {rules: {}, seriesQuery: up}}",
            noted("prometheus-adapter.rules", 23, "prometheus-adapter.seriesQuery"),
        ),
        // These say that they are values; what is ignored under `rules` is a warning of its own.
        ("rules: {default: true}", None),
        ("rules: {resource: {}, customs: []}", None),
        ("{replicas: 1, rules: {}}", None),
        ("{x-rules: &a [], .anchors: 1, global: {}, rules: {custom: *a}}", None),
        ("prometheus-adapter: {enabled: true, rules: {}}", None),
        // The adapter's own file, and a ConfigMap.
        ("rules: []", None),
        ("rules:", None),
        ("{kind: ConfigMap, data: {config.yaml: 'rules: {}'}}", None),
    ] {
        assert_eq!(note(text), expected, "{text}");
    }
}

/// A query with a bad action in its third line, in each way in which YAML can write it. The error is at the field in
/// the action, two characters in.
const STYLES: [(&str, &str); 5] = [
    ("literal", "|\n    sum(\n      rate(up[5m])\n    ) by (<<.GroupBy}>>)\n"),
    ("folded", ">-\n    sum(\n    rate(up[5m])\n    ) by (<<.GroupBy}>>)\n"),
    ("plain", "sum(\n    rate(up[5m])\n    ) by (<<.GroupBy}>>)\n"),
    ("double", "\"sum(\\n\\\n    rate(up[5m])\\n\\\n    ) by (<<.GroupBy}>>)\"\n"),
    ("single", "'sum(\n    rate(up[5m])\n    ) by (<<.GroupBy}>>)'\n"),
];

#[test]
fn a_bad_query_points_at_its_own_line_and_column_in_every_wrapper() {
    for (style, query) in STYLES {
        let file = format!("rules:\n- seriesQuery: up\n  metricsQuery: {query}");
        let bad = |text: &str| {
            let at =
                text.split("<<.GroupBy}").next().unwrap().chars().fold((1, 1), |(line, column), c| {
                    if c == '\n' { (line + 1, 1) } else { (line, column + 1) }
                });
            (at.0, at.1 + 2)
        };
        let expect = |wrapper: &str, text: &str, path: &str| {
            let found = refused(text);
            assert_eq!(
                found,
                ("template.syntax", path.to_owned(), bad(text)),
                "{style} in {wrapper}:\n{text}"
            );
        };
        let indented = |by: &str| file.lines().map(|line| format!("{by}{line}\n")).collect::<String>();
        expect("file", &file, "rules[0].metricsQuery");
        for header in ["|", "|-", "|+"] {
            let map = format!(
                "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: {header}\n{}",
                indented("    ")
            );
            expect("ConfigMap", &map, "rules[0].metricsQuery");
        }
        let rules = file.strip_prefix("rules:\n").unwrap();
        let custom = rules.lines().map(|line| format!("    {line}\n")).collect::<String>();
        let values = format!("rules:\n  default: false\n  custom:\n{custom}");
        expect("Helm values", &values, "rules.custom[0].metricsQuery");
        // In text that is itself quoted, a position of the file is one of the quoted text.
        let object = json!({"kind": "ConfigMap", "data": {"config.yaml": file}});
        let error = compile(
            &Config::from_value(&object).unwrap(),
            &Mapper::builtin(),
            Compat::UPSTREAM,
            &Budget::default(),
        )
        .unwrap_err();
        assert_eq!(place(&error).2, bad(&file), "{style} in an object");
    }
}

#[test]
fn a_bad_query_is_found_in_json_and_in_quoted_text() {
    let json =
        "{\"rules\": [\n  {\"seriesQuery\": \"up\",\n   \"metricsQuery\": \"sum(up)\\n by (<<.GroupBy})\"}]}";
    assert_eq!(refused(json), ("template.syntax", "rules[0].metricsQuery".to_owned(), (3, 37)));
    let map = "kind: ConfigMap\ndata:\n  config.yaml: \"rules:\\n- seriesQuery: up\\n  metricsQuery: |\\n    by (<<.GroupBy})\\n\"\n";
    assert_eq!(refused(map).2, (3, 73));
    let folded = "kind: ConfigMap\ndata:\n  config.yaml: >\n    rules:\n\n    - seriesQuery: up\n      metricsQuery: sum(<<.Series})\n";
    assert_eq!(refused(folded).2, (7, 27));
}
