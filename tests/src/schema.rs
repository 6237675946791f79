//! A validator for `docs/schema/operations.json`: the keywords that are there, and a panic at any other.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::paths;

/// The contract of the operations as a JSON Schema.
#[derive(Debug)]
pub struct Schema(Value);

/// Which side of an operation a value is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// An input: objects of Kubernetes may hold what is not described, and `null` for what is absent.
    Taken,
    /// A result: all that is in it is described, and nothing is there that is only taken.
    Given,
}

/// A field of an object that a value has.
#[derive(Debug, Clone)]
pub struct Met {
    /// The object's place in the value, as a JSON pointer.
    pub object: String,
    /// What describes the field.
    pub described: Described,
}

/// A field as it is described.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Described {
    /// The place of the object's schema, such as `State` or `hpa.show.input`.
    pub object: String,
    /// The field's name.
    pub field: String,
    /// Whether the object has no fields but those that are described.
    pub closed: bool,
}

impl Schema {
    /// Reads the file.
    ///
    /// # Panics
    /// When it is missing or no JSON.
    #[must_use]
    pub fn read() -> Self {
        let path = paths::root().join("docs/schema/operations.json");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    }

    /// The names of what is defined: types, `<operation>.input` and `<operation>.ok`.
    pub fn definitions(&self) -> impl Iterator<Item = &str> {
        self.0["$defs"].as_object().into_iter().flat_map(Map::keys).map(String::as_str)
    }

    /// Whether a value is as it is defined: the fields that it has, or what does not fit.
    ///
    /// # Errors
    /// What does not fit, with its path.
    pub fn check(&self, side: Side, definition: &str, value: &Value) -> Result<Vec<Met>, String> {
        let mut met = Vec::new();
        self.of(definition).and_then(|schema| {
            Visit { all: self, side, met: &mut met }.any(At(definition, ""), schema, value)
        })?;
        Ok(met)
    }

    /// Every field of the objects that a definition leads to.
    #[must_use]
    pub fn fields(&self, definition: &str) -> BTreeSet<Described> {
        let mut found = BTreeSet::new();
        let mut names = BTreeSet::new();
        self.walk(definition, &self.0["$defs"][definition], &mut names, &mut found);
        found
    }

    /// Whether a line of `counterpoise batch` is as it is described.
    ///
    /// # Errors
    /// What does not fit, with its path.
    pub fn check_request(&self, request: &Value) -> Result<(), String> {
        Visit { all: self, side: Side::Taken, met: &mut Vec::new() }.any(At("", ""), &self.0, request)
    }

    fn of(&self, definition: &str) -> Result<&Value, String> {
        self.0["$defs"].get(definition).ok_or_else(|| format!("{definition} is not described"))
    }

    fn walk(&self, at: &str, schema: &Value, names: &mut BTreeSet<String>, found: &mut BTreeSet<Described>) {
        match schema {
            Value::Object(keywords) => {
                if let Some(name) = referred(schema)
                    && names.insert(name.to_owned())
                {
                    self.walk(name, &self.0["$defs"][name], names, found);
                }
                for field in
                    keywords.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys)
                {
                    found.insert(described(at, schema, field));
                }
                for (keyword, value) in keywords {
                    match value {
                        Value::Array(forms) if keyword == "anyOf" => {
                            for (index, form) in forms.iter().enumerate() {
                                self.walk(&format!("{at}/{index}"), form, names, found);
                            }
                        }
                        _ => self.walk(at, value, names, found),
                    }
                }
            }
            Value::Array(several) => several.iter().for_each(|one| self.walk(at, one, names, found)),
            _ => {}
        }
    }
}

fn referred(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")
}

fn described(at: &str, schema: &Value, field: &str) -> Described {
    let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    Described { object: at.to_owned(), field: field.to_owned(), closed }
}

/// The place of a schema, and that of a value.
#[derive(Clone, Copy)]
struct At<'a>(&'a str, &'a str);

struct Visit<'s, 'm> {
    all: &'s Schema,
    side: Side,
    met: &'m mut Vec<Met>,
}

