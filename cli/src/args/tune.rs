//! What `counterpoise tune` is given: what is bounded, what may be set, and for how long it is searched.

use std::str::FromStr;

use clap::{Args, ValueEnum};
use counterpoise::simulate::tune::Dropped;

use super::{OutputArguments, SimulatedArguments};

#[derive(Args)]
pub(crate) struct TuneArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    #[command(flatten)]
    pub(crate) simulated: SimulatedArguments,
    /// What the metrics are to be under, as the controller sees them: per cent of the requests for a target that is a
    /// utilization, else per cent of the target that the HPA has now
    #[arg(long, value_name = "PERCENT")]
    pub(crate) keep_under: Option<Percent>,
    /// For how much of the time they may be over it nevertheless
    #[arg(long, value_name = "PERCENT", default_value = "1%", requires = "keep_under")]
    pub(crate) over_at_most: Percent,
    /// How often the replicas may change, such as 6/h or 40/d
    #[arg(long, value_name = "RATE")]
    pub(crate) at_most_changes: Option<PerHour>,
    /// How many requests may be dropped: a number, or a share of all such as 0.1%
    #[arg(long, value_name = "REQUESTS")]
    pub(crate) at_most_dropped: Option<DroppedRequests>,
    /// What is to be least of all that meets the goal
    #[arg(long, value_enum, default_value_t)]
    pub(crate) least: Least,
    /// What may be set otherwise
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT",
        default_values_t = [Varied::Target, Varied::Window, Varied::Policies, Varied::Bounds])]
    pub(crate) vary: Vec<Varied>,
    /// How many candidates are simulated at most
    #[arg(long, value_name = "NUMBER", default_value_t = 200)]
    pub(crate) simulations: usize,
}

/// What is to be least.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Least {
    /// The pods that there are, over time
    #[default]
    PodHours,
    /// The replicas that are asked for, over time
    ReplicaHours,
    /// Changes of the replicas
    Changes,
}

/// What may be set otherwise.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Varied {
    /// The targets of the metrics
    Target,
    /// Stabilization windows
    Window,
    /// Scaling policies
    Policies,
    /// minReplicas and maxReplicas
    Bounds,
}

/// Per cent, with or without the sign.
#[derive(Clone, Copy)]
pub(crate) struct Percent(pub(crate) f64);

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        amount(text.strip_suffix('%').unwrap_or(text), "per cent such as 80%").map(Self)
    }
}

/// So many an hour.
#[derive(Clone, Copy)]
pub(crate) struct PerHour(pub(crate) f64);

impl FromStr for PerHour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = "a rate such as 6/h or 40/d";
        let (count, unit) = text.split_once('/').unwrap_or((text, "h"));
        let hours = match unit {
            "m" | "min" => 1.0 / 60.0,
            "h" => 1.0,
            "d" => 24.0,
            _ => return Err(format!("{text:?} is not {wanted}")),
        };
        amount(count, wanted).map(|count| Self(count / hours))
    }
}

/// Requests that may be dropped.
#[derive(Clone, Copy)]
pub(crate) struct DroppedRequests(pub(crate) Dropped);

impl FromStr for DroppedRequests {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = "a number of requests, or a share of them such as 0.1%";
        Ok(Self(match text.strip_suffix('%') {
            Some(percent) => Dropped::Share(amount(percent, wanted)? / 100.0),
            None => Dropped::Count(amount(text, wanted)?),
        }))
    }
}

/// A number from 0 on.
fn amount(text: &str, wanted: &str) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0);
    number.ok_or_else(|| format!("{text:?} is not {wanted}"))
}
