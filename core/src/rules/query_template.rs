use crate::error::{Error, Result};
use crate::template::Template;
use crate::yaml::Text;

/// The compiled template of a query, and the text of the configuration that it was made of.
#[derive(Debug, Clone)]
pub struct QueryTemplate {
    /// What renders.
    pub template: Template,
    source: Text,
}

impl QueryTemplate {
    pub(super) fn compile(source: &Text) -> Result<Self> {
        let template = Template::parse(source.as_str()).map_err(|error| source.place_error(error))?;
        Ok(Self { template, source: source.clone() })
    }

    /// The template as it is written.
    #[must_use]
    pub fn source(&self) -> &Text {
        &self.source
    }

    /// An error of rendering, its position moved from the template into the source of the configuration.
    #[must_use]
    pub fn place_error(&self, error: Error) -> Error {
        self.source.place_error(error)
    }
}
