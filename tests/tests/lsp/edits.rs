//! Edits one by one come to what the whole text comes to.

use proptest::prelude::*;
use serde_json::json;

use crate::client::{Client, position, uri};
use crate::folder::{Folder, told};
use crate::shop::{HPA, RULES};

/// An edit: where it begins and ends, as shares of the text, and what is put in.
fn edits() -> impl Strategy<Value = Vec<(f64, f64, String)>> {
    let new = prop_oneof![
        Just(String::new()),
        "[a-z: {}\\[\\]<>\"'é🦀\n]{0,12}",
        Just("\r\n".to_owned()),
        Just("  name: {as: ß}\n".to_owned()),
        Just("---\n".to_owned()),
        Just("namespaced: false\r\n".to_owned()),
    ];
    prop::collection::vec((0.0..=1.0f64, 0.0..0.05f64, new), 1..8)
}

/// The nearest beginning of a character that no pair of line ends is cut at.
fn near(text: &str, share: f64) -> usize {
    let mut at = ((text.len() as f64) * share) as usize;
    while !text.is_char_boundary(at) || (at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n'))
    {
        at -= 1;
    }
    at
}

#[test]
fn edits_one_by_one_come_to_what_the_whole_text_comes_to() {
    let folder = Folder::new("edits");
    let [one, whole] = ["one", "whole"].map(|name| folder.write(&format!("{name}/config.yaml"), ""));
    let mut client = Client::of(&folder.0);
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    let client = std::cell::RefCell::new(&mut client);
    let starts = [RULES.to_owned(), RULES.replace('\n', "\r\n"), format!("{HPA}---\n{RULES}")];
    proptest!(config, |(start in 0..starts.len(), edits in edits())| {
        let mut client = client.borrow_mut();
        let mut text = starts[start].clone();
        client.open(&one, &text);
        for (from, length, new) in edits {
            let (from, to) = (near(&text, from), near(&text, (from + length).min(1.0)));
            let range = json!({ "start": position(&text, from), "end": position(&text, to) });
            client.change(&one, json!([{ "range": range, "text": new }]));
            text.replace_range(from..to, &new);
        }
        client.open(&whole, &text);
        let [left, right] = [&one, &whole].map(|path| {
            let found = told(&client.findings(path));
            let params = json!({ "textDocument": { "uri": uri(path) } });
            (found, client.ask("textDocument/documentSymbol", params))
        });
        prop_assert_eq!(left, right, "{}", text);
        for path in [&one, &whole] {
            client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
        }
    });
}
