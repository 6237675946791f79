//! Go's syntax into the `regex` crate's. Mirrors `syntax.Parse` with the flags of `regexp.Compile`.

use super::class;
use super::cost::{self, Cost};
use super::pattern::Pattern;
use super::unicode::Names;
use super::{Dialect, Problem, SyntaxError};

/// Nested groups. Go allows a tree of height 1000, on a stack that grows.
pub(super) const DEPTH: usize = 50;
/// Copies of the innermost thing that repetitions within repetitions may make.
const COPIES: u32 = 1000;

/// A pattern in the crate's syntax, the names of its groups, what it costs to compile, and whether it matches the empty text.
pub(super) struct Translated {
    pub(super) rust: String,
    pub(super) names: Vec<Option<Box<str>>>,
    pub(super) cost: Cost,
    pub(super) matches_empty: bool,
}

/// The flags that `(?imsU)` sets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) fold_case: bool,
    multi_line: bool,
    dot_newline: bool,
    ungreedy: bool,
}

/// What a repetition would apply to.
#[derive(Debug, Clone, Copy)]
struct Term {
    /// Where it begins in the output.
    start: usize,
    /// The most copies that nested repetitions in it make.
    copies: u32,
    /// Whether it ends in a repetition operator.
    repeated: bool,
    cost: Cost,
    /// Whether it matches the empty text.
    empty: bool,
}

/// A group that is open.
struct Group {
    /// Where it begins in the output.
    start: usize,
    /// The flags before it.
    flags: Flags,
    /// The most copies of what stands before it so far.
    copies: u32,
    /// What stands before it costs.
    cost: Cost,
    /// What the alternatives before it, and the one that it stands in, match.
    empty: Empty,
}

/// Whether what was read of a group matches the empty text.
#[derive(Debug, Clone, Copy)]
struct Empty {
    /// One of the alternatives before.
    before: bool,
    /// The last one, so far.
    last: bool,
}

struct Parser<'a> {
    pattern: Pattern<'a>,
    flags: Flags,
    groups: Vec<Group>,
    last: Option<Term>,
    copies: u32,
    /// What the group that is open costs so far.
    cost: Cost,
    /// Whether the group that is open matches the empty text so far.
    empty: Empty,
    out: Translated,
}

/// Reads a pattern; one of Prometheus as if it began with `(?s)`.
pub(super) fn parse(text: &str, dialect: Dialect) -> Result<Translated, SyntaxError> {
    let (dot_newline, names) = match dialect {
        Dialect::Go => (false, Names::Loose),
        Dialect::Prometheus => (true, Names::Exact),
    };
    let mut parser = Parser {
        pattern: Pattern { text, at: 0, names },
        flags: Flags { dot_newline, ..Flags::default() },
        groups: Vec::new(),
        last: None,
        copies: 1,
        cost: cost::PATTERN,
        empty: Empty::NEW,
        out: Translated {
            rust: String::with_capacity(text.len() + 8),
            names: vec![None],
            cost: Cost::default(),
            matches_empty: false,
        },
    };
    parser.run()?;
    parser.settle();
    parser.out.cost = parser.cost;
    parser.out.matches_empty = parser.empty.any();
    Ok(parser.out)
}

impl Empty {
    /// Of nothing read.
    const NEW: Self = Self { before: false, last: true };

    fn any(self) -> bool {
        self.before || self.last
    }
}

