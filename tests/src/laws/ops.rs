//! The envelope and the operations: a line of `batch`, or a question of any area, or one about a configuration that an engine holds.

use counterpoise::{Engine, ops};
use serde_json::{Value, json};

use super::asked::ask;
use super::given::{Given, given};
use super::world;
use crate::generate::{self, Area, Random};

pub(super) fn check(bytes: &[u8]) {
    match given(bytes) {
        Some(Given::Choices(mut random)) => {
            let areas = Area::all();
            let area = areas[random.below(areas.len())];
            if random.percent(50) {
                let case = generate::case(area, &mut random);
                if case.op != "hpa.sequence" {
                    let _ = ask(case.op, &case.input);
                }
            }
            held(&mut random);
            bent(&mut random);
        }
        _ => enveloped(bytes),
    }
}

/// Any bytes get a reply, which has their `id`, and one of an answer and an error.
fn enveloped(bytes: &[u8]) {
    let (mut reply, mut again) = (String::from("before"), String::new());
    ops::answer(None, bytes, &mut reply);
    ops::answer(None, bytes, &mut again);
    let reply = reply.strip_prefix("before").expect("a reply is appended");
    assert_eq!(reply, again);
    let reply: Value = serde_json::from_str(reply).unwrap_or_else(|error| panic!("{reply}: {error}"));
    let fields = reply.as_object().expect("a reply is an object");
    assert_eq!(fields.len(), 2, "{reply}");
    assert!(fields.contains_key("ok") != fields.contains_key("error"), "{reply}");
    if let Some(error) = fields.get("error") {
        let code = error["code"].as_str().unwrap_or_default();
        assert!(code.contains('.') && error["message"].is_string() && error["hint"].is_string(), "{reply}");
    }
    let text = String::from_utf8_lossy(bytes);
    // Of a name that comes twice there is no one value.
    if let Ok(Value::Object(request)) = serde_json::from_str::<Value>(&text)
        && text.matches("\"id\"").count() < 2
        && !text.contains('\\')
    {
        let id = request.get("id").cloned().unwrap_or_default();
        let is_one = matches!(id, Value::String(_) | Value::Number(_) | Value::Null);
        if is_one && text.len() < 1000 {
            assert!(
                reply["id"] == id || reply["id"].is_null() && reply.get("error").is_some(),
                "{text} gets {reply}"
            );
        }
    }
}

/// A question with a piece of its text changed.
fn bent(random: &mut Random<'_>) {
    let area = random.pick(&Area::VALUES);
    let case = generate::case(area, random);
    let mut bytes = json!({"id": random.pick(&["a", "", "é"]), "op": case.op, "input": case.input})
        .to_string()
        .into_bytes();
    for _ in 0..=random.up_to(2) {
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => bytes[at] = random.pick(b"{}[]\",:\\0e-\0\xff"),
            1 => bytes.truncate(at),
            2 => bytes.insert(at, random.pick(b"{}[]\",:\\ \n19")),
            _ => {
                bytes.remove(at);
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    enveloped(&bytes);
}

/// An engine answers as the operation does that is given what it holds.
fn held(random: &mut Random<'_>) {
    let world = world::world(random);
    let compat = random.pick(&["upstream", "safe"]);
    let held = json!({ "config": world.config, "series": world.series, "compat": compat });
    let engine = Engine::from_json(&held.to_string());
    let answer = json!({"status": "success", "data": {"resultType": "vector", "result": [
        {"metric": {"pod": world.objects.first().cloned().unwrap_or_default()}, "value": [1, "2.5"]},
    ]}});
    let calls = [
        (
            "metrics.list",
            json!({ "group": random.pick(&["custom.metrics.k8s.io", "external.metrics.k8s.io", "x"]) }),
        ),
        ("metrics.query", json!({ "request": world.request, "objects": world.objects, "origins": true })),
        (
            "metrics.convert",
            json!({ "request": world.request, "objects": world.objects, "response": answer, "now": "2024-05-01T11:00:00Z" }),
        ),
    ];
    for (op, rest) in calls {
        let mut whole = held.clone();
        for (name, value) in rest.as_object().into_iter().flatten() {
            whole[name] = value.clone();
        }
        let once = ask(op, &whole);
        let Ok(engine) = &engine else {
            assert!(once.is_err(), "{op} of {whole}");
            continue;
        };
        let on_engine = ops::call_value(Some(engine), op, rest.clone());
        match (once, on_engine) {
            // Where a configuration comes with the call, an origin says where in its text; an engine has read it before.
            (Ok(mut once), Ok(mut on_engine)) => {
                for found in [&mut once, &mut on_engine] {
                    if let Some(found) = found.as_object_mut() {
                        found.remove("diagnostics");
                    }
                }
                assert_eq!(once, on_engine, "{op} of {whole}");
            }
            (Err(once), Err(on_engine)) => assert_eq!(once.code(), on_engine.code(), "{op} of {whole}"),
            (once, on_engine) => panic!("{op} of {whole}: {once:?}, on an engine {on_engine:?}"),
        }
    }
}
