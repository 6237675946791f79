//! What a pattern is made of above its characters.

use super::class;
use crate::generate::Random;

/// How deep groups nest.
const DEPTH: usize = 4;

const NAMES: &[&str] = &["n", "n", "ab", "_1", "A_9", "1a", "100000000", "01"];
const ODD_NAMES: &[&str] = &["", "a b", "é", "n-", "a.b", "n$", "<", "n'"];
const FLAGS: &[&str] = &["i", "s", "m", "U", "is", "-s", "i-s", "mU", "-i", "s-mi", "imsU", "ii", "-imsU"];
const ODD_FLAGS: &[&str] =
    &["", "-", "x", "i-", "u", "--i", "i-s-m", "P", "R", " i", "I", "a", "^", "|", "&", "'n'", "C"];
const COUNTS: &[&str] =
    &["{0}", "{1}", "{2}", "{3}", "{0,}", "{1,}", "{2,}", "{0,1}", "{1,2}", "{0,2}", "{2,3}", "{0,0}"];
const LARGE_COUNTS: &[&str] = &[
    "{10}",
    "{30,}",
    "{31}",
    "{32}",
    "{33}",
    "{1000}",
    "{999,1000}",
    "{500,}",
    "{0,1000}",
    "{1001}",
    "{1000,}",
    "{100}",
];
const ODD_COUNTS: &[&str] = &[
    "{2,1}",
    "{,2}",
    "{}",
    "{,}",
    "{01}",
    "{1,02}",
    "{1",
    "{1,",
    "{1,2",
    "{ 1}",
    "{1 }",
    "{-1}",
    "{a}",
    "{1,a}",
    "{1001,}",
    "{5,1001}",
    "{4294967296}",
    "{99999999999999999999}",
    "{00}",
    "{1,2,3}",
];

/// Writes a pattern, and with it a text that the pattern would match if nothing around it interfered.
pub(super) struct Writer<'w, 'r> {
    random: &'w mut Random<'r>,
    depth: usize,
}

impl<'w, 'r> Writer<'w, 'r> {
    pub(super) fn new(random: &'w mut Random<'r>) -> Self {
        Self { random, depth: 0 }
    }

    /// Sequences with bars between them; the text is that of one of them.
    pub(super) fn alternatives(&mut self) -> (String, String) {
        let (mut pattern, mut sample) = self.sequence();
        let most = if self.random.percent(30) { 2 } else { 0 };
        for _ in 0..self.random.up_to(most) {
            let (other, text) = self.sequence();
            pattern = pattern + "|" + &other;
            if self.random.percent(50) {
                sample = text;
            }
        }
        (pattern, sample)
    }

    fn sequence(&mut self) -> (String, String) {
        let (mut pattern, mut sample) = (String::new(), String::new());
        for _ in 0..self.random.up_to(4) {
            let (term, text) = self.repeated();
            pattern += &term;
            sample += &text;
        }
        (pattern, sample)
    }

    fn repeated(&mut self) -> (String, String) {
        let (mut pattern, sample) = self.atom();
        if self.random.percent(60) {
            return (pattern, sample);
        }
        let operator = match self.random.below(60) {
            0 => self.random.pick(ODD_COUNTS),
            1 => self.random.pick(LARGE_COUNTS),
            2..=18 => self.random.pick(COUNTS),
            _ => self.random.pick(&["*", "+", "?"]),
        };
        pattern += operator;
        if self.random.percent(20) {
            pattern.push('?');
        }
        if self.random.percent(1) {
            pattern.push_str(self.random.pick(&["*", "+", "??", "{2}", "(?i)*", "{2}{3}"]));
        }
        let times = match operator {
            "{2}" | "{2,}" => 2,
            "{3}" => 3,
            "{0}" | "{0,0}" => 0,
            "{10}" => 10,
            "{31}" => 31,
            "{32}" => 32,
            "{33}" => 33,
            "+" | "{1,}" => 1 + self.random.up_to(2),
            _ => self.random.up_to(2),
        };
        (pattern, sample.repeat(times))
    }

    fn atom(&mut self) -> (String, String) {
        let none = |pattern: &str| (pattern.to_owned(), String::new());
        match self.random.below(100) {
            0..=39 => class::character(self.random),
            40..=46 => (".".to_owned(), self.random.pick(&["a", "_", "0", "\n", "日", "é"]).to_owned()),
            47..=55 => class::bracket(self.random),
            56..=63 => class::escaped(self.random),
            64..=69 => none(self.random.pick(&["^", "$", "\\A", "\\z", "\\b", "\\B", "(?m:^)", "(?m:$)"])),
            70..=72 => self.quoted(),
            73 | 74 => none(&self.flags()),
            75 => none(self.random.pick(&["", "()", "(?:)", "(|)", "(?P<n>)", "\\Q\\E", "\\E"])),
            _ if self.depth >= DEPTH => class::character(self.random),
            _ => self.group(),
        }
    }

    /// `\Q…\E`, of which the end may be missing.
    fn quoted(&mut self) -> (String, String) {
        let text = self.random.pick(&["a.b", "(", "", "a\\", "*", "[a", "é", "\\Q", "a b", "ſ", "$1", "{2}"]);
        let end = if self.random.percent(92) { "\\E" } else { "" };
        (format!("\\Q{text}{end}"), text.to_owned())
    }

    fn flags(&mut self) -> String {
        let flags = if self.random.percent(3) { ODD_FLAGS } else { FLAGS };
        format!("(?{})", self.random.pick(flags))
    }

    fn group(&mut self) -> (String, String) {
        self.depth += 1;
        let (inner, sample) = self.alternatives();
        self.depth -= 1;
        let open = match self.random.below(100) {
            0 => {
                format!("(?P<{}>", self.random.pick(ODD_NAMES))
            }
            1 => self
                .random
                .pick(&["(?=", "(?!", "(?<=", "(?<!", "(?>", "(?P=n", "(?P>n", "(?'n'", "(?#", "(?|"])
                .to_owned(),
            2..=16 => format!("(?P<{}>", self.random.pick(NAMES)),
            17..=24 => format!("(?<{}>", self.random.pick(NAMES)),
            25..=39 => "(?:".to_owned(),
            40..=54 => {
                let flags = if self.random.percent(3) { ODD_FLAGS } else { FLAGS };
                format!("(?{}:", self.random.pick(flags))
            }
            _ => "(".to_owned(),
        };
        let close = if self.random.percent(99) { ")" } else { "" };
        (open + &inner + close, sample)
    }
}