impl Parser<'_> {
    fn run(&mut self) -> Result<(), SyntaxError> {
        // Where the repetition just before begins: Perl does not stack them.
        let mut repetition = None;
        while let Some(c) = self.pattern.peek() {
            let start = self.pattern.at;
            let after = repetition.take();
            match c {
                '(' => self.open()?,
                ')' => self.close()?,
                '|' => {
                    self.pattern.next();
                    self.out.rust.push('|');
                    self.settle();
                    self.empty = Empty { before: self.empty.any(), last: true };
                    self.cost = self.cost.and(cost::STATE);
                }
                '*' | '+' | '?' => {
                    self.pattern.next();
                    let operator = match c {
                        '*' => "*",
                        '+' => "+",
                        _ => "?",
                    };
                    self.repeat(operator, 1, start, after)?;
                    repetition = Some(start);
                }
                '{' => match self.counts()? {
                    Some((copies, operator)) => {
                        self.repeat(&operator, copies, start, after)?;
                        repetition = Some(start);
                    }
                    None => {
                        self.pattern.next();
                        self.literal('{');
                    }
                },
                '[' => {
                    let class = class::bracket(&mut self.pattern)?;
                    self.class(&class);
                }
                '\\' => self.escape()?,
                '^' => {
                    self.pattern.next();
                    self.assertion(if self.flags.multi_line { "(?m:^)" } else { "\\A" }, true);
                }
                '$' => {
                    self.pattern.next();
                    self.assertion(if self.flags.multi_line { "(?m:$)" } else { "\\z" }, true);
                }
                '.' => {
                    self.pattern.next();
                    self.term(if self.flags.dot_newline { "(?s:.)" } else { "[^\\n]" }, cost::ANY);
                }
                c => {
                    self.pattern.next();
                    self.literal(c);
                }
            }
        }
        if self.groups.is_empty() { Ok(()) } else { Err(self.pattern.refuse(Problem::MissingParen, 0)) }
    }

    /// Nothing repeats the last term any more.
    fn settle(&mut self) {
        if let Some(term) = self.last.take() {
            self.copies = self.copies.max(term.copies);
            self.cost = self.cost.and(term.cost);
            self.empty.last &= term.empty;
        }
    }

    /// What matches at least one character.
    fn term(&mut self, rust: &str, cost: Cost) {
        let start = self.begin();
        self.out.rust.push_str(rust);
        self.end(start, cost, false);
    }

    /// What matches a place, and whether that of an empty text.
    fn assertion(&mut self, rust: &str, empty: bool) {
        let start = self.begin();
        self.out.rust.push_str(rust);
        self.end(start, cost::STATE, empty);
    }

    /// Where the term begins that is written next.
    fn begin(&mut self) -> usize {
        self.settle();
        self.out.rust.len()
    }

    fn end(&mut self, start: usize, cost: Cost, empty: bool) {
        self.last = Some(Term { start, copies: 1, repeated: false, cost, empty });
    }

    fn literal(&mut self, c: char) {
        self.code(u32::from(c), c.len_utf8());
    }

    /// A character that takes so many bytes.
    fn code(&mut self, code: u32, len: usize) {
        let cost = cost::of_literal(len, self.flags.fold_case);
        self.folded(|out| class::push_literal(out, code), cost);
    }

    fn class(&mut self, rust: &str) {
        self.folded(|out| out.push_str(rust), cost::of_class(rust, self.flags.fold_case));
    }

    fn folded(&mut self, write: impl FnOnce(&mut String), cost: Cost) {
        let start = self.begin();
        if self.flags.fold_case {
            self.out.rust.push_str("(?i:");
        }
        write(&mut self.out.rust);
        if self.flags.fold_case {
            self.out.rust.push(')');
        }
        self.end(start, cost, false);
    }

    fn open(&mut self) -> Result<(), SyntaxError> {
        let start = self.pattern.at;
        let mut group = Group {
            start: self.out.rust.len(),
            flags: self.flags,
            copies: self.copies,
            cost: self.cost,
            empty: self.empty,
        };
        self.pattern.next();
        let rust = if self.pattern.take("?") {
            if let Some(name) = self.name(start)? {
                self.out.names.push(Some(name));
                "("
            } else if self.set_flags(start)? {
                "(?:"
            } else {
                return Ok(());
            }
        } else {
            self.out.names.push(None);
            "("
        };
        if self.groups.len() >= DEPTH {
            return Err(self.pattern.refuse_range(Problem::NestingDepth, 0..self.pattern.text.len()));
        }
        self.settle();
        group.copies = std::mem::replace(&mut self.copies, 1);
        group.cost = std::mem::replace(&mut self.cost, cost::GROUP);
        group.empty = std::mem::replace(&mut self.empty, Empty::NEW);
        self.groups.push(group);
        self.out.rust.push_str(rust);
        Ok(())
    }

    fn close(&mut self) -> Result<(), SyntaxError> {
        let Some(group) = self.groups.pop() else {
            return Err(self.pattern.refuse_range(Problem::UnexpectedParen, 0..self.pattern.text.len()));
        };
        self.pattern.next();
        self.out.rust.push(')');
        self.settle();
        let copies = std::mem::replace(&mut self.copies, group.copies);
        let cost = std::mem::replace(&mut self.cost, group.cost);
        let empty = std::mem::replace(&mut self.empty, group.empty).any();
        self.last = Some(Term { start: group.start, copies, repeated: false, cost, empty });
        self.flags = group.flags;
        Ok(())
    }

    /// The name of `(?P<name>` or `(?<name>`, after `(?`.
    fn name(&mut self, start: usize) -> Result<Option<Box<str>>, SyntaxError> {
        let rest = self.pattern.rest();
        // Go wants one character more than the bracket before it takes it for a name.
        let named = rest.strip_prefix("P<").filter(|_| rest.len() > 2).or_else(|| rest.strip_prefix('<'));
        let Some(named) = named.filter(|named| !named.is_empty() || rest.len() > 1) else {
            return Ok(None);
        };
        let Some((name, _)) = named.split_once('>') else {
            return Err(self.pattern.refuse_range(Problem::NamedCapture, start..self.pattern.text.len()));
        };
        self.pattern.at += rest.len() - named.len() + name.len() + 1;
        if name.is_empty() || !name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric()) {
            return Err(self.pattern.refuse(Problem::NamedCapture, start));
        }
        Ok(Some(name.into()))
    }

    /// The flags after `(?`. True where a group opens, false where they hold for the rest of the group around.
    fn set_flags(&mut self, start: usize) -> Result<bool, SyntaxError> {
        let mut flags = self.flags;
        let (mut value, mut seen) = (true, false);
        while let Some(c) = self.pattern.next() {
            match c {
                'i' => flags.fold_case = value,
                'm' => flags.multi_line = value,
                's' => flags.dot_newline = value,
                'U' => flags.ungreedy = value,
                '-' if value => {
                    (value, seen) = (false, false);
                    continue;
                }
                ':' | ')' if value || seen => {
                    if c == ':' {
                        // The flags before come back when the group closes.
                        self.flags = flags;
                        return Ok(true);
                    }
                    self.flags = flags;
                    return Ok(false);
                }
                _ => break,
            }
            seen = true;
        }
        Err(self.pattern.refuse(Problem::PerlOp, start))
    }

    /// `{2}`, `{2,}` or `{2,3}`: the copies it makes and the operator. `None` where the brace stands for itself.
    fn counts(&mut self) -> Result<Option<(u32, String)>, SyntaxError> {
        let start = self.pattern.at;
        let Some((inner, _)) = self.pattern.rest().get(1..).and_then(|rest| rest.split_once('}')) else {
            return Ok(None);
        };
        let (min, max) = match inner.split_once(',') {
            Some((min, "")) => (min, None),
            Some((min, max)) => (min, Some(max)),
            None => (inner, Some(inner)),
        };
        if !is_count(min) || !max.is_none_or(is_count) {
            return Ok(None);
        }
        self.pattern.at += inner.len() + 2;
        let number = |digits: &str| digits.parse::<u32>().ok().filter(|count| *count <= COPIES);
        let too_many = || self.pattern.refuse(Problem::RepeatSize, start);
        let least = number(min).ok_or_else(too_many)?;
        match max {
            None => Ok(Some((least, format!("{{{least},}}")))),
            Some(max) => {
                let most = number(max).filter(|most| least <= *most).ok_or_else(too_many)?;
                Ok(Some((most, format!("{{{least},{most}}}"))))
            }
        }
    }

    /// Repeats the last term; `start` is where the operator begins, `after` where one just before it does.
    fn repeat(
        &mut self,
        operator: &str,
        copies: u32,
        start: usize,
        after: Option<usize>,
    ) -> Result<(), SyntaxError> {
        let lazy = self.pattern.take("?");
        if let Some(before) = after {
            return Err(self.pattern.refuse(Problem::RepeatOp, before));
        }
        let Some(mut term) = self.last else {
            return Err(self.pattern.refuse(Problem::MissingRepeatArgument, start));
        };
        if term.repeated {
            // `a*(?i)*` repeats the repetition, which the crate wants in a group.
            self.out.rust.insert_str(term.start, "(?:");
            self.out.rust.push(')');
        }
        self.out.rust.push_str(operator);
        if lazy != self.flags.ungreedy {
            self.out.rust.push('?');
        }
        term.empty |= matches!(operator, "*" | "?") || operator.starts_with("{0,");
        let counted = operator.starts_with('{');
        term.cost = term.cost.repeated(copies);
        if counted {
            // Nothing is copied that is repeated no times.
            term.copies =
                if copies == 0 && !operator.ends_with(",}") { 1 } else { copies.max(1) * term.copies };
            if copies >= 2 && term.copies > COPIES {
                return Err(self.pattern.refuse(Problem::RepeatSize, start));
            }
        }
        term.repeated = true;
        self.last = Some(term);
        Ok(())
    }

    fn escape(&mut self) -> Result<(), SyntaxError> {
        let start = self.pattern.at;
        for (escape, rust, empty) in [
            ("\\A", "\\A", true),
            ("\\z", "\\z", true),
            ("\\b", "(?-u:\\b)", false),
            ("\\B", "(?-u:\\B)", true),
        ] {
            if self.pattern.take(escape) {
                self.assertion(rust, empty);
                return Ok(());
            }
        }
        if self.pattern.take("\\C") {
            return Err(self.pattern.refuse(Problem::Escape, start));
        }
        if self.pattern.take("\\Q") {
            let rest = self.pattern.rest();
            let (quoted, len) = match rest.split_once("\\E") {
                Some((quoted, _)) => (quoted, quoted.len() + 2),
                None => (rest, rest.len()),
            };
            quoted.chars().for_each(|c| self.literal(c));
            self.pattern.at += len;
            return Ok(());
        }
        if let Some(class) = class::escaped(&mut self.pattern)? {
            self.class(&class);
            return Ok(());
        }
        let code = class::escaped_char(&mut self.pattern)?;
        self.code(code, char::from_u32(code).map_or(1, char::len_utf8));
        Ok(())
    }
}

/// A count as Go reads it: digits without leading zeros.
fn is_count(digits: &str) -> bool {
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (digits.len() == 1 || !digits.starts_with('0'))
}
