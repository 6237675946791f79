//! The formula of `scalingModifiers`: an expression of `github.com/expr-lang/expr` v1.17.8 over the triggers' names.
//!
//! KEDA compiles it, which finds names that there are not and types that do not go together, and runs it once with -1 for
//! each trigger. The same happens here, for the language of numbers, truth values, texts and arrays. What it has for
//! texts, maps and times is refused by a code of its own: whether KEDA takes that is not known.

mod check;
mod evaluate;
mod functions;
mod lexer;
mod loops;
mod parser;
mod pieces;
mod tree;

use std::borrow::Cow;

use crate::error::{Error, Result, codes};
use evaluate::Evaluation;
use parser::Parser;

/// What KEDA gives each trigger to try the formula.
const TRIED: f64 = -1.0;

/// Compiles a formula over the names of triggers, and runs it once. Mirrors `validateScalingModifiersFormula`.
///
/// # Errors
/// `keda.formula`, `keda.formula-unsupported`; `limit.depth`, `limit.work`.
pub(super) fn validate(formula: &str, names: &[&str]) -> Result<()> {
    let (text, skipped) = cast(formula);
    let compiled = Parser::new(&text, names).and_then(Parser::parse);
    let tree = compiled.map_err(|problem| problem.told(&text, skipped))?;
    let problem = check::check(&tree, names).and_then(|()| Evaluation::new(names, TRIED).run(&tree));
    problem.map_err(|problem| problem.told(&text, skipped))
}

/// The formula as KEDA compiles it, whose value is a number, and how many characters of it stand before what is given.
/// Mirrors `castToFloatIfNecessary`.
fn cast(formula: &str) -> (Cow<'_, str>, usize) {
    const FLOAT: &str = "float(";
    const RESULT: &str = "let _kedaCompositeResult = ";
    if formula.contains("??") {
        if formula.starts_with(RESULT) {
            return (formula.into(), 0);
        }
        let rest = "_kedaCompositeResult == nil ? nil : float(_kedaCompositeResult)";
        return (format!("{RESULT}({formula}); {rest}").into(), RESULT.len() + 1);
    }
    if formula.starts_with(FLOAT) {
        return (formula.into(), 0);
    }
    (format!("{FLOAT}{formula})").into(), FLOAT.len())
}

/// Why a formula is not taken, and where.
#[derive(Debug)]
pub(super) struct Problem {
    code: &'static crate::error::Code,
    what: String,
    /// The character that it is about, of the formula as it is compiled.
    at: Option<usize>,
}

impl Problem {
    fn new(at: usize, what: impl Into<String>) -> Self {
        Self { code: codes::keda::FORMULA, what: what.into(), at: Some(at) }
    }

    fn unsupported(at: usize, what: &str) -> Self {
        let what = format!("whether KEDA takes {what} is not known here");
        Self { code: codes::keda::FORMULA_UNSUPPORTED, what, at: Some(at) }
    }

    fn running(what: impl Into<String>) -> Self {
        let what = format!("with -1 for each trigger, {}", what.into());
        Self { code: codes::keda::FORMULA, what, at: None }
    }

    fn limit(code: &'static crate::error::Code, what: impl Into<String>) -> Self {
        Self { code, what: what.into(), at: None }
    }

    fn told(self, text: &str, skipped: usize) -> Error {
        let length = text.chars().count().saturating_sub(skipped);
        let character = self.at.and_then(|at| at.checked_sub(skipped)).filter(|at| *at < length);
        let place = character.map(|at| format!(" (character {})", at.saturating_add(1))).unwrap_or_default();
        Error::new(self.code, format!("{}{place}", self.what))
    }
}

type Outcome<T> = std::result::Result<T, Problem>;