impl Visit<'_, '_> {
    fn any(&mut self, at: At<'_>, schema: &Value, value: &Value) -> Result<(), String> {
        let wrong = |what: String| {
            Err(format!("{}: {what}, found {}", if at.1.is_empty() { "/" } else { at.1 }, short(value)))
        };
        let Value::Object(keywords) = schema else { panic!("{}: {schema} is no schema", at.0) };
        for (keyword, wanted) in keywords {
            let fits = match keyword.as_str() {
                "description" | "default" | "format" | "pattern" | "required" | "additionalProperties" => {
                    true
                }
                "$schema" | "$comment" | "$defs" | "title" | "then" => true,
                "writeOnly" => self.side == Side::Taken,
                "type" => match wanted {
                    Value::Array(several) => {
                        several.iter().any(|one| is_of(one.as_str().unwrap_or_default(), value))
                    }
                    one => is_of(one.as_str().unwrap_or_default(), value),
                },
                "const" => same(wanted, value),
                "enum" => wanted.as_array().is_some_and(|words| words.iter().any(|word| same(word, value))),
                "minimum" => value.as_f64() >= wanted.as_f64(),
                "maximum" => value.as_f64() <= wanted.as_f64(),
                "minItems" => value.as_array().map(Vec::len) >= wanted.as_u64().map(|n| n as usize),
                "maxItems" => value.as_array().map(Vec::len) <= wanted.as_u64().map(|n| n as usize),
                "$ref" => {
                    let name = referred(schema).unwrap_or_default();
                    let next = self.all.of(name)?;
                    self.any(At(name, at.1), next, value)?;
                    true
                }
                "allOf" => {
                    for part in wanted.as_array().into_iter().flatten() {
                        self.any(at, part, value)?;
                    }
                    true
                }
                "if" => {
                    if self.any(at, wanted, value).is_ok() {
                        self.any(at, &schema["then"], value)?;
                    }
                    true
                }
                "anyOf" => {
                    self.one_of(at, wanted, value)?;
                    true
                }
                "items" | "prefixItems" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        let schema = if keyword == "items" { wanted } else { &wanted[index] };
                        self.any(At(at.0, &format!("{}/{index}", at.1)), schema, item)?;
                    }
                    true
                }
                "properties" => true,
                other => panic!("the keyword {other:?} is not known here"),
            };
            if !fits {
                return wrong(format!("{keyword} is {wanted}"));
            }
        }
        // What has no type may be anything.
        match value {
            Value::Object(fields)
                if schema.get("properties").or(schema.get("additionalProperties")).is_some() =>
            {
                self.object(at, schema, fields)
            }
            _ => Ok(()),
        }
    }

    fn object(&mut self, at: At<'_>, schema: &Value, fields: &Map<String, Value>) -> Result<(), String> {
        let wrong = |what: String| Err(format!("{}: {what}", if at.1.is_empty() { "/" } else { at.1 }));
        let others = schema.get("additionalProperties");
        let kubernetes = schema.get("properties").is_some() && others != Some(&Value::Bool(false));
        for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(required) {
                return wrong(format!("the field {required} of {} is missing", at.0));
            }
        }
        for (name, value) in fields {
            let path = format!("{}/{}", at.1, name.replace('~', "~0").replace('/', "~1"));
            if self.side == Side::Taken && kubernetes && value.is_null() {
                continue;
            }
            if let Some(next) = schema["properties"].get(name) {
                self.met.push(Met { object: at.1.to_owned(), described: described(at.0, schema, name) });
                self.any(At(at.0, &path), next, value)?;
                continue;
            }
            match others {
                Some(Value::Bool(true)) => {}
                // An object of Kubernetes of which all is described that is given.
                None if self.side == Side::Taken || !kubernetes => {}
                Some(next @ Value::Object(_)) => self.any(At(at.0, &path), next, value)?,
                _ => return wrong(format!("{} has no field {name}", at.0)),
            }
        }
        Ok(())
    }

    /// The first form that fits.
    fn one_of(&mut self, at: At<'_>, forms: &Value, value: &Value) -> Result<(), String> {
        let before = self.met.len();
        let mut wrong = Vec::new();
        for (index, form) in forms.as_array().into_iter().flatten().enumerate() {
            match self.any(At(&format!("{}/{index}", at.0), at.1), form, value) {
                Ok(()) => return Ok(()),
                Err(message) => wrong.push(message),
            }
            self.met.truncate(before);
        }
        // The form that fits best fails deepest.
        let depth = |message: &String| message.split(": ").next().map_or(0, |path| path.matches('/').count());
        wrong.sort_by_key(depth);
        Err(wrong.pop().unwrap_or_default())
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("there is no type {other:?}"),
    }
}

/// JSON Schema compares numbers by their values.
fn same(wanted: &Value, value: &Value) -> bool {
    wanted == value || wanted.is_number() && wanted.as_f64() == value.as_f64()
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(120).collect()
}
