//! From a series and a goal to the files that make it so: rule, HPA, APIServices, ServiceMonitor, rights, and a test of them.
//! What is decided is in [`plan`], how it is written in the templates, and [`proof`] tries the files before anybody sees them.

mod into;
mod plan;
mod proof;
mod render;
mod series;

pub(crate) use into::Extended;
pub(crate) use plan::facts;
pub(crate) use proof::{prove, prove_addition, write};
pub(crate) use render::{File, Rendered, render};
