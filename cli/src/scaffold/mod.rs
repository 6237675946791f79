//! From a series and a goal to the files that make it so: rule, HPA, APIServices, ServiceMonitor, rights, and a test of them.
//! What is decided is in [`plan`], how it is written in the templates, and [`proof`] tries the files before anybody sees them.

mod plan;
mod proof;
mod render;
mod series;

pub(crate) use plan::facts;
pub(crate) use proof::{prove, write};
pub(crate) use render::{File, render};
