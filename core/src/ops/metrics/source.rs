//! What an engine is made of.

use serde_json::Value;

use crate::engine::{Engine, EngineInput};
use crate::error::{Error, Result, codes};
use crate::kube::ApiResourceList;
use crate::metrics::series::SeriesInput;
use crate::ops::context::Context;
use crate::rules::Compat;

/// What an engine is made of, where the caller holds none; with one every field is left out.
#[derive(Debug, Default)]
pub(in crate::ops) struct Source {
    pub(in crate::ops) config: Option<Value>,
    pub(in crate::ops) series: Option<SeriesInput>,
    pub(in crate::ops) resources: Option<Vec<ApiResourceList>>,
    pub(in crate::ops) compat: Option<Compat>,
}

impl Source {
    /// Calls with the engine held, or with one of these fields.
    pub(in crate::ops) fn with<T>(
        self,
        context: &Context<'_>,
        use_it: impl FnOnce(&Engine) -> Result<T>,
    ) -> Result<T> {
        let given = [
            ("config", self.config.is_some()),
            ("series", self.series.is_some()),
            ("resources", self.resources.is_some()),
            ("compat", self.compat.is_some()),
        ];
        match (context.engine, given.into_iter().find(|(_, given)| *given)) {
            (Some(engine), None) => use_it(engine),
            (Some(_), Some((field, _))) => Err(held("engine", field)),
            (None, _) => {
                let config = self
                    .config
                    .ok_or_else(|| Error::new(codes::request::MISSING_FIELD, "missing field \"config\""))?;
                let input = EngineInput {
                    config: config.into(),
                    series: self.series.unwrap_or_default().list()?,
                    resources: self.resources,
                    compat: self.compat.unwrap_or_default(),
                    limits: Some(context.budget.limits()),
                };
                use_it(&Engine::new_within(&input, &context.budget)?)
            }
        }
    }
}

/// That a field is given which the caller's handle holds.
pub(in crate::ops) fn held(handle: &str, field: &str) -> Error {
    let message = format!("the {handle} holds its {field} already: leave the field out");
    Error::new(codes::request::UNKNOWN_FIELD, message).in_path(field)
}

/// Implements taking the fields of an engine out of an input.
macro_rules! source {
    ($input:ident) => {
        impl $input {
            fn source(&mut self) -> Source {
                Source {
                    config: self.config.take(),
                    series: self.series.take(),
                    resources: self.resources.take(),
                    compat: self.compat.take(),
                }
            }
        }
    };
}

pub(super) use source;
