use super::pattern::{self, regexp};
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::go::regexp::Regexp;
use crate::limits::Limits;
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
    /// Steps that the template may take for one resource.
    steps: usize,
}

/// Steps of a template beside those that it took when it was compiled: labels differ in length.
const MORE_STEPS: usize = 10_000;

impl LabelTemplate {
    pub(super) fn compile(text: &Text, budget: &Budget) -> Result<Self> {
        let template = Template::parse(text.as_str()).map_err(|error| text.place_error(error))?;
        let refuse = |message: &str| text.place_error(Error::new(codes::rules::LABEL_TEMPLATE, message));
        let mut pattern = String::from("^");
        let patterns = template::GroupResource { group: "(?P<group>.+?)", resource: "(?P<resource>.+?)" };
        let before = budget.steps_left();
        template
            .render_within(&Data::Resource(&patterns), &mut pattern, Some(budget))
            .map_err(|error| text.place_error(error))?;
        let steps = (before - budget.steps_left()).saturating_mul(2).saturating_add(MORE_STEPS);
        if pattern == "^" {
            return Err(refuse("the template prints nothing"));
        }
        pattern.push('$');
        // The pattern is not what the source holds, so the whole template is to blame.
        let pattern = Text::new(pattern);
        let reader = regexp(&pattern, budget)
            .and_then(|reader| pattern::check_captures(&reader, &pattern).map(|()| reader))
            .map_err(|error| text.place_error(error.without_span()))?;
        // Of two groups of a name the last counts.
        let named = |wanted| reader.names().enumerate().filter(|(_, name)| *name == Some(wanted)).last();
        let (resource, group) = (named("resource"), named("group"));
        let group = group.map(|(index, _)| index);
        match resource.map(|(index, _)| index) {
            Some(resource) => Ok(Self { template, source: text.clone(), reader, resource, group, steps }),
            None if text.as_str().contains("{{") => Err(refuse("the template does not print <<.Resource>>")
                .with_hint("The adapter's templates stand between << and >>: write <<.Resource>>.")),
            None => Err(refuse("the template does not print <<.Resource>>")),
        }
    }

    /// The label of a resource, given the singular of its name.
    pub(super) fn label(&self, group: &str, singular: &str) -> Result<String> {
        let mut label = String::new();
        let group = group.replace(['.', '-'], "_");
        let data = template::GroupResource { group: &group, resource: singular };
        let budget = Budget::new(Limits { steps: self.steps, ..Limits::default() });
        let rendered = self.template.render_within(&Data::Resource(&data), &mut label, Some(&budget));
        let rendered = rendered.and_then(|()| {
            let message = "the template prints nothing for this resource";
            if label.is_empty() { Err(Error::new(codes::rules::LABEL_TEMPLATE, message)) } else { Ok(()) }
        });
        rendered.map_err(|error| self.source.place_error(error).in_path("template"))?;
        Ok(label)
    }

    /// Takes the steps off that reading a label may take.
    ///
    /// # Errors
    /// `limit.work`.
    pub(super) fn take_reading(&self, label: &str, budget: &Budget) -> Result<()> {
        budget.take_captures(&self.reader, label)
    }

    /// The group and resource that a label may mean; whether they exist is another matter.
    pub(super) fn read(&self, label: &str) -> Option<GroupResource> {
        let captures = self.reader.captures(label)?;
        let text = |group: usize| captures.get(group).unwrap_or_default();
        Some(GroupResource::new(self.group.map_or("", text), text(self.resource)))
    }
}
