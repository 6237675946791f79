//! What holds a configuration, and telling what a text is: any text, or one configuration in each of its wrappings.

use counterpoise::kinds;
use serde_json::{Value, json};

use super::asked::ask;
use super::given::{Given, given};
use super::world;

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Text(text)) => {
            let _ = kinds::of_text(text);
            let files = json!([{ "name": "a.yaml", "text": text }]);
            sorted(&files);
            let _ = ask("files.check", &json!({ "files": files }));
            let _ = ask("symptoms.find", &json!({ "text": text }));
        }
        Some(Given::Choices(mut random)) => {
            let (config, series) = (world::config(&mut random), world::series(&mut random));
            wrapped(&config, &series);
        }
        None => {}
    }
}

/// Each wrapping gives the metrics that the file alone gives.
fn wrapped(config: &Value, series: &Value) {
    let list = |config: Value| {
        let listed = ask("metrics.list", &json!({ "config": config, "series": series }));
        listed.map_err(|error| error.code())
    };
    let bare = list(config.clone());
    let text = config.to_string();
    let map = json!({
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "adapter-config"},
        "data": {"config.yaml": text},
    });
    let values = json!({"rules": {
        "default": false,
        "custom": config["rules"],
        "external": config.get("externalRules").unwrap_or(&json!([])),
        "resource": config.get("resourceRules").unwrap_or(&json!({})),
    }});
    let release = json!({
        "apiVersion": "helm.toolkit.fluxcd.io/v2",
        "kind": "HelmRelease",
        "metadata": {"name": "prometheus-adapter"},
        "spec": {"chart": {"spec": {"chart": "prometheus-adapter"}}, "values": values},
    });
    let several = json!({"apiVersion": "v1", "kind": "List", "items": [{"kind": "Secret"}, map]});
    let helm = [values.clone(), json!({ "prometheus-adapter": values }), release];
    for (wrapping, is_helm) in
        helm.into_iter().map(|values| (values, true)).chain([(map, false), (several, false)])
    {
        // Of a list the first ConfigMap counts whose configuration can be read.
        let is_list = wrapping["kind"] == "List";
        for wrapping in [wrapping.clone(), json!(wrapping.to_string())] {
            let found = list(wrapping.clone());
            let told = is_list && bare.is_err() || is_helm && bare == Err("rules.unknown-field");
            assert!(told && found.is_err() || found == bare, "{wrapping} gives {found:?}, alone {bare:?}");
        }
    }
}

/// What is sorted once is sorted: the texts that come out are of the inputs that they were for.
fn sorted(files: &Value) {
    let Ok(sorted) = ask("files.sort", &json!({ "files": files })) else { return };
    let pieces = sorted["pieces"].as_array().map_or(0, Vec::len);
    let inputs = sorted["inputs"].as_object().cloned().unwrap_or_default();
    assert!(inputs.is_empty() || pieces > 0, "{sorted}");
    for (input, text) in &inputs {
        let again = ask("files.sort", &json!({ "files": [{ "name": "again", "text": text }] }))
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(again["inputs"].get(input).is_some(), "{input} is sorted as {again}, of {sorted}");
    }
}
