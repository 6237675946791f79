//! A value under a verb. Mirrors the printer of Go's `fmt`.

use super::basic::{self, Base};
use super::flags::{Flags, Sink};
use crate::go::value::{GoValue, Map, Slice, Struct};

/// Where Go would print an address; nothing here has one.
const ADDRESS: u64 = 0xc0_0000_0000;

/// Prints values as Go's `fmt` does, into bytes that may grow up to a bound.
#[derive(Debug)]
pub(crate) struct Printer<'b> {
    pub(super) sink: Sink<'b>,
    pub(super) flags: Flags,
    /// Within `%!d(…)`: methods are not called.
    erroring: bool,
}

impl<'b> Printer<'b> {
    /// A printer that appends to `bytes` until they are `bound` long.
    #[must_use]
    pub(crate) fn new(bytes: &'b mut Vec<u8>, bound: usize) -> Self {
        Self { sink: Sink::new(bytes, bound), flags: Flags::default(), erroring: false }
    }

    /// Whether something was left out because of the bound.
    #[must_use]
    pub(crate) fn is_full(&self) -> bool {
        self.sink.is_full()
    }

    /// `fmt.Sprint`: spaces between values neither of which is a string.
    pub(crate) fn print(&mut self, values: &[GoValue<'_>]) {
        let mut after_text = true;
        for value in values {
            let text = matches!(value, GoValue::Text(_));
            if !text && !after_text {
                self.sink.write_char(' ');
            }
            self.value(value, 'v');
            after_text = text;
        }
    }

    /// `fmt.Sprintln`: spaces between the values and a line feed at the end.
    pub(crate) fn println(&mut self, values: &[GoValue<'_>]) {
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.sink.write_char(' ');
            }
            self.value(value, 'v');
        }
        self.sink.write_char('\n');
    }

    /// One value under a verb, as the arguments of a format are printed.
    pub(super) fn value(&mut self, value: &GoValue<'_>, verb: char) {
        match (verb, value) {
            ('T' | 'v', GoValue::Nil) => self.sink.pad(&self.flags, b"<nil>"),
            ('T', _) => basic::string(&mut self.sink, &self.flags, value.type_name().as_bytes()),
            ('p', GoValue::Slice(Slice { .. }) | GoValue::Map(_)) => self.address(value),
            ('p', _) => self.bad_verb(value, verb),
            ('w', GoValue::Slice(_) | GoValue::Map(_) | GoValue::Struct(_)) if !self.erroring => {
                self.bad_verb(value, verb);
            }
            ('v' | 's' | 'x' | 'X' | 'q', GoValue::Struct(object))
                if !self.erroring && !self.flags.sharp_v =>
            {
                match &object.string {
                    Some(text) => self.text(value, text, verb),
                    None => self.object(object, verb),
                }
            }
            _ => self.element(value, verb),
        }
    }

    /// One value under a verb, without what only arguments get: types, addresses, methods.
    fn element(&mut self, value: &GoValue<'_>, verb: char) {
        match value {
            GoValue::Nil => self.bad_verb(value, verb),
            GoValue::Bool(v) if matches!(verb, 't' | 'v') => basic::boolean(&mut self.sink, &self.flags, *v),
            GoValue::Bool(_) => self.bad_verb(value, verb),
            GoValue::Int(v) => self.integer(value, *v < 0, v.unsigned_abs(), verb),
            GoValue::Byte(v) if verb == 'v' && self.flags.sharp_v => self.hexadecimal((*v).into(), true),
            GoValue::Byte(v) => self.integer(value, false, (*v).into(), verb),
            GoValue::Float(v) => self.float(value, *v, verb),
            GoValue::Complex(re, im) => self.complex(value, *re, *im, verb),
            GoValue::Text(text) => self.text(value, text, verb),
            GoValue::Slice(slice) => self.slice(slice, verb),
            GoValue::Map(map) => self.map(map, verb),
            GoValue::Struct(object) => self.object(object, verb),
        }
    }

    /// `%!d(string=x)`.
    fn bad_verb(&mut self, value: &GoValue<'_>, verb: char) {
        self.sink.write_str("%!");
        self.sink.write_char(verb);
        self.sink.write_char('(');
        self.sink.write_str(value.type_name());
        if !matches!(value, GoValue::Nil) {
            self.sink.write_char('=');
            let erroring = std::mem::replace(&mut self.erroring, true);
            self.value(value, 'v');
            self.erroring = erroring;
        }
        self.sink.write_char(')');
    }

    fn hexadecimal(&mut self, v: u64, marked: bool) {
        let flags = Flags { sharp: marked, ..self.flags };
        basic::integer(&mut self.sink, &flags, false, v, Base::HEXADECIMAL);
    }

    fn address(&mut self, value: &GoValue<'_>) {
        let nil = match value {
            GoValue::Slice(slice) => slice.is_nil(),
            GoValue::Map(map) => map.entries.is_none(),
            _ => true,
        };
        self.hexadecimal(if nil { 0 } else { ADDRESS }, !self.flags.sharp);
    }

