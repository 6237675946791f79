//! `$1` and `${name}` into what the groups captured. Mirrors `Regexp.Expand`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Regexp;
use crate::go::runes;

/// A template of [`Regexp::expand`], made for one pattern.
#[derive(Debug, Clone)]
pub(crate) struct Expansion {
    pieces: Box<[Piece]>,
    /// The groups of each name, or the one of a number, that the template refers to.
    references: Box<[Box<[usize]>]>,
    unknown: Box<[UnknownGroup]>,
}

/// A reference to a group that the pattern does not have, and so prints nothing.
#[derive(Debug, Clone)]
pub(crate) struct UnknownGroup {
    /// Where it stands in the template.
    pub(crate) at: Range<usize>,
    /// What was meant, where the name runs on behind the number of a group: `${1}_total` for `$1_total`.
    pub(crate) meant: Option<String>,
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
        let mut unknown = Vec::new();
        while let Some((before, after)) = rest.split_once('$') {
            text.push_str(before);
            if let Some(after) = after.strip_prefix('$') {
                text.push('$');
                rest = after;
            } else if let Some((name, behind)) = reference(after) {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text).into()));
                }
                let place = named.place(name);
                if named.references.get(place).is_some_and(|groups| groups.is_empty()) {
                    let from = template.len().saturating_sub(after.len().saturating_add(1));
                    let at = from..template.len().saturating_sub(behind.len());
                    let meant = if after.starts_with('{') { None } else { named.meant(name) };
                    unknown.push(UnknownGroup { at, meant });
                }
                pieces.push(Piece::Reference(place));
                rest = behind;
            } else {
                text.push('$');
                rest = after;
            }
        }
        text.push_str(rest);
        if !text.is_empty() {
            pieces.push(Piece::Text(text.into()));
        }
        Self { pieces: pieces.into(), references: named.references.into(), unknown: unknown.into() }
    }

    /// Whether the text does not depend on the match.
    #[must_use]
    pub(crate) fn is_constant(&self) -> bool {
        self.references.iter().all(|groups| groups.is_empty())
    }

    /// Whether it can print a text, by what it begins and ends with.
    #[must_use]
    pub(crate) fn may_print(&self, text: &str) -> bool {
        let fixed = |piece: Option<&Piece>| match piece {
            Some(Piece::Text(fixed)) => fixed.to_string(),
            _ => String::new(),
        };
        if self.is_constant() {
            let pieces = self.pieces.iter().map(|piece| fixed(Some(piece)));
            return pieces.collect::<String>() == text;
        }
        text.starts_with(&fixed(self.pieces.first())) && text.ends_with(&fixed(self.pieces.last()))
    }

    /// The references to groups that the pattern does not have, in order.
    #[must_use]
    pub(crate) fn unknown_groups(&self) -> &[UnknownGroup] {
        &self.unknown
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

impl Named<'_> {
    /// A name that is the number of a group and goes on, with the number in braces.
    fn meant(&self, name: &str) -> Option<String> {
        let digits = name.find(|c: char| !c.is_ascii_digit())?;
        let (number, rest) = name.split_at_checked(digits)?;
        let is_group = (number.len() == 1 || !number.starts_with('0'))
            && number.parse().is_ok_and(|group: usize| group <= self.groups);
        is_group.then(|| format!("${{{number}}}{rest}"))
    }
}

/// The name after a dollar, with or without braces, and what follows it.
fn reference(text: &str) -> Option<(&str, &str)> {
    let (inner, in_name) =
        (text.strip_prefix('{'), |c| c == '_' || runes::is_letter(c) || runes::is_digit(c));
    let from = inner.unwrap_or(text);
    let (name, rest) = from.split_at_checked(from.find(|c| !in_name(c)).unwrap_or(from.len()))?;
    if name.is_empty() {
        return None;
    }
    Some((name, if inner.is_some() { rest.strip_prefix('}')? } else { rest }))
}
