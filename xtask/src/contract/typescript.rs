//! The contract as the types of the npm package.

use super::expression::Type;
use super::{Contract, Field, Fields, Named, Operation, Shape};

/// The declarations of `wasm/npm/operations.d.ts`.
pub(super) fn types(contract: &Contract) -> String {
    let mut out = String::from(HEAD);
    for (name, named) in contract.types() {
        out.push('\n');
        comment(&mut out, "", &named.doc, None);
        declare(&mut out, name, named);
    }
    out.push_str("\n/** The operations: what each takes and gives, and the fields of its input that an {@link Engine} holds. */\n");
    out.push_str("export interface Operations {\n");
    for (name, operation) in contract.operations() {
        comment(&mut out, "  ", &operation.doc, None);
        let held: Vec<_> = contract.held(operation).iter().map(|field| format!("'{field}'")).collect();
        let held = if held.is_empty() { "never".to_owned() } else { held.join(" | ") };
        out.push_str(&format!("  '{name}': {{\n    input: {};\n    held: {held};\n", input(operation)));
        out.push_str(&format!("    ok: {};\n  }};\n", shape(&operation.ok)));
    }
    out.push_str("}\n");
    out.push_str(TAIL);
    functions(&mut out, contract);
    out
}

const HEAD: &str = "\
// Generated from core/src/ops/contract by `cargo xtask generate`; edit those files, not this one.

/** An object of Kubernetes, or the adapter's configuration, as an object or as the text of its YAML or JSON. */
export type Document<T = object> = T | string;

/** What every operation takes. */
export interface Limited {
  /** How much the operation may cost. */
  limits?: Limits;
}
";

const TAIL: &str = "
/** What an operation takes. */
export type OperationInput<Op extends keyof Operations> = Operations[Op]['input'];

/** What an operation gives. */
export type OperationResult<Op extends keyof Operations> = Operations[Op]['ok'];

/** What an operation takes where an {@link Engine} holds the rest. */
export type EngineCallInput<Op extends keyof Operations> = Without<OperationInput<Op>, Operations[Op]['held']>;

type Without<T, Held extends PropertyKey> = T extends unknown ? Omit<T, Held> : never;
";

/// The functions that some operations have, and those of them that an engine has.
fn functions(out: &mut String, contract: &Contract) {
    let mut engine = String::new();
    for (function, name, operation) in contract.functions() {
        let doc = format!("`{name}`: {} @throws {{CounterpoiseError}}", operation.doc);
        let result = format!("OperationResult<'{name}'>");
        out.push('\n');
        comment(out, "", &doc, None);
        out.push_str(&format!("export function {function}(input: OperationInput<'{name}'>): {result};\n"));
        if !contract.held(operation).is_empty() {
            comment(&mut engine, "  ", &doc, None);
            engine.push_str(&format!("  {function}(input: EngineCallInput<'{name}'>): {result};\n"));
        }
    }
    out.push_str("\n/** The functions of an {@link Engine}. */\nexport interface EngineOperations {\n");
    out.push_str(&engine);
    out.push_str("}\n");
}

fn declare(out: &mut String, name: &str, named: &Named) {
    if let Some(is) = &named.is {
        out.push_str(&format!("export type {name} = {};\n", of_type(is)));
    } else if let Some(words) = &named.words {
        let words: Vec<_> = words.keys().map(|word| format!("'{word}'")).collect();
        // A text of any other form is taken, and editors offer the words all the same.
        let others = if named.open { " | (string & {})" } else { "" };
        out.push_str(&format!("export type {name} = {}{others};\n", words.join(" | ")));
    } else {
        let extends = named.extends.as_ref().map(|base| format!(" extends {base}")).unwrap_or_default();
        out.push_str(&format!("export interface {name}{extends} {{\n"));
        for (name, field) in named.fields.iter().flatten() {
            declare_field(out, "  ", name, field);
        }
        if named.partial {
            out.push_str("  [other: string]: unknown;\n");
        }
        out.push_str("}\n");
    }
}

/// The mark of a field that may be left out is TypeScript's own.
fn declare_field(out: &mut String, indent: &str, name: &str, field: &Field) {
    comment(out, indent, &field.doc, field.default.as_deref());
    out.push_str(&format!("{indent}{name}: {};\n", of_type(&field.r#type)));
}

fn input(operation: &Operation) -> String {
    let own = match &operation.input {
        Shape::Fields(fields) if fields.is_empty() => None,
        own => Some(shape(own)),
    };
    let own =
        own.map(|own| if own.contains(" | ") && !own.starts_with('{') { format!("({own})") } else { own });
    operation
        .extends
        .clone()
        .into_iter()
        .chain(own)
        .chain(["Limited".to_owned()])
        .collect::<Vec<_>>()
        .join(" & ")
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Type(r#type) => of_type(r#type),
        Shape::Fields(fields) => inline(fields),
    }
}

fn inline(fields: &Fields) -> String {
    let mut out = String::from("{\n");
    for (name, field) in fields {
        declare_field(&mut out, "      ", name, field);
    }
    out.push_str("    }");
    out
}

fn comment(out: &mut String, indent: &str, doc: &str, default: Option<&str>) {
    let words: Vec<_> = doc.split_whitespace().collect();
    let mut text = words.join(" ").replace("*/", "*\\/");
    if let Some(default) = default {
        text.push_str(&format!(" Default: `{default}`."));
    }
    out.push_str(&format!("{indent}/** {text} */\n"));
}

fn of_type(r#type: &Type) -> String {
    match r#type {
        Type::String => "string".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Int32 | Type::Integer | Type::Number => "number".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Any => "unknown".to_owned(),
        Type::Word(word) => format!("'{word}'"),
        Type::Digit(digit) => digit.to_string(),
        Type::List(of) => match &**of {
            Type::Union(_) => format!("({})[]", of_type(of)),
            of => format!("{}[]", of_type(of)),
        },
        Type::Tuple(several) => format!("[{}]", several.iter().map(of_type).collect::<Vec<_>>().join(", ")),
        Type::Map(of) => format!("Record<string, {}>", of_type(of)),
        Type::Union(several) => several.iter().map(of_type).collect::<Vec<_>>().join(" | "),
        Type::Document(Some(of)) => format!("Document<{}>", of_type(of)),
        Type::Document(None) => "Document".to_owned(),
        Type::Named(name) => name.clone(),
    }
}
