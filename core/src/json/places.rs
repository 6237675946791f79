//! Which value of a text is at which path.

use std::fmt::Write;
use std::ops::Range;

use super::cursor::Cursor;
use super::mismatch::Mismatch;

/// What is told of each: the path, where its name stands, where its value does.
type Visit<'v> = &'v mut dyn FnMut(&str, Range<usize>, Range<usize>);

/// Goes over the fields and items of a text, and tells of each its path, where its name stands, and where its value does.
/// An item has its value for a name. Ends early where the text is no JSON.
pub(super) fn walk(text: &str, visit: Visit<'_>) {
    let cursor = Cursor::new(text, false);
    // Whoever reads the text tells what is wrong with it.
    let _ = Walk { cursor, path: String::new(), visit }.value();
}

/// Where the value at a path stands in a text, or the name of the nearest one around it.
pub(crate) fn place_of(text: &str, wanted: &str) -> Option<Range<usize>> {
    let mut nearest: Option<(usize, Range<usize>)> = None;
    walk(text, &mut |path, name, value| {
        let Some(rest) = wanted.strip_prefix(path) else { return };
        if !rest.is_empty() && !rest.starts_with(['.', '[']) {
            return;
        }
        // The last of equal ones is the one that counts.
        if nearest.as_ref().is_none_or(|(length, _)| *length <= path.len()) {
            nearest = Some((path.len(), if rest.is_empty() { value } else { name }));
        }
    });
    nearest.map(|(_, bytes)| bytes)
}

struct Walk<'t, 'v> {
    cursor: Cursor<'t>,
    path: String,
    visit: Visit<'v>,
}

impl Walk<'_, '_> {
    fn value(&mut self) -> Result<(), Mismatch> {
        match self.cursor.peek() {
            Some(b'{') => self.fields(),
            Some(b'[') => self.items(),
            _ => self.cursor.value().map(drop),
        }
    }

    fn fields(&mut self) -> Result<(), Mismatch> {
        self.cursor.enter()?;
        let mut is_first = true;
        while self.cursor.peek() != Some(b'}') {
            self.comma(is_first)?;
            is_first = false;
            let start = self.cursor.at();
            let name = self.cursor.text()?;
            let bytes = start..self.cursor.at();
            self.cursor.expect(b':')?;
            let outer = self.path.len();
            if outer > 0 {
                self.path.push('.');
            }
            self.path.push_str(&name);
            self.visited(Some(bytes), outer)?;
        }
        self.cursor.leave();
        Ok(())
    }

    fn items(&mut self) -> Result<(), Mismatch> {
        self.cursor.enter()?;
        let mut index = 0usize;
        while self.cursor.peek() != Some(b']') {
            self.comma(index == 0)?;
            let outer = self.path.len();
            // Writing to a String cannot fail.
            let _ = write!(self.path, "[{index}]");
            self.visited(None, outer)?;
            index = index.saturating_add(1);
        }
        self.cursor.leave();
        Ok(())
    }

    fn comma(&mut self, is_first: bool) -> Result<(), Mismatch> {
        if !is_first {
            self.cursor.expect(b',')?;
            self.cursor.peek();
        }
        Ok(())
    }

    /// Goes over the value at the path, and back to the path around it.
    fn visited(&mut self, name: Option<Range<usize>>, outer: usize) -> Result<(), Mismatch> {
        self.cursor.peek();
        let start = self.cursor.at();
        self.value()?;
        let value = start..self.cursor.at();
        (self.visit)(&self.path, name.unwrap_or_else(|| value.clone()), value);
        self.path.truncate(outer);
        Ok(())
    }
}
