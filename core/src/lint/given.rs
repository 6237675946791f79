//! What files hold, by kind.

use std::borrow::Cow;

use super::finding::Finding;
use super::gather::Recognized;
use crate::error::Result;
use crate::kube::autoscaling::Scale;
use crate::kube::{ApiResourceList, Pod};
use crate::metrics::series::SeriesList;
use crate::resources::Mapper;
use crate::rules::Config;
use crate::yaml::{self, Json, Node};

/// Something that a file holds.
#[derive(Debug)]
pub(super) struct Of<T> {
    pub(super) file: String,
    /// The path of the object within the file: `items[2]`, or nothing.
    pub(super) path: String,
    pub(super) value: T,
}

/// An HPA as it is written, and as JSON text with the places of its values in the file.
#[derive(Debug)]
pub(super) struct GivenHpa {
    pub(super) node: Node,
    pub(super) json: Json,
}

/// All that is given.
#[derive(Debug, Default)]
pub(super) struct Given<'a> {
    pub(super) configs: Vec<Of<Config>>,
    pub(super) hpas: Vec<Of<GivenHpa>>,
    /// The series of all files; `None` where no file holds any.
    pub(super) series: Option<SeriesList>,
    pub(super) pods: Option<Cow<'a, [Pod]>>,
    pub(super) scales: Vec<Of<Scale>>,
    pub(super) resources: Option<Of<Vec<ApiResourceList>>>,
    pub(super) files: Vec<Recognized>,
}

impl Given<'_> {
    /// The cluster's resources, or Kubernetes' own.
    pub(super) fn mapper(&self, found: &mut Vec<Finding>) -> Mapper {
        let Some(given) = &self.resources else { return Mapper::builtin() };
        Mapper::of(Some(&given.value)).unwrap_or_else(|error| {
            found.push(Finding::error(&given.file, error));
            Mapper::builtin()
        })
    }
}

impl GivenHpa {
    /// Reads the text of an HPA.
    pub(super) fn read(text: &str) -> Result<Self> {
        let node = yaml::parse(text)?;
        Ok(Self { json: Json::of(&node)?, node })
    }
}

impl<T> Of<T> {
    pub(super) fn new(file: &str, path: &str, value: T) -> Self {
        Self { file: file.to_owned(), path: path.to_owned(), value }
    }
}
