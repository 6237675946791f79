//! `counterpoise mcp` as a client has it; every vector goes through its tools in `vectors.rs`.

use std::collections::BTreeSet;
use std::path::Path;

use counterpoise::error::codes;
use counterpoise::ops;
use counterpoise_tests::{paths, surface};
use serde_json::{Value, json};

/// A client: what it asks, and what comes back.
struct Client(surface::Child, u64);

impl Client {
    fn new() -> Self {
        Self::of(&[])
    }

    fn of(names: &[&str]) -> Self {
        Self(surface::mcp(names).unwrap(), 0)
    }

    fn ask(&mut self, method: &str, params: &Value) -> u64 {
        self.1 += 1;
        let request = json!({ "jsonrpc": "2.0", "id": self.1, "method": method, "params": params });
        self.0.send(&request.to_string()).unwrap();
        self.1
    }

    fn hear(&mut self) -> Value {
        serde_json::from_str(&self.0.receive().unwrap()).unwrap()
    }

    /// The result of a request, or the error of the protocol.
    fn get(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        let mut reply = self.hear();
        assert_eq!((&reply["jsonrpc"], &reply["id"]), (&json!("2.0"), &json!(id)), "{reply}");
        match (reply["result"].take(), reply["error"].take()) {
            (result, Value::Null) => Ok(result),
            (_, error) => Err(error),
        }
    }

    /// What a tool gives, and whether it is an error. Who reads text alone is told the same.
    fn call(&mut self, tool: &str, arguments: &Value) -> (bool, Value) {
        let mut result = self.get("tools/call", &json!({ "name": tool, "arguments": arguments })).unwrap();
        let given = result["structuredContent"].take();
        let text = result["content"][0]["text"].as_str().unwrap();
        assert_eq!(serde_json::from_str::<Value>(text).unwrap(), given);
        (result["isError"].as_bool().unwrap(), given)
    }

    fn tools(&mut self) -> Vec<Value> {
        let mut listed = self.get("tools/list", &json!({})).unwrap();
        serde_json::from_value(listed["tools"].take()).unwrap()
    }

    /// The status at the end of input, and the ids of what was still answered.
    fn end(mut self) -> (Option<i32>, Vec<Value>) {
        let (lines, status) = self.0.end().unwrap();
        let ids = lines.iter().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].take());
        (status.code(), ids.collect())
    }
}

