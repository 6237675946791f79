use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Series, SeriesList, page};
use crate::error::{Error, Result, codes};
use crate::json::Text;
use crate::limits;

impl SeriesList {
    /// Reads the text of a JSON array of label sets, of an answer of `/api/v1/series`, or of a `/metrics` page.
    ///
    /// # Errors
    /// `limit.size`, and `metrics.series` for a text that is none of them, with the line of a page.
    pub fn parse(text: &str) -> Result<Self> {
        limits::check_size(text.as_bytes())?;
        if text.trim_start().starts_with(['[', '{']) {
            match serde_json::from_str(text) {
                Ok(list) => return Ok(list),
                // A page may start with a brace too: `{"a.name",label="x"} 1`.
                Err(_) if text.trim_start().starts_with("{\"") && !text.trim_end().ends_with('}') => {}
                Err(error) => return Err(Error::new(codes::metrics::SERIES, error.to_string())),
            }
        }
        page::read(text)
    }
}

impl<'de> Deserialize<'de> for SeriesList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor)
    }
}

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = SeriesList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of label sets, an answer of /api/v1/series, or the text of a /metrics page")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(SeriesList::default())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        SeriesList::parse(text).map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(series) = seq.next_element::<Option<Series>>()? {
            list.push(series.unwrap_or_default());
        }
        Ok(SeriesList(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut data, mut failed, mut message) = (None, false, String::new());
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "status" => failed = map.next_value::<String>()? == "error",
                "error" => message = map.next_value()?,
                "data" => data = map.next_value::<Option<Vec<Option<Series>>>>()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if failed {
            return Err(A::Error::custom(format_args!("Prometheus answered an error: {message}")));
        }
        Ok(SeriesList(data.unwrap_or_default().into_iter().map(Option::unwrap_or_default).collect()))
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
