//! Binary operators: of numbers, of a vector and a number, of two vectors that match in one way or another.

use super::expression::{Maker, Type};

const ARITHMETIC: &[&str] = &["+", "-", "*", "/", "%", "^", "atan2"];
const COMPARISONS: &[&str] = &["==", "!=", "<", "<=", ">", ">="];
const SETS: &[&str] = &["and", "or", "unless"];

impl Maker<'_, '_> {
    /// An operator, with `bool` behind a comparison where `bool` says so or it happens.
    fn operator(&mut self, bool: bool) -> String {
        if self.random.percent(78) {
            return self.pick(ARITHMETIC).to_owned();
        }
        let bool = if bool || self.random.percent(40) { " bool" } else { "" };
        format!("{}{bool}", self.pick(COMPARISONS))
    }

    pub(super) fn scalar_binary(&mut self, deeper: usize) -> String {
        let operator = self.operator(true);
        let (left, right) = (self.expression(Type::Scalar, deeper), self.expression(Type::Scalar, deeper));
        format!("{left} {operator} {right}")
    }

    pub(super) fn binary(&mut self, deeper: usize) -> String {
        let left = self.expression(Type::Vector, deeper);
        match self.random.below(20) {
            0..=7 => {
                let (operator, right) = (self.operator(false), self.expression(Type::Scalar, deeper));
                if self.random.percent(60) {
                    format!("{left} {operator} {right}")
                } else {
                    format!("{right} {operator} {left}")
                }
            }
            8..=10 => {
                let (operator, right) = (self.pick(SETS), self.expression(Type::Vector, deeper));
                let matching = self.matching();
                format!("{left} {operator}{matching} {right}")
            }
            11 => format!("{left} {} {left}", self.operator(false)),
            12 | 13 => self.one_to_one(&left, deeper),
            14..=17 => self.many_to_one(&left, deeper),
            _ => {
                let (operator, right) = (self.operator(false), self.expression(Type::Vector, deeper));
                let matching = self.matching();
                format!("{left} {operator}{matching} {right}")
            }
        }
    }

    fn matching(&mut self) -> String {
        if self.random.percent(40) {
            return String::new();
        }
        format!(" {}({})", self.pick(&["on", "ignoring", "on"]), self.labels())
    }

    /// Both sides are grouped by the labels that they match by.
    fn one_to_one(&mut self, left: &str, deeper: usize) -> String {
        let labels = self.pick(&["job", "job, pod", "pod", ""]);
        let right = self.expression(Type::Vector, deeper);
        let (one, other) = (self.pick(&["sum", "max", "avg"]), self.pick(&["sum", "min", "count"]));
        let matching = self.pick(&["", " on(job, pod)", " ignoring(none)"]);
        let operator = self.operator(false);
        format!("{one} by ({labels}) ({left}) {operator}{matching} {other} by ({labels}) ({right})")
    }

    /// One side is grouped by the labels that are matched by, or seldom is not.
    fn many_to_one(&mut self, many: &str, deeper: usize) -> String {
        let label = self.pick(&["job", "job", "job", "pod"]);
        // An aggregation has left few labels.
        let many = if self.random.percent(70) { self.selector() } else { many.to_owned() };
        let inner = self.expression(Type::Vector, deeper);
        let one = if self.random.percent(90) {
            let by = self.pick(&[label, label, "job, pod"]);
            format!("{} by ({by}) ({inner})", self.pick(&["sum", "max", "count"]))
        } else {
            inner
        };
        let group = self.pick(&["", "", "(none)", "(pod)", "(code, le)", "(__name__)"]);
        let operator = self.operator(false);
        let matching = if self.random.percent(85) {
            format!("on({label})")
        } else {
            "ignoring(pod, code, le)".to_owned()
        };
        if self.random.percent(60) {
            format!("{many} {operator} {matching} group_left{group} {one}")
        } else {
            format!("{one} {operator} {matching} group_right{group} {many}")
        }
    }
}
