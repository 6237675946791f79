//! A text that is half written: what it told before still serves those who ask elsewhere.

use serde_json::{Value, json};

use crate::client::{edited, position, uri};
use crate::shop::{HPA, RULES, at, of, shop};

#[test]
fn rules_that_are_half_written_still_have_their_names() {
    let (_folder, mut client, rules, hpa) = shop("half");
    // A rule that somebody begins to write, above the others.
    let half = RULES.replace("rules:\n", "rules:\n- seriesQuery: {größe\n");
    client.change(&rules, json!([{ "text": half }]));
    assert_eq!(client.findings(&rules)[0]["code"], "yaml.syntax");

    let found = client.at("textDocument/definition", &hpa, of(HPA, "requests")).unwrap();
    assert_eq!((found[0]["uri"].as_str(), at(&half, &found[0])), (Some(&*uri(&rules)), "requests"));
    let hover = client.at("textDocument/hover", &hpa, of(HPA, "requests")).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().contains("`rules[0]` of config.yaml"), "{hover}");
    let hover = client.at("textDocument/hover", &rules, of(&half, "requests\"")).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Asked for by `shop/web`"), "{hover}");
    let new = HPA.replace("{name: requests}", "{name: }");
    client.change(&hpa, json!([{ "text": new }]));
    let (line, character) = of(&new, "{name: }");
    let offered = client.at("textDocument/completion", &hpa, (line, character + 7)).unwrap();
    let labels: Vec<&str> =
        offered.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect();
    assert!(labels.contains(&"requests") && labels.contains(&"jobs_waiting"), "{labels:?}");
    client.change(&hpa, json!([{ "text": HPA }]));

    // The outline is that of what is there, and nothing is renamed by half of what there is.
    let outline = json!({ "textDocument": { "uri": uri(&rules) } });
    assert_eq!(client.ask("textDocument/documentSymbol", outline), json!([]));
    let at = position(HPA, HPA.find("requests").unwrap());
    let params = json!({ "textDocument": { "uri": uri(&hpa) }, "position": at, "newName": "other" });
    let error = client.try_ask("textDocument/rename", params.clone()).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains("config.yaml is half written"), "{error}");

    // Mended, it is what is written now.
    let mended = RULES.replace("\"requests\"", "calls");
    client.change(&rules, json!([{ "text": mended }]));
    assert_eq!(client.at("textDocument/definition", &hpa, of(HPA, "requests")).unwrap(), json!([]));
    client.change(&rules, json!([{ "text": RULES }]));
    let edit = client.ask("textDocument/rename", params);
    assert!(edited(RULES, &edit["changes"][uri(&rules)]).contains("\"other\""), "{edit}");
}

#[test]
fn an_hpa_that_is_half_written_still_asks() {
    let (_folder, mut client, rules, hpa) = shop("half-hpa");
    let half = HPA.replace("  metrics:\n", "  metrics:\n  - type: {\n");
    client.change(&hpa, json!([{ "text": half }]));
    let found = client.at("textDocument/definition", &rules, of(RULES, "requests\"")).unwrap();
    assert_eq!((found[0]["uri"].as_str(), at(&half, &found[0])), (Some(&*uri(&hpa)), "requests"));
    let found = client.at("textDocument/definition", &hpa, of(&half, "requests")).unwrap();
    assert_eq!(at(RULES, &found[0]), "requests");
    // One that was never whole has told nothing.
    let error: Value = client.at("textDocument/prepareRename", &hpa, of(&half, "requests")).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains("hpa.yaml is half written"), "{error}");
}
