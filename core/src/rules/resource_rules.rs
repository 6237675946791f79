use super::compile::template;
use super::config::{ResourceRuleConfig, ResourceRulesConfig};
use super::labels::LabelResources;
use crate::error::Result;
use crate::go::duration::Duration;
use crate::resources::Mapper;
use crate::template::Template;

/// The compiled rules of the resource metrics API.
#[derive(Debug, Clone)]
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
pub struct ResourceRule {
    /// `resourceRules.cpu` or `resourceRules.memory`.
    pub path: String,
    /// The query for pods, by container.
    pub container_query: Template,
    /// The query for nodes.
    pub node_query: Template,
    /// The label that holds the container's name.
    pub container_label: String,
    /// Which label stands for which resource.
    pub resources: LabelResources,
}

impl ResourceRules {
    pub(super) fn compile(config: &ResourceRulesConfig, mapper: &Mapper) -> Result<Self> {
        let rule = |name: &str, config| {
            ResourceRule::compile(format!("resourceRules.{name}"), config, mapper)
                .map_err(|error| error.in_path(name).in_path("resourceRules"))
        };
        Ok(Self {
            cpu: rule("cpu", &config.cpu)?,
            memory: rule("memory", &config.memory)?,
            window: config.window,
        })
    }
}

impl ResourceRule {
    fn compile(path: String, config: &ResourceRuleConfig, mapper: &Mapper) -> Result<Self> {
        Ok(Self {
            path,
            resources: LabelResources::compile(&config.resources, mapper)
                .map_err(|error| error.in_path("resources"))?,
            container_query: template(&config.container_query)
                .map_err(|error| error.in_path("containerQuery"))?,
            node_query: template(&config.node_query).map_err(|error| error.in_path("nodeQuery"))?,
            container_label: config.container_label.as_str().to_owned(),
        })
    }
}
