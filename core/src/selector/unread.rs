//! Texts that upstream does not read to their end.

use super::lex::{Kind, Lexer};
use crate::error::{Error, Result, Span, codes};

/// The bytes behind what `labels.Parse` reads of a text that it takes: it takes a NUL for the end, whatever follows, so that
/// requirements there select nothing. `None` where nothing but white space and NULs is left.
fn unread(text: &str) -> Option<std::ops::Range<usize>> {
    if !text.contains('\0') {
        return None;
    }
    let mut lexer = Lexer::new(text);
    let end = loop {
        let token = lexer.next();
        if token.kind == Kind::End {
            break token.start;
        }
    };
    let is_nothing = |c: char| matches!(c, '\0' | ' ' | '\t' | '\r' | '\n');
    text.get(end..)?.contains(|c| !is_nothing(c)).then_some(end..text.len())
}

/// Refuses a selector's text of which upstream leaves requirements unread; one that is no selector passes.
///
/// # Errors
/// `selector.unread`, with the position of what is not read.
pub(crate) fn check_read(text: &str) -> Result<()> {
    match unread(text) {
        Some(bytes) => {
            let message = "the selector ends at a NUL, and what stands behind it is not read";
            Err(Error::new(codes::selector::UNREAD, message).at(Span::of(text, bytes)))
        }
        None => Ok(()),
    }
}
