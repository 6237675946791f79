//! What a function gives.

use crate::go::format::Printer;
use crate::go::value::GoValue;
use crate::limits;

/// Why a function gives no result.
#[derive(Debug)]
pub(super) enum Failure {
    /// Go's function fails, with this message.
    Message(String),
    /// The text that it makes is too long.
    Output,
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

/// A function's result.
pub(super) type FunctionResult<'a> = Result<GoValue<'a>, Failure>;

/// What a printer writes, as a value.
pub(super) fn printed<'a>(print: impl FnOnce(&mut Printer<'_>)) -> FunctionResult<'a> {
    let mut bytes = Vec::new();
    let mut printer = Printer::new(&mut bytes, limits::TEMPLATE_OUTPUT_BYTES);
    print(&mut printer);
    if printer.is_full() { Err(Failure::Output) } else { Ok(bytes.into()) }
}

/// A value as error texts show it.
pub(super) fn shown(value: &GoValue<'_>) -> String {
    match printed(|printer| printer.print(std::slice::from_ref(value))) {
        Ok(GoValue::Text(text)) => String::from_utf8_lossy(&text).into_owned(),
        _ => value.type_name().to_owned(),
    }
}
