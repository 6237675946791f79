//! Calls of functions, each with arguments that fit it.

use super::expression::{LABELS, Maker, Type};

const OF_NUMBERS: &[&str] = &[
    "abs",
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "ceil",
    "cos",
    "cosh",
    "deg",
    "exp",
    "floor",
    "ln",
    "log10",
    "log2",
    "rad",
    "sgn",
    "sin",
    "sinh",
    "sqrt",
    "tan",
    "tanh",
    "round",
    "abs",
    "ceil",
    "floor",
    "sort",
    "sort_desc",
    "sort",
    "timestamp",
    "timestamp",
];
const OF_TIMES: &[&str] =
    &["days_in_month", "day_of_month", "day_of_week", "day_of_year", "hour", "minute", "month", "year"];
const OF_NATIVE: &[&str] =
    &["histogram_avg", "histogram_count", "histogram_sum", "histogram_stddev", "histogram_stdvar"];
const OVER_TIME: &[&str] = &[
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
    "changes",
    "resets",
    "stddev_over_time",
    "stdvar_over_time",
    "rate",
    "increase",
    "rate",
];
const BUCKETS: &[&str] = &[
    "latency_bucket",
    "rate(latency_bucket[5m])",
    "sum by (le) (rate(latency_bucket[2m]))",
    "sum by (le, job) (latency_bucket)",
    "increase(latency_bucket[3m])",
    "latency_bucket{le!=\"+Inf\"}",
    "latency_bucket offset 30s",
    "avg without (job) (latency_bucket)",
];
const PATTERNS: &[&str] = &["(.*)", "(.+)-(.*)", "p-(?P<n>\\\\d)", "a", "", ".*", "2(..)", "(a)|(b)", "("];
const REPLACEMENTS: &[&str] = &["$1", "x", "", "$1-$2", "${1}0", "$n", "$$", "${n}", "$1x"];

impl Maker<'_, '_> {
    /// A function of an instant vector.
    pub(super) fn of_samples(&mut self, deeper: usize) -> String {
        let inner = self.expression(Type::Vector, deeper);
        match self.random.below(24) {
            0 => {
                let (least, most) = (self.number(), self.number());
                format!("clamp({inner}, {least}, {most})")
            }
            1 => format!("clamp_min({inner}, {})", self.expression(Type::Scalar, deeper)),
            2 => format!("clamp_max({inner}, {})", self.expression(Type::Scalar, deeper)),
            3 | 4 => format!(
                "round({inner}, {})",
                self.pick(&["0.1", "5", "0.01", "10", "0", "-1", "NaN", "1e-9"])
            ),
            5 => format!("{}({inner})", self.pick(OF_TIMES)),
            6 => {
                let function = self.pick(OF_TIMES);
                format!(
                    "{function}({})",
                    self.pick(&["", "vector(time())", "timestamp(limit)", "vector(1e9)"])
                )
            }
            7 if self.random.percent(30) => format!("{}({inner})", self.pick(OF_NATIVE)),
            8 => format!("timestamp({})", self.selector() + &self.modifiers()),
            _ => format!("{}({inner})", self.pick(OF_NUMBERS)),
        }
    }

    /// A function of a range vector.
    pub(super) fn over_time(&mut self, deeper: usize) -> String {
        let inner = self.expression(Type::Matrix, deeper);
        match self.random.below(20) {
            0 | 1 => format!("quantile_over_time({}, {inner})", self.share(deeper)),
            2 | 3 => format!(
                "predict_linear({inner}, {})",
                self.pick(&["60", "3600", "0", "-60", "NaN", "time()"])
            ),
            _ => format!("{}({inner})", self.pick(OVER_TIME)),
        }
    }

    /// A function of a classic histogram.
    pub(super) fn of_histogram(&mut self, deeper: usize) -> String {
        let buckets = self.pick(BUCKETS);
        if self.random.percent(70) {
            return format!("histogram_quantile({}, {buckets})", self.share(deeper));
        }
        let bounds = ["0", "0.5", "1", "-Inf", "+Inf", "0.3", "-1", "NaN", "2"];
        let (from, to) = (self.pick(&bounds), self.pick(&bounds));
        format!("histogram_fraction({from}, {to}, {buckets})")
    }

    pub(super) fn absence(&mut self, deeper: usize) -> String {
        match self.random.below(5) {
            0 => format!("absent({})", self.expression(Type::Vector, deeper)),
            1 => format!("absent_over_time({})", self.expression(Type::Matrix, deeper)),
            2 => "absent(missing{job=\"a\",pod=~\"x\",code!=\"1\",le=\"2\"})".to_owned(),
            3 => "absent_over_time(missing{job=\"a\",job=\"b\",pod=\"x\"}[5m])".to_owned(),
            _ => format!("absent(sum({} > 1e9))", self.selector()),
        }
    }

    pub(super) fn relabeling(&mut self, deeper: usize) -> String {
        let inner = self.expression(Type::Vector, deeper);
        let targets = ["to", "to", "job", "pod", "__name__", "to", "none", "", "a b"];
        let (target, source) = (self.pick(&targets), self.pick(LABELS));
        if self.random.percent(60) {
            let pattern = if self.random.percent(90) {
                self.pick(&PATTERNS[..PATTERNS.len() - 1])
            } else {
                self.pick(PATTERNS)
            };
            let replacement = self.pick(REPLACEMENTS);
            return format!(
                "label_replace({inner}, \"{target}\", \"{replacement}\", \"{source}\", \"{pattern}\")"
            );
        }
        let separator = self.pick(&["-", "", ", "]);
        let sources: String =
            (0..self.random.up_to(3)).map(|_| format!(", \"{}\"", self.pick(LABELS))).collect();
        format!("label_join({inner}, \"{target}\", \"{separator}\"{sources})")
    }
}
