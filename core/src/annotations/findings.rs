use super::collector::Collector;
use super::settings;
use crate::error::{Code, Diagnostic, Error, Severity};
use crate::limits;

/// Where findings go.
#[derive(Default)]
pub(super) struct Findings(Vec<Diagnostic>);

impl Findings {
    /// A finding at a path of the HPA.
    pub(super) fn add(&mut self, severity: Severity, path: &str, error: Error) {
        if self.0.len() < limits::FINDINGS {
            self.0.push(Diagnostic::new(severity, error.in_path(format_args!("hpa.{path}"))));
        }
    }

    pub(super) fn into_list(self) -> Vec<Diagnostic> {
        self.0
    }

    /// A warning about an annotation.
    pub(super) fn warn(&mut self, name: &str, code: &'static Code, message: impl Into<String>) {
        self.add(Severity::Warning, &settings::path(name), Error::new(code, message));
    }
}

/// The path of a collector's metric.
pub(super) fn path(collector: &Collector) -> String {
    format!("spec.metrics[{}]", collector.index)
}
