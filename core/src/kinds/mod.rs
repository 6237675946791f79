//! What a text is, told by what it holds: people give one for another, and tools print pages where data is expected.

mod declared;
mod node;
pub(crate) mod page;
mod role;
mod text;
mod wanted;

#[cfg(test)]
mod tests;

use std::fmt;

pub(crate) use declared::declared;
pub(crate) use node::of_node;
pub use role::Role;
pub use text::of_text;
pub(crate) use text::{at_a_glance, of_text_within};
pub(crate) use wanted::Wanted;

/// What a text, or an object within one, is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Nothing, or nothing but comments.
    Empty,
    /// A web page, such as the error page of a proxy.
    Html,
    /// The text of a `/metrics` page.
    MetricsPage,
    /// A text without structure, such as `404 page not found`.
    Prose,
    /// prometheus-adapter's configuration.
    Config,
    /// A `ConfigMap` that holds one.
    ConfigMap,
    /// Values of the prometheus-adapter Helm chart, or of a chart that depends on it.
    HelmValues,
    /// Argo CD's `Application` with values of a Helm chart inside.
    Application,
    /// Flux' `HelmRelease` with values inside.
    HelmRelease,
    /// A rule, or a list of rules, outside of a configuration.
    Rules,
    /// `HorizontalPodAutoscaler`.
    Hpa,
    /// `Scale`.
    Scale,
    /// `Pod`, or a list of pods.
    Pods,
    /// A list of several objects.
    List,
    /// `APIResourceList`, or a list of them.
    Resources,
    /// An answer of a metrics API, such as a `MetricValueList`.
    MetricsApiAnswer,
    /// Answers of the metrics APIs by request path.
    MetricsApiAnswers,
    /// Label sets, or an answer of `/api/v1/series`.
    Series,
    /// Prometheus' answer to a query.
    QueryAnswer,
    /// Such answers by name, `cpu` and `memory`, or by request path.
    QueryAnswers,
    /// The time and the settings of a scenario.
    Scenario,
    /// An object of another kind.
    Object(String),
    /// A mapping that is none of these.
    Mapping,
    /// A list that is none of these.
    Sequence,
}

/// With its article: `a HorizontalPodAutoscaler`.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "an empty text",
            Self::Html => "an HTML page",
            Self::MetricsPage => "the text of a /metrics page",
            Self::Prose => "a text without structure",
            Self::Config => "a configuration of prometheus-adapter",
            Self::ConfigMap => "a ConfigMap with a configuration of prometheus-adapter",
            Self::HelmValues => "values of the prometheus-adapter Helm chart",
            Self::Application => "an Application of Argo CD",
            Self::HelmRelease => "a HelmRelease",
            Self::Rules => "rules outside of a configuration",
            Self::Hpa => "a HorizontalPodAutoscaler",
            Self::Scale => "a Scale",
            Self::Pods => "pods",
            Self::List => "a List",
            Self::Resources => "an APIResourceList",
            Self::MetricsApiAnswer => "an answer of a metrics API",
            Self::MetricsApiAnswers => "answers of the metrics APIs by request path",
            Self::Series => "series",
            Self::QueryAnswer => "Prometheus' answer to a query",
            Self::QueryAnswers => "Prometheus' answers to several queries",
            Self::Scenario => "the settings of a scenario",
            Self::Object(kind) => return write!(f, "a {kind}"),
            Self::Mapping => "a mapping of unknown meaning",
            Self::Sequence => "a list of unknown meaning",
        })
    }
}

impl Kind {
    /// Whether its name says more than that it is not what was expected.
    pub(crate) fn is_told(&self) -> bool {
        !matches!(self, Self::Mapping | Self::Sequence | Self::Series | Self::MetricsPage | Self::Empty)
    }

    /// Whether it is surely no configuration: an object, an answer or a page of its own.
    pub(crate) fn is_other_data(&self) -> bool {
        matches!(
            self,
            Self::Hpa
                | Self::Scale
                | Self::Pods
                | Self::Resources
                | Self::MetricsApiAnswer
                | Self::QueryAnswer
                | Self::Html
                | Self::Prose
        )
    }

    /// Whether it holds rules of an adapter.
    #[must_use]
    pub fn holds_rules(&self) -> bool {
        matches!(
            self,
            Self::Config | Self::ConfigMap | Self::HelmValues | Self::Application | Self::HelmRelease
        )
    }
}
