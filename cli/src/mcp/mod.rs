//! `counterpoise mcp`: the operations as tools of the Model Context Protocol, for assistants.
//!
//! rmcp speaks the protocol: its releases differ in how a session begins, and a server has to know them all. Here is what is
//! ours: the tools, made of the contract, and the pages of the codes.

#[cfg(feature = "mcp")]
mod call;
#[cfg(feature = "mcp")]
mod pages;
#[cfg(feature = "mcp")]
mod schema;
#[cfg(feature = "mcp")]
mod server;
#[cfg(feature = "mcp")]
mod tools;

#[cfg(feature = "mcp")]
pub(crate) use server::run;

/// What a command says that was built without the server.
#[cfg(not(feature = "mcp"))]
pub(crate) fn run(_: &crate::args::McpArguments) -> Result<std::process::ExitCode, crate::failure::Failure> {
    Err(crate::failure::Failure::usage(
        "this command was built without the server: build it with `--features mcp`, as in \
         `cargo install --path cli --profile dist --features mcp,parquet`",
    ))
}
