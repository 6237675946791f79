//! Files that change on the disk, and texts that are closed.

use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::folder::Folder;
use crate::shop::{HPA, RULES, of};

#[test]
fn a_file_that_changes_on_the_disk_is_read_again() {
    let folder = Folder::new("watched");
    let rules = folder.write("monitoring/config.yaml", RULES);
    let hpa = folder.write("hpa.yaml", HPA);
    let mut client = Client::start();
    let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    client.initialize(&folder.0, capabilities);
    client.open(&hpa, HPA);
    assert!(client.findings(&hpa).is_empty());
    let asked = client.told.iter().find(|told| told["method"] == "client/registerCapability").unwrap();
    let id = asked["id"].clone();
    client.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));

    let config = folder.write("config.yaml", &RULES.replace("\"requests\"", "others"));
    std::fs::remove_file(&rules).unwrap();
    let changes = json!([{ "uri": uri(&config), "type": 1 }, { "uri": uri(&rules), "type": 3 }]);
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    let codes: Vec<Value> = client.findings(&hpa).iter().map(|found| found["code"].clone()).collect();
    assert_eq!(codes, ["metrics.hpa-metric"]);
    let found = client.at("textDocument/definition", &hpa, of(HPA, "of_mails")).unwrap();
    assert_eq!(found[0]["uri"], uri(&config));
}

#[test]
fn a_file_that_is_closed_shows_nothing() {
    let folder = Folder::new("closed");
    let path = folder.write("config.yaml", "rules: [{seriesQuery: up}]\n");
    let mut client = Client::of(&folder.0);
    client.open(&path, "rules: [{seriesQuery: up}]\n");
    assert!(!client.findings(&path).is_empty());
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(&path) } }));
    client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&path) } }));
    assert_eq!(client.shown[&uri(&path)]["diagnostics"], json!([]));
    // A text that lies nowhere is checked alone.
    client.open_uri("untitled:Untitled-1", "rules: [{seriesQuery: up}]\n");
    let params = json!({
        "textDocument": { "uri": "untitled:Untitled-1" },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } },
        "context": { "diagnostics": [] },
    });
    client.ask("textDocument/codeAction", params);
    assert!(!client.shown["untitled:Untitled-1"]["diagnostics"].as_array().unwrap().is_empty());
}
