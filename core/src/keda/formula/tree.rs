//! A formula as a tree.

/// A part of a formula, and the character that an error about it names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    pub(super) at: usize,
    pub(super) node: Node,
    /// How many levels it has.
    pub(super) depth: usize,
    /// How many parts it is made of, itself one.
    pub(super) size: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    Name(String),
    /// `#`, `#acc`, `#index`: the name is empty for the first.
    Pointer(String),
    Not(Box<Tree>),
    /// `-x`, and `+x`, which is what it is of.
    Sign {
        negates: bool,
        of: Box<Tree>,
    },
    Binary(String, Box<[Tree; 2]>),
    /// `a[b]`.
    Index {
        optional: bool,
        of: Box<[Tree; 2]>,
    },
    /// `a.b`: of nothing that is known here there are fields.
    Field {
        optional: bool,
        of: Box<Tree>,
        name: String,
    },
    /// What may end early at a `?.` in it.
    Chain(Box<Tree>),
    Slice {
        of: Box<Tree>,
        from: Option<Box<Tree>>,
        to: Option<Box<Tree>>,
    },
    /// A function of the language.
    Function(String, Vec<Tree>),
    /// What is called and is no function.
    Call(String, Vec<Tree>),
    /// A function of the language that goes through an array.
    Loop(String, Vec<Tree>),
    Let(String, Box<[Tree; 2]>),
    Sequence(Vec<Tree>),
    Conditional(Box<[Tree; 3]>),
    Array(Vec<Tree>),
}

impl Node {
    /// The parts of which it is made.
    pub(super) fn parts(&self) -> Vec<&Tree> {
        match self {
            Self::Nil | Self::Bool(_) | Self::Int(_) | Self::Float(_) => Vec::new(),
            Self::Text(_) | Self::Name(_) | Self::Pointer(_) => Vec::new(),
            Self::Not(of) | Self::Sign { of, .. } | Self::Field { of, .. } | Self::Chain(of) => vec![of],
            Self::Binary(_, of) | Self::Index { of, .. } | Self::Let(_, of) => of.iter().collect(),
            Self::Slice { of, from, to } => {
                [Some(of), from.as_ref(), to.as_ref()].into_iter().flatten().map(|it| &**it).collect()
            }
            Self::Function(_, of) | Self::Call(_, of) | Self::Loop(_, of) => of.iter().collect(),
            Self::Sequence(of) | Self::Array(of) => of.iter().collect(),
            Self::Conditional(of) => of.iter().collect(),
        }
    }
}

impl Tree {
    /// The whole number that the part is without any trigger, as the compiler finds it beforehand: the outer `None` where it
    /// is none, the inner where a remainder has nothing to be divided by.
    pub(super) fn constant(&self) -> Option<Option<i64>> {
        match &self.node {
            Node::Int(value) => Some(Some(*value)),
            Node::Sign { negates, of } => {
                Some(of.constant()?.map(|it| if *negates { it.wrapping_neg() } else { it }))
            }
            Node::Binary(operator, of) => {
                let [a, b] = of.each_ref().map(|part| part.constant());
                let (Some(a), Some(b)) = (a?, b?) else { return Some(None) };
                match operator.as_str() {
                    "+" => Some(Some(a.wrapping_add(b))),
                    "-" => Some(Some(a.wrapping_sub(b))),
                    "*" => Some(Some(a.wrapping_mul(b))),
                    "%" if b == 0 => Some(None),
                    "%" => Some(Some(a.wrapping_rem(b))),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
