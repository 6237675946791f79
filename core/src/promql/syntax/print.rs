//! Expressions as text. Mirrors `Expr.String` of Prometheus' `promql/parser`.

use std::fmt;

use super::number::write_duration;
use super::tree::{
    Aggregate, At, Binary, Bounds, Cardinality, DurationExpr, Expr, ExprKind, Length, MatrixSelector, Number,
    SelectorMatcher, Text, TimeModifiers, VectorSelector,
};
use crate::go::float::format_float;
use crate::go::number::{float64, int64};
use crate::go::quote::quote_into;
use crate::promql::{MatchOp, Matcher, NAME, is_label_name};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        f.write_str(&out)
    }
}

impl fmt::Display for DurationExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        f.write_str(&out)
    }
}

/// As it stands in brackets or behind `offset`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        f.write_str(&out)
    }
}

/// As it stands behind `@`: seconds with three decimals, `start()` or `end()`.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("start()"),
            Self::End => f.write_str("end()"),
            Self::Millis(millis) => f.write_str(&format_float(float64(*millis) / 1000.0, 'f', Some(3))),
        }
    }
}

impl Expr {
    fn write(&self, out: &mut String) {
        match &self.kind {
            ExprKind::Number(number) => number.write(out),
            ExprKind::String(text) => text.write(out),
            ExprKind::Vector(selector) => {
                selector.write_series(out);
                selector.time.write_at(out);
                selector.write_bounds(out);
                selector.time.write_offset(out);
            }
            ExprKind::Matrix(matrix) => matrix.write(out),
            ExprKind::Subquery(subquery) => {
                subquery.expr.write(out);
                out.push('[');
                subquery.range.write(out);
                out.push(':');
                match &subquery.step {
                    // A step that is rounded to nothing is none.
                    None | Some(Length::Nanos(0)) => {}
                    Some(step) => step.write(out),
                }
                out.push(']');
                subquery.time.write_at(out);
                subquery.time.write_offset(out);
            }
            ExprKind::Paren(inner) => {
                out.push('(');
                inner.write(out);
                out.push(')');
            }
            ExprKind::Unary(unary) => {
                out.push(if unary.is_negative { '-' } else { '+' });
                unary.expr.write(out);
            }
            ExprKind::Binary(binary) => binary.write(out),
            ExprKind::Aggregate(aggregate) => aggregate.write(out),
            ExprKind::Call(call) => {
                out.push_str(call.function.name);
                out.push('(');
                for (at, arg) in call.args.iter().enumerate() {
                    if at > 0 {
                        out.push_str(", ");
                    }
                    arg.write(out);
                }
                out.push(')');
            }
        }
    }
}

impl Number {
    fn write(self, out: &mut String) {
        if !self.is_duration {
            return out.push_str(&format_float(self.value, 'f', None));
        }
        let sign = if self.value < 0.0 { -1.0 } else { 1.0 };
        if self.value < 0.0 {
            out.push('-');
        }
        write_duration(int64(sign * self.value * super::number::SECOND), out);
    }
}

impl Text {
    fn write(&self, out: &mut String) {
        match &self.printed {
            Some(printed) => out.push_str(printed),
            None => quote_into(&self.value, out),
        }
    }
}

impl SelectorMatcher {
    fn write(&self, out: &mut String) {
        let Matcher { name, op, value } = &self.matcher;
        if let Some(printed) = &self.printed {
            return out.push_str(printed);
        }
        if is_label_name(name) {
            out.push_str(name);
        } else {
            quote_into(name, out);
        }
        out.push_str(op.as_str());
        quote_into(value, out);
    }
}

impl VectorSelector {
    /// The name, and the matchers in the order of their texts.
    fn write_series(&self, out: &mut String) {
        let name = self.name.as_deref().unwrap_or_default();
        out.push_str(name);
        let is_shown = |held: &&SelectorMatcher| {
            let Matcher { name: label, op, value } = &held.matcher;
            label != NAME || *op != MatchOp::Equal || value.is_empty() || value != name || !held.is_utf8
        };
        let text = |held: &SelectorMatcher| {
            let mut text = String::new();
            held.write(&mut text);
            text
        };
        let mut shown: Vec<_> = self.matchers.iter().filter(is_shown).map(text).collect();
        if shown.is_empty() {
            return;
        }
        shown.sort_unstable();
        out.push('{');
        out.push_str(&shown.join(","));
        out.push('}');
    }

