//! What a text is to an explanation: a field of the input of `hpa.explain`.

use super::Kind;

/// The field of `hpa.explain` that a text is, and the name of its file in the folder of a scenario without the ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Role {
    /// A configuration of prometheus-adapter.
    Config,
    /// A `HorizontalPodAutoscaler`.
    Hpa,
    /// The `Scale` of its target.
    Scale,
    /// Pods.
    Pods,
    /// Series without their samples.
    Series,
    /// Series with their samples.
    Samples,
    /// `APIResourceList`s of the cluster.
    Resources,
    /// Prometheus' answer.
    Response,
    /// Answers of the metrics APIs by request path.
    Metrics,
    /// The fields that have no file of their own, such as `now`.
    Scenario,
    /// What `counterpoise simulate` reads beside them.
    Simulation,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Config,
        Self::Hpa,
        Self::Scale,
        Self::Pods,
        Self::Series,
        Self::Samples,
        Self::Resources,
        Self::Response,
        Self::Metrics,
        Self::Scenario,
        Self::Simulation,
    ];

    /// The field of the input, and the name of the file in a folder without its ending.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Hpa => "hpa",
            Self::Scale => "scale",
            Self::Pods => "pods",
            Self::Series => "series",
            Self::Samples => "samples",
            Self::Resources => "resources",
            Self::Response => "response",
            Self::Metrics => "metrics",
            Self::Scenario => "scenario",
            Self::Simulation => "simulation",
        }
    }

    /// What such a file holds, and how to get it.
    #[must_use]
    pub const fn wanted(self) -> &'static str {
        match self {
            Self::Config => {
                "a configuration of prometheus-adapter: its own file, a ConfigMap, or values of its Helm chart"
            }
            Self::Hpa => "a HorizontalPodAutoscaler: `kubectl get hpa NAME -o yaml` prints it",
            Self::Scale => {
                "a Scale: `kubectl get --raw /apis/apps/v1/namespaces/NAMESPACE/deployments/NAME/scale` prints that of a Deployment"
            }
            Self::Pods => "pods: `kubectl get pods -o json` prints them",
            Self::Series => "series: label sets, an answer of /api/v1/series, or a /metrics page",
            Self::Samples => {
                "series with their samples: promtool's notation, or a /metrics page with timestamps"
            }
            Self::Resources => "APIResourceLists: `kubectl get --raw /api/v1` prints one",
            Self::Response => "Prometheus' answer to the query: the body of /api/v1/query",
            Self::Metrics => "answers of the metrics APIs by request path",
            Self::Simulation => "what is simulated: load, pods, metrics (docs/simulate.md)",
            Self::Scenario => "the settings of a scenario: now, profile, controller, objects",
        }
    }

    /// What a text of a kind is, where no file name says it.
    #[must_use]
    pub fn of(kind: &Kind) -> Option<Self> {
        Some(match kind {
            kind if kind.holds_rules() => Self::Config,
            Kind::Hpa => Self::Hpa,
            Kind::Scale => Self::Scale,
            Kind::Pods => Self::Pods,
            Kind::Series | Kind::MetricsPage => Self::Series,
            Kind::Resources => Self::Resources,
            Kind::QueryAnswer | Kind::QueryAnswers => Self::Response,
            Kind::MetricsApiAnswers => Self::Metrics,
            Kind::Scenario => Self::Scenario,
            _ => return None,
        })
    }

    /// Whether a file of this name may hold this; what is no YAML tells the library's own error, with its line.
    #[must_use]
    pub fn takes(self, kind: Option<&Kind>) -> bool {
        match (self, kind) {
            (_, None) => true,
            // A page in the place of an answer is explained for what it is.
            (Self::Response | Self::Samples | Self::Simulation, Some(_)) => true,
            (Self::Hpa, Some(Kind::List)) | (Self::Pods, Some(Kind::List)) => true,
            // What is missing in an object is said by its field.
            (
                Self::Config | Self::Scale | Self::Scenario | Self::Metrics | Self::Resources,
                Some(Kind::Mapping),
            ) => true,
            (Self::Hpa | Self::Pods, Some(Kind::Mapping)) => true,
            (Self::Resources | Self::Series, Some(Kind::Sequence)) => true,
            (_, Some(kind)) => Self::of(kind) == Some(self),
        }
    }

    /// What a file is by its name: `hpa.yaml`.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let file = name.rsplit(['/', '\\']).next()?;
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        Self::ALL.into_iter().find(|role| stem == role.field())
    }
}