    fn integer(&mut self, value: &GoValue<'_>, negative: bool, magnitude: u64, verb: char) {
        // Characters are told from the bits, so a negative number is none.
        let bits = if negative { magnitude.wrapping_neg() } else { magnitude };
        let base = match verb {
            'v' | 'd' => Base::DECIMAL,
            'b' => Base { radix: 2, ..Base::DECIMAL },
            'o' | 'O' => Base { radix: 8, marked: verb == 'O', ..Base::DECIMAL },
            'x' | 'X' => Base { upper: verb == 'X', ..Base::HEXADECIMAL },
            'c' => return basic::character(&mut self.sink, &self.flags, bits),
            'q' => return basic::quoted_character(&mut self.sink, &self.flags, bits),
            'U' => return basic::unicode(&mut self.sink, &self.flags, bits),
            _ => return self.bad_verb(value, verb),
        };
        basic::integer(&mut self.sink, &self.flags, negative, magnitude, base);
    }

    fn float(&mut self, value: &GoValue<'_>, v: f64, verb: char) {
        match verb {
            'v' => basic::float(&mut self.sink, &self.flags, v, 'g', None),
            'b' | 'g' | 'G' | 'x' | 'X' => basic::float(&mut self.sink, &self.flags, v, verb, None),
            'f' | 'F' => basic::float(&mut self.sink, &self.flags, v, 'f', Some(6)),
            'e' | 'E' => basic::float(&mut self.sink, &self.flags, v, verb, Some(6)),
            _ => self.bad_verb(value, verb),
        }
    }

    fn complex(&mut self, value: &GoValue<'_>, re: f64, im: f64, verb: char) {
        if !matches!(verb, 'v' | 'b' | 'g' | 'G' | 'x' | 'X' | 'f' | 'F' | 'e' | 'E') {
            return self.bad_verb(value, verb);
        }
        self.sink.write_char('(');
        self.float(value, re, verb);
        let plus = std::mem::replace(&mut self.flags.plus, true);
        self.float(value, im, verb);
        self.flags.plus = plus;
        self.sink.write_str("i)");
    }

    /// A string, or what a `String` method gave for a value.
    fn text(&mut self, value: &GoValue<'_>, text: &[u8], verb: char) {
        match verb {
            'v' if self.flags.sharp_v => basic::quoted_string(&mut self.sink, &self.flags, text),
            'v' | 's' => basic::string(&mut self.sink, &self.flags, text),
            'x' | 'X' => basic::hexadecimal_string(&mut self.sink, &self.flags, text, verb == 'X'),
            'q' => basic::quoted_string(&mut self.sink, &self.flags, text),
            _ => self.bad_verb(value, verb),
        }
    }

    fn slice(&mut self, slice: &Slice<'_>, verb: char) {
        let items = slice.items().iter().map(|item| (None, GoValue::from(*item)));
        self.sequence("[]string", slice.is_nil(), ("", "[", "]"), items, verb);
    }

    fn map(&mut self, map: &Map<'_>, verb: char) {
        let items =
            map.entries().iter().map(|(key, value)| (Some(GoValue::from(*key)), GoValue::from(*value)));
        self.sequence("map[string]string", map.entries.is_none(), ("map", "[", "]"), items, verb);
    }

    /// What a slice and a map have in common: `map[a:b c:d]`, in Go syntax `map[string]string{"a":"b", "c":"d"}`.
    fn sequence<'v>(
        &mut self,
        type_name: &str,
        nil: bool,
        (name, open, close): (&str, &str, &str),
        items: impl Iterator<Item = (Option<GoValue<'v>>, GoValue<'v>)>,
        verb: char,
    ) {
        let go = self.flags.sharp_v;
        self.sink.write_str(if go { type_name } else { name });
        if go && nil {
            self.sink.write_str("(nil)");
            return;
        }
        self.sink.write_str(if go { "{" } else { open });
        for (at, (key, value)) in items.enumerate() {
            self.separator(at);
            if let Some(key) = key {
                self.element(&key, verb);
                self.sink.write_char(':');
            }
            self.element(&value, verb);
            if self.is_full() {
                return;
            }
        }
        self.sink.write_str(if go { "}" } else { close });
    }

    fn separator(&mut self, at: usize) {
        if at > 0 {
            self.sink.write_str(if self.flags.sharp_v { ", " } else { " " });
        }
    }

    fn object(&mut self, object: &Struct<'_>, verb: char) {
        if self.flags.sharp_v {
            self.sink.write_str(object.type_name);
        }
        self.sink.write_char('{');
        for (at, (name, value)) in object.fields.iter().enumerate() {
            self.separator(at);
            if self.flags.plus_v || self.flags.sharp_v {
                self.sink.write_str(name);
                self.sink.write_char(':');
            }
            self.element(value, verb);
        }
        self.sink.write_char('}');
    }
}
