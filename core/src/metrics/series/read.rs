use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Series, SeriesList, page};
use crate::error::{Error, Result, codes};
use crate::exposition;
use crate::json::{self, Text};
use crate::kinds;
use crate::limits::{self, reading};

/// Bytes of a text that are looked at to tell what it is, where it holds no series.
const SEEN: usize = 1 << 20;

/// What Prometheus says of itself tells more than what kind of text it is.
const ANSWERED_ERROR: &str = "Prometheus answered an error: ";

impl SeriesList {
    /// Reads the text of a JSON array of label sets, of an answer of `/api/v1/series`, or of a `/metrics` page in the
    /// text formats of Prometheus or OpenMetrics.
    ///
    /// # Errors
    /// `limit.size`, and `metrics.series` for a text that is none of them, with line and column.
    pub fn parse(text: &str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        Self::told(text)
    }

    /// Adds the series of one more text, in any of the forms that [`parse`](Self::parse) reads and of whatever length. Where it
    /// fails nothing is added.
    ///
    /// # Errors
    /// `metrics.series` as [`parse`](Self::parse), and `limit.size` for a text of more series than one of its length has.
    pub fn append(&mut self, text: &str) -> Result<()> {
        self.0.append(&mut Self::told(text)?.0);
        Ok(())
    }

    /// Reads a text, and says what it is where it holds no series.
    fn told(text: &str) -> Result<Self> {
        Self::read(text).map_err(|error| match kinds::of_text_within(text, SEEN) {
            Some(kind)
                if error.is(codes::metrics::SERIES)
                    && kind.is_told()
                    && !error.message().starts_with(ANSWERED_ERROR) =>
            {
                let other =
                    Error::new(codes::metrics::SERIES, format!("this is {kind}, which holds no series"));
                let other = other.placed(error.span());
                match kinds::page::hint(text).filter(|_| kind.is_no_data()) {
                    Some(hint) => other.with_hint(hint),
                    None => other,
                }
            }
            _ => error,
        })
    }

    fn read(text: &str) -> Result<Self> {
        let start = text.trim_start();
        // A page may start with a brace too: `{"a.name",label="x"} 1`.
        let is_page = !start.starts_with(['[', '{'])
            || start.starts_with("{\"")
                && start.lines().next().is_some_and(|line| !exposition::may_be_json(line));
        if is_page {
            return page::read(text);
        }
        match json::read::<SeriesInput>(text, json::OURS) {
            Ok(input) => input.0,
            Err(error) if error.is(codes::limit::SIZE) => Err(error),
            Err(error) => {
                let message = error.message().split(" at line ").next().unwrap_or_default();
                Err(Error::new(codes::metrics::SERIES, message).placed(error.span()))
            }
        }
    }
}

impl<'de> Deserialize<'de> for SeriesList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        SeriesInput::deserialize(deserializer)?.0.map_err(D::Error::custom)
    }
}

/// Series as a caller gives them, in any of the forms that [`SeriesList::parse`] reads, with what is wrong with them.
/// An error of reading a text keeps its code and its position that way.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesInput(Result<SeriesList>);

impl SeriesInput {
    /// The series.
    ///
    /// # Errors
    /// `metrics.series` for a text or an answer that holds none, `limit.size`.
    pub fn list(self) -> Result<SeriesList> {
        self.0.map_err(|error| error.in_path("series"))
    }
}

impl Default for SeriesInput {
    fn default() -> Self {
        SeriesList::default().into()
    }
}

impl From<SeriesList> for SeriesInput {
    fn from(list: SeriesList) -> Self {
        Self(Ok(list))
    }
}

impl<'de> Deserialize<'de> for SeriesInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InputVisitor)
    }
}

struct InputVisitor;

impl<'de> Visitor<'de> for InputVisitor {
    type Value = SeriesInput;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of label sets, an answer of /api/v1/series, or the text of a /metrics page")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(SeriesInput::default())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(SeriesInput(SeriesList::parse(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(series) = seq.next_element::<Option<Series>>()? {
            reading::room(&mut list)?;
            list.push(series.unwrap_or_default());
        }
        Ok(SeriesList(list).into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut data, mut status, mut message) = (None, None, String::new());
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "status" => status = Some(map.next_value::<String>()?),
                "error" => message = map.next_value()?,
                "data" => data = Some(map.next_value::<Option<reading::List<Option<Series>>>>()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let refuse = |message: String| Ok(SeriesInput(Err(Error::new(codes::metrics::SERIES, message))));
        match data {
            _ if status.as_deref() == Some("error") => refuse(format!("{ANSWERED_ERROR}{message}")),
            None => refuse("an object without `data` is no answer of /api/v1/series".to_owned()),
            Some(data) => {
                let series = data
                    .map(|reading::List(series)| series)
                    .unwrap_or_default()
                    .into_iter()
                    .map(Option::unwrap_or_default);
                Ok(SeriesList(series.collect()).into())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelsVisitor;

        impl<'de> Visitor<'de> for LabelsVisitor {
            type Value = Series;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a label set")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut labels = Vec::with_capacity(8);
                while let Some((Text(name), Text(value))) = map.next_entry()? {
                    labels.push((name, value));
                }
                Ok(Series::of(&mut labels))
            }
        }

        deserializer.deserialize_map(LabelsVisitor)
    }
}
