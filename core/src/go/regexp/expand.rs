//! `$1` and `${name}` into what the groups captured. Mirrors `Regexp.Expand`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Engine, Regexp};

/// A template of [`Regexp::expand`], made for one pattern.
#[derive(Debug, Clone)]
pub(crate) struct Expansion {
    pieces: Box<[Piece]>,
    /// The groups of each name, or the one of a number, that the template refers to.
    references: Box<[Box<[usize]>]>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(Box<str>),
    /// Of these groups, by their place in `references`, the first that took part in the match is printed.
    Reference(usize),
}

impl Expansion {
    /// Reads a template. `$$` is a dollar, `$name` takes as many letters, digits and underscores as there are, and
    /// what is not a group prints nothing; a dollar that begins no name stands for itself.
    #[must_use]
    pub(crate) fn new(template: &str, regexp: &Regexp) -> Self {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        let mut named = Named::of(regexp);
        while let Some((before, after)) = rest.split_once('$') {
            text.push_str(before);
            if let Some(after) = after.strip_prefix('$') {
                text.push('$');
                rest = after;
            } else if let Some((name, after)) = reference(after) {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text).into()));
                }
                pieces.push(Piece::Reference(named.place(name)));
                rest = after;
            } else {
                text.push('$');
                rest = after;
            }
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text.into()));
        }
        Self { pieces: pieces.into(), references: named.references.into() }
    }

    /// Whether the text does not depend on the match.
    #[must_use]
    pub(crate) fn is_constant(&self) -> bool {
        self.references.iter().all(|groups| groups.is_empty())
    }

    /// Whether a reference names a group that the pattern does not have, and so prints nothing.
    #[must_use]
    pub(crate) fn has_unknown_group(&self) -> bool {
        self.references.iter().any(|groups| groups.is_empty())
    }
}

impl Regexp {
    /// What a template prints with the groups of the first match in `text`, as pieces; `None` without a match.
    pub(crate) fn expand<'t>(
        &self,
        template: &'t Expansion,
        text: &'t str,
    ) -> Option<impl Iterator<Item = &'t str>> {
        // Groups cost more to find than a match.
        let captures = if template.is_constant() {
            self.is_match(text).then_some(None)?
        } else {
            Some(self.captures(text)?)
        };
        let held = |groups: &[usize]| groups.iter().find_map(|group| captures.as_ref()?.get(*group));
        let printed = |groups: &[usize]| held(groups).unwrap_or_default();
        let references: Vec<&'t str> = template.references.iter().map(|groups| printed(groups)).collect();
        Some(template.pieces.iter().map(move |piece| match piece {
            Piece::Text(text) => &**text,
            Piece::Reference(place) => references.get(*place).copied().unwrap_or_default(),
        }))
    }
}

/// The references of a template, each name once.
struct Named<'a> {
    groups: usize,
    /// The groups of each name of the pattern.
    by_name: BTreeMap<&'a str, Vec<usize>>,
    references: Vec<Box<[usize]>>,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Named<'a> {
    fn of(regexp: &'a Regexp) -> Self {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (group, name) in regexp.names().enumerate() {
            if let Some(name) = name {
                by_name.entry(name).or_default().push(group);
            }
        }
        Self { groups: regexp.groups(), by_name, references: Vec::new(), places: BTreeMap::new() }
    }

    fn place(&mut self, name: &'a str) -> usize {
        let Self { groups, by_name, references, places } = self;
        *places.entry(name).or_insert_with(|| {
            // Longer numbers and those with leading zeros are names to Go.
            let is_number = name.len() <= 9
                && name.bytes().all(|b| b.is_ascii_digit())
                && (name.len() == 1 || !name.starts_with('0'));
            references.push(if is_number {
                name.parse().ok().filter(|group| *group <= *groups).into_iter().collect()
            } else {
                by_name.get(name).map(|groups| groups.as_slice().into()).unwrap_or_default()
            });
            references.len() - 1
        })
    }
}

/// The name after a dollar, with or without braces, and what follows it.
fn reference(text: &str) -> Option<(&str, &str)> {
    static NAME: LazyLock<Option<Engine>> = LazyLock::new(|| Engine::new(r"\A[\p{L}\p{Nd}_]+", 1 << 20));
    let inner = text.strip_prefix('{');
    let (name, rest) = inner.unwrap_or(text).split_at_checked(NAME.as_ref()?.end(inner.unwrap_or(text))?)?;
    Some((name, if inner.is_some() { rest.strip_prefix('}')? } else { rest }))
}
