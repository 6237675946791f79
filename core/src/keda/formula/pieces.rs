//! From words to a tree: numbers, names, calls, arrays, what stands behind them.

use super::functions::{KNOWN, LOOPS};
use super::lexer::Word;
use super::parser::Parser;
use super::tree::{Node, Tree};
use super::{Outcome, Problem};
use crate::go::float;

/// How tightly `not` binds.
const NOT: u16 = 50;
/// How tightly a sign binds.
const SIGN: u16 = 90;

impl Parser<'_> {
    pub(super) fn primary(&mut self) -> Outcome<Tree> {
        let at = self.place();
        let word = self.word().clone();
        let tree = match &word {
            Word::Operator(operator) => match operator.as_str() {
                "not" | "!" => {
                    self.advance();
                    let of = Box::new(self.expression(NOT)?);
                    self.tree(at, Node::Not(of))?
                }
                "-" | "+" => {
                    self.advance();
                    let of = Box::new(self.expression(SIGN)?);
                    self.tree(at, Node::Sign { negates: operator == "-", of })?
                }
                // A dot stands for the item, too, and is then the dot before the field.
                "." if self.loops > 0 => self.tree(at, Node::Pointer(String::new()))?,
                "#" if self.loops > 0 => {
                    self.advance();
                    let name = if matches!(self.word(), Word::Name(_)) {
                        self.expect_name()?
                    } else {
                        String::new()
                    };
                    self.tree(at, Node::Pointer(name))?
                }
                "::" => {
                    self.advance();
                    let name = self.expect_name()?;
                    self.call(at, name, Vec::new())?
                }
                _ => return Err(self.unexpected()),
            },
            Word::Bracket('(') => {
                self.advance();
                let inner = self.sequence()?;
                self.expect_bracket(')')?;
                inner
            }
            Word::Bracket('[') => self.array(at)?,
            Word::Bracket('{') => return Err(Problem::unsupported(at, "a map")),
            Word::Number(number) => {
                self.advance();
                // Nothing may stand behind a number.
                return self.number(at, number);
            }
            Word::Text(text) => {
                self.advance();
                self.tree(at, Node::Text(text.clone()))?
            }
            Word::Name(name) => {
                self.advance();
                let constant = match name.as_str() {
                    "true" => Some(Node::Bool(true)),
                    "false" => Some(Node::Bool(false)),
                    "nil" => Some(Node::Nil),
                    _ => None,
                };
                if let Some(constant) = constant {
                    return self.tree(at, constant);
                }
                if self.is_bracket('(') {
                    self.call(at, name.clone(), Vec::new())?
                } else {
                    self.tree(at, Node::Name(name.clone()))?
                }
            }
            Word::Bracket(_) | Word::End => return Err(self.unexpected()),
        };
        self.behind(tree)
    }

    fn number(&mut self, at: usize, text: &str) -> Outcome<Tree> {
        let text = text.replace('_', "").to_lowercase();
        let radix = |radix, digits: &str| i64::from_str_radix(digits, radix).ok();
        let whole = match (text.get(..2), text.get(2..)) {
            (Some("0x"), Some(digits)) => radix(16, digits),
            _ if text.contains(['.', 'e']) => {
                let value = float::parse(&text).ok_or_else(|| no_number(at, &text))?;
                return self.tree(at, Node::Float(value));
            }
            (Some("0b"), Some(digits)) => radix(2, digits),
            (Some("0o"), Some(digits)) => radix(8, digits),
            _ => radix(10, &text),
        };
        let whole = whole.ok_or_else(|| no_number(at, &text))?;
        self.tree(at, Node::Int(whole))
    }

    fn array(&mut self, at: usize) -> Outcome<Tree> {
        self.expect_bracket('[')?;
        let items = self.list(']', Vec::new())?;
        self.tree(at, Node::Array(items))
    }

    /// Parts until a bracket, behind those that are there already; a comma may stand behind the last.
    fn list(&mut self, end: char, given: Vec<Tree>) -> Outcome<Vec<Tree>> {
        let before = given.len();
        let mut parts = given;
        while !self.is_bracket(end) {
            if parts.len() > before {
                self.expect(",")?;
                if self.is_bracket(end) {
                    break;
                }
            }
            parts.push(self.expression(0)?);
        }
        self.expect_bracket(end)?;
        Ok(parts)
    }

    /// A call, whose first arguments may stand before it.
    pub(super) fn call(&mut self, at: usize, name: String, given: Vec<Tree>) -> Outcome<Tree> {
        if !self.is_function(&name) {
            self.expect_bracket('(')?;
            let arguments = self.list(')', given)?;
            return self.tree(at, Node::Call(name, arguments));
        }
        if LOOPS.contains(&&*name) {
            return self.loop_over(at, name, given);
        }
        if !KNOWN.contains(&&*name) {
            return Err(Problem::unsupported(at, &format!("the function {name}")));
        }
        self.expect_bracket('(')?;
        let arguments = self.list(')', given)?;
        self.tree(at, Node::Function(name, arguments))
    }

    /// A function that goes through an array: the array, what is asked of each item, and for `reduce` a value to begin with.
    fn loop_over(&mut self, at: usize, name: String, given: Vec<Tree>) -> Outcome<Tree> {
        let (least, most) = match name.as_str() {
            "count" | "sum" => (1, 2),
            "reduce" => (2, 3),
            _ => (2, 2),
        };
        let mut arguments = given;
        let from = arguments.len();
        self.expect_bracket('(')?;
        while arguments.len() < most {
            if self.is_bracket(')') {
                if arguments.len() < least {
                    return Err(Problem::new(at, format!("{name} has at least {least} arguments")));
                }
                break;
            }
            if arguments.len() > from {
                self.expect(",")?;
            }
            let argument = if arguments.len() == 1 { self.asked()? } else { self.expression(0)? };
            arguments.push(argument);
        }
        self.accept(",");
        self.expect_bracket(')')?;
        self.tree(at, Node::Loop(name, arguments))
    }

    /// What is asked of each item, which may stand in braces.
    fn asked(&mut self) -> Outcome<Tree> {
        self.loops = self.loops.saturating_add(1);
        let tree = if self.is_bracket('{') {
            self.advance();
            let tree = self.sequence()?;
            self.expect_bracket('}')?;
            tree
        } else {
            let tree = self.expression(0)?;
            if self.is_operator(";") {
                return Err(self.unexpected());
            }
            tree
        };
        self.loops = self.loops.saturating_sub(1);
        Ok(tree)
    }

    /// Fields, items and slices behind a part.
    fn behind(&mut self, tree: Tree) -> Outcome<Tree> {
        let (mut tree, mut chains) = (tree, false);
        loop {
            let at = self.place();
            let optional = self.is_operator("?.");
            if optional || self.is_operator(".") {
                self.advance();
                if !(optional && self.is_bracket('[')) {
                    let at = self.place();
                    let (Word::Name(name) | Word::Operator(name)) = self.word() else {
                        return Err(self.unexpected());
                    };
                    let name = name.clone();
                    self.advance();
                    if self.is_bracket('(') {
                        return Err(Problem::unsupported(at, "a call of a method"));
                    }
                    chains |= optional;
                    tree = self.tree(at, Node::Field { optional, of: Box::new(tree), name })?;
                    continue;
                }
            }
            if !self.is_bracket('[') {
                break;
            }
            self.advance();
            chains |= optional;
            tree = self.item(at, tree, optional)?;
        }
        if chains { self.tree(tree.at, Node::Chain(Box::new(tree))) } else { Ok(tree) }
    }

    /// `a[i]`, `a[i:j]`, behind the bracket.
    fn item(&mut self, at: usize, of: Tree, optional: bool) -> Outcome<Tree> {
        let from = if self.is_operator(":") { None } else { Some(self.expression(0)?) };
        let node = match from {
            Some(index) if !self.is_operator(":") => Node::Index { optional, of: Box::new([of, index]) },
            from => {
                self.expect(":")?;
                let to = if self.is_bracket(']') { None } else { Some(Box::new(self.expression(0)?)) };
                Node::Slice { of: Box::new(of), from: from.map(Box::new), to }
            }
        };
        self.expect_bracket(']')?;
        self.tree(at, node)
    }
}

fn no_number(at: usize, text: &str) -> Problem {
    Problem::new(at, format!("{text:?} is no number that there is"))
}
