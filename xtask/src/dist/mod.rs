//! `cargo xtask dist`: what a release has, packed into `target/packages/VERSION`. One file a part.

mod archive;
mod c;
mod container;
mod crates;
mod deb;
mod debian;
mod go;
mod krew;
mod licences;
mod notices;
mod npm;
mod release;
mod sbom;
mod stage;
mod sums;
mod tool;
pub(crate) mod trial;
mod wheel;

use clap::{Args, ValueEnum};

use crate::shell::{self, Result};
use release::Release;

/// What is packed, and how.
#[derive(Args)]
pub(crate) struct DistArguments {
    /// Instead, pack what is quick to build, install it under a root of its own, and try it there, as `cargo xtask check` does
    #[arg(long = "try", exclusive = true)]
    is_trial: bool,
    /// These parts alone; what is packed of others stays
    #[arg(long, value_enum, num_args = 1.., value_name = "PART")]
    only: Vec<Part>,
    /// The Cargo profile to build with: any other makes packages to be tried
    #[arg(long, default_value = release::SHIPPED)]
    profile: String,
    /// What the tool is built for; without it this machine's architecture
    #[arg(long = "target", value_name = "TRIPLE")]
    targets: Vec<String>,
}

/// A part of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Nothing is packed: the licences and sources of all that is built on are held to `deny.toml`
    Licences,
    /// The tool with its manual pages and completions, as an archive
    Tool,
    /// The tool's Debian package
    Deb,
    /// The archive and the manifest of the plugin of kubectl
    Krew,
    /// The tool's container image
    Container,
    /// The C library, as an archive and as Debian packages
    C,
    /// The npm package
    Npm,
    /// The wheel of the Python package
    Wheel,
    /// What a tag of the Go module takes
    Go,
    /// The crate
    Crate,
    /// What the tool, the library, the npm package and the wheel are made of
    Sbom,
}

impl Part {
    fn pack(self, release: &Release) -> Result {
        match self {
            Self::Licences => licences::check(),
            Self::Tool => tool::pack(release),
            Self::Deb => deb::pack(release),
            Self::Krew => krew::pack(release),
            Self::Container => container::pack(release),
            Self::C => c::pack(release),
            Self::Npm => npm::pack(release),
            Self::Wheel => wheel::pack(release),
            Self::Go => go::check(),
            Self::Crate => crates::pack(release),
            Self::Sbom => sbom::pack(release),
        }
    }
}

/// Packs, so that one run tells all that is missing, and writes the sums of what is there.
pub(crate) fn run(arguments: DistArguments) -> Result {
    if arguments.is_trial {
        return trial::run();
    }
    let release = Release::new(arguments.profile, arguments.targets)?;
    let parts = if arguments.only.is_empty() {
        shell::clear(release.folder())?;
        Part::value_variants()
    } else {
        &arguments.only
    };
    let mut failed = Vec::new();
    for part in parts {
        let name = format!("{part:?}").to_lowercase();
        shell::step(&name);
        if let Err(message) = part.pack(&release) {
            println!("{message}");
            failed.push(name);
        }
    }
    shell::step("sums");
    sums::write(release.folder())?;
    println!("{}", release.folder().display());
    if failed.is_empty() { Ok(()) } else { Err(format!("not packed: {}", failed.join(", "))) }
}
