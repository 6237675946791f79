//! What operations take and give is what the contract describes, so that neither its page nor its types can drift.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use counterpoise::engine::Engine;
use counterpoise::ops;
use counterpoise_tests::compare::Reply;
use counterpoise_tests::schema::{Described, Schema, Side};
use counterpoise_tests::surface::{Rust, Surface};
use counterpoise_tests::walk::Walk;
use counterpoise_tests::{case, paths, run};
use serde_json::{Map, Value, json};

/// A field of an input: the call that has it, and the object that it stands in, as a JSON pointer.
struct Place {
    op: String,
    input: Value,
    object: String,
}

/// The library, with an eye on what goes in and what comes out.
struct Watched {
    schema: Schema,
    wrong: Vec<String>,
    taken: BTreeMap<Described, Place>,
    given: BTreeSet<Described>,
}

impl Surface for Watched {
    fn name(&self) -> &str {
        "Rust, watched"
    }

    fn call(&mut self, op: &str, input: &Value) -> Reply {
        let reply = Rust.call(op, input);
        let (definition, value) = match &reply {
            Ok(ok) => (format!("{op}.ok"), ok),
            Err(error) => ("ErrorObject".to_owned(), error),
        };
        match self.schema.check(Side::Given, &definition, value) {
            Ok(met) => self.given.extend(met.into_iter().map(|met| met.described)),
            Err(message) => self.wrong.push(format!("{definition}{message}")),
        }
        if reply.is_ok() {
            match self.schema.check(Side::Taken, &format!("{op}.input"), input) {
                Ok(met) => {
                    for met in met {
                        let place = || Place { op: op.to_owned(), input: input.clone(), object: met.object };
                        self.taken.entry(met.described).or_insert_with(place);
                    }
                }
                // What the API server refuses, the library may read all the same.
                Err(message) if message.starts_with("/hpa") && refused(input) => {}
                Err(message) => self.wrong.push(format!("{op}.input{message}")),
            }
        }
        reply
    }

    fn call_engine(&mut self, engine: &Value, op: &str, input: &Value) -> Option<Reply> {
        Rust.call_engine(engine, op, input)
    }
}

/// Whether the API server has something against the HPA of an input.
fn refused(input: &Value) -> bool {
    let checked = Rust.call("hpa.validate", &json!({ "hpa": input["hpa"], "profile": input["profile"] }));
    checked.is_ok_and(|ok| ok["errors"] != json!([]))
}

/// All vectors, watched.
static WATCHED: LazyLock<Watched> = LazyLock::new(|| {
    let mut watched =
        Watched { schema: Schema::read(), wrong: Vec::new(), taken: BTreeMap::new(), given: BTreeSet::new() };
    for case in case::read_all(&paths::vectors()).unwrap() {
        let before = watched.wrong.len();
        // Whether it agrees is another test's.
        let _ = run::run(&mut watched, &case);
        watched
            .wrong
            .iter_mut()
            .skip(before)
            .for_each(|message| *message = format!("{}: {message}", case.at));
    }
    // More findings than are told, which nobody would write down.
    let files: Vec<_> = (0..=1000).map(|name| json!({ "name": name.to_string(), "text": "" })).collect();
    let _ = watched.call("files.check", &json!({ "files": files }));
    let _ = watched.call("files.sort", &json!({ "files": files }));
    watched
});

/// Fails where there is something to tell.
fn none(what: &str, found: &[String]) {
    const SHOWN: usize = 100;
    let shown: Vec<_> = found.iter().take(SHOWN).map(String::as_str).collect();
    assert!(found.is_empty(), "{what}: {}\n{}", found.len(), shown.join("\n"));
}

#[test]
fn every_operation_is_described_and_no_other() {
    let schema = Schema::read();
    let described: BTreeSet<_> = schema.definitions().filter(|name| name.contains('.')).collect();
    let operations: Vec<_> =
        ops::operations().flat_map(|op| [format!("{}.input", op.name), format!("{}.ok", op.name)]).collect();
    assert_eq!(described, operations.iter().map(String::as_str).collect());
}

#[test]
fn vectors_are_as_they_are_described() {
    none("values that are not as they are described", &WATCHED.wrong);
}

/// A field that no vector has could have any name.
#[test]
fn every_field_of_ours_is_in_a_vector() {
    let mut missing = Vec::new();
    for operation in ops::operations() {
        let fields = |side: &str| WATCHED.schema.fields(&format!("{}.{side}", operation.name));
        let ours = |field: &Described| field.closed && !is_limits(field);
        let taken =
            fields("input").into_iter().filter(ours).filter(|field| !WATCHED.taken.contains_key(field));
        missing.extend(taken.map(|field| format!("{}.{} is in no good input", field.object, field.field)));
        let given = fields("ok").into_iter().filter(ours).filter(|field| !WATCHED.given.contains(field));
        missing.extend(given.map(|field| format!("{}.{} is in no result", field.object, field.field)));
    }
    missing.sort();
    missing.dedup();
    none("fields that no vector has", &missing);
}

/// The field that every operation takes.
fn is_limits(field: &Described) -> bool {
    field.field == "limits" && field.object.contains('.')
}

