//! Errors: what comes back when something is wrong.
//!
//! Every function that can fail gives the one [`Error`](crate::Error). Its code is stable and never reused; message and hint
//! are for people and may change. Path and position are there wherever they are known.
//!
//! ```
//! use counterpoise::engine::{Engine, EngineInput};
//! use counterpoise::error::codes;
//!
//! let rules = "rules:\n- seriesQuery: up\n  metricsQuery: sum(<<.Series)\n";
//! let error = Engine::new(&EngineInput::new(rules)).unwrap_err();
//! assert!(error.is(codes::template::SYNTAX), "{error:?}");
//! assert_eq!(error.path(), Some("rules[0].metricsQuery"));
//! assert_eq!(error.span().map(|span| span.line), Some(3));
//! ```
//!
//! `Display` is the message alone, for a program that puts it into a sentence of its own; `Debug` is a report, and what
//! `fn main() -> counterpoise::Result<()>` prints.
//!
//! # Findings
//!
//! A configuration can be sound and still do something else than it says. [`rules::check`](crate::rules::check()) gives
//! [`Diagnostic`](crate::error::Diagnostic)s: errors with a [`Severity`](crate::error::Severity).
//!
//! ```
//! use counterpoise::budget::Budget;
//! use counterpoise::resources::Mapper;
//! use counterpoise::rules::{Compat, Config, check};
//!
//! let config = Config::parse("rules: [{seriesQuery: up, metricsQuery: up}]")?;
//! let findings = check(&config, &Mapper::builtin(), Compat::UPSTREAM, &Budget::default());
//! assert!(findings.iter().any(|finding| finding.error.code() == "rules.no-matchers"), "{findings:?}");
//! # Ok::<(), counterpoise::Error>(())
//! ```
//!
//! # What is no error
//!
//! A metric that cannot be read does not fail a sync: as upstream does, [`hpa::reconcile`](crate::hpa::reconcile()) tells it in
//! the conditions, the events and the [`Step`](crate::hpa::Step)s.
