//! The contract of the operations as `core/src/ops/contract` describes it, and what is made of the description.

mod check;
mod expression;
mod javascript;
mod markdown;
mod python;
mod schema;
#[cfg(test)]
mod tests;
mod typescript;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::shell::{self, Result};
use expression::Type;

/// Each file that is made of the description: its path in the repository and its content.
pub(crate) fn files() -> Result<[(&'static str, String); 7]> {
    let contract = Contract::read()?;
    let schema =
        serde_json::to_string_pretty(&schema::schema(&contract)).map_err(|error| error.to_string())?;
    Ok([
        ("docs/operations.md", markdown::page(&contract)),
        ("docs/schema/operations.json", schema + "\n"),
        ("docs/schema/test.json", of_tests()?),
        ("wasm/npm/operations.d.ts", typescript::types(&contract)),
        ("wasm/npm/operations.js", javascript::functions(&contract)),
        ("python/counterpoise/types.pyi", python::types(&contract)),
        ("python/counterpoise/_operations.pyi", python::calls(&contract)),
    ])
}

/// The form of the files that `counterpoise test` reads, as a JSON Schema. No operation takes them, so they are no area.
fn of_tests() -> Result<String> {
    const FILE: &str = "cli/src/test/schema.yaml";
    let text = shell::read_file(&shell::root().join(FILE))?;
    let area: Area = serde_saphyr::from_str(&text).map_err(|error| format!("{FILE}: {error}"))?;
    let title = area.title.clone();
    let contract = Contract { doc: String::new(), areas: vec![area] };
    let schema = schema::of_types(&contract, &title, "TestFile", FILE);
    serde_json::to_string_pretty(&schema).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// The description, area by area.
#[derive(Debug)]
struct Contract {
    /// What is to be said before all areas.
    doc: String,
    areas: Vec<Area>,
}

/// The file that lists the areas.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    areas: Vec<String>,
    doc: String,
}

/// Types and operations that belong together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Area {
    title: String,
    #[serde(default)]
    doc: String,
    #[serde(default)]
    types: IndexMap<String, Named>,
    #[serde(default)]
    operations: IndexMap<String, Operation>,
}

/// A type with a name: an alias, a choice of words, or an object.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Named {
    doc: String,
    /// The type that it is another name of.
    is: Option<Type>,
    /// Of an alias: what an input may hold in its place, and no result does.
    also: Option<Type>,
    pattern: Option<String>,
    format: Option<String>,
    /// The words of a text, each with its meaning.
    words: Option<IndexMap<String, String>>,
    /// The object whose fields it has beside its own.
    extends: Option<String>,
    fields: Option<Fields>,
    /// It is Kubernetes': fields that are not described are passed over, words are kept.
    open: bool,
    /// The same, and only a part of it is described.
    partial: bool,
}

/// Fields by name; that of one that may be left out ends in `?`.
type Fields = IndexMap<String, Field>;

/// A field of an object.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    r#type: Type,
    doc: String,
    /// What it is where it is left out, as JSON or else as text.
    default: Option<String>,
    /// An engine holds it, so a call on one leaves it out.
    #[serde(default)]
    held: bool,
}

/// An operation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Operation {
    doc: String,
    /// The name of the function that the npm package has for it.
    function: Option<String>,
    /// The type whose fields its input has beside its own.
    extends: Option<String>,
    input: Shape,
    ok: Shape,
}

/// What an operation takes or gives.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Shape {
    Type(Type),
    Fields(Fields),
}

const FOLDER: &str = "core/src/ops/contract";

/// The field that every operation takes, and its type.
const LIMITS: [&str; 2] = ["limits?", "Limits"];

impl Contract {
    /// Reads the description.
    fn read() -> Result<Self> {
        let Head { areas, doc } = file("contract")?;
        let areas = areas.iter().map(|area| file(area)).collect::<Result<_>>()?;
        let contract = Self { doc, areas };
        contract.check()?;
        Ok(contract)
    }

    fn types(&self) -> impl Iterator<Item = (&String, &Named)> {
        self.areas.iter().flat_map(|area| &area.types)
    }

    fn operations(&self) -> impl Iterator<Item = (&String, &Operation)> {
        self.areas.iter().flat_map(|area| &area.operations)
    }

    /// Operations with functions of their own: the function's name, the operation's, and the operation.
    fn functions(&self) -> impl Iterator<Item = (&String, &String, &Operation)> {
        self.operations()
            .filter_map(|(name, operation)| operation.function.as_ref().map(|own| (own, name, operation)))
    }

    fn named(&self, name: &str) -> Option<&Named> {
        self.types().find(|(other, _)| *other == name).map(|(_, named)| named)
    }

    /// The fields of an object with those that it extends, its own last and in the place of others of their name.
    fn whole(&self, extends: Option<&str>, own: &Fields) -> Fields {
        let base = extends.and_then(|name| self.named(name));
        let mut fields = base.map(|base| self.fields(base)).unwrap_or_default();
        for (name, field) in own {
            fields.insert(name.clone(), field.clone());
        }
        fields
    }

    /// All fields of an object; none of what is no object.
    fn fields(&self, named: &Named) -> Fields {
        named.fields.as_ref().map(|own| self.whole(named.extends.as_deref(), own)).unwrap_or_default()
    }

    /// The objects that an operation takes or gives one of.
    fn alternatives(&self, extends: Option<&str>, shape: &Shape) -> Vec<Fields> {
        match shape {
            Shape::Fields(own) => vec![self.whole(extends, own)],
            Shape::Type(r#type) => r#type
                .names()
                .into_iter()
                .filter_map(|name| self.named(name))
                .map(|n| self.fields(n))
                .collect(),
        }
    }

    /// The fields of an input that an engine holds.
    fn held(&self, operation: &Operation) -> Vec<String> {
        let inputs = self.alternatives(operation.extends.as_deref(), &operation.input);
        let fields = inputs.into_iter().flatten().filter(|(_, field)| field.held);
        fields.map(|(name, _)| bare(&name).to_owned()).collect()
    }
}

/// The name of a field without the mark of one that may be left out.
fn bare(name: &str) -> &str {
    name.strip_suffix('?').unwrap_or(name)
}

fn file<T: DeserializeOwned>(name: &str) -> Result<T> {
    let name = format!("{FOLDER}/{name}.yaml");
    let text = shell::read_file(&shell::root().join(&name))?;
    serde_saphyr::from_str(&text).map_err(|error| format!("{name}: {error}"))
}
