//! The contract as types of the Python package, in stubs that type checkers read and no program runs.

use super::expression::Type;
use super::{Contract, Field, Fields, LIMITS, Named, Operation, Shape, bare};

/// The stub `python/counterpoise/types.pyi`: every type, and what each operation takes and gives.
pub(super) fn types(contract: &Contract) -> String {
    let mut out = format!("{HEAD}{TYPES}");
    for (name, named) in contract.types() {
        declare(&mut out, contract, name, named);
    }
    for (name, operation) in contract.operations() {
        let base = pascal(name);
        let doc = format!("What `{name}` takes.");
        inputs(&mut out, contract, operation, (&base, "Input"), &doc, &[]);
        let held = contract.held(operation);
        if !held.is_empty() {
            let doc = format!("What `{name}` takes where an `Engine` holds the rest.");
            inputs(&mut out, contract, operation, (&base, "EngineInput"), &doc, &held);
        }
        match &operation.ok {
            Shape::Type(r#type) => {
                out.push_str(&format!("\n{base}Result: TypeAlias = {}\n", of_type(contract, r#type)));
            }
            Shape::Fields(fields) => {
                object(
                    &mut out,
                    contract,
                    &format!("{base}Result"),
                    &format!("What `{name}` gives."),
                    fields,
                );
            }
        }
    }
    out
}

/// The stub `python/counterpoise/_operations.pyi`: the calls.
pub(super) fn calls(contract: &Contract) -> String {
    let mut out = format!("{HEAD}{CALLS}");
    for (name, operation) in contract.operations() {
        overload(&mut out, contract, "", (name, operation), "Input", &[]);
    }
    out.push_str(UNTYPED);
    out.push_str(ENGINE);
    for (name, operation) in contract.operations() {
        let held = contract.held(operation);
        let kind = if held.is_empty() { "Input" } else { "EngineInput" };
        overload(&mut out, contract, "    ", (name, operation), kind, &held);
    }
    out.push_str(ENGINE_UNTYPED);
    out
}

const HEAD: &str = "\
# Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one.
";

const TYPES: &str = "\
\"\"\"What the operations take and give. It is for type checkers alone: import it under `if TYPE_CHECKING`.\"\"\"

from typing import Literal, Mapping
from typing_extensions import NotRequired, TypeAlias, TypedDict
";

const CALLS: &str = "\
from typing import Literal, Mapping, overload

from . import types
";

const UNTYPED: &str = "
def text(input: object) -> str: ...
def call_untyped(op: str, input: object = {}) -> dict[str, object]:
    \"\"\"Runs an operation whose name is not known before the program runs.\"\"\"
";

const ENGINE: &str = "
class Engine:
    \"\"\"A compiled configuration with its series and resources: operations called on it leave these inputs out.

    It is immutable, so threads may share it.
    \"\"\"

    def __init__(self, input: types.EngineInput) -> None: ...
";

const ENGINE_UNTYPED: &str = "
    def call_untyped(self, op: str, input: object = {}) -> dict[str, object]:
        \"\"\"Runs an operation whose name is not known before the program runs.\"\"\"
";

/// One way to call an operation.
fn overload(
    out: &mut String,
    contract: &Contract,
    indent: &str,
    (name, operation): (&str, &Operation),
    kind: &str,
    held: &[String],
) {
    let base = pascal(name);
    let of = contract.alternatives(operation.extends.as_deref(), &operation.input);
    let is_needed = |fields: &Fields| {
        fields.keys().any(|field| !field.ends_with('?') && !held.iter().any(|held| held == bare(field)))
    };
    let default = if of.iter().all(is_needed) { "" } else { " = {}" };
    let this = if indent.is_empty() { "" } else { "self, " };
    out.push_str(&format!(
        "\n{indent}@overload\n{indent}def call({this}op: Literal[\"{name}\"], input: types.{base}{kind}{default}) -> types.{base}Result:\n"
    ));
    comment(out, &format!("{indent}    "), &operation.doc, None);
}

/// The objects that an operation takes one of, without what an engine holds.
fn inputs(
    out: &mut String,
    contract: &Contract,
    operation: &Operation,
    (base, kind): (&str, &str),
    doc: &str,
    held: &[String],
) {
    let mut several = contract.alternatives(operation.extends.as_deref(), &operation.input);
    for fields in &mut several {
        fields.retain(|name, _| !held.iter().any(|held| held == bare(name)));
        fields.insert(LIMITS[0].to_owned(), limits());
    }
    let names = match &operation.input {
        Shape::Type(r#type) if several.len() > 1 => r#type.names(),
        _ => Vec::new(),
    };
    for (place, fields) in several.iter().enumerate() {
        let name = names.get(place).map_or_else(|| format!("{base}{kind}"), |name| format!("{name}{kind}"));
        object(out, contract, &name, doc, fields);
    }
    if !names.is_empty() {
        let names: Vec<_> = names.iter().map(|name| format!("{name}{kind}")).collect();
        out.push_str(&format!("\n{base}{kind}: TypeAlias = {}\n", names.join(" | ")));
    }
}

/// What every operation takes.
fn limits() -> Field {
    Field {
        r#type: Type::Named(LIMITS[1].to_owned()),
        doc: "How much the operation may cost.".to_owned(),
        default: None,
        held: false,
    }
}

fn declare(out: &mut String, contract: &Contract, name: &str, named: &Named) {
    if let Some(is) = &named.is {
        out.push_str(&format!("\n{name}: TypeAlias = {}\n", of_type(contract, is)));
        comment(out, "", &named.doc, None);
    } else if let Some(words) = &named.words {
        let words: Vec<_> = words.keys().map(|word| format!("\"{word}\"")).collect();
        // A text of any other form is taken, and editors offer the words all the same.
        let others = if named.open { " | str" } else { "" };
        out.push_str(&format!("\n{name}: TypeAlias = Literal[{}]{others}\n", words.join(", ")));
        comment(out, "", &named.doc, None);
    } else {
        object(out, contract, name, &named.doc, &contract.fields(named));
    }
}

/// An object. One with a field that is a word of the language is made by a call, which has no place for comments.
fn object(out: &mut String, contract: &Contract, name: &str, doc: &str, fields: &Fields) {
    if fields.keys().any(|field| KEYWORDS.contains(&bare(field)) || !is_name(bare(field))) {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, field)| format!("    \"{}\": {},\n", bare(name), presence(contract, name, field)))
            .collect();
        out.push_str(&format!("\n{name} = TypedDict(\"{name}\", {{\n{}}})\n", fields.concat()));
        return comment(out, "", doc, None);
    }
    out.push_str(&format!("\nclass {name}(TypedDict):\n"));
    comment(out, "    ", doc, None);
    for (name, field) in fields {
        out.push_str(&format!("    {}: {}\n", bare(name), presence(contract, name, field)));
        comment(out, "    ", &field.doc, field.default.as_deref());
    }
}

/// The words of Python that the contract has for fields.
const KEYWORDS: [&str; 6] = ["as", "from", "import", "in", "is", "not"];

fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn presence(contract: &Contract, name: &str, field: &Field) -> String {
    let of = of_type(contract, &field.r#type);
    if name.ends_with('?') { format!("NotRequired[{of}]") } else { of }
}

fn comment(out: &mut String, indent: &str, doc: &str, default: Option<&str>) {
    let words: Vec<_> = doc.split_whitespace().collect();
    let mut text = words.join(" ").replace('\\', "\\\\").replace("\"\"\"", "\\\"\"\"");
    if let Some(default) = default {
        text.push_str(&format!(" Default: `{default}`."));
    }
    // A quote at the end would be one of the closing ones.
    let end = if text.ends_with('"') { " " } else { "" };
    out.push_str(&format!("{indent}\"\"\"{text}{end}\"\"\"\n"));
}

/// `hpa.simulate` is `HpaSimulate`.
fn pascal(operation: &str) -> String {
    let words = operation.split(['.', '-', '_']);
    let upper = words.map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    upper.collect()
}

fn of_type(contract: &Contract, r#type: &Type) -> String {
    match r#type {
        Type::String => "str".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Int32 | Type::Integer => "int".to_owned(),
        Type::Number => "float".to_owned(),
        Type::Null => "None".to_owned(),
        Type::Any => "object".to_owned(),
        Type::Word(word) => format!("Literal[\"{word}\"]"),
        Type::Digit(digit) => format!("Literal[{digit}]"),
        Type::List(of) => format!("list[{}]", of_type(contract, of)),
        // What JSON has for it is a list.
        Type::Tuple(several) => format!("list[{}]", union(contract, several)),
        Type::Map(of) => format!("Mapping[str, {}]", of_type(contract, of)),
        Type::Union(several) => union(contract, several),
        Type::Document(Some(of)) => {
            let is_partial = |name: &str| contract.named(name).is_some_and(|named| named.partial);
            // Of an object that is pasted whole only a part is described.
            let whole = if of.names().into_iter().any(is_partial) { " | Mapping[str, object]" } else { "" };
            format!("{}{whole} | str", of_type(contract, of))
        }
        Type::Document(None) => "Mapping[str, object] | str".to_owned(),
        Type::Named(name) => name.clone(),
    }
}

fn union(contract: &Contract, several: &[Type]) -> String {
    let mut each = Vec::new();
    for one in several {
        let of = of_type(contract, one);
        if !each.contains(&of) {
            each.push(of);
        }
    }
    each.join(" | ")
}
