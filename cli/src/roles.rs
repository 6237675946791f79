//! What each file of a scenario is: by its name in a folder, else by what it holds.

use std::path::Path;

use counterpoise::kinds::{self, Kind};

use crate::failure::Failure;
use crate::files::Source;

/// What a file is to an explanation: the field of the operation's input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Config,
    Hpa,
    Scale,
    Pods,
    Series,
    Samples,
    Resources,
    Response,
    Metrics,
    Scenario,
    Simulation,
}

impl Role {
    const ALL: [Self; 11] = [
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
    pub(crate) const fn field(self) -> &'static str {
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
    const fn wanted(self) -> &'static str {
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

    fn of(kind: &Kind) -> Option<Self> {
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
    fn takes(self, kind: Option<&Kind>) -> bool {
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
}

/// The files of a scenario with their roles: by their names, and by what they hold those that are missing then. Files without
/// a role are left aside.
pub(crate) fn assign(sources: Vec<Source>) -> Result<Vec<(Role, Source)>, Failure> {
    let mut assigned: Vec<(Role, Source)> = Vec::new();
    let (mut named, mut others) = (Vec::new(), Vec::new());
    for source in sources {
        let kind = kinds::of_text(&source.text);
        match of_name(&source.name) {
            Some(role) => named.push((role, kind, source)),
            None => others.extend(kind.as_ref().and_then(Role::of).map(|role| (role, source))),
        }
    }
    for (role, kind, source) in named {
        if !role.takes(kind.as_ref()) {
            let held = kind.map_or_else(String::new, |kind| format!(" holds {kind}"));
            let message = format!("{}{held}, and what is wanted is {}", source.name, role.wanted());
            return Err(Failure::usage(message));
        }
        add(&mut assigned, role, source)?;
    }
    let by_name: Vec<Role> = assigned.iter().map(|(role, _)| *role).collect();
    for (role, source) in others {
        if !by_name.contains(&role) {
            add(&mut assigned, role, source)?;
        }
    }
    Ok(assigned)
}

fn of_name(name: &str) -> Option<Role> {
    let stem = Path::new(name).file_stem()?.to_string_lossy();
    Role::ALL.into_iter().find(|role| stem == role.field())
}

fn add(assigned: &mut Vec<(Role, Source)>, role: Role, source: Source) -> Result<(), Failure> {
    if let Some((_, other)) = assigned.iter().find(|(held, _)| *held == role) {
        let message =
            format!("{} and {} both are {}: give one of them", other.name, source.name, role.field());
        return Err(Failure::usage(message));
    }
    assigned.push((role, source));
    Ok(())
}