#[test]
fn every_operation_takes_limits() {
    let inputs: BTreeMap<_, _> = WATCHED.taken.values().map(|place| (&place.op, &place.input)).collect();
    let refused = inputs.into_iter().filter_map(|(op, input)| {
        let mut input = input.clone();
        input["limits"] = json!({});
        let error = ops::call_value(None, op, input).err()?;
        Some(format!("{op}: {error}"))
    });
    none("operations without limits", &refused.collect::<Vec<_>>());
}

#[test]
fn a_request_has_the_input_of_its_operation() {
    for Place { op, input, .. } in WATCHED.taken.values() {
        let mut request = json!({ "id": 1, "op": op, "input": input });
        assert_eq!(WATCHED.schema.check_request(&request), Ok(()), "{op}");
        request["input"]["txt"] = json!(1);
        assert!(WATCHED.schema.check_request(&request).is_err(), "{op}");
    }
}

/// Objects as they are in use.
#[test]
fn examples_are_as_they_are_described() {
    let mut wrong = Vec::new();
    for folder in paths::examples().unwrap() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let example = Walk::of(&name);
        let mut input =
            json!({ "hpa": example.hpa, "scale": example.scale, "pods": example.pods, "now": "" });
        for (field, file) in
            [("config", "config.yaml"), ("series", "series.json"), ("resources", "resources.json")]
        {
            input[field] = example.file(file);
        }
        input.as_object_mut().expect("it is one").retain(|_, value| !value.is_null());
        let checked = WATCHED.schema.check(Side::Taken, "hpa.explain.input", &input);
        wrong.extend(checked.err().map(|message| format!("{name}{message}")));
    }
    none("examples that are not as they are described", &wrong);
}

/// The fields of ours, each with what a change of its object makes of the input.
fn changed(
    change: impl Fn(&mut Map<String, Value>, &str),
) -> impl Iterator<Item = (&'static Described, &'static str, Value)> {
    let ours = WATCHED.taken.iter().filter(|(field, _)| field.closed);
    ours.map(move |(field, Place { op, input, object })| {
        let mut input = input.clone();
        let object = input.pointer_mut(object).and_then(Value::as_object_mut);
        change(object.expect("a field stands in an object"), &field.field);
        (field, op.as_str(), input)
    })
}

#[test]
fn a_field_that_is_misspelt_is_refused() {
    let misspelt = changed(|object, field| {
        let value = object.remove(field).unwrap_or_default();
        object.insert(format!("{field}x"), value);
    });
    let wrong = misspelt.filter_map(|(field, op, input)| {
        let told = match ops::call_value(None, op, input) {
            Err(error) if error.code() == "request.unknown-field" => error.message().to_owned(),
            other => return Some(format!("{op}: {}.{}x: {other:?}", field.object, field.field)),
        };
        // The library tells the fields that there are.
        let known =
            told.split_once("known are ").map(|(_, known)| known.split(", ").collect::<BTreeSet<_>>());
        let others = fields_beside(field, op);
        let same = known.is_none_or(|known| known == others.iter().map(String::as_str).collect());
        (!same).then(|| format!("{op}: {}: {told}; described are {others:?}", field.object))
    });
    none("misspelt fields", &wrong.collect::<Vec<_>>());
}

/// The fields of the object that a field is one of; an input of several forms has those of all.
fn fields_beside(field: &Described, op: &str) -> BTreeSet<String> {
    let object = |field: &Described| field.object.split('/').next().unwrap_or_default().to_owned();
    let all = WATCHED.schema.fields(&format!("{op}.input")).into_iter();
    all.filter(|other| object(other) == object(field) && !is_limits(other)).map(|other| other.field).collect()
}

#[test]
fn an_engine_is_made_of_what_is_described() {
    let told = Engine::from_json(r#"{"confg": ""}"#).unwrap_err();
    let known = told.message().split_once("known are ").map(|(_, known)| known.split(", ").collect());
    let described: BTreeSet<_> = WATCHED.schema.fields("EngineInput");
    let described = described.iter().filter(|field| field.object == "EngineInput");
    assert_eq!(known, Some(described.map(|field| field.field.as_str()).collect::<BTreeSet<_>>()), "{told}");
}

/// Of custom metrics and usage it is a field that must be there.
const SOMETIMES: &str = "now";

#[test]
fn a_field_is_missed_where_it_is_not_optional() {
    let without = changed(|object, field| drop(object.remove(field)));
    let wrong = without.filter_map(|(field, op, input)| {
        let fits = WATCHED.schema.check(Side::Taken, &format!("{op}.input"), &input);
        let code = ops::call_value(None, op, input).err().map(|error| error.code());
        let missed = code == Some("request.missing-field");
        let right = match fits {
            Ok(_) => !missed || field.field == SOMETIMES,
            Err(_) => code.is_some(),
        };
        (!right).then(|| format!("{op} without {}.{}: {fits:?}, {code:?}", field.object, field.field))
    });
    none(
        "fields that are optional where they must be there, or the other way round",
        &wrong.collect::<Vec<_>>(),
    );
}
