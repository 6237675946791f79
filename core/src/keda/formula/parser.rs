//! From words to a tree: operators, conditions, variables. Mirrors `parser.Parser`.

use super::functions::is_function;
use super::lexer::{Token, Word, words};
use super::tree::{Node, Tree};
use super::{Outcome, Problem};
use crate::error::codes;
use crate::limits;

/// As many parts as upstream takes.
const NODES: usize = 10_000;

pub(super) struct Parser<'n> {
    tokens: Vec<Token>,
    at: usize,
    /// Names of triggers, which no function's counts beside.
    pub(super) names: &'n [&'n str],
    /// In how many loops this is.
    pub(super) loops: usize,
    level: usize,
    nodes: usize,
}

impl<'n> Parser<'n> {
    pub(super) fn new(text: &str, names: &'n [&'n str]) -> Outcome<Self> {
        Ok(Self { tokens: words(text)?, at: 0, names, loops: 0, level: 0, nodes: 0 })
    }

    pub(super) fn parse(mut self) -> Outcome<Tree> {
        let tree = self.sequence()?;
        match self.word() {
            Word::End => Ok(tree),
            _ => Err(self.unexpected()),
        }
    }

    pub(super) fn word(&self) -> &Word {
        self.tokens.get(self.at).map_or(&Word::End, |token| &token.word)
    }

    pub(super) fn place(&self) -> usize {
        self.tokens.get(self.at).or(self.tokens.last()).map_or(0, |token| token.at)
    }

    pub(super) fn advance(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    pub(super) fn unexpected(&self) -> Problem {
        Problem::new(self.place(), format!("{} is not expected here", self.word().shown()))
    }

    pub(super) fn is_operator(&self, operator: &str) -> bool {
        self.word().is_operator(operator)
    }

    pub(super) fn is_bracket(&self, bracket: char) -> bool {
        self.word().is_bracket(bracket)
    }

    /// Passes over an operator, where it is the next.
    pub(super) fn accept(&mut self, operator: &str) -> bool {
        let is_next = self.is_operator(operator);
        self.at = self.at.saturating_add(usize::from(is_next));
        is_next
    }

    pub(super) fn expect(&mut self, operator: &str) -> Outcome<()> {
        if self.accept(operator) { Ok(()) } else { Err(self.unexpected()) }
    }

    pub(super) fn expect_bracket(&mut self, bracket: char) -> Outcome<()> {
        if !self.is_bracket(bracket) {
            return Err(self.unexpected());
        }
        self.advance();
        Ok(())
    }

    pub(super) fn expect_name(&mut self) -> Outcome<String> {
        let Word::Name(name) = self.word() else { return Err(self.unexpected()) };
        let name = name.clone();
        self.advance();
        Ok(name)
    }

    /// A part, which may not make too many nor too deep a tree.
    pub(super) fn tree(&mut self, at: usize, node: Node) -> Outcome<Tree> {
        self.nodes = self.nodes.saturating_add(1);
        if self.nodes > NODES {
            return Err(Problem::new(at, format!("the formula has more than {NODES} parts")));
        }
        let (mut depth, mut size) = (1, 1_usize);
        for part in node.parts() {
            depth = depth.max(part.depth.saturating_add(1));
            size = size.saturating_add(part.size);
        }
        if depth > limits::DEPTH {
            return Err(too_deep());
        }
        Ok(Tree { at, node, depth, size })
    }

    /// A part that stands in two places; it counts in both.
    fn again(&mut self, tree: &Tree) -> Outcome<Tree> {
        self.nodes = self.nodes.saturating_add(tree.size);
        if self.nodes > NODES {
            return Err(Problem::new(tree.at, format!("the formula has more than {NODES} parts")));
        }
        Ok(tree.clone())
    }

    pub(super) fn sequence(&mut self) -> Outcome<Tree> {
        let at = self.place();
        let first = self.expression(0)?;
        if !self.is_operator(";") {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.accept(";") {
            if *self.word() == Word::End {
                break;
            }
            parts.push(self.expression(0)?);
        }
        match <[Tree; 1]>::try_from(parts) {
            Ok([only]) => Ok(only),
            Err(parts) => self.tree(at, Node::Sequence(parts)),
        }
    }

    pub(super) fn expression(&mut self, precedence: u16) -> Outcome<Tree> {
        self.level = self.level.saturating_add(1);
        if self.level > limits::DEPTH {
            return Err(too_deep());
        }
        let tree = match self.word() {
            Word::Operator(word) if precedence == 0 && word == "let" => self.variable(),
            Word::Operator(word) if precedence == 0 && word == "if" => self.condition(),
            _ => self.operations(precedence),
        };
        self.level = self.level.saturating_sub(1);
        tree
    }

    fn variable(&mut self) -> Outcome<Tree> {
        self.expect("let")?;
        let at = self.place();
        let name = self.expect_name()?;
        self.expect("=")?;
        let value = self.expression(0)?;
        self.expect(";")?;
        let body = self.sequence()?;
        self.tree(at, Node::Let(name, Box::new([value, body])))
    }

    /// `if a { b } else { c }`.
    fn condition(&mut self) -> Outcome<Tree> {
        let at = self.place();
        self.expect("if")?;
        let condition = self.expression(0)?;
        let first = self.block()?;
        self.expect("else")?;
        let second = if self.is_operator("if") { self.expression(0)? } else { self.block()? };
        self.tree(at, Node::Conditional(Box::new([condition, first, second])))
    }

    fn block(&mut self) -> Outcome<Tree> {
        self.expect_bracket('{')?;
        let body = self.sequence()?;
        self.expect_bracket('}')?;
        Ok(body)
    }

    fn operations(&mut self, precedence: u16) -> Outcome<Tree> {
        let mut left = self.primary()?;
        let mut before = String::new();
        while let Word::Operator(operator) = self.word() {
            let (start, mut operator) = (self.at, operator.clone());
            let negates = operator == "not";
            if negates {
                self.advance();
                operator = match self.word() {
                    Word::Operator(word) if can_be_negated(word) => word.clone(),
                    _ => return Err(self.unexpected()),
                };
            }
            let at = self.place();
            let Some(binding) = binding(&operator).filter(|binding| *binding >= precedence) else {
                self.at = start;
                break;
            };
            self.advance();
            left = if operator == "|" {
                let name = self.expect_name()?;
                self.call(at, name, vec![left])?
            } else if before == "??" && operator != "??" {
                return Err(Problem::new(
                    at,
                    format!("{operator} beside ?? needs parentheses around one of them"),
                ));
            } else if is_comparison(&operator) {
                self.comparisons(left, at, &operator, binding)?
            } else {
                let right_first = matches!(&*operator, "**" | "^");
                let right = self.expression(binding.saturating_add(u16::from(!right_first)))?;
                let whole = self.tree(at, Node::Binary(operator.clone(), Box::new([left, right])))?;
                if negates { self.tree(at, Node::Not(Box::new(whole)))? } else { whole }
            };
            before = operator;
        }
        if precedence == 0 { self.conditional(left) } else { Ok(left) }
    }

    /// `a < b < c`, which is `a < b && b < c`.
    fn comparisons(&mut self, left: Tree, at: usize, operator: &str, binding: u16) -> Outcome<Tree> {
        let (mut left, mut operator, mut at) = (left, operator.to_owned(), at);
        let mut all: Option<Tree> = None;
        loop {
            let right = self.expression(binding.saturating_add(1))?;
            let following = match self.word() {
                Word::Operator(next) if is_comparison(next) => Some(next.clone()),
                _ => None,
            };
            let next = following.map(|next| Ok((next, self.again(&right)?))).transpose()?;
            let one = self.tree(at, Node::Binary(operator, Box::new([left, right])))?;
            let whole = match all {
                None => one,
                Some(all) => self.tree(at, Node::Binary("&&".to_owned(), Box::new([all, one])))?,
            };
            let Some((following, shared)) = next else { return Ok(whole) };
            at = self.place();
            self.advance();
            (operator, left, all) = (following, shared, Some(whole));
        }
    }

    /// `a ? b : c`, and `a ?: c`.
    fn conditional(&mut self, tree: Tree) -> Outcome<Tree> {
        let mut tree = tree;
        while self.accept("?") {
            let at = self.place();
            let first = if self.is_operator(":") { self.again(&tree)? } else { self.expression(0)? };
            self.expect(":")?;
            let second = self.expression(0)?;
            tree = self.tree(at, Node::Conditional(Box::new([tree, first, second])))?;
        }
        Ok(tree)
    }

    /// Whether a name that is called is a function of the language.
    pub(super) fn is_function(&self, name: &str) -> bool {
        !self.names.contains(&name) && is_function(name)
    }
}

fn too_deep() -> Problem {
    Problem::limit(codes::limit::DEPTH, format!("the formula is nested more than {} deep", limits::DEPTH))
}

fn is_comparison(operator: &str) -> bool {
    matches!(operator, "<" | ">" | "<=" | ">=")
}

fn can_be_negated(operator: &str) -> bool {
    matches!(operator, "contains" | "matches" | "startsWith" | "endsWith" | "in")
}

/// How tightly an operator between two parts binds.
fn binding(operator: &str) -> Option<u16> {
    Some(match operator {
        "|" => 0,
        "or" | "||" => 10,
        "and" | "&&" => 15,
        "==" | "!=" | "<" | ">" | ">=" | "<=" | "in" | "matches" | "contains" | "startsWith" | "endsWith" => {
            20
        }
        ".." => 25,
        "+" | "-" => 30,
        "*" | "/" | "%" => 60,
        "**" | "^" => 100,
        "??" => 500,
        _ => return None,
    })
}
