//! Templates that a user may replace: handlebars, with two helpers for YAML.

use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderError, RenderErrorReason,
};
use serde_json::Value;

/// What renders them. A name that is not there is an error; `escape` makes what a value says harmless in the form that is written.
pub(crate) fn registry(escape: fn(&str) -> String) -> Handlebars<'static> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_escape_fn(escape);
    registry.register_helper("json", Box::new(json));
    registry.register_helper("concat", Box::new(Concat));
    registry
}

/// `{{json x}}`: a value as JSON, which is a value of YAML whatever it holds.
fn json(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let value = helper.param(0).ok_or(RenderErrorReason::ParamNotFoundForIndex("json", 0))?.value();
    out.write(&value.to_string())?;
    Ok(())
}

/// `(concat a b …)`: texts one behind the other.
struct Concat;

impl handlebars::HelperDef for Concat {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<handlebars::ScopedJson<'rc>, RenderError> {
        let texts = helper.params().iter().map(|part| part.value().as_str().unwrap_or_default());
        Ok(Value::from(texts.collect::<String>()).into())
    }
}
