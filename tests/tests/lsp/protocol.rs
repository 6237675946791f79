//! The protocol itself: what is wrong with a message, what is taken back, how it ends.

use counterpoise_tests::surface;
use serde_json::{Value, json};

use crate::client::{Client, uri};
use crate::folder::{Folder, run};
use crate::shop::{RULES, shop};

#[test]
fn what_is_wrong_with_a_message_is_answered() {
    let folder = Folder::new("errors");
    let mut client = Client::start();
    let error = client.try_ask("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(error["code"], -32002);
    let error = client.try_ask("initialize", json!({ "capabilities": 1 })).unwrap_err();
    assert_eq!(error["code"], -32602);
    let capabilities = json!({ "general": { "positionEncodings": ["utf-8", "utf-16"] } });
    let result = client.initialize(&folder.0, capabilities);
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(result["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(client.try_ask("initialize", json!({ "capabilities": {} })).unwrap_err()["code"], -32600);
    let error = client.try_ask("textDocument/foldingRange", json!({})).unwrap_err();
    assert_eq!(error["code"], -32601);
    assert!(error["message"].as_str().unwrap().contains("textDocument/foldingRange"));
    let error = client.try_ask("textDocument/hover", json!({ "position": {} })).unwrap_err();
    assert_eq!(error["code"], -32602);
    client.tell("textDocument/didOpen", json!({ "textDocument": 1 }));
    // Of a document that nobody opened there is nothing.
    let path = folder.0.join("config.yaml");
    assert_eq!(client.at("textDocument/hover", &path, (0, 0)).unwrap(), Value::Null);
    assert_eq!(client.actions(&path), Value::Null);
    assert!(client.told.iter().any(|told| told["method"] == "window/logMessage"));
    // Columns are bytes for who can have them so.
    client.open(&path, RULES);
    client.change(&path, json!([{
        "range": { "start": { "line": 0, "character": 2 }, "end": { "line": 0, "character": 14 } }, "text": "ok",
    }]));
    client.change(&path, json!([{ "text": "rules: [{seriesQuery: x" }]));
    assert_eq!(client.findings(&path)[0]["code"], "yaml.syntax");
    client.change(&path, json!([{ "text": format!("rules: #{}", "x".repeat(17 << 20)) }]));
    let found = client.findings(&path);
    assert_eq!((found.len(), &found[0]["code"]), (1, &json!("limit.size")));
    assert_eq!(client.try_ask("shutdown", Value::Null).unwrap(), Value::Null);
    assert_eq!(client.try_ask("shutdown", Value::Null).unwrap_err()["code"], -32600);
    assert_eq!(client.end(|client| client.tell("exit", Value::Null)), (0, String::new()));
}

#[test]
fn a_request_is_taken_back() {
    let (_folder, mut client, rules, _) = shop("cancel");
    let position = json!({ "line": 0, "character": 0 });
    let params = json!({ "textDocument": { "uri": uri(&rules) }, "position": position });
    let request = json!({ "jsonrpc": "2.0", "id": "x", "method": "textDocument/hover", "params": params });
    let cancel = json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": "x" } });
    // Whether it is answered first is up to who is faster; answered it is, once.
    client.send(&request);
    client.send(&cancel);
    client.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(&rules) } }));
    let answers: Vec<&Value> = client.told.iter().filter(|told| told["id"] == "x").collect();
    assert_eq!(answers.len(), 1);
    assert!(answers[0].get("result").is_some() || answers[0]["error"]["code"] == -32800, "{}", answers[0]);
}

#[test]
fn how_it_ends_is_told_by_its_status() {
    let folder = Folder::new("end");
    assert_eq!(Client::of(&folder.0).end(|client| client.tell("exit", Value::Null)).0, 1);
    assert_eq!(Client::of(&folder.0).end(|_| {}).0, 1);
    let (status, said) = Client::of(&folder.0).end(|client| client.send_text("{"));
    assert_eq!(status, 2);
    assert!(said.contains("what the editor sends is no message"), "{said}");
    let mut command = surface::command().unwrap();
    let (_, said) = run(command.args(["lsp", "--profile", "1.1"]));
    assert!(said.contains("hpa.profile"), "{said}");
}
