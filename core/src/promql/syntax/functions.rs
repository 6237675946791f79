//! The functions of PromQL, and what they take and give.

use super::tree::ValueType;

/// A function of PromQL. Mirrors `parser.Function`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// The types of its arguments; those past the end have the last one's.
    pub args: &'static [ValueType],
    /// How many arguments it takes.
    pub arity: Arity,
    /// What it gives.
    pub returns: ValueType,
    /// Whether Prometheus has it behind a flag.
    pub is_experimental: bool,
}

/// How many arguments a function takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arity {
    /// As many as it has types.
    Fixed,
    /// One fewer than it has types, or up to so many more.
    UpTo(usize),
    /// One fewer than it has types, or any number more.
    Any,
}

impl Function {
    /// The function of a name, experimental ones too.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.binary_search_by(|function| function.name.cmp(name)).ok().and_then(|at| FUNCTIONS.get(at))
    }
}

const S: ValueType = ValueType::Scalar;
const V: ValueType = ValueType::Vector;
const M: ValueType = ValueType::Matrix;
const T: ValueType = ValueType::String;

const fn fixed(name: &'static str, args: &'static [ValueType], returns: ValueType) -> Function {
    Function { name, args, arity: Arity::Fixed, returns, is_experimental: false }
}

const fn up_to(name: &'static str, args: &'static [ValueType], more: usize) -> Function {
    Function { name, args, arity: Arity::UpTo(more), returns: V, is_experimental: false }
}

const fn any(name: &'static str, args: &'static [ValueType]) -> Function {
    Function { name, args, arity: Arity::Any, returns: V, is_experimental: false }
}

const fn experimental(function: Function) -> Function {
    Function { is_experimental: true, ..function }
}

/// By name.
static FUNCTIONS: [Function; 91] = [
    fixed("abs", &[V], V),
    fixed("absent", &[V], V),
    fixed("absent_over_time", &[M], V),
    fixed("acos", &[V], V),
    fixed("acosh", &[V], V),
    fixed("asin", &[V], V),
    fixed("asinh", &[V], V),
    fixed("atan", &[V], V),
    fixed("atanh", &[V], V),
    fixed("avg_over_time", &[M], V),
    fixed("ceil", &[V], V),
    fixed("changes", &[M], V),
    fixed("clamp", &[V, S, S], V),
    fixed("clamp_max", &[V, S], V),
    fixed("clamp_min", &[V, S], V),
    fixed("cos", &[V], V),
    fixed("cosh", &[V], V),
    fixed("count_over_time", &[M], V),
    up_to("day_of_month", &[V], 1),
    up_to("day_of_week", &[V], 1),
    up_to("day_of_year", &[V], 1),
    up_to("days_in_month", &[V], 1),
    fixed("deg", &[V], V),
    fixed("delta", &[M], V),
    fixed("deriv", &[M], V),
    experimental(fixed("double_exponential_smoothing", &[M, S, S], V)),
    experimental(fixed("end", &[], S)),
    fixed("exp", &[V], V),
    fixed("first_over_time", &[M], V),
    fixed("floor", &[V], V),
    fixed("histogram_avg", &[V], V),
    fixed("histogram_count", &[V], V),
    fixed("histogram_fraction", &[S, S, V], V),
    fixed("histogram_quantile", &[S, V], V),
    experimental(up_to("histogram_quantiles", &[V, T, S, S], 9)),
    fixed("histogram_stddev", &[V], V),
    fixed("histogram_stdvar", &[V], V),
    fixed("histogram_sum", &[V], V),
    up_to("hour", &[V], 1),
    fixed("idelta", &[M], V),
    fixed("increase", &[M], V),
    experimental(up_to("info", &[V, V], 1)),
    experimental(up_to("integral", &[M, S], 1)),
    fixed("irate", &[M], V),
    any("label_join", &[V, T, T, T]),
    fixed("label_replace", &[V, T, T, T, T], V),
    fixed("last_over_time", &[M], V),
    fixed("ln", &[V], V),
    fixed("log10", &[V], V),
    fixed("log2", &[V], V),
    experimental(fixed("mad_over_time", &[M], V)),
    experimental(fixed("max_of", &[S, S], S)),
    fixed("max_over_time", &[M], V),
    experimental(fixed("min_of", &[S, S], S)),
    fixed("min_over_time", &[M], V),
    up_to("minute", &[V], 1),
    up_to("month", &[V], 1),
    fixed("pi", &[], S),
    fixed("predict_linear", &[M, S], V),
    fixed("present_over_time", &[M], V),
    fixed("quantile_over_time", &[S, M], V),
    fixed("rad", &[V], V),
    experimental(fixed("range", &[], S)),
    fixed("rate", &[M], V),
    fixed("resets", &[M], V),
    up_to("round", &[V, S], 1),
    fixed("scalar", &[V], S),
    fixed("sgn", &[V], V),
    fixed("sin", &[V], V),
    fixed("sinh", &[V], V),
    fixed("sort", &[V], V),
    experimental(any("sort_by_label", &[V, T])),
    experimental(any("sort_by_label_desc", &[V, T])),
    fixed("sort_desc", &[V], V),
    fixed("sqrt", &[V], V),
    experimental(fixed("start", &[], S)),
    experimental(fixed("start_timestamp", &[V], V)),
    fixed("stddev_over_time", &[M], V),
    fixed("stdvar_over_time", &[M], V),
    experimental(fixed("step", &[], S)),
    fixed("sum_over_time", &[M], V),
    fixed("tan", &[V], V),
    fixed("tanh", &[V], V),
    fixed("time", &[], S),
    fixed("timestamp", &[V], V),
    experimental(fixed("ts_of_first_over_time", &[M], V)),
    experimental(fixed("ts_of_last_over_time", &[M], V)),
    experimental(fixed("ts_of_max_over_time", &[M], V)),
    experimental(fixed("ts_of_min_over_time", &[M], V)),
    fixed("vector", &[S], V),
    up_to("year", &[V], 1),
];
