//! Queries of PromQL: expressions of every kind, most of which fit together, and changes to them.

use serde_json::{Map, Value, json};

use super::mutate::mutate;
use super::{Case, Random, case_of, promql};

/// What an expression evaluates to.
#[derive(Clone, Copy, PartialEq)]
enum Type {
    Scalar,
    Vector,
    Matrix,
    Text,
}

/// How queries are made.
struct Maker<'a, 'b> {
    random: &'a mut Random<'b>,
    /// Whether what is odd comes too: wrong types, unusual spellings, experimental functions.
    odd: bool,
}

const METRICS: &[&str] = &["a", "b", "c", "a", "b", "m:x"];
const WORDS: &[&str] = &[
    "sum",
    "by",
    "offset",
    "and",
    "start",
    "end",
    "step",
    "range",
    "fill",
    "max_of",
    "SUM",
    "limitk",
    "anchored",
    "up",
    "bool",
    "on",
    "group_left",
    "atan2",
    "nan",
    "without",
    "info",
];
const LABELS: &[&str] = &["x", "y", "z", "x", "y", "le", "__name__"];
const ODD_LABELS: &[&str] = &[
    "by", "without", "on", "offset", "a:b", "nan", "'x y'", "\"\"", "`é`", "'\\xff'", "1", "é", "start",
    "atan2", "FILL",
];
const VALUES: &[&str] = &["1", "2", "", "3"];
const PATTERNS: &[&str] = &["1|2", ".*", ".+", "1", "", "[12]", "3|", "^1$"];
const NUMBERS: &[&str] = &["0", "1", "2", "0.5", "1e3", "3", "-1", "NaN", "Inf"];
const ODD_NUMBERS: &[&str] = &[
    "0x1F",
    "010",
    "1_000",
    "1__0",
    "08",
    ".5",
    "1.",
    "1e",
    "1e999",
    "5m",
    "1h30m",
    "0s",
    "1y2w3d",
    "30m1h",
    "5hs",
    "1.5h",
    "0b1",
    "0x1p-2",
    "9223372036854775808",
    "1e-400",
    "inf",
    "+Inf",
    ".5.5",
    "1_",
    "0x",
    "0x_1",
    "0x1.8",
    "1e+3",
    "1E5",
    "106751d",
    "292y",
    "293y",
    "9223372037",
    "0.0005",
    "0.0000000001",
    "1ms",
    "99999999999y",
    "1d1d",
];
const DURATIONS: &[&str] = &["5m", "1m", "10m", "30s", "1h", "300", "90", "1h30m", "1.5"];
const OFFSETS: &[&str] = &["1m", "-1m", "30s", "5", "0s", "+1m"];
const BINARY: &[&str] = &["+", "-", "*", "/", "%", "^", "atan2", "==", "!=", "<", "<=", ">", ">=", "ATAN2"];
const COMPARISONS: &[&str] = &["==", "!=", "<", "<=", ">", ">="];
const SETS: &[&str] = &["and", "or", "unless", "AND"];
const AGGREGATIONS: &[&str] = &["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "Sum"];
const SELECTING: &[&str] = &["topk", "bottomk"];
const OF_VECTOR: &[&str] = &[
    "abs",
    "ceil",
    "exp",
    "floor",
    "ln",
    "sqrt",
    "sgn",
    "sort",
    "sort_desc",
    "timestamp",
    "histogram_count",
    "histogram_sum",
    "histogram_avg",
    "deg",
    "cos",
    "log2",
    "day_of_week",
    "hour",
    "month",
    "round",
    "absent",
    "histogram_stddev",
    "minute",
    "year",
    "days_in_month",
];
const OF_MATRIX: &[&str] = &[
    "rate",
    "increase",
    "irate",
    "delta",
    "idelta",
    "deriv",
    "avg_over_time",
    "sum_over_time",
    "count_over_time",
    "last_over_time",
    "first_over_time",
    "max_over_time",
    "min_over_time",
    "present_over_time",
    "absent_over_time",
    "changes",
    "resets",
    "stddev_over_time",
];
const EXPERIMENTAL: &[&str] = &[
    "info(a)",
    "mad_over_time(a[5m])",
    "limitk(1, a)",
    "limit_ratio(0.5, a)",
    "start()",
    "end()",
    "step()",
    "range()",
    "max_of(1, 2)",
    "sort_by_label(a, 'x')",
    "unknown(a)",
    "histogram_quantiles(a, 'q', 0.5)",
    "integral(a[5m])",
    "double_exponential_smoothing(a[5m], 0.5, 0.5)",
    "START()",
    "RATE(a[5m])",
    "a + fill(0) b",
    "start_timestamp(a)",
    "a + fill_left(1) fill_right(-2) b",
    "ts_of_last_over_time(a[5m])",
];
const SPACES: &[&str] = &["", " ", " ", "", "\n", "\t", " # note\n", "  "];
const PIECES: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "@",
    " @ 1",
    "[5m]",
    "[5m:1m]",
    " offset 5m",
    " by (x)",
    " on(x)",
    " ignoring(x)",
    " group_left",
    " bool ",
    "=",
    "==",
    "!=",
    "=~",
    "!~",
    "!",
    "<",
    "</",
    ">/",
    "-",
    "+",
    "^",
    "'",
    "\"",
    "`",
    "\\",
    "#",
    "1",
    "5m",
    "a",
    "é",
    "\u{fffd}",
    ".",
    "_",
    " and ",
    "sum",
    "step()",
    " anchored",
    " smoothed",
    "0x",
    " ",
    "\n",
    "{}",
    "()",
    "[]",
    ";",
    "~",
    "\u{0}",
    "nan",
    "'\\q'",
];

