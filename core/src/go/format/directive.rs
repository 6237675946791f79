//! `fmt.Sprintf`: the directives of a format, flag by flag.

use super::flags::Flags;
use super::printer::Printer;
use crate::go::runes;
use crate::go::value::GoValue;

/// The largest width or precision, as in Go.
const WIDEST: usize = 1_000_000;

/// A format on its way: what is left of it, and which argument is next.
struct Directives<'f, 'v> {
    rest: &'f [u8],
    values: &'f [GoValue<'v>],
    next: usize,
    /// Whether an argument was named by its number, `%[1]s`.
    reordered: bool,
    /// Whether the numbers of this directive can be used.
    good_number: bool,
    /// Whether a number was the last thing read.
    after_number: bool,
}

impl Printer<'_> {
    /// `fmt.Sprintf`.
    pub(crate) fn printf(&mut self, format: &[u8], values: &[GoValue<'_>]) {
        let mut at = Directives {
            rest: format,
            values,
            next: 0,
            reordered: false,
            good_number: true,
            after_number: false,
        };
        loop {
            let literal = at.rest.iter().position(|byte| *byte == b'%').unwrap_or(at.rest.len());
            let (literal, rest) = at.rest.split_at_checked(literal).unwrap_or((at.rest, &[]));
            self.sink.write(literal);
            let Some((_, rest)) = rest.split_first() else { break };
            at.rest = rest;
            if self.is_full() {
                return;
            }
            if !self.directive(&mut at) {
                break;
            }
        }
        if !at.reordered && at.next < values.len() {
            self.extra(values.get(at.next..).unwrap_or_default());
        }
    }

    /// One directive after its `%`; false where the format ends before its verb.
    fn directive(&mut self, at: &mut Directives<'_, '_>) -> bool {
        at.good_number = true;
        self.flags = Flags::default();
        while let Some((flag, rest)) = at.rest.split_first() {
            match flag {
                b'#' => self.flags.sharp = true,
                b'0' => self.flags.zero = true,
                b'+' => self.flags.plus = true,
                b'-' => self.flags.minus = true,
                b' ' => self.flags.space = true,
                _ => break,
            }
            at.rest = rest;
        }
        at.number();
        self.width(at);
        self.precision(at);
        if !at.after_number {
            at.number();
        }
        let Some((verb, len)) = runes::decode(at.rest) else {
            self.sink.write_str("%!(NOVERB)");
            return false;
        };
        at.rest = at.rest.get(len..).unwrap_or_default();
        match at.values.get(at.next) {
            _ if verb == '%' => self.sink.write_char('%'),
            _ if !at.good_number => self.trouble(verb, "(BADINDEX)"),
            None => self.trouble(verb, "(MISSING)"),
            Some(value) => {
                if matches!(verb, 'v' | 'w') {
                    self.flags.sharp_v = std::mem::take(&mut self.flags.sharp);
                    self.flags.plus_v = std::mem::take(&mut self.flags.plus);
                }
                self.value(value, verb);
                at.next += 1;
            }
        }
        true
    }

    fn trouble(&mut self, verb: char, what: &str) {
        self.sink.write_str("%!");
        self.sink.write_char(verb);
        self.sink.write_str(what);
    }

    fn width(&mut self, at: &mut Directives<'_, '_>) {
        if at.skip(b'*') {
            match at.integer() {
                Some(width) => {
                    self.flags.width = usize::try_from(width.unsigned_abs()).ok();
                    if width < 0 {
                        self.flags.minus = true;
                        self.flags.zero = false;
                    }
                }
                None => self.sink.write_str("%!(BADWIDTH)"),
            }
            at.after_number = false;
        } else {
            self.flags.width = at.digits();
            if at.after_number && self.flags.width.is_some() {
                at.good_number = false;
            }
        }
    }

    fn precision(&mut self, at: &mut Directives<'_, '_>) {
        // A point that ends the format is a verb, not a precision.
        if at.rest.len() < 2 || !at.skip(b'.') {
            return;
        }
        if at.after_number {
            at.good_number = false;
        }
        at.number();
        if at.skip(b'*') {
            self.flags.precision = at.integer().and_then(|precision| usize::try_from(precision).ok());
            if self.flags.precision.is_none() {
                self.sink.write_str("%!(BADPREC)");
            }
            at.after_number = false;
        } else {
            self.flags.precision = Some(at.digits().unwrap_or(0));
        }
    }

    /// The arguments that no directive used.
    fn extra(&mut self, values: &[GoValue<'_>]) {
        self.flags = Flags::default();
        self.sink.write_str("%!(EXTRA ");
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.sink.write_str(", ");
            }
            self.sink.write_str(value.type_name());
            if !matches!(value, GoValue::Nil) {
                self.sink.write_char('=');
                self.value(value, 'v');
            }
        }
        self.sink.write_char(')');
    }
}

impl Directives<'_, '_> {
    fn skip(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Digits as a number; a number that is too large swallows the rest of the format, as in Go.
    fn digits(&mut self) -> Option<usize> {
        let (value, len) = number(self.rest);
        self.rest = self.rest.get(len..).unwrap_or_default();
        value
    }

    /// `[2]`: the argument that comes next.
    fn number(&mut self) {
        self.after_number = false;
        if self.rest.first() != Some(&b'[') {
            return;
        }
        self.reordered = true;
        let close = self.rest.iter().position(|byte| *byte == b']').filter(|_| self.rest.len() >= 3);
        let Some(close) = close else {
            self.good_number = false;
            self.rest = self.rest.get(1..).unwrap_or_default();
            return;
        };
        let inside = self.rest.get(1..close).unwrap_or_default();
        self.rest = self.rest.get(close + 1..).unwrap_or_default();
        let (value, len) = number(inside);
        let Some(value) = value.filter(|_| len == inside.len()) else {
            self.good_number = false;
            return;
        };
        self.after_number = true;
        match value.checked_sub(1).filter(|index| *index < self.values.len()) {
            Some(index) => self.next = index,
            None => self.good_number = false,
        }
    }

    /// The next argument as a width or precision.
    fn integer(&mut self) -> Option<i64> {
        let value = self.values.get(self.next)?;
        self.next += 1;
        let value = match value {
            GoValue::Int(value) => *value,
            GoValue::Byte(value) => i64::from(*value),
            _ => return None,
        };
        usize::try_from(value.unsigned_abs()).is_ok_and(|size| size <= WIDEST).then_some(value)
    }
}

/// Leading digits as a number and how many bytes they take.
fn number(text: &[u8]) -> (Option<usize>, usize) {
    let mut value = None;
    for (at, byte) in text.iter().enumerate() {
        if !byte.is_ascii_digit() {
            return (value, at);
        }
        if value.is_some_and(|value| value > WIDEST) {
            return (None, text.len());
        }
        value = Some(value.unwrap_or(0) * 10 + usize::from(byte - b'0'));
    }
    (value, text.len())
}
