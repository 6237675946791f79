//! Which characters of a scalar's value stand where in the source.

/// Characters from one stretch to the next at most, so that a position is found in few steps however long a line is.
pub(super) const STRETCH: usize = 256;

/// A part of the value that the source holds as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The byte of the value where it begins.
    pub(super) at: usize,
    /// Its line and column in the value.
    pub(super) inner: (u32, u32),
    /// Its line and column in the source.
    pub(super) outer: (u32, u32),
}

/// Walks value and source side by side. Where the source spells a character in another way (an escape, a folded
/// line, indentation), the next character that stands for itself begins a new stretch.
#[cfg(feature = "yaml")]
pub(super) fn align(value: &str, raw: &str, start: (u32, u32), is_block: bool) -> Vec<Stretch> {
    let mut source = Source { rest: raw, line: start.0, column: start.1 };
    // A block scalar begins at its content, so its column is its indentation.
    let indent = start.1.saturating_sub(1);
    if !is_block && raw.starts_with(['"', '\'']) {
        source.next();
    }
    let mut stretches = Vec::new();
    let (mut broken, mut length) = (true, 0);
    let mut next = (1u32, 1u32);
    for (at, c) in value.char_indices() {
        if broken && is_block {
            source.skip_indent(indent);
        }
        if raw.starts_with('"') && source.skip_continuation() {
            broken = true;
        }
        if !c.is_whitespace() && source.skip_space_before(c) {
            broken = true;
        }
        let inner = next;
        next = match c {
            '\n' => (inner.0.saturating_add(1), 1),
            _ => (inner.0, inner.1.saturating_add(1)),
        };
        if source.peek() != Some(c) {
            // An escape, or the fold of a line.
            if !source.skip_spelling() {
                break;
            }
            broken = true;
            continue;
        }
        if broken || length == STRETCH {
            stretches.push(Stretch { at, inner, outer: (source.line, source.column) });
            length = 0;
        }
        length += 1;
        source.next();
        // The second of two quotes stands for nothing.
        let doubled = c == '\'' && raw.starts_with('\'') && source.peek() == Some('\'');
        if doubled {
            source.next();
        }
        broken = doubled || c == '\n';
    }
    stretches
}

/// The stretches of a text that is a source of its own.
pub(super) fn verbatim(text: &str) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let (mut place, mut length, mut broken) = ((1u32, 1u32), 0, true);
    for (at, c) in text.char_indices() {
        if broken || length == STRETCH {
            stretches.push(Stretch { at, inner: place, outer: place });
            length = 0;
        }
        length += 1;
        broken = c == '\n';
        place = if broken { (place.0.saturating_add(1), 1) } else { (place.0, place.1.saturating_add(1)) };
    }
    stretches
}

#[cfg(feature = "yaml")]
struct Source<'a> {
    rest: &'a str,
    line: u32,
    column: u32,
}

#[cfg(feature = "yaml")]
impl Source<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        if c == '\n' {
            self.line = self.line.saturating_add(1);
            self.column = 1;
        } else {
            self.column = self.column.saturating_add(1);
        }
        Some(c)
    }

    /// Skips the spaces that indent a line of a block scalar.
    fn skip_indent(&mut self, indent: u32) {
        while self.column <= indent && self.peek() == Some(' ') {
            self.next();
        }
    }

    /// Skips an escaped line break in double quotes, which stands for nothing, and the indentation after it.
    fn skip_continuation(&mut self) -> bool {
        let skips = self.rest.starts_with("\\\n");
        if skips {
            self.next();
            while self.peek().is_some_and(|c| matches!(c, '\n' | ' ' | '\t')) {
                self.next();
            }
        }
        skips
    }

    /// Skips the space of a folded line and its indentation, where the character itself comes after it.
    fn skip_space_before(&mut self, c: char) -> bool {
        let trimmed = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
        let skips = trimmed.len() < self.rest.len() && trimmed.starts_with(c);
        while skips && self.rest.len() > trimmed.len() {
            self.next();
        }
        skips
    }

    /// Skips what stands for one character of the value: an escape, or the space and breaks of a folded line.
    fn skip_spelling(&mut self) -> bool {
        match self.peek() {
            Some('\\') => {
                self.next();
                let digits = match self.next() {
                    Some('x') => 2,
                    Some('u') => 4,
                    Some('U') => 8,
                    Some(_) => 0,
                    None => return false,
                };
                for _ in 0..digits {
                    self.next();
                }
                true
            }
            Some(' ' | '\n' | '\r' | '\t') => {
                while self.peek().is_some_and(|c| matches!(c, ' ' | '\n' | '\r' | '\t')) {
                    self.next();
                }
                true
            }
            _ => false,
        }
    }
}
