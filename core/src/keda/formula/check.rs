//! Whether types go together. Mirrors `checker.Checker`.

use super::tree::{Node, Tree};
use super::{Outcome, Problem};

/// What is known of a value before it is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Any,
    Nil,
    Bool,
    Int,
    Float,
    Text,
    Array(Box<Kind>),
}

impl Kind {
    fn is_number(&self) -> bool {
        matches!(self, Self::Int | Self::Float)
    }

    fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Array(_), Self::Array(_)) => true,
            (Self::Any | Self::Nil, _) => false,
            (one, other) => one == other,
        }
    }

    fn can_equal(&self, other: &Self) -> bool {
        let open = |kind: &Self| matches!(kind, Self::Any | Self::Nil);
        open(self) || open(other) || self.is_number() && other.is_number() || self.fits(other)
    }

    /// Whether each is one of some kinds, or not known.
    fn both(&self, other: &Self, is: impl Fn(&Self) -> bool) -> bool {
        [self, other].into_iter().all(|kind| *kind == Self::Any || is(kind))
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Nil => "nil",
            Self::Bool => "a truth value",
            Self::Int => "a whole number",
            Self::Float => "a number",
            Self::Text => "a text",
            Self::Array(_) => "an array",
        }
    }
}

/// Checks a formula over triggers, each of which is a number.
pub(super) fn check(tree: &Tree, triggers: &[&str]) -> Outcome<()> {
    Checker { triggers, variables: Vec::new(), arrays: Vec::new() }.kind(tree).map(drop)
}

