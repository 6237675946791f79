//! `counterpoise batch` as a stream.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Child, Stdio};

use counterpoise_tests::{skip::skip, surface};
use serde_json::{Value, json};

fn batch() -> Option<Child> {
    match surface::command() {
        Ok(mut command) => {
            Some(command.arg("batch").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap())
        }
        Err(missing) => {
            skip(&missing);
            None
        }
    }
}

/// Kilobytes of memory that a process has used at most.
fn peak(process: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// A hundred thousand requests: every reply in its place, and memory does not grow with them.
#[test]
fn a_long_stream_is_answered_in_order_and_in_constant_memory() {
    const LINES: usize = 100_000;
    let Some(mut process) = batch() else { return };
    let mut requests = BufWriter::new(process.stdin.take().unwrap());
    let writer = std::thread::spawn(move || {
        for i in 0..LINES {
            let line = json!({ "id": i, "op": "quantity.parse", "input": { "text": format!("{i}m") } });
            writeln!(requests, "{line}").unwrap();
        }
        requests.flush().unwrap();
        requests
    });
    let mut replies = BufReader::new(process.stdout.take().unwrap()).lines();
    let mut early = None;
    for i in 0..LINES {
        let reply = replies.next().unwrap().unwrap();
        // What each line says is the business of the vectors; here it is enough that none is lost or late.
        assert!(reply.starts_with(&format!("{{\"id\":{i},\"ok\":")), "{i}: {reply}");
        if i == LINES / 10 {
            early = peak(&process);
        }
    }
    // The process still waits for more, so its memory can be read.
    if let (Some(early), Some(late)) = (early, peak(&process)) {
        assert!(late <= early + 1024, "{early} kB after a tenth, {late} kB at the end");
    }
    drop(writer.join().unwrap());
    assert!(replies.next().is_none());
    assert!(process.wait().unwrap().success());
}

#[test]
fn a_line_that_is_no_request_gets_an_error_and_the_stream_goes_on() {
    let mut child = match surface::cli() {
        Ok(child) => child,
        Err(missing) => return skip(&missing),
    };
    let deep = format!(
        "{{\"id\": 1, \"op\": \"engine.version\", \"input\": {}{}}}",
        "[".repeat(200),
        "]".repeat(200)
    );
    let long = format!("{{\"id\": \"{}\", \"op\": \"engine.version\"}}", "x".repeat(1023));
    let cases = [
        ("{", Value::Null, "request.json"),
        ("no JSON", Value::Null, "request.json"),
        ("[]", Value::Null, "request.type"),
        ("null", Value::Null, "request.type"),
        (r#"{"id": 7}"#, json!(7), "request.missing-field"),
        (r#"{"id": 7, "op": 3}"#, json!(7), "request.type"),
        (r#"{"id": -1.5e3, "op": "engine.version", "inputs": {}}"#, json!(-1.5e3), "request.unknown-field"),
        (r#"{"id": [1, {"a": null}], "op": "engine.version"}"#, Value::Null, "request.type"),
        (r#"{"id": true, "op": "engine.version"}"#, Value::Null, "request.type"),
        (r#"{"id": [], "op": "engine.version", "inputs": {}}"#, Value::Null, "request.unknown-field"),
        (&long, Value::Null, "limit.size"),
        (r#"{"id": 1, "id": 1, "op": "engine.version"}"#, Value::Null, "request.duplicate-field"),
        (r#"{"id": 1, "op": "engine.version", "op": "engine.version"}"#, json!(1), "request.duplicate-field"),
        (
            r#"{"id": 1, "op": "engine.version", "input": {}, "input": {}}"#,
            json!(1),
            "request.duplicate-field",
        ),
        (
            r#"{"id": 1, "op": "quantity.parse", "input": {"text": "1", "text": "2"}}"#,
            json!(1),
            "request.duplicate-field",
        ),
        (r#"{"id": "x", "op": "engine.versions", "input": {}}"#, json!("x"), "request.unknown-operation"),
        (r#"{"id": "x", "op": "quantity.parse", "input": "1"}"#, json!("x"), "request.type"),
        (&deep, json!(1), "limit.depth"),
    ];
    for (line, id, code) in &cases {
        let reply: Value = serde_json::from_str(&child.line(line).unwrap()).unwrap();
        assert_eq!(reply["error"]["code"], *code, "{line}: {reply}");
        // The id of text that is no JSON cannot be known.
        if *code != "limit.depth" {
            assert_eq!(reply["id"], *id, "{line}: {reply}");
        }
        let good = child.line(r#"{"id": 1e2, "op": "quantity.parse", "input": {"text": "1"}}"#).unwrap();
        assert!(good.starts_with(r#"{"id":1e2,"ok":{"#), "after {line}: {good}");
    }
    let longest = json!("x".repeat(1022));
    let good = child.line(&json!({ "id": longest, "op": "engine.version" }).to_string()).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&good).unwrap()["id"], longest);
}

/// A line over the limit is refused without being kept, and so are bytes that are no text.
#[test]
fn a_line_of_any_length_and_bytes_is_answered() {
    let Some(mut process) = batch() else { return };
    let mut requests = process.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let part = vec![b'a'; 1 << 20];
        (0..40).for_each(|_| requests.write_all(&part).unwrap());
        requests.write_all(b"\n\xff\xfe\n\n{\"op\":\"engine.version\",\"input\":{}}").unwrap();
    });
    let replies: Vec<Value> = BufReader::new(process.stdout.take().unwrap())
        .lines()
        .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
        .collect();
    writer.join().unwrap();
    assert_eq!(replies.len(), 3, "{replies:?}");
    assert_eq!(replies[0]["error"]["code"], "limit.size");
    assert_eq!(replies[1]["error"]["code"], "request.json");
    assert_eq!(replies[2]["ok"]["abi"], 1);
    assert!(process.wait().unwrap().success());
}
