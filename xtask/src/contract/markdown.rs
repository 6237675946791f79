//! The contract as a page of documentation.

use super::expression::Type;
use super::{Area, Contract, Fields, Named, Operation, Shape, bare};

/// `docs/operations.md`.
pub(super) fn page(contract: &Contract) -> String {
    let mut page = String::from(HEAD);
    paragraphs(&mut page, &contract.doc);
    page.push_str(HOW);
    page.push_str("\n| operation | input | gives |\n|---|---|---|\n");
    for (name, operation) in contract.operations() {
        let input = contract.alternatives(operation.extends.as_deref(), &operation.input);
        let ok = contract.alternatives(None, &operation.ok);
        page.push_str(&format!("| {} | {} | {} |\n", link(name), short(&input), short(&ok)));
    }
    for area in &contract.areas {
        page.push_str(&format!("\n## {}\n", area.title));
        paragraphs(&mut page, &area.doc);
        for (name, operation) in &area.operations {
            describe(&mut page, contract, name, operation);
        }
        types(&mut page, contract, area);
    }
    page
}

const HEAD: &str = "\
<!-- Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one. -->
# Operations
";

const HOW: &str = "
A field whose name ends in `?` may be left out. What is *held* is left out of a call on an engine, which holds it.
[`schema/operations.json`](schema/operations.json) is a JSON Schema of all that is said here: of a line of `batch`, and of each operation's input
and result, `#/$defs/quantity.parse.input` and `#/$defs/quantity.parse.ok`.
";

fn paragraphs(page: &mut String, doc: &str) {
    if !doc.is_empty() {
        page.push_str(&format!("\n{}\n", doc.trim_end()));
    }
}

fn describe(page: &mut String, contract: &Contract, name: &str, operation: &Operation) {
    page.push_str(&format!("\n### `{name}`\n"));
    paragraphs(page, &operation.doc);
    let own = match &operation.input {
        Shape::Fields(own) if own.is_empty() && operation.extends.is_none() => {
            page.push_str("\nTakes no fields of its own.\n");
            None
        }
        Shape::Fields(own) => Some(contract.whole(operation.extends.as_deref(), own)),
        Shape::Type(r#type) => {
            page.push_str(&format!("\nTakes {}.\n", of_type(r#type)));
            None
        }
    };
    if let Some(own) = own {
        table(page, "takes", &own);
    }
    match &operation.ok {
        Shape::Type(r#type) => page.push_str(&format!("\nGives {}.\n", of_type(r#type))),
        Shape::Fields(fields) => table(page, "gives", fields),
    }
}

fn types(page: &mut String, contract: &Contract, area: &Area) {
    for (name, named) in &area.types {
        page.push_str(&format!("\n#### {name}\n"));
        paragraphs(page, &named.doc);
        form(page, contract, named);
    }
}

fn form(page: &mut String, contract: &Contract, named: &Named) {
    if let Some(words) = &named.words {
        page.push_str("\n| word | meaning |\n|---|---|\n");
        for (word, doc) in words {
            page.push_str(&format!("| `{word}` | {} |\n", cell(doc)));
        }
    } else if let Some(is) = &named.is {
        let also = named.also.as_ref().map(|also| format!("; in an input also {}", of_type(also)));
        page.push_str(&format!("\nA value is {}{}.\n", of_type(is), also.unwrap_or_default()));
    } else {
        let fields = contract.fields(named);
        if !fields.is_empty() {
            table(page, "field", &fields);
        }
        if named.partial {
            page.push_str("\nIt may have other fields, which are not read.\n");
        }
    }
}

fn table(page: &mut String, title: &str, fields: &Fields) {
    page.push_str(&format!("\n| {title} | type | |\n|---|---|---|\n"));
    for (name, field) in fields {
        let default = field.default.as_ref().map(|default| format!(" Default: `{default}`."));
        let held = if field.held { " *Held*." } else { "" };
        let doc = format!("{}{}{held}", field.doc, default.unwrap_or_default());
        page.push_str(&format!("| `{name}` | {} | {} |\n", cell(&of_type(&field.r#type)), cell(&doc)));
    }
}

/// The names of fields, of one form of an object or another.
fn short(alternatives: &[Fields]) -> String {
    let one = |fields: &Fields| {
        let names: Vec<_> =
            fields.keys().filter(|name| bare(name) != "limits").map(|n| format!("`{n}`")).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    };
    alternatives.iter().map(one).collect::<Vec<_>>().join("; or ")
}

fn link(operation: &str) -> String {
    format!("[`{operation}`](#{})", anchor(operation))
}

/// What hosts of Markdown call a heading.
pub(super) fn anchor(heading: &str) -> String {
    heading.replace(['.', '\''], "").replace(' ', "-").to_lowercase()
}

/// A type in words.
fn of_type(r#type: &Type) -> String {
    match r#type {
        Type::String => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Int32 => "integer of 32 bits".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Null => "`null`".to_owned(),
        Type::Any => "anything".to_owned(),
        Type::Word(word) => format!("`\"{word}\"`"),
        Type::Digit(digit) => format!("`{digit}`"),
        Type::List(of) => format!("list of {}", of_type(of)),
        Type::Tuple(several) => {
            format!("list of {}", several.iter().map(of_type).collect::<Vec<_>>().join(" and "))
        }
        Type::Map(of) => format!("map of {}", of_type(of)),
        Type::Union(several) => several.iter().map(of_type).collect::<Vec<_>>().join(" or "),
        Type::Document(Some(of)) => format!("{} or text", of_type(of)),
        Type::Document(None) => "object or text".to_owned(),
        Type::Named(name) => format!("[{name}](#{})", anchor(name)),
    }
}

/// Text as it stands in a cell of a table.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
