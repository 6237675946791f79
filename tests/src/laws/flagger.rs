//! Flagger's metric templates and canaries: a query with names in double braces.

use counterpoise::template::{braces, handlebars};
use serde_json::{Map, Value, json};

use super::asked::ask;
use super::given::{Given, given};
use super::world;
use crate::generate::Random;

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Text(text)) => query(text, "web-0"),
        Some(Given::Choices(mut random)) => {
            let name = world::name(&mut random);
            query(&make(&mut random), &name);
            canary(&mut random);
        }
        None => {}
    }
}

fn query(text: &str, name: &str) {
    let template = json!({"spec": {"provider": {"type": "prometheus"}, "query": text}});
    let model = json!({"name": name, "namespace": "test", "interval": "1m", "target": name, "variables": {"code": "404", "a.b": "x"}});
    let rendered = ask("flagger.render", &json!({ "metricTemplate": template, "model": model }));
    if !text.contains("{{") {
        assert_eq!(rendered.as_ref().map(|out| &out["text"]).ok(), Some(&json!(text)), "{text:?}");
    }
    // Names alone, and the crate that renders more of the language.
    let names = json!({"name": name, "namespace": "test", "variables": {"code": "404"}, "number": 1.5, "list": [1], "none": null});
    let names: Map<String, Value> = names.as_object().cloned().unwrap_or_default();
    let own = braces::render(text, &names, braces::Trim::Tilde);
    let crates = handlebars::render(text, &names);
    match (&own, &crates) {
        (Ok(own), Ok(crates)) => assert_eq!(own, crates, "{text:?}"),
        (Err(own), Err(crates)) => assert_eq!(own.code(), crates.code(), "{text:?}"),
        _ => panic!("{text:?}: {own:?} by names, and {crates:?} by handlebars"),
    }
    let by_operation =
        ask("template.render", &json!({ "template": text, "dialect": "handlebars", "data": names }));
    assert_eq!(by_operation.ok().map(|out| out["text"].clone()), crates.ok().map(Value::from), "{text:?}");
}

/// A canary advances where the value is in the range, and only there.
fn canary(random: &mut Random<'_>) {
    let bound = |random: &mut Random<'_>| {
        random.percent(60).then(|| random.pick(&[0.0, 1.0, 99.5, -3.0, 500.0, 1e300]))
    };
    let (least, most) = (bound(random), bound(random));
    let mut range = Map::new();
    for (field, bound) in [("min", least), ("max", most)] {
        if let Some(bound) = bound {
            range.insert(field.to_owned(), json!(bound));
        }
    }
    let value = random.pick(&["0", "1", "99.5", "-3", "500", "1e300", "NaN", "+Inf", "x", "2.5"]);
    let canary = json!({
        "metadata": {"name": "podinfo", "namespace": "test"},
        "spec": {"targetRef": {"name": "podinfo"}, "analysis": {"metrics": [{"name": "m", "thresholdRange": range, "query": "up"}]}},
    });
    let answer = json!({"status": "success", "data": {"resultType": "vector", "result": [{"metric": {}, "value": [1, value]}]}});
    let checked = ask("flagger.check", &json!({ "canary": canary, "response": answer }));
    let of_text =
        ask("flagger.check", &json!({ "canary": canary.to_string(), "response": answer.to_string() }));
    assert_eq!(checked.as_ref().ok(), of_text.as_ref().ok(), "{canary} of {answer}");
    let Ok(checked) = checked else { return };
    let Some(value) = checked["value"].as_f64() else { return };
    let within = least.is_none_or(|least| value >= least) && most.is_none_or(|most| value <= most);
    assert_eq!(checked["passed"], within, "{range:?} and {checked}");
}

fn make(random: &mut Random<'_>) -> String {
    const PIECES: &[&str] = &[
        "{{ name }}",
        "{{name}}",
        "{{ namespace }}",
        "{{ interval }}",
        "{{ variables.code }}",
        "{{- name -}}",
        "{{~ name ~}}",
        "{{ name",
        "}}",
        "{{",
        "{{{ name }}}",
        "{{ nope }}",
        "{{ variables.nope }}",
        "{{ variables }}",
        "{{#if name}}x{{/if}}",
        "{{! a comment }}",
        "{{ number }}",
        "{{ list }}",
        "{{ none }}",
        "\\{{ name }}",
        "\\\\{{ name }}",
        "sum(rate(up{a=\"",
        "\"}[",
        "]))",
        "\n",
        "  \n ",
        " ",
        "é",
        "{",
        "}",
        "{{ name.x }}",
        "{{ this }}",
        "{{ @root }}",
        "{{ \"x\" }}",
        "{{ 1 }}",
        "{{&name}}",
        "{{>x}}",
        "{{}}",
        "{{ . }}",
        "{{ ../name }}",
        "{{ variables.[code] }}",
    ];
    (0..=random.up_to(6)).map(|_| random.pick(PIECES)).collect()
}
