//! The server, one client on standard input and output.

use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use counterpoise::{limits, ops};
use rmcp::ErrorData;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, Implementation, ListResourceTemplatesResult,
    ListResourcesResult, ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ReadResourceResult, ServerCapabilities, ServerConfig,
};
use rmcp::service::{RequestContext, RoleServer, ServerInitializeError, ServiceExt};
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::transport::io::stdio_pipes;
use serde_json::json;
use tokio::runtime;
use tokio::sync::Semaphore;

use super::pages;
use super::tools::Tools;
use crate::args::McpArguments;
use crate::failure::Failure;

/// What an assistant is told of it.
const INSTRUCTIONS: &str = "Counterpoise computes what prometheus-adapter and the HPA controller of Kubernetes compute, exactly. Ask it \
                            instead of working out replica counts, quantities, PromQL of rules or what an error means. Begin with \
                            explain or files_check, and give the texts of the files as they are. What a code of an error or a finding \
                            is about is a resource, counterpoise://codes/CODE.";

/// Bytes of one message: four times what an operation takes, so that a text that is too long for one is refused in its words, also
/// where half of it are escapes.
const MESSAGE_BYTES: usize = limits::INPUT_BYTES * 4;

/// `counterpoise mcp`: answers until standard input ends.
pub(crate) fn run(options: &McpArguments) -> Result<ExitCode, Failure> {
    let server =
        Server { tools: Arc::new(Tools::of(&options.names)?), turns: Arc::new(Semaphore::new(at_once())) };
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::usage(format!("the server does not start: {error}")))?;
    let served = runtime.block_on(async {
        let (input, output) = stdio_pipes();
        let transport = AsyncRwTransport::new_server(input, output).with_max_line_length(MESSAGE_BYTES);
        let running = match server.serve(transport).await {
            // Nobody said anything.
            Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
            other => other.map_err(|error| Failure::usage(format!("no session of MCP: {error}")))?,
        };
        running
            .waiting()
            .await
            .map(drop)
            .map_err(|error| Failure::usage(format!("the session broke off: {error}")))
    });
    // What still computes is waited for by nobody.
    runtime.shutdown_background();
    served.map(|()| ExitCode::SUCCESS)
}

/// How many operations run at the same time.
fn at_once() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// A call of what is no tool, or none that is offered.
fn unknown(name: &str) -> ErrorData {
    match ops::find(&name.replace('_', ".")) {
        Err(error) => ErrorData::invalid_params(error.message().to_owned(), Some(json!(error))),
        Ok(_) => ErrorData::invalid_params(
            format!("there is no tool {name:?}; tools/list has those that are offered"),
            None,
        ),
    }
}

struct Server {
    tools: Arc<Tools>,
    turns: Arc<Semaphore>,
}

impl rmcp::ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().enable_resources().build())
            .with_server_info(Implementation::new("counterpoise", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(self.tools.list().cloned().collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let call = self.tools.find(&request.name).ok_or_else(|| unknown(&request.name))?;
        let arguments = request.arguments.unwrap_or_default();
        let _turn = self.turns.acquire().await;
        if context.ct.is_cancelled() {
            return Err(ErrorData::internal_error("cancelled", None));
        }
        // On a thread of its own: whoever asks for something else in the meantime gets it.
        let called = tokio::task::spawn_blocking(move || call.run(arguments)).await;
        let result = match called {
            Ok(Ok(result)) => CallToolResult::structured(result),
            Ok(Err(error)) => CallToolResult::structured_error(json!({ "error": error })),
            Err(fault) => return Err(ErrorData::internal_error(fault.to_string(), None)),
        };
        Ok(result.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(ListResourcesResult::with_all_items(pages::list()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(vec![pages::template()]))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        match pages::read(&request.uri) {
            Ok(page) => Ok(ReadResourceResult::new(vec![page]).into()),
            Err(near) => Err(ErrorData::resource_not_found(
                format!("there is no page {:?}", request.uri),
                (!near.is_empty()).then(|| json!({ "near": near })),
            )),
        }
    }
}
