//! Texts that are not the author's, followed through the functions of a template.
//!
//! Control flow goes by the texts as they are. What a function makes of one is made of its other forms too, so that
//! whoever takes what is printed can tell what of it the author wrote.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::functions::Function;
use super::result::{Failure, FunctionResult};
use crate::go::inserted::{Form, Inserted};
use crate::go::value::{GoText, GoValue};

/// What takes the texts of a rendering where it matters where they come to stand.
pub trait Sink {
    /// How many bytes it took.
    fn taken(&self) -> usize;

    /// Takes a text of the template's author, which stands at these bytes of the template or is printed by the action there.
    fn write(&mut self, text: &[u8], at: Range<usize>);

    /// Takes a text of others, printed by the action at these bytes of the template.
    fn insert(&mut self, text: &Inserted<'_>, at: Range<usize>);
}

/// The byte that stands for each byte of others.
const TWIN: u8 = b'x';

/// As [`Function::call`]; a text that is made of one of others is one, too.
pub(super) fn call<'a>(function: Function, arguments: &[GoValue<'a>]) -> FunctionResult<'a> {
    let value = function.call(arguments)?;
    let makes_text = matches!(
        function,
        Function::Print
            | Function::Printf
            | Function::Println
            | Function::Html
            | Function::Js
            | Function::UrlQuery
    );
    let name = arguments.iter().find_map(|value| match value {
        // A byte is one of a text, and a verb can make a character of it.
        GoValue::Byte(_) if function == Function::Printf => Some(""),
        value => value.inserted(),
    });
    let (true, Some(name), GoValue::Text(text)) = (makes_text, name, &value) else { return Ok(value) };
    let of = |form| -> Result<Cow<'a, [u8]>, Failure> {
        let arguments: Vec<_> = arguments
            .iter()
            .map(|value| match value {
                GoValue::Byte(_) if form == Form::Twin => GoValue::Byte(TWIN),
                value => value.form(form),
            })
            .collect();
        match function.call(&arguments)? {
            GoValue::Text(text) => Ok(Cow::Owned(text.to_vec())),
            _ => Ok(Cow::Borrowed(&[][..])),
        }
    };
    let (pattern, twin) = (of(Form::Pattern)?, of(Form::Twin)?);
    let text = Cow::Owned(text.to_vec());
    Ok(GoValue::Text(GoText::Inserted(Rc::new(Inserted { text, pattern, twin, given: false, name }))))
}
