//! Actions and the text between them.

use crate::generate::Random;

/// How deep actions nest.
const DEPTH: usize = 4;

const TEXTS: &[&str] = &[
    "",
    "",
    " ",
    "a",
    "y>>y",
    "{",
    "}",
    " by (",
    "sum(rate(",
    "[2m]))",
    "é",
    "> ",
    "  b",
    "\n",
    "\t",
    " \n ",
    "<a",
    "日",
    "a  ",
    "%v",
    "-",
    " -",
    "- ",
    "<no value>",
];
const COMMENTS: &[&str] = &["<</* c */>>", "<<- /* c */ ->>", "<</* c */ ->>", "<</* >> */>>"];
const ODD_COMMENTS: &[&str] = &["<</* c", "<</* c */y>>", "<< /* c */>>", "<</* c */- >>"];
const NAMES: &[&str] = &["\"D\"", "\"D\"", "\"E\"", "\"B\"", "`D`", "\"metrics-query\""];

/// Writes a template and knows which variables are in scope.
pub(super) struct Writer<'w, 'r> {
    pub(super) random: &'w mut Random<'r>,
    pub(super) variables: Vec<&'static str>,
    pub(super) parentheses: usize,
    /// How many actions around this one give the dot another meaning.
    pub(super) moved: usize,
    /// How many loops are around this action.
    loops: usize,
    /// The names of templates that can be invoked.
    defined: Vec<&'static str>,
    depth: usize,
}

impl<'w, 'r> Writer<'w, 'r> {
    pub(super) fn new(random: &'w mut Random<'r>) -> Self {
        Self {
            random,
            variables: Vec::new(),
            parentheses: 0,
            moved: 0,
            loops: 0,
            defined: Vec::new(),
            depth: 0,
        }
    }

    pub(super) fn template(&mut self) -> String {
        let mut text = if self.random.percent(30) { self.definition() } else { String::new() };
        text += &self.list(3);
        if self.random.percent(10) {
            text += &self.definition();
        }
        text
    }

    fn list(&mut self, most: usize) -> String {
        let count = 1 + self.random.up_to(most);
        (0..count)
            .map(|_| if self.random.percent(30) { self.random.pick(TEXTS).to_owned() } else { self.node() })
            .collect()
    }

    fn node(&mut self) -> String {
        if self.depth >= DEPTH {
            return self.random.pick(TEXTS).to_owned();
        }
        self.depth += 1;
        let node = match self.random.below(22) {
            0..=7 => {
                let pipeline = self.declaration();
                self.action(&pipeline)
            }
            8..=10 => {
                let condition = self.declaration();
                self.branches("if", &condition)
            }
            11 | 12 => {
                let value = self.declaration();
                self.branches("with", &value)
            }
            13..=16 => {
                let over = self.iteration();
                self.branches("range", &over)
            }
            17 if self.loops > 0 || self.random.percent(3) => {
                let word = self.random.pick(&["break", "continue"]);
                self.action(word)
            }
            18 if !self.defined.is_empty() || self.random.percent(3) => self.invocation(),
            19 => self.block(),
            20 if self.random.percent(5) => self.random.pick(ODD_COMMENTS).to_owned(),
            20 => self.random.pick(COMMENTS).to_owned(),
            _ => self.random.pick(TEXTS).to_owned(),
        };
        self.depth -= 1;
        node
    }

    fn invocation(&mut self) -> String {
        let mut name = self.random.pick(NAMES);
        if !self.defined.is_empty() && self.random.percent(95) {
            name = self.defined[self.random.below(self.defined.len())];
        }
        // One that calls itself goes 100,000 levels deep before it fails, which takes a second.
        if name.contains("metrics") && self.random.percent(90) {
            name = "\"D\"";
        }
        let data = match self.random.below(4) {
            0 => String::new(),
            1 => " .".to_owned(),
            2 => " $".to_owned(),
            _ => format!(" {}", self.pipeline()),
        };
        self.action(&format!("template {name}{data}"))
    }

