use super::compile::regexp;
use crate::error::{Error, Result, codes};
use crate::go::regexp::Regexp;
use crate::resources::GroupResource;
use crate::template::{self, Data, Template};
use crate::yaml::Text;

/// `resources.template`: makes labels from resources, and reads resources back from labels.
#[derive(Debug, Clone)]
pub(super) struct LabelTemplate {
    template: Template,
    source: Text,
    /// The template with patterns in place of group and resource. Mirrors `naming.labelGroupResExtractor`.
    reader: Regexp,
    resource: usize,
    group: Option<usize>,
}

impl LabelTemplate {
    pub(super) fn compile(text: &Text) -> Result<Self> {
        let template = Template::parse(text.as_str()).map_err(|error| text.place_error(error))?;
        let refuse = |message: &str| text.place_error(Error::new(codes::rules::LABEL_TEMPLATE, message));
        let mut pattern = String::from("^");
        let patterns = template::GroupResource { group: "(?P<group>.+?)", resource: "(?P<resource>.+?)" };
        template.render(&Data::Resource(&patterns), &mut pattern).map_err(|error| text.place_error(error))?;
        if pattern == "^" {
            return Err(refuse("the template prints nothing"));
        }
        pattern.push('$');
        // The pattern is not what the source holds, so the whole template is to blame.
        let reader = regexp(&Text::new(pattern)).map_err(|error| text.place_error(error.without_span()))?;
        // Of two groups of a name the last counts.
        let named = |wanted| reader.names().enumerate().filter(|(_, name)| *name == Some(wanted)).last();
        let (resource, group) = (named("resource"), named("group"));
        let group = group.map(|(index, _)| index);
        match resource.map(|(index, _)| index) {
            Some(resource) => Ok(Self { template, source: text.clone(), reader, resource, group }),
            None => Err(refuse("the template does not print <<.Resource>>")),
        }
    }

    /// The label of a resource, given the singular of its name.
    pub(super) fn label(&self, group: &str, singular: &str) -> Result<String> {
        let mut label = String::new();
        let group = group.replace(['.', '-'], "_");
        let data = template::GroupResource { group: &group, resource: singular };
        let rendered = self.template.render(&Data::Resource(&data), &mut label).and_then(|()| {
            let message = "the template prints nothing for this resource";
            if label.is_empty() { Err(Error::new(codes::rules::LABEL_TEMPLATE, message)) } else { Ok(()) }
        });
        rendered.map_err(|error| self.source.place_error(error).in_path("template"))?;
        Ok(label)
    }

    /// The group and resource that a label may mean; whether they exist is another matter.
    pub(super) fn read(&self, label: &str) -> Option<GroupResource> {
        let captures = self.reader.captures(label)?;
        let text = |group: usize| captures.get(group).map_or("", |found| found.as_str());
        Some(GroupResource::new(self.group.map_or("", text), text(self.resource)))
    }
}
