//! An engine made step by step, of series that come in pieces.

use std::mem;
use std::sync::Arc;

use super::Engine;
use crate::budget::Budget;
use crate::error::{Error, Result, codes};
use crate::kube::ApiResourceList;
use crate::limits::{GivenLimits, Limits};
use crate::metrics::series::SeriesList;
use crate::resources::Mapper;
use crate::rules::{self, Compat, Compiled, Config};

/// Makes an [`Engine`] of a configuration, and of series as Prometheus answers them: one answer after the other, each of
/// whatever length, so that a host never holds all of their texts at once.
///
/// ```
/// use counterpoise::engine::EngineBuilder;
///
/// let mut builder = EngineBuilder::new();
/// builder.config("
/// rules:
/// - seriesQuery: http_requests_total
///   resources: {template: <<.Resource>>}
///   metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
/// ")?;
/// // What to ask Prometheus for is known before there are any series.
/// assert_eq!(builder.compiled()?.custom[0].path, "rules[0]");
/// builder.series(r#"{"status": "success", "data": [{"__name__": "http_requests_total", "pod": "web-0"}]}"#)?;
/// builder.series(r#"{"status": "success", "data": [{"__name__": "http_requests_total", "pod": "web-1"}]}"#)?;
/// assert_eq!(builder.finish()?.registry().counts(), (1, 0));
/// # Ok::<(), counterpoise::Error>(())
/// ```
#[derive(Debug)]
pub struct EngineBuilder {
    config: Option<Config>,
    mapper: Mapper,
    compat: Compat,
    limits: GivenLimits,
    /// Bytes that all texts of series may have together.
    series_bytes: Option<usize>,
    series: SeriesList,
    /// Bytes of the texts of the configuration, the resources and the series.
    read: Read,
    /// The configuration as it was compiled last, as long as nothing changed that it is made of.
    compiled: Option<Arc<Compiled>>,
}

/// Bytes of the texts that were read.
#[derive(Debug, Clone, Copy, Default)]
struct Read {
    config: usize,
    resources: usize,
    series: usize,
}

impl Default for EngineBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl EngineBuilder {
    /// Nothing yet: no configuration, no series, the resources that Kubernetes itself serves, upstream's behaviour.
    #[must_use]
    pub fn new() -> Self {
        Self {
            config: None,
            mapper: Mapper::builtin(),
            compat: Compat::UPSTREAM,
            limits: GivenLimits::default(),
            series_bytes: None,
            series: SeriesList::default(),
            read: Read::default(),
            compiled: None,
        }
    }

    /// The configuration, in place of one that was given before: the text of the adapter's file, of a ConfigMap that holds it,
    /// or of Helm values. What the rules say is looked at once they are compiled.
    ///
    /// # Errors
    /// As [`Config::parse`]; the builder is then as it was.
    pub fn config(&mut self, text: &str) -> Result<()> {
        self.config = Some(Config::parse(text)?);
        self.read.config = text.len();
        self.compiled = None;
        Ok(())
    }

    /// The cluster's resources as its discovery lists them, in place of those that Kubernetes itself serves. `bytes` is the length
    /// of the text that they were read from.
    ///
    /// # Errors
    /// `limit.size` for more than any cluster has; the builder is then as it was.
    pub fn resources(&mut self, lists: &[ApiResourceList], bytes: usize) -> Result<()> {
        self.mapper = Mapper::from_lists(lists)?;
        self.read.resources = bytes;
        self.compiled = None;
        Ok(())
    }

    /// Whose behaviour is wanted where upstream's is known to hurt.
    pub fn compat(&mut self, compat: Compat) {
        self.compat = compat;
        self.compiled = None;
    }

    /// What building the engine may cost, and each call afterwards; what is not given grows with the texts that are read.
    pub fn limits(&mut self, limits: GivenLimits) {
        self.limits = limits;
        self.compiled = None;
    }

    /// Bytes that all texts of series may have together; without it there is no such limit.
    pub fn series_bytes(&mut self, most: usize) {
        self.series_bytes = Some(most);
    }

    /// Adds series: an answer of `/api/v1/series`, or any other form that [`SeriesList::parse`] reads.
    ///
    /// # Errors
    /// `metrics.series`, and `limit.size` where it is more than [`series_bytes`](Self::series_bytes) allows; nothing is added
    /// then.
    pub fn series(&mut self, text: &str) -> Result<()> {
        let bytes = self.checked_length(text.len())?;
        self.series.append(text).map_err(|error| error.in_path("series"))?;
        self.read.series = bytes;
        Ok(())
    }

    /// Refuses a text of series that is longer than what is left, before it is looked at; else gives the length of all.
    ///
    /// # Errors
    /// `limit.size`.
    pub fn checked_length(&self, bytes: usize) -> Result<usize> {
        let all = self.read.series.saturating_add(bytes);
        match self.series_bytes {
            Some(most) if all > most => {
                let message = format!("series of {all} bytes are more than the {most} that the host allows");
                Err(Error::new(codes::limit::SIZE, message).in_path("series"))
            }
            _ => Ok(all),
        }
    }

    /// The compiled configuration, which says what to ask Prometheus for: see [`requests`](crate::metrics::series::requests).
    ///
    /// # Errors
    /// `request.missing-field` where there is no configuration, and what compiling it gives, with path and position.
    pub fn compiled(&mut self) -> Result<&Compiled> {
        let budget = Budget::new(self.allowed());
        self.compile(&budget)?;
        self.compiled.as_deref().ok_or_else(no_config)
    }

    /// The engine. The series go into it, and the builder has none afterwards, whether it comes to an engine or not; all else
    /// stays, so that the series of a later listing make the next engine.
    ///
    /// # Errors
    /// As [`compiled`](Self::compiled); in safe mode `metrics.duplicate-metric`; `limit.*`.
    pub fn finish(&mut self) -> Result<Engine> {
        let budget = Budget::new(self.allowed());
        let series = mem::take(&mut self.series);
        self.read.series = 0;
        let compiled = self.compile(&budget)?;
        Engine::assemble(compiled, &series, self.mapper.clone(), self.compat, &budget)?.checked()
    }

    fn compile(&mut self, budget: &Budget) -> Result<Arc<Compiled>> {
        if let Some(compiled) = &self.compiled {
            return Ok(Arc::clone(compiled));
        }
        let config = self.config.as_ref().ok_or_else(no_config)?;
        let compiled = Arc::new(rules::compile(config, &self.mapper, self.compat, budget)?);
        self.compiled = Some(Arc::clone(&compiled));
        Ok(compiled)
    }

    fn allowed(&self) -> Limits {
        let Read { config, resources, series } = self.read;
        self.limits.or(Limits::for_input(config.saturating_add(resources).saturating_add(series)))
    }
}

fn no_config() -> Error {
    Error::new(codes::request::MISSING_FIELD, "missing field \"config\"")
}
