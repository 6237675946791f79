//! The contract as a JSON Schema, for editors and for tests.

use serde_json::{Map, Value, json};

use super::expression::Type;
use super::{Contract, Fields, LIMITS, Named, Operation, Shape, bare};

/// A request of `counterpoise batch`; what an operation takes and gives is `$defs/<operation>.input` and `.ok`.
pub(super) fn schema(contract: &Contract) -> Value {
    let mut definitions = Map::new();
    for (name, named) in contract.types() {
        definitions.insert(name.clone(), described(of_named(contract, named), &named.doc));
    }
    let mut inputs = Vec::new();
    for (name, operation) in contract.operations() {
        let (input, ok) = (format!("{name}.input"), format!("{name}.ok"));
        inputs.push(json!({
            "if": { "properties": { "op": { "const": name } }, "required": ["op"] },
            "then": { "properties": { "input": reference(&input) } },
        }));
        definitions.insert(input, described(of_input(contract, operation), &operation.doc));
        definitions.insert(ok, of_shape(contract, &operation.ok));
    }
    let names: Vec<_> = contract.operations().map(|(name, _)| name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": "Generated from core/src/ops/contract by `cargo xtask generate`. An input is one of $defs/<operation>.input, \
                     a result one of $defs/<operation>.ok. What is writeOnly is taken and never given.",
        "title": "A request of `counterpoise batch`",
        "type": "object",
        "properties": {
            "id": { "type": ["string", "number", "null"], "description": "Comes back with the reply." },
            "op": { "enum": names, "description": "The operation." },
            "input": { "type": "object", "description": "What it takes." },
        },
        "required": ["op"],
        "additionalProperties": false,
        "allOf": inputs,
        "$defs": definitions,
    })
}

/// A document of one of the types.
pub(super) fn of_types(contract: &Contract, title: &str, root: &str, source: &str) -> Value {
    let types = contract.types();
    let definitions: Map<_, _> =
        types.map(|(name, named)| (name.clone(), described(of_named(contract, named), &named.doc))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": format!("Generated from {source} by `cargo xtask generate`."),
        "title": title,
        "$ref": format!("#/$defs/{root}"),
        "$defs": definitions,
    })
}

fn of_named(contract: &Contract, named: &Named) -> Value {
    if let Some(is) = &named.is {
        let mut schema = of_type(is);
        for (key, value) in [("pattern", &named.pattern), ("format", &named.format)] {
            if let Some(value) = value {
                schema[key] = value.as_str().into();
            }
        }
        return match &named.also {
            None => schema,
            Some(also) => {
                let mut also = of_type(also);
                also["writeOnly"] = true.into();
                json!({ "anyOf": [schema, also] })
            }
        };
    }
    if let Some(words) = &named.words {
        let words = json!({ "enum": words.keys().collect::<Vec<_>>() });
        return if named.open { json!({ "anyOf": [words, { "type": "string" }] }) } else { words };
    }
    let mut schema = object(&contract.fields(named));
    if named.partial {
        schema["additionalProperties"] = true.into();
    } else if !named.open {
        schema["additionalProperties"] = false.into();
    }
    schema
}

fn of_input(contract: &Contract, operation: &Operation) -> Value {
    let mut inputs: Vec<_> = contract
        .alternatives(operation.extends.as_deref(), &operation.input)
        .iter()
        .map(|fields| {
            let mut schema = object(fields);
            let limits = &mut schema["properties"][bare(LIMITS[0])];
            if limits.is_null() {
                *limits = reference(LIMITS[1]);
            }
            schema["additionalProperties"] = false.into();
            schema
        })
        .collect();
    if inputs.len() == 1 { inputs.remove(0) } else { json!({ "anyOf": inputs }) }
}

fn of_shape(contract: &Contract, shape: &Shape) -> Value {
    match shape {
        Shape::Type(r#type) => of_type(r#type),
        Shape::Fields(fields) => {
            let mut schema = object(&contract.whole(None, fields));
            schema["additionalProperties"] = false.into();
            schema
        }
    }
}

fn object(fields: &Fields) -> Value {
    let mut properties = Map::new();
    for (name, field) in fields {
        let mut schema = described(of_type(&field.r#type), &field.doc);
        if let Some(default) = &field.default {
            schema["default"] = serde_json::from_str(default).unwrap_or_else(|_| default.as_str().into());
        }
        properties.insert(bare(name).to_owned(), schema);
    }
    let required: Vec<_> = fields.keys().filter(|name| !name.ends_with('?')).collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    schema
}

fn of_type(r#type: &Type) -> Value {
    match r#type {
        Type::String => json!({ "type": "string" }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Int32 => json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        Type::Integer => json!({ "type": "integer" }),
        Type::Number => json!({ "type": "number" }),
        Type::Null => json!({ "type": "null" }),
        Type::Any => json!({}),
        Type::Word(word) => json!({ "const": word }),
        Type::Digit(digit) => json!({ "const": digit }),
        Type::List(of) => json!({ "type": "array", "items": of_type(of) }),
        Type::Tuple(several) => {
            let items: Vec<_> = several.iter().map(of_type).collect();
            json!({ "type": "array", "minItems": items.len(), "maxItems": items.len(), "prefixItems": items })
        }
        Type::Map(of) => json!({ "type": "object", "additionalProperties": of_type(of) }),
        Type::Union(several) => union(several),
        Type::Document(of) => {
            let object = of.as_ref().map_or_else(|| json!({ "type": "object" }), |of| of_type(of));
            json!({ "anyOf": [object, { "type": "string", "description": "The object as the text of its YAML or JSON." }] })
        }
        Type::Named(name) => reference(name),
    }
}

/// A choice; one of words alone is an `enum`.
fn union(several: &[Type]) -> Value {
    let word = |one: &Type| match one {
        Type::Word(word) => Some(json!(word)),
        Type::Digit(digit) => Some(json!(digit)),
        _ => None,
    };
    match several.iter().map(word).collect::<Option<Vec<_>>>() {
        Some(words) => json!({ "enum": words }),
        None => json!({ "anyOf": several.iter().map(of_type).collect::<Vec<_>>() }),
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn described(mut schema: Value, doc: &str) -> Value {
    schema["description"] = doc.split_whitespace().collect::<Vec<_>>().join(" ").into();
    schema
}