    fn write_bounds(&self, out: &mut String) {
        match self.bounds {
            None => {}
            Some(Bounds::Anchored) => out.push_str(" anchored"),
            Some(Bounds::Smoothed) => out.push_str(" smoothed"),
        }
    }
}

impl TimeModifiers {
    fn write_at(&self, out: &mut String) {
        match self.at {
            None => {}
            Some(at) => {
                out.push_str(" @ ");
                out.push_str(&at.to_string());
            }
        }
    }

    fn write_offset(&self, out: &mut String) {
        match &self.offset {
            None | Some(Length::Nanos(0)) => {}
            Some(Length::Nanos(nanos)) if *nanos < 0 => {
                out.push_str(" offset -");
                write_duration(nanos.wrapping_neg(), out);
            }
            Some(offset) => {
                out.push_str(" offset ");
                offset.write(out);
            }
        }
    }
}

impl MatrixSelector {
    fn write(&self, out: &mut String) {
        self.selector.write_series(out);
        out.push('[');
        self.range.write(out);
        out.push(']');
        self.selector.write_bounds(out);
        self.selector.time.write_at(out);
        self.selector.time.write_offset(out);
    }
}

impl Length {
    fn write(&self, out: &mut String) {
        match self {
            Self::Nanos(nanos) => write_duration(*nanos, out),
            Self::Computed(expr) => expr.write(out),
        }
    }
}

impl DurationExpr {
    fn write(&self, out: &mut String) {
        let pair = |(one, other): &(Self, Self), between: &str, out: &mut String| {
            one.write(out);
            out.push_str(between);
            other.write(out);
        };
        match self {
            Self::Number(number) => number.write(out),
            Self::Step => out.push_str("step()"),
            Self::Range => out.push_str("range()"),
            Self::Negated(inner) => {
                out.push('-');
                inner.write(out);
            }
            Self::Paren(inner) => {
                out.push('(');
                inner.write(out);
                out.push(')');
            }
            Self::Binary(op, operands) => pair(operands, &format!(" {op} "), out),
            Self::MinOf(operands) => {
                out.push_str("min_of(");
                pair(operands, ", ", out);
                out.push(')');
            }
            Self::MaxOf(operands) => {
                out.push_str("max_of(");
                pair(operands, ", ", out);
                out.push(')');
            }
        }
    }
}

impl Binary {
    fn write(&self, out: &mut String) {
        self.lhs.write(out);
        out.push(' ');
        out.push_str(self.op.as_str());
        if self.returns_bool {
            out.push_str(" bool");
        }
        if let Some(matching) = &self.matching {
            let group = match matching.cardinality {
                Cardinality::ManyToOne => Some(" group_left ("),
                Cardinality::OneToMany => Some(" group_right ("),
                Cardinality::OneToOne | Cardinality::ManyToMany => None,
            };
            if matching.on || !matching.labels.is_empty() || group.is_some() {
                out.push_str(if matching.on { " on (" } else { " ignoring (" });
                write_labels(&matching.labels, out);
                out.push(')');
            }
            if let Some(group) = group {
                out.push_str(group);
                write_labels(&matching.include, out);
                out.push(')');
            }
        }
        out.push(' ');
        self.rhs.write(out);
    }
}

impl Aggregate {
    fn write(&self, out: &mut String) {
        out.push_str(self.op.as_str());
        if self.without || !self.grouping.is_empty() {
            out.push_str(if self.without { " without (" } else { " by (" });
            write_labels(&self.grouping, out);
            out.push_str(") ");
        }
        out.push('(');
        if let Some(parameter) = &self.parameter {
            parameter.write(out);
            out.push_str(", ");
        }
        self.expr.write(out);
        out.push(')');
    }
}

fn write_labels(labels: &[String], out: &mut String) {
    for (at, label) in labels.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        if is_label_name(label) {
            out.push_str(label);
        } else {
            quote_into(label, out);
        }
    }
}
