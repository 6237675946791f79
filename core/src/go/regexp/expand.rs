//! `$1` and `${name}` into what the groups captured. Mirrors `Regexp.Expand`.

use std::sync::LazyLock;

use super::Regexp;

/// A template of [`Regexp::expand`], made for one pattern.
#[derive(Debug, Clone)]
pub struct Expansion {
    pieces: Box<[Piece]>,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(Box<str>),
    /// The groups of a name or the one of a number: the first that took part in the match is printed.
    Groups(Box<[usize]>),
}

impl Expansion {
    /// Reads a template. `$$` is a dollar, `$name` takes as many letters, digits and underscores as there are, and
    /// what is not a group prints nothing; a dollar that begins no name stands for itself.
    #[must_use]
    pub fn new(template: &str, regexp: &Regexp) -> Self {
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('$') {
            text.push_str(before);
            if let Some(after) = after.strip_prefix('$') {
                text.push('$');
                rest = after;
            } else if let Some((name, after)) = reference(after) {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text).into()));
                }
                pieces.push(Piece::Groups(groups(name, regexp)));
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
        Self { pieces: pieces.into() }
    }

    /// Whether the text does not depend on the match.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Text(_) => true,
            Piece::Groups(groups) => groups.is_empty(),
        })
    }

    /// Whether a reference names a group that the pattern does not have, and so prints nothing.
    #[must_use]
    pub fn has_unknown_group(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Groups(groups) if groups.is_empty()))
    }
}

impl Regexp {
    /// Appends the template with the groups of the first match in `text`; false, and nothing appended, without one.
    pub fn expand(&self, template: &Expansion, text: &str, out: &mut String) -> bool {
        let Some(captures) = self.captures(text) else {
            return false;
        };
        for piece in &template.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Groups(groups) => {
                    if let Some(group) = groups.iter().find_map(|group| captures.get(*group)) {
                        out.push_str(group.as_str());
                    }
                }
            }
        }
        true
    }
}

/// The name after a dollar, with or without braces, and what follows it.
fn reference(text: &str) -> Option<(&str, &str)> {
    static NAME: LazyLock<Option<regex::Regex>> =
        LazyLock::new(|| regex::Regex::new(r"\A[\p{L}\p{Nd}_]+").ok());
    let inner = text.strip_prefix('{');
    let (name, rest) =
        inner.unwrap_or(text).split_at_checked(NAME.as_ref()?.find(inner.unwrap_or(text))?.end())?;
    Some((name, if inner.is_some() { rest.strip_prefix('}')? } else { rest }))
}

fn groups(name: &str, regexp: &Regexp) -> Box<[usize]> {
    // Longer numbers and those with leading zeros are names to Go.
    let is_number = name.len() <= 9
        && name.bytes().all(|b| b.is_ascii_digit())
        && (name.len() == 1 || !name.starts_with('0'));
    if is_number {
        return name.parse().ok().filter(|group| *group <= regexp.groups()).into_iter().collect();
    }
    regexp.names().enumerate().filter(|(_, held)| *held == Some(name)).map(|(group, _)| group).collect()
}
