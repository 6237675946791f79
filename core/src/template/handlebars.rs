//! Templates of names in double braces, rendered by handlebars, without its helpers and without escaping for HTML.

use handlebars::{Context, Handlebars, RenderError};
use serde_json::{Map, Value};

use super::braces::{self, Trim, walk};
use crate::error::{Error, Result, codes};

/// What handlebars would call in place of a name of ours.
const HELPERS: [&str; 17] = [
    "and", "each", "eq", "gt", "gte", "if", "len", "log", "lookup", "lt", "lte", "ne", "not", "or", "raw",
    "unless", "with",
];

/// Renders a template with names and their values, as [`braces::render`] does.
///
/// # Errors
/// Those of [`braces::render`]; `template.exec` for what handlebars refuses beside that.
pub fn render(template: &str, names: &Map<String, Value>) -> Result<String> {
    let mut output = Output::new(names)?;
    walk(template, names, Trim::Tilde, &|_| None, &mut output)?;
    output.finish()
}

/// Bytes of a template that are rendered at once: handlebars goes through all of its source for each action.
const SOURCE_BYTES: usize = 2048;

/// What handlebars makes of a template, stretch by stretch.
struct Output<'r> {
    registry: Handlebars<'r>,
    names: Context,
    source: String,
    rendered: String,
}

impl Output<'_> {
    fn new(names: &Map<String, Value>) -> Result<Self> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_escape_fn(handlebars::no_escape);
        for helper in HELPERS {
            registry.unregister_helper(helper);
        }
        let names = Context::wraps(names).map_err(|error| refuse(&error))?;
        Ok(Self { registry, names, source: String::new(), rendered: String::new() })
    }

    fn render(&mut self) -> Result<()> {
        let rendered = self.registry.render_template_with_context(&self.source, &self.names);
        self.rendered.push_str(&rendered.map_err(|error| refuse(&error))?);
        self.source.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<String> {
        // What is left behind the last action ends in no action: a backslash there is one.
        self.render()?;
        Ok(self.rendered)
    }
}

impl braces::Output for Output<'_> {
    fn text(&mut self, text: &str) {
        self.source.push_str(text);
        // A backslash before an action would take its meaning away, and a second one that of the first.
        self.source.push_str(if text.ends_with('\\') { "\\" } else { "" });
    }

    fn name(&mut self, name: &str) -> Result<()> {
        self.source.extend(["{{", name, "}}"]);
        if self.source.len() > SOURCE_BYTES { self.render() } else { Ok(()) }
    }
}

fn refuse(error: &RenderError) -> Error {
    Error::new(codes::template::EXEC, error.reason().to_string())
}
