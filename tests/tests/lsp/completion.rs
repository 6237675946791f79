//! What is offered where something is written.

use serde_json::json;

use crate::client::{Client, edited, position, uri};
use crate::folder::Folder;
use crate::shop::RULES;

/// The labels of what is offered where `|` stands in a text, and the first of them put in.
fn offered(client: &mut Client, folder: &Folder, file: &str, marked: &str) -> (Vec<String>, String) {
    let at = marked.find('|').unwrap();
    let text = format!("{}{}", &marked[..at], &marked[at + 1..]);
    let path = folder.0.join(file);
    client.open(&path, &text);
    let (line, character) = {
        let place = position(&text, at);
        (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap())
    };
    let offered = client.at("textDocument/completion", &path, (line, character)).unwrap();
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&path) } }));
    let items = offered.as_array().cloned().unwrap_or_default();
    let labels = items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect();
    let first = items.first().map_or_else(String::new, |item| edited(&text, &json!([item["textEdit"]])));
    (labels, first)
}

#[test]
fn a_half_written_text_is_completed() {
    let folder = Folder::new("completion");
    folder.write("config.yaml", RULES);
    folder.write(
        "series.json",
        r#"[{"__name__": "http_requests_total", "namespace": "shop", "pod": "web-0"}]"#,
    );
    let mut client = Client::of(&folder.0);
    let mut offer = |marked: &str| offered(&mut client, &folder, "new.yaml", marked);
    let rule = "rules:\n- seriesQuery: up{pod!=\"\"}\n  metricsQuery: x\n";

    let (labels, first) = offer(&format!("{rule}  na|"));
    assert_eq!(labels, ["name", "resources", "seriesFilters"]);
    assert_eq!(first, format!("{rule}  name:"));
    let (labels, _) = offer(&format!("{rule}  name:\n    |"));
    assert_eq!(labels, ["as", "matches"]);
    let (labels, _) = offer("rules:\n- |\n  metricsQuery: x");
    assert!(
        labels.contains(&"seriesQuery".to_owned()) && !labels.contains(&"metricsQuery".to_owned()),
        "{labels:?}"
    );
    let (labels, _) = offer("rules:\n- seriesQuery: htt|\n  metricsQuery: x");
    assert_eq!(labels, ["http_requests_total"]);
    let (labels, _) = offer("rules:\n- seriesQuery: http_requests_total{na|}\n  metricsQuery: x");
    assert_eq!(labels, ["namespace", "pod"]);
    let (labels, _) = offer("rules:\n- seriesQuery: up\n  metricsQuery: sum(ra|(x");
    assert!(labels.contains(&"rate".to_owned()) && labels.contains(&"<<.Series>>".to_owned()), "{labels:?}");
    let (labels, _) = offer("rules:\n- seriesQuery: up\n  metricsQuery: sum(<<.|");
    assert!(labels.contains(&".GroupBy".to_owned()), "{labels:?}");
    let (labels, first) = offer("rules:\n- seriesQuery: up\n  metricsQuery: x\n  resources: {over|");
    assert_eq!(labels, ["namespaced", "overrides", "template"]);
    assert!(first.ends_with("resources: {namespaced: "), "{first}");
    let (labels, _) = offer("rules:\n- seriesQuery: up\n  resources: {overrides: {pod: {resource: p|}}}");
    assert!(labels.contains(&"pod".to_owned()), "{labels:?}");
    let (labels, _) = offer(
        "apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |-\n    rules:\n    - seriesQuery: up\n      re~"
            .replace('|', "\u{1}").replace('~', "|").replace('\u{1}', ">").as_str(),
    );
    assert!(labels.contains(&"resources".to_owned()), "{labels:?}");

    let start = "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n";
    let (labels, _) = offer(&format!("{start}  scaleTargetRef: {{kind: Deployment, name: web}}\n  m|"));
    assert_eq!(labels, ["behavior", "maxReplicas", "metrics", "minReplicas"]);
    let (labels, _) = offer(&format!("{start}  metrics:\n  - type: |"));
    assert!(labels.contains(&"External".to_owned()), "{labels:?}");
    let (labels, _) =
        offer(&format!("{start}  metrics:\n  - type: Pods\n    pods:\n      metric: {{name: |}}"));
    assert!(
        labels.contains(&"requests".to_owned()) && labels.contains(&"jobs_waiting".to_owned()),
        "{labels:?}"
    );
    let (labels, _) = offer("# nothing of ours\nsteps:\n- |");
    assert_eq!(labels, [""; 0]);
}
