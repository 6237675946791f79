//! The contract's JSON Schema, cut into one that stands alone for each tool.

use std::collections::BTreeMap;

use counterpoise::error::{Error, Result, codes};
use serde_json::{Map, Value, json};

/// As `cargo xtask generate` writes it of the contract, and `cargo xtask check` holds it to that.
const CONTRACT: &str = include_str!("../../../docs/schema/operations.json");

/// Where the definitions are, in the contract as in what is cut of it.
const DEFINITIONS: &str = "#/$defs/";

/// An object that is a JSON Schema.
pub(super) type Schema = Map<String, Value>;

/// All that the contract defines: types, and of each operation `NAME.input` and `NAME.ok`.
pub(super) struct Contract(BTreeMap<String, Value>);

impl Contract {
    /// Reads what was built in.
    ///
    /// # Errors
    /// It is no schema: the command was built of a file that somebody changed.
    pub(super) fn read() -> Result<Self> {
        #[derive(serde::Deserialize)]
        struct File {
            #[serde(rename = "$defs")]
            definitions: BTreeMap<String, Value>,
        }
        let File { definitions } = serde_json::from_str(CONTRACT)
            .map_err(|error| Error::new(codes::request::JSON, error.to_string()).in_path("contract"))?;
        Ok(Self(definitions))
    }

    /// A definition; the empty schema where there is none.
    pub(super) fn definition(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or_else(|| json!({}))
    }

    /// What a definition says of itself.
    pub(super) fn description(&self, name: &str) -> String {
        let described = self.0.get(name).and_then(|schema| schema.get("description"));
        described.and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// What a tool takes.
    pub(super) fn input(&self, schema: Value) -> Schema {
        self.alone(schema)
    }

    /// What a tool gives: one of the results, or the error. Clients that hold every answer to the schema must find errors in it, too.
    pub(super) fn output(&self, results: impl IntoIterator<Item = Value>) -> Schema {
        let refused = json!({
            "type": "object",
            "properties": { "error": { "$ref": format!("{DEFINITIONS}ErrorObject") } },
            "required": ["error"],
            "additionalProperties": false,
        });
        let forms: Vec<_> = results.into_iter().chain([refused]).collect();
        self.alone(json!({ "anyOf": forms }))
    }

    /// A schema of an object with the definitions that it leads to.
    fn alone(&self, schema: Value) -> Schema {
        let mut found = BTreeMap::new();
        self.follow(&schema, &mut found);
        let mut schema = match schema {
            Value::Object(schema) => schema,
            _ => Schema::new(),
        };
        // The protocol wants the word also where every form says so itself.
        schema.insert("type".to_owned(), "object".into());
        // What it is for stands beside it, as the tool's own description.
        schema.remove("description");
        if !found.is_empty() {
            schema.insert("$defs".to_owned(), json!(found));
        }
        schema
    }

    fn follow(&self, schema: &Value, found: &mut BTreeMap<String, Value>) {
        match schema {
            Value::Object(keywords) => {
                let name = keywords.get("$ref").and_then(Value::as_str);
                if let Some(name) = name.and_then(|name| name.strip_prefix(DEFINITIONS))
                    && !found.contains_key(name)
                {
                    let definition = short(self.definition(name));
                    found.insert(name.to_owned(), definition.clone());
                    self.follow(&definition, found);
                }
                keywords.values().for_each(|value| self.follow(value, found));
            }
            Value::Array(several) => several.iter().for_each(|one| self.follow(one, found)),
            _ => {}
        }
    }
}

/// An object of Kubernetes without its fields, which who calls knows from Kubernetes: an assistant reads the list of tools again
/// and again, and it would be three times as long.
fn short(definition: Value) -> Value {
    let is_closed = definition.get("additionalProperties") == Some(&Value::Bool(false));
    match definition.get("description") {
        Some(description) if !is_closed && definition.get("properties").is_some() => {
            json!({ "type": "object", "description": description })
        }
        _ => definition,
    }
}