/// A query, mostly a good one.
pub(super) fn text(random: &mut Random<'_>) -> String {
    let wanted =
        random.pick(&[Type::Vector, Type::Vector, Type::Vector, Type::Scalar, Type::Matrix, Type::Text]);
    let mut maker = Maker { random, odd: true };
    let depth = 1 + maker.random.below(4);
    let text = maker.expr(wanted, depth);
    if random.percent(15) { mutate(random, &text, PIECES) } else { text }
}

/// One query to read.
pub(super) fn case(random: &mut Random<'_>) -> Case {
    case_of("promql.parse", &[("text", json!(text(random)))])
}

/// One query, with series that it may be evaluated on.
pub(super) fn labels_case(random: &mut Random<'_>) -> Case {
    let mut series = Vec::<Value>::new();
    for _ in 0..random.below(7) {
        let mut labels = Map::new();
        labels.insert("__name__".to_owned(), json!(random.pick(&["a", "b", "c", "m:x"])));
        for label in ["x", "y", "z", "le"] {
            if random.percent(if label == "le" { 15 } else { 45 }) {
                labels.insert(label.to_owned(), json!(random.pick(&["1", "2", "3"])));
            }
        }
        let labels = Value::Object(labels);
        if !series.contains(&labels) {
            series.push(labels);
        }
    }
    let wanted = if random.percent(90) { Type::Vector } else { random.pick(&[Type::Scalar, Type::Matrix]) };
    let mut maker = Maker { random, odd: false };
    let depth = 1 + maker.random.below(4);
    let text = maker.expr(wanted, depth);
    case_of("promql.labels", &[("text", json!(text)), ("series", json!(series))])
}

