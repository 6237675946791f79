//! Types as the description writes them: `string`, `[Step]`, `{Quantity}`, `[string, string]`, `'used' | 'ignored'`,
//! `Document<Scale>`.

use serde::Deserialize;

/// A type.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub(super) enum Type {
    String,
    Boolean,
    /// An integer of 32 bits.
    Int32,
    /// An integer that JSON's readers keep, as it is no larger than 2^53.
    Integer,
    Number,
    Null,
    Any,
    Word(String),
    Digit(i64),
    List(Box<Self>),
    Tuple(Vec<Self>),
    /// An object with names of the caller's own.
    Map(Box<Self>),
    Union(Vec<Self>),
    /// An object of this type, or of some, or a text that holds it as YAML or JSON.
    Document(Option<Box<Self>>),
    Named(String),
}

impl Type {
    /// The names in a type.
    pub(super) fn names(&self) -> Vec<&str> {
        match self {
            Self::Named(name) => vec![name],
            Self::List(of) | Self::Map(of) | Self::Document(Some(of)) => of.names(),
            Self::Tuple(several) | Self::Union(several) => several.iter().flat_map(Self::names).collect(),
            _ => Vec::new(),
        }
    }
}

impl TryFrom<String> for Type {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut reader = Reader { rest: &text };
        let found = reader.union();
        match found {
            Some(found) if reader.rest.trim().is_empty() => Ok(found),
            _ => Err(format!("{text:?} is no type, from {:?} on", reader.rest)),
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn union(&mut self) -> Option<Type> {
        let mut several = vec![self.one()?];
        while self.takes("|") {
            several.push(self.one()?);
        }
        if several.len() == 1 { several.pop() } else { Some(Type::Union(several)) }
    }

    fn one(&mut self) -> Option<Type> {
        if self.takes("[") {
            let mut several = vec![self.union()?];
            while self.takes(",") {
                several.push(self.union()?);
            }
            self.takes("]").then_some(())?;
            let first = if several.len() == 1 { several.pop() } else { None };
            return Some(first.map_or_else(|| Type::Tuple(several), |of| Type::List(Box::new(of))));
        }
        if self.takes("{") {
            let of = self.union()?;
            return self.takes("}").then(|| Type::Map(Box::new(of)));
        }
        if self.takes("'") {
            let (word, rest) = self.rest.split_once('\'')?;
            self.rest = rest;
            return Some(Type::Word(word.to_owned()));
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        Some(match name {
            "" => return None,
            "string" => Type::String,
            "boolean" => Type::Boolean,
            "int32" => Type::Int32,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "null" => Type::Null,
            "any" => Type::Any,
            "Document" if self.takes("<") => {
                let of = self.union()?;
                self.takes(">").then_some(())?;
                Type::Document(Some(Box::new(of)))
            }
            "Document" => Type::Document(None),
            name => name.parse().map_or_else(|_| Type::Named(name.to_owned()), Type::Digit),
        })
    }

    /// Steps over a sign and the blanks around it, if it is there.
    fn takes(&mut self, sign: &str) -> bool {
        let found = self.rest.trim_start().strip_prefix(sign);
        // What a word holds is its own.
        self.rest = found.map_or(self.rest, |rest| if sign == "'" { rest } else { rest.trim_start() });
        found.is_some()
    }
}
