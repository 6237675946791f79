//! The arguments of `counterpoise simulate` and `counterpoise compare`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::OutputArguments;
use crate::failure::Failure;

/// What is said in the place of a file.
#[derive(Args, Clone)]
pub(crate) struct SimulationSettings {
    /// How long it goes on, such as 24h; without it what the file says
    #[arg(long, value_name = "DURATION")]
    pub(crate) duration: Option<String>,
    /// What random parts come of; without it what the file says
    #[arg(long, value_name = "NUMBER")]
    pub(crate) seed: Option<u64>,
    /// The Kubernetes release; without it what the file says
    #[arg(long, value_name = "RELEASE")]
    pub(crate) profile: Option<String>,
}

#[derive(Args)]
pub(crate) struct CompareArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    /// A folder with hpa.yaml and simulation.yaml, or two of them
    #[arg(value_name = "PATH", required = true, num_args = 1..=2)]
    paths: Vec<PathBuf>,
    /// Another HPA for the second side of one folder
    #[arg(long, value_name = "FILE")]
    hpa: Option<PathBuf>,
    /// Another simulation for the second side of one folder, such as one with another adapter's `metrics`
    #[arg(long, value_name = "FILE")]
    simulation: Option<PathBuf>,
    /// The Kubernetes release of both sides, or given twice that of each
    #[arg(long, value_name = "RELEASE")]
    profile: Vec<String>,
    /// How long both go on, such as 24h; without it what the files say
    #[arg(long, value_name = "DURATION")]
    duration: Option<String>,
    /// What random parts come of; without it what the files say
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
}

/// One side of a comparison.
pub(crate) struct Side {
    pub(crate) name: String,
    pub(crate) paths: Vec<PathBuf>,
    /// The HPA in the place of that of the folder.
    pub(crate) hpa: Option<PathBuf>,
    /// What is simulated, in the place of that of the folder.
    pub(crate) simulation: Option<PathBuf>,
    pub(crate) settings: SimulationSettings,
}

impl CompareArguments {
    /// The two sides.
    pub(crate) fn sides(&self) -> Result<[Side; 2], Failure> {
        let first = &self.paths[0];
        let second = self.paths.get(1).unwrap_or(first);
        let profile = |side: usize| self.profile.get(side).or(self.profile.first());
        let is_same = self.hpa.is_none() && self.simulation.is_none() && profile(0) == profile(1);
        if self.paths.len() == 1 && is_same {
            return Err(Failure::usage(
                "both sides are the same: give another folder, another HPA by --hpa, another simulation by --simulation, or two releases by --profile",
            ));
        }
        let named = |path: &Path, side: usize| match profile(side) {
            Some(profile) if self.profile.len() > 1 => profile.clone(),
            _ => path.display().to_string(),
        };
        let settings = |side: usize| SimulationSettings {
            duration: self.duration.clone(),
            seed: self.seed,
            profile: profile(side).cloned(),
        };
        Ok([
            Side {
                name: named(first, 0),
                paths: vec![first.clone()],
                hpa: None,
                simulation: None,
                settings: settings(0),
            },
            Side {
                name: named(self.hpa.as_ref().or(self.simulation.as_ref()).unwrap_or(second), 1),
                paths: vec![second.clone()],
                hpa: self.hpa.clone(),
                simulation: self.simulation.clone(),
                settings: settings(1),
            },
        ])
    }
}

/// One simulation: what it is of, and what is said in the place of its file.
#[derive(Args)]
pub(crate) struct SimulatedArguments {
    /// A folder, or files: an HPA, hpa.yaml, and what is simulated, simulation.yaml
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SimulationSettings,
}

#[derive(Args)]
pub(crate) struct SimulateArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
    #[command(flatten)]
    pub(crate) simulated: SimulatedArguments,
    /// Write a picture of it
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
    /// Write the timeline as comma-separated values
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Write all of it as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
}
