//! Expressions over the series of a world, most of which have a value.

use super::super::Random;
use super::series::{Family, Kind, World};

/// What an expression evaluates to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Type {
    Scalar,
    Vector,
    Matrix,
    Text,
}

/// How expressions are made.
pub(super) struct Maker<'a, 'b> {
    pub(super) random: &'a mut Random<'b>,
    pub(super) world: &'a World,
}

pub(super) const LABELS: &[&str] = &["job", "pod", "code", "le", "job", "pod", "none", "__name__"];
const AGGREGATIONS: &[&str] =
    &["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "sum", "avg"];
const NUMBERS: &[&str] = &[
    "1", "0", "2", "0.5", "-1", "3", "10", "100", "1e3", "NaN", "Inf", "-Inf", "1e-9", "0.1", "-0", "1e300",
    "60",
];
const COUNTS: &[&str] = &["1", "2", "3", "2", "5", "0", "-1", "1.9", "100"];
const SHARES: &[&str] = &["0.5", "0.9", "0", "1", "0.99", "0.25", "-0.1", "1.5"];
const RANGES: &[&str] = &["2m", "5m", "1m", "47s", "10m", "90", "15s", "3m20s"];
const OFFSETS: &[&str] = &["30s", "1m", "-30s", "17s", "-1m", "0s", "2m", "1ms", "-250ms"];
const STEPS: &[&str] = &["30s", "1m", "17s", "", "15s", "45s", "2m", ""];

impl Maker<'_, '_> {
    pub(super) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        self.random.pick(of)
    }

    pub(super) fn expression(&mut self, wanted: Type, depth: usize) -> String {
        // One in many is not what belongs there.
        let wanted = if self.random.below(400) == 399 {
            self.pick(&[Type::Scalar, Type::Vector, Type::Matrix, Type::Text])
        } else {
            wanted
        };
        if depth > 0 && self.random.percent(4) {
            return format!("({})", self.expression(wanted, depth - 1));
        }
        match wanted {
            Type::Scalar => self.scalar(depth),
            Type::Vector => self.vector(depth),
            Type::Matrix => self.matrix(depth),
            Type::Text => self.pick(&["\"x\"", "'a b'", "\"\"", "`\\n`", "\"\\u00e9\\n\""]).to_owned(),
        }
    }

    fn scalar(&mut self, depth: usize) -> String {
        let deeper = depth.saturating_sub(1);
        match if depth == 0 { 0 } else { self.random.below(12) } {
            0..=4 => self.pick(NUMBERS).to_owned(),
            5 => self.pick(&["time()", "pi()"]).to_owned(),
            6 | 7 => self.scalar_binary(deeper),
            8 => format!("{}{}", self.pick(&["-", "+"]), self.expression(Type::Scalar, deeper)),
            9 => format!("scalar({})", self.expression(Type::Vector, deeper)),
            _ => {
                let operator = self.pick(&["sum", "max", "count", "avg"]);
                format!("scalar({operator}({}))", self.expression(Type::Vector, deeper))
            }
        }
    }

    fn vector(&mut self, depth: usize) -> String {
        let deeper = depth.saturating_sub(1);
        let has_buckets = self.world.families.iter().any(|family| family.kind == Kind::Bucket);
        match if depth == 0 { 0 } else { self.random.below(100) } {
            0..=9 => {
                let selector = self.selector();
                selector + &self.modifiers()
            }
            10..=29 => self.aggregation(deeper),
            30..=51 => self.binary(deeper),
            52..=71 => self.over_time(deeper),
            72..=82 => self.of_samples(deeper),
            83..=88 => self.relabeling(deeper),
            89..=92 if has_buckets => self.of_histogram(deeper),
            89..=94 => self.absence(deeper),
            95 | 96 => format!("vector({})", self.expression(Type::Scalar, deeper)),
            _ => format!("{}{}", self.pick(&["-", "-", "+"]), self.expression(Type::Vector, deeper)),
        }
    }

    pub(super) fn number(&mut self) -> String {
        self.pick(NUMBERS).to_owned()
    }

    /// A number between 0 and 1, mostly, as text or as an expression.
    pub(super) fn share(&mut self, deeper: usize) -> String {
        match self.random.below(16) {
            0 => "NaN".to_owned(),
            1 => self.expression(Type::Scalar, deeper),
            _ => self.pick(SHARES).to_owned(),
        }
    }

    fn family(&mut self) -> &'static Family {
        self.pick(&self.world.families)
    }

    /// A vector selector without modifiers, of a family that is there.
    pub(super) fn selector(&mut self) -> String {
        let family = self.family();
        match self.random.below(50) {
            0 => return "missing".to_owned(),
            1 => return "{job=~\".+\"}".to_owned(),
            2 => return "{__name__=~\"queue_depth|memory:bytes|odd\"}".to_owned(),
            3 => return "{job=\"a\",pod!=\"p-1\"}".to_owned(),
            _ => {}
        }
        let name = family.name;
        let pod = family.labels.contains(&"pod");
        match self.random.below(18) {
            0 => format!("{name}{{job=\"a\"}}"),
            1 => format!("{name}{{job!=\"a\"}}"),
            2 => format!("{{__name__=\"{name}\"}}"),
            3 if pod => format!("{name}{{pod=~\"p-[01]\"}}"),
            4 if pod => format!("{name}{{pod=\"\"}}"),
            5 if family.labels.contains(&"code") => format!("{name}{{code=~\"2..\"}}"),
            6 if family.labels.contains(&"le") => format!("{name}{{le!=\"+Inf\"}}"),
            _ => name.to_owned(),
        }
    }

    /// `offset` and `@`, seldom.
    pub(super) fn modifiers(&mut self) -> String {
        let mut text = String::new();
        if self.random.percent(14) {
            text = format!(" offset {}", self.pick(OFFSETS));
        }
        if self.random.percent(12) {
            let length = self.world.end - self.world.start;
            let at = self.world.start
                + length * self.pick(&[50, 90, 20, 100, 130]) / 100
                + self.pick(&[0, 0, 250]);
            let at = match self.random.below(3) {
                0 => "start()".to_owned(),
                1 => "end()".to_owned(),
                _ => format!("{}", super::number(at)),
            };
            text = if self.random.percent(50) { format!(" @ {at}{text}") } else { format!("{text} @ {at}") };
        }
        text
    }

    pub(super) fn matrix(&mut self, depth: usize) -> String {
        let range = self.pick(RANGES);
        let text = if depth > 0 && self.random.percent(25) {
            let inner = self.expression(Type::Vector, depth - 1);
            format!("({inner})[{range}:{}]", self.pick(STEPS))
        } else {
            format!("{}[{range}]", self.selector())
        };
        text + &self.modifiers()
    }

    pub(super) fn aggregation(&mut self, deeper: usize) -> String {
        let inner = self.expression(Type::Vector, deeper);
        let (operator, parameter) = match self.random.below(16) {
            0..=2 => {
                let count = match self.random.below(24) {
                    0 => "NaN".to_owned(),
                    1 => self.expression(Type::Scalar, deeper),
                    _ => self.pick(COUNTS).to_owned(),
                };
                (self.pick(&["topk", "bottomk"]), format!("{count}, "))
            }
            3 | 4 => ("quantile", format!("{}, ", self.share(deeper))),
            5 => {
                let label = self.pick(&["v", "v", "job", "le", "pod", "a b", "", "__name__"]);
                ("count_values", format!("\"{label}\", "))
            }
            _ => (self.pick(AGGREGATIONS), String::new()),
        };
        let arguments = format!("({parameter}{inner})");
        match self.random.below(4) {
            0 => format!("{operator}{arguments}"),
            1 => format!("{operator}{arguments} {}", self.grouping()),
            _ => format!("{operator} {} {arguments}", self.grouping()),
        }
    }

    fn grouping(&mut self) -> String {
        format!("{} ({})", self.pick(&["by", "by", "without"]), self.labels())
    }

    /// A list of labels, which may be empty or have one twice.
    pub(super) fn labels(&mut self) -> String {
        let labels: Vec<_> = (0..self.random.up_to(2)).map(|_| self.pick(LABELS)).collect();
        if labels.is_empty() && self.random.percent(80) { "job".to_owned() } else { labels.join(", ") }
    }
}
