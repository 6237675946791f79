//! `counterpoise lsp`: what the other commands know, for editors, by the Language Server Protocol.

mod actions;
mod capabilities;
mod check;
mod completion;
mod definition;
mod diagnostics;
mod given;
mod hover;
mod kind;
mod known;
mod language;
mod last;
mod metrics;
mod place;
mod query;
mod questions;
mod quick;
mod rename;
mod scalars;
mod server;
mod shape;
mod symbols;
mod text;
mod uri;
mod words;
mod workspace;

use std::process::ExitCode;

use counterpoise::hpa::Profile;
use counterpoise::rules;
use lsp_server::Connection;

use crate::args::{Compat, LspArguments};
use crate::failure::Failure;
use check::Settings;
use server::{End, Server};

/// Serves one editor over standard input and output until it says `exit`; exit status 1 where it went without `shutdown`.
pub(crate) fn run(options: &LspArguments) -> Result<ExitCode, Failure> {
    let mut settings = Settings::default();
    if matches!(options.compat, Compat::Safe) {
        settings.compat = rules::Compat::SAFE;
    }
    if let Some(release) = &options.profile {
        settings.profile =
            Profile::of(release).map_err(|error| Failure::new(error.in_path("profile"), Vec::new()))?;
    }
    let (connection, threads) = Connection::stdio();
    let end = Server::new(connection.sender, settings).serve(&connection.receiver);
    match end {
        End::Exit { after_shutdown: true } => Ok(ExitCode::SUCCESS),
        End::Exit { after_shutdown: false } => Ok(ExitCode::FAILURE),
        // What the editor sent could not be read, or it is gone.
        End::Closed => match threads.join() {
            Err(error) => Err(Failure::usage(format!("what the editor sends is no message: {error}"))),
            Ok(()) => Ok(ExitCode::FAILURE),
        },
    }
}
