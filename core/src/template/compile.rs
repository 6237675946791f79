//! From the parsed form to instructions: a straight list with jumps, so that rendering needs no recursion but for
//! parentheses.

use std::collections::BTreeMap;

use super::data::TextField;
use super::node::{List, Pipe, TemplateNode, Term};
use super::parse::Definitions;
use super::place::Place;

/// The instructions of a template and of all that it defines.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) code: Vec<Instruction>,
    /// Where each label stands in the code.
    labels: Vec<usize>,
    pub(super) main: Label,
}

/// A place in the code that is jumped to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label(usize);

/// Where `break` or `continue` goes, and how many scopes of its template are left open there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) label: Label,
    pub(super) scopes: usize,
}

#[derive(Debug)]
pub(super) enum Instruction {
    Text(Box<str>, Place),
    /// Prints a pipeline's value, but for one that goes to a variable.
    Action(Pipe),
    /// Opens a scope and goes on where the value is true, else at `otherwise`.
    Choose {
        pipe: Pipe,
        with: bool,
        otherwise: Label,
    },
    /// Opens a scope and goes on with the first item, without one at `otherwise`.
    Range {
        pipe: Pipe,
        otherwise: Label,
    },
    /// Goes to the body with the next item, without one on.
    Next {
        body: Label,
    },
    Jump(Label),
    /// Closes scopes and goes to a label.
    Exit(Target),
    /// Closes the innermost scope.
    Leave,
    /// Runs another template; `None` where there is none of that name.
    Call {
        name: Box<str>,
        to: Option<Label>,
        pipe: Option<Pipe>,
        place: Place,
    },
    /// Ends a template.
    Return,
}

impl Program {
    pub(super) fn position(&self, label: Label) -> usize {
        self.labels.get(label.0).copied().unwrap_or(usize::MAX)
    }
}

/// Compiles the definitions; `main` is the one that is rendered.
pub(super) fn compile(definitions: Definitions, main: &str) -> Program {
    let mut compiler = Compiler::default();
    for name in definitions.keys() {
        let label = compiler.label();
        compiler.templates.insert(name.clone(), label);
    }
    let main = compiler.templates.get(main).copied().unwrap_or(Label(0));
    for (name, list) in definitions {
        if let Some(label) = compiler.templates.get(&name).copied() {
            compiler.place(label);
        }
        compiler.list(list);
        compiler.code.push(Instruction::Return);
    }
    Program { code: compiler.code, labels: compiler.labels, main }
}

#[derive(Default)]
struct Compiler {
    code: Vec<Instruction>,
    labels: Vec<usize>,
    templates: BTreeMap<Box<str>, Label>,
    /// How many scopes are open.
    scopes: usize,
    loops: Vec<Loop>,
}

#[derive(Clone, Copy)]
struct Loop {
    exit: Target,
    next: Target,
}

impl Compiler {
    fn label(&mut self) -> Label {
        self.labels.push(usize::MAX);
        Label(self.labels.len() - 1)
    }

    /// Puts a label here.
    fn place(&mut self, label: Label) {
        let here = self.code.len();
        if let Some(position) = self.labels.get_mut(label.0) {
            *position = here;
        }
    }

    fn list(&mut self, list: List) {
        for node in list {
            self.node(node);
        }
    }

    fn node(&mut self, node: TemplateNode) {
        match node {
            TemplateNode::Text(text, place) => self.code.push(Instruction::Text(text, place)),
            TemplateNode::Action(pipe) => self.code.push(Instruction::Action(pipe)),
            TemplateNode::Choice { with, arms, otherwise } => self.choice(with, arms, otherwise),
            TemplateNode::Range { pipe, body, otherwise } => self.range(pipe, body, otherwise),
            TemplateNode::Template { name, pipe, place } => {
                let to = self.templates.get(&name).copied();
                self.code.push(Instruction::Call { name, to, pipe, place });
            }
            TemplateNode::Break => self.exit(|around| around.exit),
            TemplateNode::Continue => self.exit(|around| around.next),
        }
    }

    fn exit(&mut self, target: impl FnOnce(&Loop) -> Target) {
        // The parser lets neither stand outside of a range.
        if let Some(around) = self.loops.last() {
            self.code.push(Instruction::Exit(target(around)));
        }
    }

    /// Each arm's scope holds the arms after it.
    fn choice(&mut self, with: bool, arms: Vec<(Pipe, List)>, otherwise: List) {
        let mut ends = Vec::with_capacity(arms.len());
        for (pipe, list) in arms {
            let (next, end) = (self.label(), self.label());
            self.code.push(Instruction::Choose { pipe, with, otherwise: next });
            self.scopes += 1;
            self.list(list);
            self.code.push(Instruction::Jump(end));
            self.place(next);
            ends.push(end);
        }
        self.list(otherwise);
        for end in ends.into_iter().rev() {
            self.place(end);
            self.code.push(Instruction::Leave);
            self.scopes -= 1;
        }
    }

    fn range(&mut self, pipe: Pipe, body: List, otherwise: List) {
        let [start, next, empty, end] = [self.label(), self.label(), self.label(), self.label()];
        self.code.push(Instruction::Range { pipe, otherwise: empty });
        self.scopes += 1;
        let exit = Target { label: end, scopes: self.scopes };
        let own = Loop { exit, next: Target { label: next, scopes: self.scopes } };
        let around = self.loops.last().copied();
        self.place(start);
        self.loops.push(own);
        self.list(body);
        self.loops.pop();
        self.place(next);
        self.code.push(Instruction::Next { body: start });
        self.code.push(Instruction::Jump(end));
        self.place(empty);
        // As in Go, a break after this range's else ends this range, and a continue goes on with the one around it.
        self.loops.push(Loop { exit, next: around.map_or(own.next, |around| around.next) });
        self.list(otherwise);
        self.loops.pop();
        self.place(end);
        self.code.push(Instruction::Leave);
        self.scopes -= 1;
    }
}

/// One step of a template that is nothing but text and string fields of its data.
#[derive(Debug)]
pub(super) enum Piece {
    Text(Box<str>),
    Field(TextField),
}

/// The pieces of a template that is nothing but text and string fields.
pub(super) fn pieces(list: &[TemplateNode]) -> Option<Box<[Piece]>> {
    list.iter()
        .map(|node| match node {
            TemplateNode::Text(text, _) => Some(Piece::Text(text.clone())),
            TemplateNode::Action(pipe) => text_field(pipe).map(Piece::Field),
            _ => None,
        })
        .collect()
}

/// `.Series` or `$.Series`.
fn text_field(pipe: &Pipe) -> Option<TextField> {
    let [command] = pipe.commands.as_slice() else { return None };
    if !pipe.variables.is_empty() || !command.arguments.is_empty() {
        return None;
    }
    match &command.operand.term {
        Term::Field(names) => match names.as_slice() {
            [name] => TextField::named(name),
            _ => None,
        },
        Term::Variable(variable, names) if &**variable == "$" => match names.as_slice() {
            [name] => TextField::named(name),
            _ => None,
        },
        _ => None,
    }
}
