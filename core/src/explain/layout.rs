//! Sections and rows as aligned text, in the manner of `kubectl describe`.

use serde::{Deserialize, Serialize};

use super::stations::{StationKind, StationState};

/// A part of an explanation: a title and rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Section {
    /// What the part is about.
    pub title: String,
    /// What it says.
    pub rows: Vec<Row>,
}

/// One fact of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Row {
    /// What the fact is: `PromQL`, `ratio`.
    pub label: String,
    /// The fact; may have several lines.
    pub text: String,
    /// Why it is so, a sentence a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
    /// Whether the chain breaks here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trouble: bool,
    /// The station of the metric's way that it is about.
    #[serde(skip)]
    pub(super) at: Option<StationKind>,
    /// How it stands there, where that is not what `trouble` says.
    #[serde(skip)]
    pub(super) stands: Option<StationState>,
}

impl Section {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: Row) {
        self.rows.push(row);
    }
}

impl Row {
    pub(super) fn new(label: &str, text: impl Into<String>) -> Self {
        Self {
            label: label.to_owned(),
            text: text.into(),
            why: Vec::new(),
            trouble: false,
            at: None,
            stands: None,
        }
    }

    pub(super) fn trouble(label: &str, text: impl Into<String>) -> Self {
        Self { trouble: true, ..Self::new(label, text) }
    }

    pub(super) fn because(mut self, why: impl Into<String>) -> Self {
        self.why.push(why.into());
        self
    }

    /// The station that it is about.
    pub(super) fn at(self, kind: StationKind) -> Self {
        Self { at: Some(kind), ..self }
    }

    /// Nothing is wrong, but for something that was not given.
    pub(super) fn missing(self) -> Self {
        Self { stands: Some(StationState::Missing), ..self }
    }

    /// It goes on, and not as one may think.
    pub(super) fn doubtful(self) -> Self {
        Self { stands: Some(StationState::Doubtful), ..self }
    }
}

/// What a piece of laid-out text is, for whoever colours it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Role {
    /// A section's title.
    Title,
    /// A row's label.
    Label,
    /// A fact.
    Text,
    /// A reason.
    Why,
    /// A fact at which the chain breaks.
    Trouble,
}

/// Lays sections out as text: titles at the margin, labels in a column, reasons below what they explain. `paint` gets
/// each piece without line ends and gives it back as it shall be printed.
pub fn layout(sections: &[Section], paint: impl Fn(Role, &str) -> String) -> String {
    let labels = sections.iter().flat_map(|section| &section.rows).map(|row| row.label.chars().count());
    let width = labels.max().unwrap_or(0);
    let mut out = String::new();
    for (index, section) in sections.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(&paint(Role::Title, &section.title));
        out.push('\n');
        for row in &section.rows {
            lay_row(row, width, &paint, &mut out);
        }
    }
    out
}

fn lay_row(row: &Row, width: usize, paint: &impl Fn(Role, &str) -> String, out: &mut String) {
    let fact = if row.trouble { Role::Trouble } else { Role::Text };
    let facts = row.text.trim_end().lines().map(|line| (fact, line));
    let reasons = row.why.iter().flat_map(|why| why.lines()).map(|line| (Role::Why, line));
    for (index, (role, line)) in facts.chain(reasons).enumerate() {
        let label = if index == 0 { row.label.as_str() } else { "" };
        out.push_str("  ");
        out.push_str(&paint(Role::Label, &format!("{label:width$}")));
        out.push_str("  ");
        out.push_str(&paint(role, line));
        out.push('\n');
    }
}