fn contract() -> Value {
    let text = std::fs::read_to_string(paths::root().join("docs/schema/operations.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file["$defs"].take()
}

#[test]
fn a_session_begins_with_who_it_is_and_ends_with_its_input() {
    let mut command = surface::command().unwrap();
    let silent = command.arg("mcp").output().unwrap();
    assert!(silent.status.success() && silent.stdout.is_empty(), "{silent:?}");

    let mut client = Client::new();
    // What every session knows stays so when it is asked for again.
    assert_eq!(client.get("ping", &json!({})), Ok(json!({})));
    let unknown = client.get("tools/cal", &json!({})).unwrap_err();
    assert_eq!(unknown["code"], -32601, "{unknown}");
    assert_eq!(client.end(), (Some(0), Vec::new()));
}

/// Every release of the protocol that begins with `initialize`, and what is said to others.
#[test]
fn the_version_is_agreed_on() {
    for (asked, agreed) in [
        ("2024-11-05", "2024-11-05"),
        ("2025-03-26", "2025-03-26"),
        ("2025-06-18", "2025-06-18"),
        ("2025-11-25", "2025-11-25"),
        ("1999-01-01", "2025-11-25"),
    ] {
        let mut child = surface::command().unwrap();
        let client = json!({ "name": "any", "version": "0" });
        let params = json!({ "protocolVersion": asked, "capabilities": {}, "clientInfo": client });
        let hello = json!({ "jsonrpc": "2.0", "id": "a", "method": "initialize", "params": params });
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mcp-{asked}.json"));
        std::fs::write(&file, format!("{hello}\n")).unwrap();
        let output = child.arg("mcp").stdin(std::fs::File::open(&file).unwrap()).output().unwrap();
        let reply: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((&reply["id"], &reply["result"]["protocolVersion"]), (&json!("a"), &json!(agreed)));
        assert_eq!(reply["result"]["serverInfo"]["name"], "counterpoise");
        let offered: Vec<_> = reply["result"]["capabilities"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(offered, ["resources", "tools"]);
    }
}

#[test]
fn the_tools_are_the_operations_as_they_are_described() {
    let contract = contract();
    let tools = Client::new().tools();
    let titles: Vec<_> = tools.iter().map(|tool| tool["title"].as_str().unwrap()).collect();
    let operations: Vec<_> = ["explain"].into_iter().chain(ops::operations().map(|one| one.name)).collect();
    assert_eq!(titles, operations);
    for tool in &tools {
        let (name, title) = (tool["name"].as_str().unwrap(), tool["title"].as_str().unwrap());
        // As models' own interfaces take it.
        assert!(name.len() <= 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
        assert_eq!(name.replace('_', "."), title);
        let hints = json!({ "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false });
        assert_eq!(tool["annotations"], hints, "{name}");
        for schema in ["inputSchema", "outputSchema"] {
            assert_eq!(tool[schema]["type"], "object", "{name}");
            references(&tool[schema], &mut |to| {
                let (found, described) = (&tool[schema]["$defs"][to], &contract[to]);
                assert!(!described.is_null(), "{name}: {to} is not described");
                // Of an object of Kubernetes it is enough that it is one.
                let is_short = *found == json!({ "type": "object", "description": described["description"] });
                assert!(
                    found == described || is_short && described["additionalProperties"] != false,
                    "{name}: {to}"
                );
            });
        }
        if title != "explain" {
            let mut input = contract[format!("{title}.input")].clone();
            assert_eq!(tool["description"], input["description"].take(), "{name}");
            for keyword in ["properties", "required", "anyOf", "additionalProperties"] {
                assert_eq!(tool["inputSchema"][keyword], input[keyword], "{name}: {keyword}");
            }
            assert_eq!(tool["outputSchema"]["anyOf"][0], contract[format!("{title}.ok")], "{name}");
        }
    }
}

fn references(schema: &Value, found: &mut impl FnMut(&str)) {
    match schema {
        Value::Object(keywords) => {
            if let Some(to) = keywords.get("$ref").and_then(Value::as_str) {
                found(to.strip_prefix("#/$defs/").unwrap());
            }
            keywords.values().for_each(|value| references(value, found));
        }
        Value::Array(several) => several.iter().for_each(|one| references(one, found)),
        _ => {}
    }
}

#[test]
fn fewer_tools_are_offered_where_they_are_named() {
    let mut client = Client::of(&["explain", "promql.parse", "selector"]);
    let names: Vec<_> = client.tools().iter().map(|tool| tool["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["explain", "promql_parse", "selector_parse", "selector_matches"]);
    let error = client.get("tools/call", &json!({ "name": "quantity_parse", "arguments": { "text": "1" } }));
    assert_eq!(error.unwrap_err()["code"], -32602);

    let output = surface::command().unwrap().args(["mcp", "explain", "quantitty"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("no operation and no area \"quantitty\""), "{said}");
}

#[test]
fn bad_input_is_told_by_the_tool_and_a_bad_call_by_the_protocol() {
    let mut client = Client::new();
    let (is_error, told) = client.call("quantity_parse", &json!({ "text": "1.5Gx" }));
    assert!(is_error);
    assert_eq!(told["error"]["code"], "quantity.syntax", "{told}");
    assert_eq!(told["error"]["path"], "text", "{told}");
    assert!(!told["error"]["hint"].as_str().unwrap().is_empty(), "{told}");

    for (tool, arguments, code) in [
        ("quantity_parse", json!({}), "request.missing-field"),
        ("quantity_parse", json!({ "text": "1", "txt": "1" }), "request.unknown-field"),
        ("quantity_parse", json!({ "text": [] }), "request.type"),
        ("metrics_list", json!({ "config": "rules: [" }), "yaml.syntax"),
        ("explain", json!({}), "request.type"),
        ("explain", json!({ "files": [] }), "request.kind"),
        ("explain", json!({ "files": [{ "name": "hpa.yaml", "text": "rules: []" }] }), "request.kind"),
    ] {
        let (is_error, told) = client.call(tool, &arguments);
        assert_eq!((is_error, &told["error"]["code"]), (true, &json!(code)), "{tool} {arguments}: {told}");
    }
    // An operation without arguments takes none.
    let version = client.get("tools/call", &json!({ "name": "engine_version" })).unwrap();
    assert_eq!(version["structuredContent"]["abi"], 1, "{version}");

    for params in [json!({ "name": "quantity.parse" }), json!({ "name": "rm", "arguments": {} })] {
        let error = client.get("tools/call", &params).unwrap_err();
        assert_eq!(error["code"], -32602, "{error}");
        assert!(error["message"].as_str().unwrap().starts_with("there is no "), "{error}");
    }
    // What is no request at all does not end the session.
    client.0.send("no JSON").unwrap();
    client.0.send("").unwrap();
    client.0.send("{\"jsonrpc\":\"2.0\"}").unwrap();
    assert_eq!(client.hear()["error"]["code"], -32600);
    assert_eq!(client.get("ping", &json!({})), Ok(json!({})));
    assert_eq!(client.end(), (Some(0), Vec::new()));
}

#[test]
fn what_is_too_much_is_refused() {
    let mut client = Client::new();
    let long = "a".repeat(20 << 20);
    for (tool, arguments) in [
        ("quantity_parse", json!({ "text": long })),
        ("explain", json!({ "files": [{ "name": "hpa.yaml", "text": long }] })),
    ] {
        let (is_error, told) = client.call(tool, &arguments);
        assert_eq!((is_error, &told["error"]["code"]), (true, &json!("limit.size")), "{told}");
    }
    assert_eq!(client.end(), (Some(0), Vec::new()));
}

/// An HPA over days: a good part of a second of the processor, and more where nothing is optimized.
fn long() -> Value {
    let file =
        |name: &str| std::fs::read_to_string(paths::root().join("examples/flapping-day").join(name)).unwrap();
    let mut input: Value = serde_saphyr::from_str(&file("simulation.yaml")).unwrap();
    input["duration"] = json!("5d");
    input["hpa"] = json!(file("hpa.yaml"));
    json!({ "name": "hpa_simulate", "arguments": input })
}

#[test]
fn a_call_that_takes_long_holds_nothing_up() {
    let mut client = Client::new();
    let slow = client.ask("tools/call", &long());
    let quick = client.ask("ping", &json!({}));
    assert_eq!(client.hear()["id"], quick);
    let done = client.hear();
    assert_eq!(done["id"], slow);
    assert_eq!(done["result"]["isError"], false, "{done}");
}

#[test]
fn a_call_that_is_cancelled_is_not_answered() {
    let mut client = Client::new();
    let slow = client.ask("tools/call", &long());
    let cancelled =
        json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": { "requestId": slow } });
    client.0.send(&cancelled.to_string()).unwrap();
    assert_eq!(client.get("ping", &json!({})), Ok(json!({})));
    assert_eq!(client.end(), (Some(0), Vec::new()));
}

/// What was asked before the end is answered after it.
#[test]
fn the_end_of_input_loses_no_answer() {
    let mut client = Client::new();
    let asked: Vec<_> = (0..50)
        .map(|n| {
            client.ask(
                "tools/call",
                &json!({ "name": "quantity_parse", "arguments": { "text": format!("{n}m") } }),
            )
        })
        .collect();
    let (status, mut ids) = client.end();
    ids.sort_by_key(Value::as_u64);
    assert_eq!((status, json!(ids)), (Some(0), json!(asked)));
}

#[test]
fn files_are_explained_as_the_command_explains_them() {
    let mut client = Client::new();
    let mut folders = paths::examples().unwrap();
    folders.extend(paths::broken().unwrap());
    for folder in folders {
        let told =
            surface::command().unwrap().arg("explain").arg(&folder).args(["-o", "json"]).output().unwrap();
        let Ok(told) = serde_json::from_slice::<Value>(&told.stdout) else {
            panic!("{}: {}", folder.display(), String::from_utf8_lossy(&told.stderr));
        };
        let (is_error, explained) = client.call("explain", &json!({ "files": texts(&folder) }));
        assert_eq!((is_error, explained), (false, told), "{}", folder.display());
    }
}

/// The files of a scenario under their names from the folder that the command runs in.
fn texts(folder: &Path) -> Value {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|path| path.is_file() && path.extension().is_none_or(|extension| extension != "md"));
    let file =
        |path: &std::path::PathBuf| json!({ "name": path, "text": std::fs::read_to_string(path).unwrap() });
    files.iter().map(file).collect()
}

#[test]
fn every_code_has_a_page() {
    let mut client = Client::new();
    let listed = client.get("resources/list", &json!({})).unwrap();
    let addresses: BTreeSet<_> =
        listed["resources"].as_array().unwrap().iter().map(|page| page["uri"].as_str().unwrap()).collect();
    let known: Vec<_> = codes::all().map(|code| format!("counterpoise://codes/{}", code.name)).collect();
    assert_eq!(addresses, known.iter().map(String::as_str).collect());

    let templates = client.get("resources/templates/list", &json!({})).unwrap();
    assert_eq!(templates["resourceTemplates"][0]["uriTemplate"], "counterpoise://codes/{code}");

    let address = "counterpoise://codes/rules.no-group-by";
    let read = client.get("resources/read", &json!({ "uri": address })).unwrap();
    let page = &read["contents"][0];
    assert_eq!((&page["uri"], &page["mimeType"]), (&json!(address), &json!("text/markdown")));
    let text = page["text"].as_str().unwrap();
    for part in ["# rules.no-group-by\n", "\nWrong, `config.yaml`:\n", "\nRight, `config.yaml`:\n"] {
        assert!(text.contains(part), "{part:?} is not in {text}");
    }
    let error =
        client.get("resources/read", &json!({ "uri": "counterpoise://codes/rules.no-groupby" })).unwrap_err();
    assert_eq!(
        (&error["code"], &error["data"]["near"][0]),
        (&json!(-32002), &json!("rules.no-group-by")),
        "{error}"
    );
}
