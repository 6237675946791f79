//! The tokens of PromQL.

use std::ops::Range;

use super::operator::{AGGREGATIONS, AggregateOp, BinaryOp};
use crate::go::quote::quote;

/// One token, and the bytes of the text that it is.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    End,
    /// A name without colons that is no keyword.
    Identifier,
    /// A name with a colon.
    MetricIdentifier,
    /// A string, its quotes included.
    Text,
    Number,
    Duration,
    LeftParen,
    RightParen,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    Comma,
    Colon,
    At,
    /// `=`, of matchers only.
    Assign,
    /// `=~`
    Regex,
    /// `!~`
    NotRegex,
    Operator(BinaryOp),
    Aggregation(AggregateOp),
    Word(Word),
}

/// A keyword that is no operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Anchored,
    Bool,
    By,
    End,
    Fill,
    FillLeft,
    FillRight,
    GroupLeft,
    GroupRight,
    Ignoring,
    MaxOf,
    MinOf,
    Offset,
    On,
    Range,
    Smoothed,
    Start,
    Step,
    Without,
}

const WORDS: [(&str, Kind); 25] = [
    ("anchored", Kind::Word(Word::Anchored)),
    ("bool", Kind::Word(Word::Bool)),
    ("by", Kind::Word(Word::By)),
    ("end", Kind::Word(Word::End)),
    ("fill", Kind::Word(Word::Fill)),
    ("fill_left", Kind::Word(Word::FillLeft)),
    ("fill_right", Kind::Word(Word::FillRight)),
    ("group_left", Kind::Word(Word::GroupLeft)),
    ("group_right", Kind::Word(Word::GroupRight)),
    ("ignoring", Kind::Word(Word::Ignoring)),
    ("max_of", Kind::Word(Word::MaxOf)),
    ("min_of", Kind::Word(Word::MinOf)),
    ("offset", Kind::Word(Word::Offset)),
    ("on", Kind::Word(Word::On)),
    ("range", Kind::Word(Word::Range)),
    ("smoothed", Kind::Word(Word::Smoothed)),
    ("start", Kind::Word(Word::Start)),
    ("step", Kind::Word(Word::Step)),
    ("without", Kind::Word(Word::Without)),
    ("and", Kind::Operator(BinaryOp::And)),
    ("or", Kind::Operator(BinaryOp::Or)),
    ("unless", Kind::Operator(BinaryOp::Unless)),
    ("atan2", Kind::Operator(BinaryOp::Atan2)),
    ("inf", Kind::Number),
    ("nan", Kind::Number),
];

impl Kind {
    /// The keyword that a name is, in any case.
    pub(super) fn keyword(name: &str) -> Option<Self> {
        let known = WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(name));
        known.map(|(_, kind)| *kind).or_else(|| {
            let known = AGGREGATIONS.iter().find(|(word, _)| word.eq_ignore_ascii_case(name));
            known.map(|(_, op)| Self::Aggregation(*op))
        })
    }

    /// Whether a metric may be named so without quotes.
    pub(super) fn names_metric(self) -> bool {
        match self {
            Self::Identifier | Self::MetricIdentifier | Self::Aggregation(_) => true,
            Self::Operator(op) => op.is_set(),
            Self::Word(word) => {
                !matches!(word, Word::Bool | Word::GroupLeft | Word::GroupRight | Word::Ignoring | Word::On)
            }
            _ => false,
        }
    }

    /// Whether a label that is grouped by may be named so without quotes.
    pub(super) fn names_label(self) -> bool {
        match self {
            Self::Identifier | Self::MetricIdentifier | Self::Aggregation(_) => true,
            Self::Operator(op) => op.is_set() || op == BinaryOp::Atan2,
            // Prometheus' list of words that are labels has all but this one.
            Self::Word(word) => word != Word::Without,
            _ => false,
        }
    }

    /// Whether a duration may begin with it.
    pub(super) fn begins_duration(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Duration
                | Self::LeftParen
                | Self::Operator(BinaryOp::Add | BinaryOp::Sub)
                | Self::Word(Word::Step | Word::Range | Word::MaxOf | Word::MinOf)
        )
    }

    /// A token of this kind as Prometheus names it where it did not expect it.
    pub(super) fn describe(self, text: &str) -> String {
        /// Characters that are shown of what is no name and no keyword.
        const SHOWN: usize = 10;
        let shown = || {
            if text.len() <= SHOWN {
                return quote(text);
            }
            let end = text.char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| at);
            quote(text.get(..end).unwrap_or_default()) + "..."
        };
        match self {
            Self::End => "end of input".to_owned(),
            Self::Identifier => format!("identifier {}", quote(text)),
            Self::MetricIdentifier => format!("metric identifier {}", quote(text)),
            Self::Text => format!("string {}", shown()),
            Self::Number => format!("number {}", shown()),
            Self::Duration => format!("duration {}", shown()),
            Self::Operator(_) | Self::At | Self::Regex | Self::NotRegex => format!("<op:{text}>"),
            Self::Aggregation(_) => format!("<aggr:{text}>"),
            Self::Word(Word::Start | Word::End | Word::Step | Word::Range | Word::MaxOf | Word::MinOf) => {
                shown()
            }
            Self::Word(_) => format!("<{text}>"),
            _ => shown(),
        }
    }
}
