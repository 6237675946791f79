//! Which input of an explanation each part of what people have at hand is: files, pasted texts, lists of objects.

mod answers;
mod excerpt;
mod joined;
mod pieces;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

use super::File;
use crate::error::Result;
use crate::kinds::Role;
use crate::limits;
use pieces::Found;

/// Pieces that are told one by one; nobody reads more.
const PIECES: usize = 200;

/// Texts by the field of `hpa.explain` that they are for, and what became of each piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sorted {
    /// The texts, ready to be given.
    pub inputs: BTreeMap<&'static str, String>,
    /// What was found, in the order in which it was given.
    pub pieces: Vec<Piece>,
    /// How many more pieces there are than are told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
}

/// A document of a file, an object of a list, or several of one kind in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Piece {
    /// The file, as it was named.
    pub file: String,
    /// What it holds: `a HorizontalPodAutoscaler`.
    pub holds: String,
    /// How many of them, one after the other.
    pub count: usize,
    /// The object's name, with its namespace where it has one; of several the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The field that it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<&'static str>,
    /// Whether it is in the field's text.
    pub taken: bool,
    /// Why it is not, or what was made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Its text, where it could be taken in place of the one that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What is there already, by which answers of the metrics APIs are told apart.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct There<'a> {
    /// The HPA, where none is among the files.
    pub hpa: Option<&'a str>,
    /// The scale of its target, where none is among the files.
    pub scale: Option<&'a str>,
}

impl<'a> There<'a> {
    /// Texts, either of which may be left out.
    #[must_use]
    pub fn new(hpa: Option<&'a str>, scale: Option<&'a str>) -> Self {
        Self { hpa, scale }
    }
}

/// Sorts files, or texts that somebody pasted, into the inputs of `hpa.explain`. A file goes by its name where that is the name of
/// an input and what it holds may be that, as in the folder of a scenario, else by what it holds. Of an input that takes one
/// object the first counts; pods, series and lists of resources are put together.
///
/// # Errors
/// `limit.output`. What cannot be taken is told with its reason.
pub fn sort(files: &[File<'_>], there: &There<'_>) -> Result<Sorted> {
    let mut found: Vec<Found> = Vec::new();
    // A name says more than what a text looks like.
    let is_named = |file: &&File<'_>| Role::of_name(file.name).is_some();
    for file in files.iter().filter(is_named).chain(files.iter().filter(|file| !is_named(file))) {
        pieces::of(file, &mut found);
    }
    let inputs = joined::join(&mut found, there);
    let written = inputs.values().map(String::len).chain(found.iter().map(|found| found.text.len()));
    limits::check_output(written.fold(0, usize::saturating_add))?;
    let (pieces, more) = told(found);
    Ok(Sorted { inputs, pieces, more })
}

/// Those of one kind and one fate in a row are one.
fn told(found: Vec<Found>) -> (Vec<Piece>, Option<usize>) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut more = 0usize;
    for Found { file, kind, name, role, taken, why, text } in found {
        let holds =
            kind.map_or_else(|| "a text that is neither YAML nor JSON".to_owned(), |kind| kind.to_string());
        let input = role.map(Role::field);
        let is_same = |last: &&mut Piece| {
            last.file == file
                && last.holds == holds
                && last.input == input
                && last.taken == taken
                && last.why == why
        };
        // One that can be chosen stands for itself.
        let text = (!taken && role.is_some()).then_some(text);
        let is_full = pieces.len() == PIECES;
        if let Some(last) = pieces.last_mut().filter(|_| text.is_none()).filter(is_same) {
            last.count = last.count.saturating_add(1);
        } else if is_full {
            more = more.saturating_add(1);
        } else {
            pieces.push(Piece { file, holds, count: 1, name, input, taken, why, text });
        }
    }
    (pieces, Some(more).filter(|more| *more > 0))
}