impl Maker<'_, '_> {
    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        self.random.pick(of)
    }

    /// So many percent of the time, and only where odd things come.
    fn oddly(&mut self, percent: usize) -> bool {
        self.odd && self.random.percent(percent)
    }

    fn space(&mut self) -> String {
        if self.odd { self.pick(SPACES).to_owned() } else { " ".to_owned() }
    }

    fn expr(&mut self, wanted: Type, depth: usize) -> String {
        let wanted = if self.oddly(2) {
            self.pick(&[Type::Scalar, Type::Vector, Type::Matrix, Type::Text])
        } else {
            wanted
        };
        if self.oddly(1) {
            return self.pick(EXPERIMENTAL).to_owned();
        }
        if depth > 0 && self.random.percent(8) {
            let inner = self.expr(wanted, depth - 1);
            return format!("({}{inner}{})", self.space(), self.space());
        }
        match wanted {
            Type::Scalar => self.scalar(depth),
            Type::Vector => self.vector(depth),
            Type::Matrix => self.matrix(depth),
            Type::Text => self.string(),
        }
    }

    fn scalar(&mut self, depth: usize) -> String {
        let deeper = depth.saturating_sub(1);
        match if depth == 0 { 0 } else { self.random.below(10) } {
            0..=3 => self.number(),
            4 => self.pick(&["time()", "pi()"]).to_owned(),
            5 | 6 => {
                let operator = self.pick(BINARY);
                let is_comparison = COMPARISONS.contains(&operator);
                let bool = if is_comparison && !self.oddly(10) { " bool" } else { "" };
                let (one, other) = (self.expr(Type::Scalar, deeper), self.expr(Type::Scalar, deeper));
                format!("{one} {operator}{bool}{}{other}", self.separator())
            }
            7 => format!("{}{}", self.pick(&["-", "+"]), self.expr(Type::Scalar, deeper)),
            _ => format!("scalar({})", self.expr(Type::Vector, deeper)),
        }
    }

    /// White space that keeps words apart.
    fn separator(&mut self) -> String {
        let space = self.space();
        if space.is_empty() && !self.oddly(10) { " ".to_owned() } else { space }
    }

    fn number(&mut self) -> String {
        if self.oddly(40) { self.pick(ODD_NUMBERS) } else { self.pick(NUMBERS) }.to_owned()
    }

    fn string(&mut self) -> String {
        if self.oddly(50) {
            return self
                .pick(&[
                    "\"a\\\"b\"",
                    "'\\x41\\xff'",
                    "`\\d`",
                    "''",
                    "\"\\u00e9é\"",
                    "\"\\ud800\"",
                    "'\\q'",
                    "\"\n\"",
                    "`\n`",
                    "'it\\'s'",
                ])
                .to_owned();
        }
        format!("\"{}\"", self.pick(&["x", "1", "$1", "", "-"]))
    }

    fn vector(&mut self, depth: usize) -> String {
        let deeper = depth.saturating_sub(1);
        match if depth == 0 { 0 } else { self.random.below(20) } {
            0..=3 => {
                let selector = self.selector();
                selector + &self.modifiers()
            }
            4..=6 => self.aggregation(deeper),
            7..=10 => self.binary(deeper),
            11 | 12 => {
                let function = self.pick(OF_MATRIX);
                format!("{function}{}({})", self.space(), self.expr(Type::Matrix, deeper))
            }
            13 | 14 => {
                let function = self.pick(OF_VECTOR);
                format!("{function}({})", self.expr(Type::Vector, deeper))
            }
            15 => self.relabeling(deeper),
            16 => format!("vector({})", self.expr(Type::Scalar, deeper)),
            17 => format!("{}{}", self.pick(&["-", "+"]), self.expr(Type::Vector, deeper)),
            _ => self.call(deeper),
        }
    }

    /// Functions with more arguments than one.
    fn call(&mut self, deeper: usize) -> String {
        let one = if self.random.percent(70) { self.number() } else { self.expr(Type::Scalar, deeper) };
        match self.random.below(10) {
            0 => format!("histogram_quantile({one}, {})", self.expr(Type::Vector, deeper)),
            1 => format!("quantile_over_time({one}, {})", self.expr(Type::Matrix, deeper)),
            2 => format!("predict_linear({}, {one})", self.expr(Type::Matrix, deeper)),
            3 => format!("clamp({}, {one}, {one})", self.expr(Type::Vector, deeper)),
            4 => format!("clamp_min({}, {one})", self.expr(Type::Vector, deeper)),
            5 => format!("round({}, {one})", self.expr(Type::Vector, deeper)),
            6 => format!("histogram_fraction({one}, {one}, {})", self.expr(Type::Vector, deeper)),
            7 => format!("absent({})", self.expr(Type::Vector, deeper)),
            8 => format!("absent_over_time({})", self.expr(Type::Matrix, deeper)),
            _ => self.pick(&["hour()", "day_of_month()", "year()", "minute()", "vector(1)"]).to_owned(),
        }
    }

    fn relabeling(&mut self, deeper: usize) -> String {
        let inner = self.expr(Type::Vector, deeper);
        let (target, source) = (self.pick(LABELS), self.pick(LABELS));
        if self.random.percent(50) {
            let (replacement, pattern) =
                (self.pick(&["$1", "k", "", "$1$2", "${1}x"]), self.pick(&["(.*)", "1", "(1)|2", ""]));
            let argument = if self.oddly(10) { self.string() } else { format!("\"{pattern}\"") };
            return format!(
                "label_replace({inner}, \"{target}\", \"{replacement}\", \"{source}\", {argument})"
            );
        }
        let more =
            if self.random.percent(50) { format!(", \"{}\"", self.pick(LABELS)) } else { String::new() };
        let separator = self.pick(&["-", ""]);
        format!("label_join({inner}, \"{target}\", \"{separator}\", \"{source}\"{more})")
    }

    fn matrix(&mut self, depth: usize) -> String {
        let deeper = depth.saturating_sub(1);
        let text = if depth > 0 && self.random.percent(30) {
            let inner = self.expr(Type::Vector, deeper);
            let range = self.duration(2);
            let step = if self.random.percent(60) { self.duration(2) } else { String::new() };
            // Behind an operator the range would be one of its operand.
            let inner = if self.oddly(30) { inner } else { format!("({inner})") };
            format!("{inner}[{}{range}{}:{step}]", self.space(), self.space())
        } else {
            let selector = self.selector();
            let range = self.duration(2);
            format!("{selector}[{range}]")
        };
        let bounds = if self.oddly(4) { self.pick(&[" anchored", " smoothed"]) } else { "" };
        text + bounds + &self.modifiers()
    }

    fn duration(&mut self, depth: usize) -> String {
        if !self.oddly(25) {
            return self.pick(DURATIONS).to_owned();
        }
        let deeper = depth.saturating_sub(1);
        match if depth == 0 { 0 } else { self.random.below(10) } {
            0 | 1 => self.pick(ODD_NUMBERS).to_owned(),
            2 => self.pick(&["step()", "range()", "STEP()", "step ( )", "0", "-5m"]).to_owned(),
            3 => format!("({})", self.duration(deeper)),
            4 => format!("{}{}", self.pick(&["-", "+", "- "]), self.duration(deeper)),
            5 => {
                let of = self.pick(&["max_of", "min_of", "MIN_OF"]);
                format!("{of}({}, {})", self.duration(deeper), self.duration(deeper))
            }
            _ => {
                let operator = self.pick(&["+", "-", "*", "/", "%", "^", "+", "-"]);
                format!("{}{operator}{}{}", self.duration(deeper), self.space(), self.duration(deeper))
            }
        }
    }

    fn modifiers(&mut self) -> String {
        let mut text = String::new();
        if self.random.percent(12) {
            let offset = if self.oddly(50) { self.duration(2) } else { self.pick(OFFSETS).to_owned() };
            text += &format!(" {}{}{offset}", self.pick(&["offset", "offset", "OFFSET"]), self.separator());
        }
        if self.random.percent(6) {
            let at = if self.oddly(50) {
                self.pick(&[
                    "start()", "end()", "start", "1.5", "-5", "+5m", "Inf", "NaN", "1e19", "end ( )", "0x10",
                    "9e15", "9e18",
                ])
            } else {
                self.pick(&["600", "end()", "start()"])
            };
            text += &format!("{}@{}{at}", self.space(), self.space());
        }
        if self.oddly(2) {
            text += self.pick(&[" anchored", " smoothed", " offset 1m", " @ 1", "[5m]", " offset 0s"]);
        }
        text
    }

    fn selector(&mut self) -> String {
        if self.oddly(10) {
            return promql::text(self.random);
        }
        let mut text = if self.oddly(6) { self.pick(WORDS) } else { self.pick(METRICS) }.to_owned();
        if self.random.percent(10) {
            text = String::new();
        }
        let mut matchers = Vec::new();
        if text.is_empty() {
            matchers.push(
                self.pick(&[
                    "__name__=~\"a|b\"",
                    "__name__=\"a\"",
                    "x=\"1\"",
                    "y!=\"\"",
                    "\"a\"",
                    "__name__!=\"b\"",
                ])
                .to_owned(),
            );
        }
        while self.random.percent(35) {
            let label = if self.oddly(10) { self.pick(ODD_LABELS) } else { self.pick(&LABELS[..6]) };
            let operator = self.pick(&["=", "!=", "=~", "!~", "="]);
            let value = if operator.contains('~') { self.pick(PATTERNS) } else { self.pick(VALUES) };
            matchers.push(format!("{}{label}{}{operator}\"{value}\"", self.space(), self.space()));
        }
        if matchers.is_empty() && !self.oddly(5) { text } else { format!("{text}{{{}}}", matchers.join(",")) }
    }

    /// Labels in parentheses.
    fn labels(&mut self) -> String {
        let mut labels = Vec::new();
        while self.random.percent(50) && labels.len() < 4 {
            labels.push(if self.oddly(10) { self.pick(ODD_LABELS) } else { self.pick(LABELS) });
        }
        let comma = if self.oddly(5) { "," } else { "" };
        format!("({}{comma})", labels.join(","))
    }

    fn aggregation(&mut self, deeper: usize) -> String {
        let inner = self.expr(Type::Vector, deeper);
        let (name, arguments) = match self.random.below(10) {
            0 | 1 => {
                let count = if self.random.percent(80) {
                    self.pick(&["1", "2", "0", "3"]).to_owned()
                } else {
                    self.expr(Type::Scalar, deeper)
                };
                (self.pick(SELECTING), format!("{count}, {inner}"))
            }
            2 => ("quantile", format!("{}, {inner}", self.expr(Type::Scalar, deeper))),
            3 => ("count_values", format!("\"{}\", {inner}", self.pick(&["x", "v", "le", "__name__"]))),
            _ => (self.pick(AGGREGATIONS), inner),
        };
        if self.random.percent(30) {
            return format!("{name}{}({arguments})", self.space());
        }
        let grouping =
            format!("{}{}{}", self.pick(&["by", "by", "without", "BY"]), self.space(), self.labels());
        if self.random.percent(60) {
            format!("{name} {grouping}{}({arguments})", self.space())
        } else {
            format!("{name}({arguments}){}{grouping}", self.space())
        }
    }

    fn binary(&mut self, deeper: usize) -> String {
        let is_set = self.random.percent(25);
        let operator = if self.oddly(3) {
            self.pick(&["</", ">/"])
        } else if is_set {
            self.pick(SETS)
        } else {
            self.pick(BINARY)
        };
        let (one, other) = match if is_set { 2 } else { self.random.below(4) } {
            0 => (Type::Scalar, Type::Vector),
            1 => (Type::Vector, Type::Scalar),
            _ => (Type::Vector, Type::Vector),
        };
        let both = one == other;
        let (one, other) = (self.expr(one, deeper), self.expr(other, deeper));
        let mut modifiers = String::new();
        if COMPARISONS.contains(&operator) && self.random.percent(40) || self.oddly(1) {
            modifiers += " bool";
        }
        if both && self.random.percent(60) || self.oddly(2) {
            modifiers += &format!(" {}{}", self.pick(&["on", "ignoring", "on", "ON"]), self.labels());
            if !is_set && self.random.percent(50) || self.oddly(2) {
                modifiers += self.pick(&[" group_left", " group_right", " GROUP_LEFT"]);
                if self.random.percent(40) {
                    modifiers += &self.labels();
                }
            }
        }
        // Parentheses keep the operands together most of the time.
        let wrapped = |text: String, wrap: bool| if wrap { format!("({text})") } else { text };
        let (wrap, wrap_other) = (self.random.percent(50), self.random.percent(50));
        format!("{} {operator}{modifiers} {}", wrapped(one, wrap), wrapped(other, wrap_other))
    }
}
