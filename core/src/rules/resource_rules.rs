use super::config::{ResourceRuleConfig, ResourceRulesConfig};
use super::errors::Errors;
use super::labels::LabelResources;
use super::query_template::QueryTemplate;
use crate::budget::Budget;
use crate::error::Error;
use crate::go::duration::Duration;
use crate::resources::Mapper;

/// The compiled rules of the resource metrics API.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ResourceRules {
    /// Of CPU.
    pub cpu: ResourceRule,
    /// Of memory.
    pub memory: ResourceRule,
    /// Over how long the queries look back.
    pub window: Duration,
}

/// The compiled queries of CPU or memory. Mirrors `resourceprovider.resourceQuery`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ResourceRule {
    /// `resourceRules.cpu` or `resourceRules.memory`.
    pub path: String,
    /// Where its owner wrote it: as `path`, or `rules.resource.cpu` in values of the Helm chart.
    pub place: String,
    /// The query for pods, by container.
    pub container_query: QueryTemplate,
    /// The query for nodes.
    pub node_query: QueryTemplate,
    /// The label that holds the container's name.
    pub container_label: String,
    /// Which label stands for which resource.
    pub resources: LabelResources,
}

impl ResourceRules {
    pub(super) fn compile(
        config: &ResourceRulesConfig,
        mapper: &Mapper,
        budget: &Budget,
    ) -> Result<Self, Vec<Error>> {
        let mut errors = Errors::default();
        let owner = config.place();
        let mut rule = |name: &str, config| {
            let path = format!("resourceRules.{name}");
            let place = format!("{owner}.{name}");
            errors.take_all(name, ResourceRule::compile((path, place), config, mapper, budget))
        };
        let (cpu, memory) = (rule("cpu", &config.cpu), rule("memory", &config.memory));
        match (cpu, memory) {
            (Some(cpu), Some(memory)) => Ok(Self { cpu, memory, window: config.window }),
            _ => Err(errors.under(config.place())),
        }
    }
}

impl ResourceRule {
    fn compile(
        (path, place): (String, String),
        config: &ResourceRuleConfig,
        mapper: &Mapper,
        budget: &Budget,
    ) -> Result<Self, Vec<Error>> {
        let mut errors = Errors::default();
        let resources =
            errors.take_all("resources", LabelResources::compile(&config.resources, mapper, budget));
        let container_query = errors.take("containerQuery", QueryTemplate::compile(&config.container_query));
        let node_query = errors.take("nodeQuery", QueryTemplate::compile(&config.node_query));
        match (resources, container_query, node_query) {
            (Some(resources), Some(container_query), Some(node_query)) => Ok(Self {
                path,
                place,
                container_query,
                node_query,
                container_label: config.container_label.as_str().to_owned(),
                resources,
            }),
            _ => Err(errors.into()),
        }
    }
}
