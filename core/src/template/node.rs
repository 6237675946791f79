//! The parsed form of a template.

use super::functions::Function;
use super::number::Constant;
use super::place::Place;

/// What stands between two control actions, in order.
pub(super) type List = Vec<TemplateNode>;

/// Text or an action.
#[derive(Debug)]
pub(super) enum TemplateNode {
    Text(Box<str>, Place),
    Action(Pipe),
    /// `if` and `with`: the arms with their conditions, and what stands after a last `else`.
    Choice {
        with: bool,
        arms: Vec<(Pipe, List)>,
        otherwise: List,
    },
    Range {
        pipe: Pipe,
        body: List,
        otherwise: List,
    },
    Template {
        name: Box<str>,
        pipe: Option<Pipe>,
        place: Place,
    },
    Break,
    Continue,
}

/// Whether a list prints nothing but white space: such a definition gives way to another of its name.
pub(super) fn is_empty(list: &[TemplateNode]) -> bool {
    list.iter().all(|node| matches!(node, TemplateNode::Text(text, _) if text.trim().is_empty()))
}

/// Commands, each getting what the one before gave, and the variables that get what the last gave.
#[derive(Debug, Clone)]
pub(super) struct Pipe {
    pub(super) place: Place,
    /// With their `$`; more than one only in `range`.
    pub(super) variables: Vec<Box<str>>,
    /// Whether the variables are assigned, not declared.
    pub(super) assigns: bool,
    pub(super) commands: Vec<Command>,
}

/// An operand with its arguments.
#[derive(Debug, Clone)]
pub(super) struct Command {
    pub(super) operand: Operand,
    pub(super) arguments: Vec<Operand>,
}

#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub(super) place: Place,
    pub(super) term: Term,
}

#[derive(Debug, Clone)]
pub(super) enum Term {
    Dot,
    Nil,
    Constant(Constant),
    /// `.A.B`.
    Field(Vec<Box<str>>),
    /// `$x.A.B`: the name with its `$`, and the fields.
    Variable(Box<str>, Vec<Box<str>>),
    Function(Function),
    /// `(…)`.
    Pipe(Box<Pipe>),
    /// `(…).A.B`.
    Chain(Box<Operand>, Vec<Box<str>>),
}
