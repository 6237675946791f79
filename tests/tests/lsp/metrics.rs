//! Metrics and their rules: definition, hover, rename.

use std::path::Path;

use serde_json::json;

use crate::client::{Client, edited, uri};
use crate::folder::Folder;
use crate::shop::{HPA, RULES, at, of, shop};

#[test]
fn a_metric_leads_to_its_rule_and_the_rule_to_who_asks() {
    let (_folder, mut client, rules, hpa) = shop("definition");
    let definition = |client: &mut Client, path: &Path, text: &str, word: &str| {
        client.at("textDocument/definition", path, of(text, word)).unwrap()
    };
    let found = definition(&mut client, &hpa, HPA, "requests");
    assert_eq!((found[0]["uri"].as_str(), at(RULES, &found[0])), (Some(&*uri(&rules)), "requests"));
    let found = definition(&mut client, &hpa, HPA, "of_mails");
    assert_eq!(at(RULES, &found[0]), "of_$1");
    let found = definition(&mut client, &hpa, HPA, "jobs_waiting");
    assert_eq!(at(RULES, &found[0]), "jobs_waiting");
    let found = definition(&mut client, &rules, RULES, "requests\"");
    assert_eq!((found[0]["uri"].as_str(), at(HPA, &found[0])), (Some(&*uri(&hpa)), "requests"));
    let found = definition(&mut client, &rules, RULES, "of_$1");
    assert_eq!(at(HPA, &found[0]), "of_mails");
    assert_eq!(definition(&mut client, &rules, RULES, "metricsQuery"), json!([]));
    let symbols =
        client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&rules) } }));
    let names: Vec<_> = symbols.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["requests", "{__name__=~\"^queue_.*\",namespace!=\"\"}", "jobs_waiting"]);
}

#[test]
fn what_stands_there_is_told() {
    let (_folder, mut client, rules, hpa) = shop("hover");
    let mut hover = |path: &Path, text: &str, word: &str| {
        let hover = client.at("textDocument/hover", path, of(text, word)).unwrap();
        let value = hover["contents"]["value"].as_str().unwrap_or_default().to_owned();
        let about = if hover.is_null() { String::new() } else { at(text, &hover).to_owned() };
        (value, about)
    };
    let (told, about) = hover(&rules, RULES, "seriesQuery");
    assert!(told.contains("a selector, such as"), "{told}");
    assert_eq!(about, "seriesQuery");
    let (told, about) = hover(&rules, RULES, "rate(");
    assert!(told.contains("How fast a counter grows"), "{told}");
    assert_eq!(about, "rate");
    let (told, about) = hover(&rules, RULES, ".LabelMatchers");
    assert!(told.contains("Matchers for namespace"), "{told}");
    assert_eq!(about, ".LabelMatchers");
    let (told, about) = hover(&rules, RULES, "resource: pod");
    assert!(told.contains("singular or plural"), "{told}");
    assert_eq!(about, "resource");
    let (told, _) = hover(&rules, RULES, "requests\"");
    assert!(told.contains("`rules[0]` gives `requests`") && told.contains("`shop/web`"), "{told}");
    let (told, about) = hover(&hpa, HPA, "requests");
    assert!(told.contains("`rules[0]` of config.yaml") && told.contains("sum(rate(<<.Series>>"), "{told}");
    assert_eq!(about, "requests");
    let (told, _) = hover(&hpa, HPA, "averageValue");
    assert!(told.contains("for each pod"), "{told}");
    let (told, _) = hover(&hpa, HPA, "AverageValue");
    assert!(told.contains("Divided by the number of pods"), "{told}");
    assert_eq!(hover(&rules, RULES, "größe").0, "");
}

/// With series beside the rules, the query of an HPA is told as Prometheus gets it.
#[test]
fn a_query_is_told_as_prometheus_gets_it() {
    let folder = Folder::new("promql");
    folder.write("config.yaml", RULES);
    folder.write(
        "series.json",
        r#"[{"__name__": "http_requests_total", "namespace": "shop", "pod": "web-0"}]"#,
    );
    let hpa = folder.write("hpa.yaml", HPA);
    let mut client = Client::of(&folder.0);
    client.open(&hpa, HPA);
    let hover = client.at("textDocument/hover", &hpa, of(HPA, "requests")).unwrap();
    let told = hover["contents"]["value"].as_str().unwrap();
    assert!(
        told.contains("sum(rate(http_requests_total{namespace=\"shop\",pod=\"POD\"}[2m])) by (pod)"),
        "{told}"
    );
}

#[test]
fn a_metric_is_renamed_where_it_is_made_and_where_it_is_asked_for() {
    let (folder, mut client, rules, hpa) = shop("rename");
    let (line, character) = of(HPA, "requests");
    let prepared = client.at("textDocument/prepareRename", &hpa, (line, character)).unwrap();
    assert_eq!((prepared["placeholder"].as_str(), at(HPA, &prepared)), (Some("requests"), "requests"));
    let mut rename = |path: &Path, (line, character): (u64, u64), new: &str| {
        let position = json!({ "line": line, "character": character });
        let params = json!({ "textDocument": { "uri": uri(path) }, "position": position, "newName": new });
        client.try_ask("textDocument/rename", params)
    };
    for (path, at) in [(&hpa, (line, character)), (&rules, of(RULES, "requests\""))] {
        let edit = rename(path, at, "http_requests_per_second").unwrap();
        let changed = |path: &Path, text: &str| edited(text, &edit["changes"][uri(path)]);
        let new_rules = changed(&rules, RULES);
        assert_eq!(new_rules, RULES.replace("\"requests\"", "\"http_requests_per_second\""));
        assert_eq!(changed(&hpa, HPA), HPA.replace("name: requests", "name: http_requests_per_second"));
    }
    let mut refused = |path: &Path, text: &str, word: &str, new: &str| {
        let error = rename(path, of(text, word), new).unwrap_err();
        assert_eq!(error["code"], -32803);
        error["message"].as_str().unwrap().to_owned()
    };
    assert!(refused(&hpa, HPA, "of_mails", "mails").contains("whose groups are filled"));
    assert!(refused(&rules, RULES, "of_$1", "mails").contains("change the rule by hand"));
    assert!(refused(&hpa, HPA, "jobs_waiting", "jobs").contains("give the rule a `name.as` first"));
    assert!(refused(&hpa, HPA, "requests", "no name").contains("is no name of a metric"));
    assert!(refused(&hpa, HPA, "maxReplicas", "x").contains("here is no name of a metric"));
    drop(folder);
}
