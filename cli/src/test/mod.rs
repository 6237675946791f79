//! Unit tests of rules and HPAs, as promtool has them for alerts: series with values over time, and what the adapter and
//! the controller are expected to make of them. What they make of them is what the library's operations say; here files are
//! read, expectations compared, and differences told.

mod answers;
mod branches;
mod check;
mod coverage;
mod edit;
mod file;
mod given;
mod hpa;
mod metric;
mod prometheus;
mod query;
mod sample;
mod samples;
mod setup;
mod source;
mod syncs;
mod time;
mod told;
mod verdict;
mod written;

pub(crate) use coverage::Coverage;
pub(crate) use edit::updated;
pub(crate) use source::Source;
pub(crate) use told::{json, junit, text};
pub(crate) use verdict::Verdict;

use counterpoise::Error;
use counterpoise::error::codes;

use crate::failure::Failure;
use file::Test;
use setup::{Setup, Shared};

/// Who evaluates the queries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The library itself.
    Evaluator,
    /// A Prometheus that is started with the series of each test.
    Prometheus,
}

/// Runs the tests of a file.
pub(crate) fn run(source: &Source, by: By, coverage: &mut Coverage) -> Result<Vec<Verdict>, Failure> {
    let file = file::read(source)?;
    let shared = Shared::of(source, &file)?;
    coverage.configuration(&shared)?;
    let tests = file.tests.iter().enumerate();
    let run = |(index, test): (usize, &Test)| {
        let own = Shared::of_test(source, &file, &format!("tests[{index}]"), test)?;
        if let Some(own) = &own {
            coverage.configuration(own)?;
        }
        one(own.as_ref().unwrap_or(&shared), index, test, by, coverage)
    };
    tests.map(run).collect()
}

fn one(
    shared: &Shared<'_>,
    index: usize,
    test: &Test,
    by: By,
    coverage: &mut Coverage,
) -> Result<Verdict, Failure> {
    let setup = Setup::of(shared, index, test, by)?;
    coverage.series(&setup);
    let mut outcomes = Vec::new();
    for (index, entry) in test.promql_expr_test.iter().enumerate() {
        outcomes.extend(query::check(&setup, index, entry, coverage)?);
    }
    for (index, entry) in test.metric_list_test.iter().enumerate() {
        outcomes.extend(metric::check_list(&setup, index, entry)?);
    }
    for (index, entry) in test.metric_test.iter().enumerate() {
        outcomes.extend(metric::check(&setup, index, entry, coverage)?);
    }
    outcomes.extend(hpa::check(&setup, &test.hpa_test, coverage)?);
    if outcomes.is_empty() {
        let error = Error::new(codes::test::EXPECTATION, "the test expects nothing");
        return Err(shared.source.refuse(error.in_path(&setup.path)));
    }
    let name = test.name.clone().unwrap_or_else(|| setup.path.clone());
    Ok(Verdict { name, path: setup.path, outcomes })
}
