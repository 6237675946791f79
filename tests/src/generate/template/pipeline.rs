//! Pipelines: operands, calls, and what is piped into what.

use super::action::Writer;
use super::literal;

const FIELDS: &[&str] = &[
    ".Series",
    ".Series",
    ".LabelMatchers",
    ".LabelValuesByName",
    ".LabelValuesByName",
    ".GroupBy",
    ".GroupBySlice",
    ".GroupBySlice",
    ".LabelValuesByName.pod",
    ".LabelValuesByName.namespace",
];
const ODD_FIELDS: &[&str] = &[
    ".LabelValuesByName.nope",
    ".LabelValuesByName.nope.y",
    ".Nope",
    ".Series.y",
    ".LabelValuesByName.é",
    ".series",
];

/// How deep parentheses go.
const DEPTH: usize = 3;

impl Writer<'_, '_> {
    pub(super) fn field(&mut self) -> String {
        let fields = if self.random.percent(4) { ODD_FIELDS } else { FIELDS };
        let field = self.random.pick(fields);
        // Where the dot is something else, the data of the query is `$`.
        if self.moved > 0 && self.random.percent(85) { format!("${field}") } else { field.to_owned() }
    }

    /// A variable in scope, or one that may not be.
    pub(super) fn variable(&mut self) -> String {
        let mut variable = "$".to_owned();
        if !self.variables.is_empty() && self.random.percent(80) {
            variable = self.variables[self.random.below(self.variables.len())].to_owned();
        } else if self.random.percent(5) {
            variable = self.random.pick(&["$v", "$y", "$undefined"]).to_owned();
        }
        if variable == "$" || self.random.percent(5) {
            variable += self.random.pick(FIELDS);
        }
        variable
    }

    fn operand(&mut self) -> String {
        match self.random.below(12) {
            0..=3 => self.field(),
            4 | 5 => literal::string(self.random),
            6 => literal::number(self.random),
            7 if self.random.percent(5) => "nil".to_owned(),
            7 => self.random.pick(&["true", "false", "$", "$.Series"]).to_owned(),
            8 | 9 => self.variable(),
            _ if self.parentheses >= DEPTH => self.field(),
            _ => {
                self.parentheses += 1;
                let mut operand = format!("({})", self.pipeline());
                self.parentheses -= 1;
                if self.random.percent(8) {
                    operand += self.random.pick(&[".y", ".Series", ".pod.y"]);
                }
                operand
            }
        }
    }

    fn operands(&mut self, least: usize, most: usize) -> String {
        let count = least + self.random.up_to(most - least);
        (0..count).map(|_| format!(" {}", self.operand())).collect()
    }

    fn call(&mut self) -> String {
        match self.random.below(17) {
            0..=3 => format!("printf {}{}", literal::format(self.random), self.operands(0, 3)),
            4 => self.random.pick(&["print", "println"]).to_owned() + &self.operands(0, 3),
            5 => self.random.pick(&["html", "js", "urlquery"]).to_owned() + &self.operands(0, 2),
            6 => self.random.pick(&["and", "or"]).to_owned() + &self.operands(1, 3),
            7 => "not".to_owned() + &self.operands(1, 1),
            8 => "len".to_owned() + &self.operands(1, 1),
            9 => format!("index .LabelValuesByName {}", literal::string(self.random)),
            10 => {
                let of = self.random.pick(&[".GroupBySlice", ".Series", "$.GroupBySlice", "\"ab\""]);
                format!(
                    "index {of} {}",
                    self.random.pick(&["0", "0", "0", "1", "2", "-1", "1.0", "'\\x00'", "0x1"])
                )
            }
            11 => self.slice(),
            12 | 13 => {
                self.random.pick(&["eq", "ne", "lt", "le", "gt", "ge"]).to_owned() + &self.operands(1, 3)
            }
            14 => self.comparison(),
            // Any function with anything.
            15 if self.random.percent(40) => {
                let functions = &["index", "len", "eq", "and", "not", "printf", "slice", "call", "nofunc"];
                self.random.pick(functions).to_owned() + &self.operands(0, 4)
            }
            _ => format!("printf {} {}", literal::format(self.random), self.field()),
        }
    }

    fn slice(&mut self) -> String {
        let of = match self.random.below(5) {
            0 => ".GroupBySlice".to_owned(),
            1 => ".Series".to_owned(),
            2 => "(slice .GroupBySlice 0 1)".to_owned(),
            3 => literal::string(self.random),
            _ => self.operand(),
        };
        let bounds =
            self.random.pick(&["", " 0", " 1", " 0 1", " 1 2", " 0 1 1", " 0 0", " 0 2 2", " 0 0 2", " -1"]);
        format!("slice {of}{bounds}")
    }

    /// A comparison of things that can be compared.
    fn comparison(&mut self) -> String {
        let operator = self.random.pick(&["eq", "ne", "lt", "le", "gt", "ge"]);
        let operands = match self.random.below(6) {
            0 | 1 => format!("{} {}", literal::number(self.random), literal::number(self.random)),
            2 => format!("{} {}", literal::string(self.random), literal::string(self.random)),
            3 => format!(".Series {}", literal::string(self.random)),
            4 => format!("(index .Series 0) {}", literal::number(self.random)),
            _ => self
                .random
                .pick(&[".GroupBySlice nil", ".LabelValuesByName nil", "nil nil", ".  .", "$ $"])
                .to_owned(),
        };
        format!("{operator} {operands}")
    }

    pub(super) fn pipeline(&mut self) -> String {
        let mut pipeline = if self.random.percent(50) { self.call() } else { self.operand() };
        for _ in 0..3 {
            if self.random.percent(75) {
                break;
            }
            pipeline += self.random.pick(&["|", " | ", " |", "| "]);
            pipeline += &self.stage();
        }
        pipeline
    }

    /// A command that takes what is piped into it.
    fn stage(&mut self) -> String {
        match self.random.below(8) {
            0 | 1 => format!("printf {}{}", literal::format(self.random), self.operands(0, 1)),
            2 => self
                .random
                .pick(&["len", "not", "html", "js", "urlquery", "print", "println", "call"])
                .to_owned(),
            3 => {
                self.random.pick(&["print", "eq", "ne", "and", "or", "lt"]).to_owned() + &self.operands(1, 1)
            }
            4 => "index .LabelValuesByName".to_owned(),
            5 => format!("index {}", self.field()),
            6 => format!("slice {}", self.field()),
            // What is no function takes nothing.
            _ if self.random.percent(10) => self.operand(),
            _ => "printf `%q`".to_owned(),
        }
    }
}
