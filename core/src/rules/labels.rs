use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

use super::config::{Override, ResourceMapping};
use super::errors::Errors;
use super::label_template::LabelTemplate;
use crate::budget::Budget;
use crate::error::{Error, Result, Span, codes};
use crate::promql::{Labels, NAME};
use crate::resources::{GroupResource, Mapper};
use crate::text::same;

/// Which label stands for which resource. Mirrors `naming.resourceConverter`.
#[derive(Debug, Clone)]
pub struct LabelResources {
    mapper: Mapper,
    /// By label.
    overrides: Vec<(Box<str>, GroupResource)>,
    /// Where the labels of overrides stand in the source.
    written: Vec<(Box<str>, Span)>,
    /// By resource; each once.
    labels: Vec<(GroupResource, Box<str>)>,
    template: Option<LabelTemplate>,
    /// Where the mapping stands in the source.
    span: Option<Span>,
    /// What the template gave for the resources that were asked for first.
    rendered: [OnceLock<(GroupResource, Box<str>)>; RENDERED],
}

/// Steps of a label that a rule sees for the first time, beside those of its bytes: the simulation is set up, and the resource
/// looked for.
const NEW_LABEL: usize = 48;

/// Resources whose labels a rule keeps: namespaces, and those that its series describe.
const RENDERED: usize = 16;

impl LabelResources {
    /// Compiles `resources`; the template's error comes before those of overrides.
    pub(super) fn compile(
        mapping: &ResourceMapping,
        mapper: &Mapper,
        budget: &Budget,
    ) -> Result<Self, Vec<Error>> {
        let mut errors = Errors::default();
        let template = Some(&mapping.template)
            .filter(|template| !template.is_empty())
            .and_then(|template| errors.take("template", LabelTemplate::compile(template, budget)));
        let mut overrides: Vec<(Box<str>, GroupResource)> = Vec::with_capacity(mapping.overrides.len());
        for entry in &mapping.overrides {
            let looked_at = mapper.candidates(entry.resource.as_str()) / 8;
            let normalized = budget.take_steps(looked_at).and_then(|()| normalize(entry, mapper));
            if let Some(resource) = errors.take("overrides", normalized) {
                overrides.push((entry.label.as_str().into(), resource));
            }
        }
        errors.finish()?;
        let whole = |entry: &Override| entry.label.span_of(0..entry.label.as_str().len());
        let written =
            mapping.overrides.iter().filter_map(|entry| Some((entry.label.as_str().into(), whole(entry)?)));
        let written = written.collect();
        overrides.sort();
        // Where two labels mean one resource, the first is used in queries. Upstream's choice depends on map order.
        let mut labels: Vec<(GroupResource, Box<str>)> =
            overrides.iter().map(|(label, resource)| (resource.clone(), label.clone())).collect();
        labels.sort_by(|(a, a_label), (b, b_label)| order(a, b).then_with(|| a_label.cmp(b_label)));
        labels.dedup_by(|later, first| later.0 == first.0);
        let (mapper, span) = (mapper.clone(), mapping.span);
        Ok(Self { mapper, overrides, written, labels, template, span, rendered: Default::default() })
    }

    /// The label that stands for a resource, given by its full group and plural name. Mirrors `LabelForResource`.
    ///
    /// # Errors
    /// `rules.no-label` where neither an override nor a template gives one, `resources.unknown`, and what the
    /// template fails with.
    pub fn label_for(&self, resource: &GroupResource) -> Result<Cow<'_, str>> {
        if let Some((_, label)) = find(&self.labels, resource) {
            return Ok(Cow::Borrowed(label));
        }
        let Some(template) = &self.template else {
            let message = format!("neither an override nor a template gives a label for {resource}");
            return Err(Error::new(codes::rules::NO_LABEL, message).placed(self.span));
        };
        let render = || template.label(&resource.group, self.mapper.singularize(&resource.resource)?);
        for slot in &self.rendered {
            let (held, label) = match slot.get() {
                Some(rendered) => rendered,
                None => {
                    let label = render()?;
                    slot.get_or_init(|| (resource.clone(), label.into()))
                }
            };
            if same(&held.resource, &resource.resource) && same(&held.group, &resource.group) {
                return Ok(Cow::Borrowed(label));
            }
        }
        render().map(Cow::Owned)
    }

    /// Where an override says what a label stands for.
    pub(crate) fn written(&self, label: &str) -> Option<Span> {
        self.written.iter().find(|(held, _)| **held == *label).map(|(_, span)| *span)
    }

    /// The resource that a label stands for; `None` for a label that stands for none.
    #[must_use]
    pub fn resource_for_label(&self, label: &str) -> Option<GroupResource> {
        let found = self.overrides.binary_search_by(|(held, _)| (**held).cmp(label)).ok();
        if let Some((_, resource)) = found.and_then(|at| self.overrides.get(at)) {
            return Some(resource.clone());
        }
        let partial = self.template.as_ref()?.read(label)?;
        self.mapper.normalize(&partial).ok()
    }

    /// As [`resource_for_label`](Self::resource_for_label), within a budget.
    ///
    /// # Errors
    /// `limit.work`.
    pub(crate) fn resource_for_label_within(
        &self,
        label: &str,
        budget: &Budget,
    ) -> Result<Option<GroupResource>> {
        budget.take_steps(NEW_LABEL)?;
        if let Some(template) = &self.template {
            template.take_reading(label, budget)?;
        }
        Ok(self.resource_for_label(label))
    }

    /// The resources that a series belongs to, in the order of its labels; one that two labels stand for comes
    /// twice. Mirrors `ResourcesForSeries`.
    #[must_use]
    pub fn resources_for_labels(&self, labels: &Labels) -> Vec<GroupResource> {
        let labels = labels.keys().filter(|label| *label != NAME);
        labels.filter_map(|label| self.resource_for_label(label)).collect()
    }

    /// The labels of resources that overrides name, but for namespaces.
    pub(crate) fn object_labels(&self) -> Vec<String> {
        let namespaces = GroupResource::core("namespaces");
        let others = self.labels.iter().filter(|(resource, _)| *resource != namespaces);
        others.map(|(_, label)| label.to_string()).collect()
    }

    /// Where the mapping stands in the source.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// Whether no label stands for any resource.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.overrides.is_empty() && self.template.is_none()
    }
}

/// The full group and plural name of an override. Mirrors `CustomMetricInfo.Normalized`.
pub(super) fn normalize(entry: &Override, mapper: &Mapper) -> Result<GroupResource> {
    let partial = GroupResource::new(entry.group.as_str(), entry.resource.as_str());
    mapper
        .normalize(&partial)
        .map_err(|error| error.placed(entry.resource.span().or(entry.span)).in_path(entry.label.as_str()))
}

fn find<'a>(
    labels: &'a [(GroupResource, Box<str>)],
    resource: &GroupResource,
) -> Option<&'a (GroupResource, Box<str>)> {
    labels.binary_search_by(|(held, _)| order(held, resource)).ok().and_then(|at| labels.get(at))
}

/// By resource and then by group. Most groups are empty, and the C library's comparison of two empty texts takes as long
/// as all the rest of a query where the processor has AVX-512.
fn order(a: &GroupResource, b: &GroupResource) -> Ordering {
    a.resource.cmp(&b.resource).then_with(|| match (a.group.is_empty(), b.group.is_empty()) {
        (false, false) => a.group.cmp(&b.group),
        (a_is_empty, b_is_empty) => b_is_empty.cmp(&a_is_empty),
    })
}