    fn action(&mut self, inner: &str) -> String {
        let left = self.random.pick(&["<<", "<<", "<<", "<<", "<<- ", "<< ", "<<-\n"]);
        let right = self.random.pick(&[">>", ">>", ">>", ">>", " ->>", " >>", "\n->>"]);
        format!("{left}{inner}{right}")
    }

    /// `if`, `with` or `range` with its other branches.
    fn branches(&mut self, word: &str, pipeline: &str) -> String {
        let mut text = self.action(&format!("{word} {pipeline}"));
        // A variable that the pipeline declares is gone behind the end; now and then it is used all the same.
        let outside = self.variables.len();
        let moves = usize::from(word != "if");
        self.moved += moves;
        self.loops += usize::from(word == "range");
        text += &self.list(2);
        if word != "range" && self.random.percent(20) {
            let pipeline = self.declaration();
            text += &self.action(&format!("else {word} {pipeline}"));
            text += &self.list(2);
        }
        self.moved -= moves;
        self.loops -= usize::from(word == "range");
        if self.random.percent(35) {
            text += &self.action("else");
            text += &self.list(2);
        }
        if self.random.percent(95) {
            self.variables.truncate(outside.saturating_sub(usize::from(pipeline.contains(":="))));
        }
        text + &self.action("end")
    }

    /// A pipeline that may declare or set a variable.
    fn declaration(&mut self) -> String {
        let pipeline = self.pipeline();
        if self.random.percent(78) {
            return pipeline;
        }
        let space = self.random.pick(&[" ", "", "\n"]);
        let variable = self.random.pick(&["$v", "$y", "$z", "$é1", "$_"]);
        if self.variables.is_empty() || self.random.percent(70) {
            self.variables.push(variable);
            return format!("{variable}{space}:={space}{pipeline}");
        }
        let known = self.variables[self.random.below(self.variables.len())];
        format!("{known}{space}={space}{pipeline}")
    }

    /// What `range` goes over.
    fn iteration(&mut self) -> String {
        const OVER: &[&str] = &[
            ".GroupBySlice",
            ".GroupBySlice",
            ".LabelValuesByName",
            "3",
            "2",
            "0",
            "$.GroupBySlice",
            "$.LabelValuesByName",
            "nil",
            ".LabelValuesByName.nope",
            "(len .Series)",
            "(slice .GroupBySlice 1)",
            "-1",
            "1.0",
        ];
        let over = if self.random.percent(75) { self.random.pick(OVER).to_owned() } else { self.pipeline() };
        match self.random.below(5) {
            0 => {
                let variable = self.random.pick(&["$v", "$y", "$e"]);
                self.variables.push(variable);
                format!("{variable} := {over}")
            }
            1 => {
                let (key, value) = (self.random.pick(&["$i", "$k"]), self.random.pick(&["$e", "$v"]));
                self.variables.extend([key, value]);
                format!("{key},{value}{}{over}", self.random.pick(&[" := ", ":=", " := ", " = "]))
            }
            2 if !self.variables.is_empty() && self.random.percent(40) => {
                let variable = self.variables[self.random.below(self.variables.len())];
                format!("{variable} = {over}")
            }
            _ => over,
        }
    }

    fn block(&mut self) -> String {
        let name = self.name();
        let pipeline = self.pipeline();
        let begin = self.action(&format!("block {name} {pipeline}"));
        begin + &self.inside() + &self.action("end")
    }

    fn definition(&mut self) -> String {
        let name = self.name();
        let begin = self.action(&format!("define {name}"));
        begin + &self.inside() + &self.action("end")
    }

    /// A name for a template, mostly a new one: one that has a text may not get another.
    fn name(&mut self) -> &'static str {
        let free: Vec<_> = NAMES.iter().copied().filter(|name| !self.defined.contains(name)).collect();
        let name = if free.is_empty() || self.random.percent(3) {
            self.random.pick(NAMES)
        } else {
            self.random.pick(&free)
        };
        self.defined.push(name);
        name
    }

    /// The body of a template of its own, which sees no variable from outside.
    fn inside(&mut self) -> String {
        let (variables, loops) = (std::mem::take(&mut self.variables), std::mem::take(&mut self.loops));
        let body = self.list(2);
        (self.variables, self.loops) = (variables, loops);
        body
    }
}
