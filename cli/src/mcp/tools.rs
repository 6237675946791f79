//! The tools: one for each operation, and `explain` for files as they are.

use counterpoise::ops;
use rmcp::model::{Tool, ToolAnnotations};
use serde_json::{Map, Value, json};

use super::call::Call;
use super::schema::{Contract, Schema};
use crate::failure::Failure;

/// The tool that takes files.
const EXPLAIN: &str = "explain";

/// What it is for.
const EXPLAINS: &str = "Tells how an HPA gets from its metrics to a replica count, step by step, and what is at fault where it does not. \
                        Takes the texts of files as they are: an HPA, the adapter's configuration, series, Prometheus' answer, pods, the \
                        scale, in any order, each found out by its name (hpa.yaml, config.yaml, series.json) or by what it holds. Without \
                        an HPA it tells what the rules make of the series.";

/// The tools that are offered, in the order of the operations.
pub(super) struct Tools(Vec<(Tool, Call)>);

impl Tools {
    /// Those of the operations and areas that are named, or all.
    ///
    /// # Errors
    /// A name that is none.
    pub(super) fn of(names: &[String]) -> Result<Self, Failure> {
        let contract = Contract::read().map_err(|error| Failure::new(error, Vec::new()))?;
        let all = std::iter::once((EXPLAIN, explain(&contract), Call::Explain)).chain(ops::operations().map(
            |operation| {
                (operation.name, of_operation(&contract, operation.name), Call::Operation(operation.name))
            },
        ));
        let all: Vec<_> = all.collect();
        let is_of = |operation: &str, name: &str| {
            operation == name || operation.split_once('.').is_some_and(|(area, _)| area == name)
        };
        if let Some(unknown) = names.iter().find(|name| !all.iter().any(|(of, _, _)| is_of(of, name))) {
            return Err(Failure::usage(format!(
                "there is no operation and no area {unknown:?}; `explain`, `hpa` and `files.check` are some, and docs/operations.md \
                 lists them"
            )));
        }
        let wanted = |of: &str| names.is_empty() || names.iter().any(|name| is_of(of, name));
        Ok(Self(
            all.into_iter().filter(|(of, _, _)| wanted(of)).map(|(_, tool, call)| (tool, call)).collect(),
        ))
    }

    /// All of them.
    pub(super) fn list(&self) -> impl Iterator<Item = &Tool> {
        self.0.iter().map(|(tool, _)| tool)
    }

    /// What a tool calls.
    pub(super) fn find(&self, name: &str) -> Option<Call> {
        self.0.iter().find(|(tool, _)| tool.name == name).map(|(_, call)| *call)
    }
}

fn of_operation(contract: &Contract, name: &str) -> Tool {
    let input = format!("{name}.input");
    let description = contract.description(&input);
    let output = contract.output([contract.definition(&format!("{name}.ok"))]);
    tool(name, description, contract.input(contract.definition(&input)), output)
}

fn explain(contract: &Contract) -> Tool {
    let files = contract.definition("files.check.input").pointer("/properties/files").cloned();
    let input = json!({
        "properties": { "files": files },
        "required": ["files"],
        "additionalProperties": false,
    });
    let output =
        contract.output(["hpa.explain.ok", "rules.explain.ok"].map(|name| contract.definition(name)));
    tool(EXPLAIN, EXPLAINS.to_owned(), contract.input(input), output)
}

fn tool(operation: &str, description: String, input: Schema, output: Schema) -> Tool {
    let annotations =
        ToolAnnotations::new().read_only(true).destructive(false).idempotent(true).open_world(false);
    Tool::new(name(operation), description, input)
        .with_title(operation)
        .with_raw_output_schema(output.into())
        .with_annotations(annotations)
}

/// The name of an operation's tool. The protocol takes the dot, models' own interfaces do not; no operation has the underscore, so
/// the way back is plain.
fn name(operation: &str) -> String {
    operation.replace('.', "_")
}

/// The fields of an input.
pub(super) type Arguments = Map<String, Value>;