struct Checker<'a> {
    triggers: &'a [&'a str],
    variables: Vec<(&'a str, Kind)>,
    /// Of what the arrays are that are gone through, and by which function.
    arrays: Vec<(Kind, &'a str)>,
}

impl<'a> Checker<'a> {
    fn kind(&mut self, tree: &'a Tree) -> Outcome<Kind> {
        match &tree.node {
            Node::Nil => Ok(Kind::Nil),
            Node::Bool(_) => Ok(Kind::Bool),
            Node::Int(_) => Ok(Kind::Int),
            Node::Float(_) => Ok(Kind::Float),
            Node::Text(_) => Ok(Kind::Text),
            Node::Name(name) => self.name(tree, name),
            Node::Pointer(name) => self.pointer(tree, name),
            Node::Not(of) => match self.kind(of)? {
                Kind::Bool | Kind::Any => Ok(Kind::Bool),
                other => Err(mismatch(tree, "not", &[other])),
            },
            Node::Sign { of, .. } => match self.kind(of)? {
                kind @ (Kind::Int | Kind::Float | Kind::Any) => Ok(kind),
                other => Err(mismatch(tree, "a sign", &[other])),
            },
            Node::Binary(operator, of) => self.binary(tree, operator, of),
            Node::Index { of, .. } => self.index(tree, of),
            Node::Field { of, name, .. } => match self.kind(of)? {
                Kind::Any => Ok(Kind::Any),
                other => Err(Problem::new(tree.at, format!("{} has no field {name:?}", other.name()))),
            },
            Node::Chain(of) => self.kind(of),
            Node::Slice { of, from, to } => self.slice(tree, of, [from, to]),
            Node::Function(name, arguments) => self.function(tree, name, arguments),
            Node::Call(name, _) => Err(if self.name(tree, name).is_ok() {
                Problem::new(tree.at, format!("{name:?} is no function"))
            } else {
                Problem::new(tree.at, format!("there is no function {name:?}"))
            }),
            Node::Loop(name, arguments) => self.over_array(tree, name, arguments),
            Node::Let(name, parts) => self.variable(tree, name, parts),
            Node::Sequence(parts) => {
                let mut last = Kind::Nil;
                for part in parts {
                    last = self.kind(part)?;
                }
                Ok(last)
            }
            Node::Conditional(parts) => self.conditional(parts),
            Node::Array(items) => self.array(items),
        }
    }

    fn name(&self, tree: &Tree, name: &str) -> Outcome<Kind> {
        if let Some((_, kind)) = self.variables.iter().rev().find(|(variable, _)| *variable == name) {
            return Ok(kind.clone());
        }
        if self.triggers.contains(&name) {
            return Ok(Kind::Float);
        }
        if name == "$env" || super::functions::is_function(name) {
            return Err(Problem::unsupported(tree.at, &format!("{name} by itself")));
        }
        let mut message = format!("no trigger has the name {name:?}");
        if let Some(meant) = crate::error::similar::meant(name, self.triggers) {
            message += &format!("; there is {meant:?}");
        }
        Err(Problem::new(tree.at, message))
    }

    fn pointer(&self, tree: &Tree, name: &str) -> Outcome<Kind> {
        match (self.arrays.last(), name) {
            (Some((item, _)), "") => Ok(item.clone()),
            (Some((_, "reduce" | "map")), "index") => Ok(Kind::Int),
            (Some((_, "reduce")), "acc") => Ok(Kind::Any),
            _ => Err(Problem::new(tree.at, format!("#{name} has no meaning here"))),
        }
    }

    fn binary(&mut self, tree: &Tree, operator: &str, of: &'a [Tree; 2]) -> Outcome<Kind> {
        let [left, right] = of;
        let (a, b) = (self.kind(left)?, self.kind(right)?);
        let is_text = |kind: &Kind| *kind == Kind::Text;
        let is_alike = |of: &dyn Fn(&Kind) -> bool| a.both(&b, of);
        let kind = match operator {
            "==" | "!=" if a.can_equal(&b) => Kind::Bool,
            "or" | "||" | "and" | "&&" if is_alike(&|kind| *kind == Kind::Bool) => Kind::Bool,
            "<" | ">" | "<=" | ">=" if is_alike(&Kind::is_number) || is_alike(&is_text) => Kind::Bool,
            "/" | "**" | "^" if is_alike(&Kind::is_number) => Kind::Float,
            "%" if tree.constant() == Some(None) => {
                return Err(Problem::new(tree.at, "a remainder of a division by 0"));
            }
            "%" if is_alike(&|kind| *kind == Kind::Int) => Kind::Int,
            "+" | "-" | "*" if is_alike(&Kind::is_number) => match (&a, &b) {
                (Kind::Any, _) | (_, Kind::Any) => Kind::Any,
                (Kind::Int, Kind::Int) => Kind::Int,
                _ => Kind::Float,
            },
            "+" if is_alike(&is_text) => match (&a, &b) {
                (Kind::Text, Kind::Text) => Kind::Text,
                _ => Kind::Any,
            },
            "in" => match &b {
                Kind::Any => Kind::Bool,
                Kind::Array(item) if a.can_equal(item) => Kind::Bool,
                Kind::Text if a == Kind::Any => Kind::Bool,
                _ => return Err(mismatch(tree, operator, &[a, b])),
            },
            "matches" => return Err(Problem::unsupported(tree.at, "the operator matches")),
            "contains" | "startsWith" | "endsWith" if is_alike(&is_text) => Kind::Bool,
            ".." if is_alike(&|kind| *kind == Kind::Int) => Kind::Array(Box::new(Kind::Int)),
            "??" => match (&a, &b) {
                (Kind::Nil, _) => b,
                (_, Kind::Nil) => a,
                _ if b.fits(&a) => a,
                _ => Kind::Any,
            },
            _ => return Err(mismatch(tree, operator, &[a, b])),
        };
        Ok(kind)
    }

    fn index(&mut self, tree: &Tree, of: &'a [Tree; 2]) -> Outcome<Kind> {
        let [array, index] = of;
        match (self.kind(array)?, self.kind(index)?) {
            (Kind::Any, _) => Ok(Kind::Any),
            (Kind::Array(item), Kind::Int | Kind::Any) => Ok(*item),
            (array, index) => Err(mismatch(tree, "[]", &[array, index])),
        }
    }

    fn slice(&mut self, tree: &Tree, of: &'a Tree, ends: [&'a Option<Box<Tree>>; 2]) -> Outcome<Kind> {
        let whole = self.kind(of)?;
        match whole {
            // Upstream does not look at the ends of what it does not know.
            Kind::Any => return Ok(Kind::Any),
            Kind::Array(_) | Kind::Text => {}
            other => return Err(mismatch(tree, "[:]", &[other])),
        }
        for end in ends.into_iter().flatten() {
            match self.kind(end)? {
                Kind::Int | Kind::Any => {}
                other => return Err(mismatch(end, "[:]", &[other])),
            }
        }
        Ok(whole)
    }

    fn function(&mut self, tree: &Tree, name: &str, arguments: &'a [Tree]) -> Outcome<Kind> {
        let kinds = arguments.iter().map(|argument| self.kind(argument)).collect::<Outcome<Vec<_>>>()?;
        let wrong = |kind: &Kind| Problem::new(tree.at, format!("{name} does not take {}", kind.name()));
        if matches!(name, "max" | "min" | "mean" | "median") {
            let Some(first) = kinds.first() else {
                return Err(Problem::new(tree.at, format!("{name} has at least one argument")));
            };
            for kind in &kinds {
                match kind {
                    Kind::Any | Kind::Array(_) => return Ok(Kind::Any),
                    Kind::Int | Kind::Float => {}
                    other => return Err(wrong(other)),
                }
            }
            return Ok(first.clone());
        }
        let [kind] = kinds.as_slice() else {
            return Err(Problem::new(tree.at, format!("{name} has one argument, and not {}", kinds.len())));
        };
        match (name, kind) {
            ("len", Kind::Any | Kind::Text | Kind::Array(_)) => Ok(Kind::Int),
            ("abs", Kind::Any | Kind::Int | Kind::Float) => Ok(kind.clone()),
            ("ceil" | "floor" | "round", Kind::Any | Kind::Int | Kind::Float) => Ok(Kind::Float),
            ("int", Kind::Any | Kind::Int | Kind::Float | Kind::Text) => Ok(Kind::Int),
            ("float", Kind::Any | Kind::Int | Kind::Float | Kind::Text) => Ok(Kind::Float),
            ("first" | "last", Kind::Any | Kind::Array(_)) => Ok(Kind::Any),
            (_, other) => Err(wrong(other)),
        }
    }

    fn over_array(&mut self, tree: &Tree, name: &'a str, arguments: &'a [Tree]) -> Outcome<Kind> {
        let array = match arguments.first() {
            Some(array) => self.kind(array)?,
            None => Kind::Any,
        };
        let item = match &array {
            Kind::Array(item) => (**item).clone(),
            Kind::Any => Kind::Any,
            other => {
                return Err(Problem::new(
                    tree.at,
                    format!("{name} goes through an array, and not {}", other.name()),
                ));
            }
        };
        let asked = match arguments.get(1) {
            None => None,
            Some(asked) => {
                self.arrays.push((item.clone(), name));
                let kind = self.kind(asked)?;
                self.arrays.pop();
                if kind == Kind::Nil {
                    return Err(Problem::new(
                        asked.at,
                        format!("{name} asks for something, and nil is nothing"),
                    ));
                }
                Some((asked, kind))
            }
        };
        if let Some(start) = arguments.get(2) {
            self.kind(start)?;
        }
        match (name, asked) {
            ("sum" | "map" | "reduce", Some((_, kind))) => {
                Ok(if name == "map" { Kind::Array(Box::new(kind)) } else { kind })
            }
            ("sum", None) => Ok(item),
            (_, Some((asked, kind))) if !matches!(kind, Kind::Bool | Kind::Any) => {
                Err(Problem::new(asked.at, format!("{name} asks for a truth value, and not {}", kind.name())))
            }
            ("count" | "findIndex", _) => Ok(Kind::Int),
            ("find" | "findLast", _) => Ok(item),
            ("filter", _) => Ok(Kind::Array(Box::new(item))),
            _ => Ok(Kind::Bool),
        }
    }

    fn variable(&mut self, tree: &Tree, name: &'a str, parts: &'a [Tree; 2]) -> Outcome<Kind> {
        let is_taken = self.triggers.contains(&name)
            || super::functions::is_function(name)
            || self.variables.iter().any(|(variable, _)| *variable == name);
        if is_taken {
            return Err(Problem::new(tree.at, format!("the name {name:?} is taken")));
        }
        let [value, body] = parts;
        let kind = self.kind(value)?;
        self.variables.push((name, kind));
        let kind = self.kind(body)?;
        self.variables.pop();
        Ok(kind)
    }

    fn conditional(&mut self, parts: &'a [Tree; 3]) -> Outcome<Kind> {
        let [condition, first, second] = parts;
        match self.kind(condition)? {
            Kind::Bool | Kind::Any => {}
            other => {
                return Err(Problem::new(
                    condition.at,
                    format!("a condition is a truth value, and not {}", other.name()),
                ));
            }
        }
        let (first, second) = (self.kind(first)?, self.kind(second)?);
        Ok(match (&first, &second) {
            (Kind::Nil, _) => second,
            (_, Kind::Nil) => first,
            (Kind::Array(a), Kind::Array(b)) if !a.fits(b) || !b.fits(a) => Kind::Array(Box::new(Kind::Any)),
            _ if first.fits(&second) => first,
            _ => Kind::Any,
        })
    }

    /// Of one kind where all items are, going by what stands beside each other.
    fn array(&mut self, items: &'a [Tree]) -> Outcome<Kind> {
        let kinds = items.iter().map(|item| self.kind(item)).collect::<Outcome<Vec<_>>>()?;
        let alike = |pair: &[Kind]| matches!(pair, [a, b] if a == b || a.is_array() && b.is_array());
        let item = if kinds.windows(2).all(alike) { kinds.last().cloned() } else { None };
        Ok(Kind::Array(Box::new(item.unwrap_or(Kind::Any))))
    }
}

fn mismatch(tree: &Tree, operator: &str, kinds: &[Kind]) -> Problem {
    let kinds: Vec<_> = kinds.iter().map(Kind::name).collect();
    Problem::new(tree.at, format!("{operator} does not go with {}", kinds.join(" and ")))
}
