//! Reading answers with serde, in one pass and borrowing, though `result` may come before `resultType`.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::sample::{Item, Items, Point};
use super::{Data, PrometheusAnswer, Raw, number};
use crate::go::float;
use crate::json::Text;
use crate::limits::reading;

/// Implements `Deserialize` by a visitor of the same name as the function that makes it.
macro_rules! deserialize_any {
    ($($type:ident by $visitor:ident),*) => {$(
        impl<'de: 'a, 'a> Deserialize<'de> for $type<'a> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($visitor)
            }
        }
    )*};
}

deserialize_any!(PrometheusAnswer by AnswerVisitor, Data by DataVisitor, Raw by RawVisitor);

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = PrometheusAnswer<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer of Prometheus' HTTP API")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut answer = PrometheusAnswer::default();
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "status" => answer.status = map.next_value::<Text<'de>>()?.0,
                "errorType" => answer.error_type = map.next_value::<Text<'de>>()?.0,
                "error" => answer.error = map.next_value::<Text<'de>>()?.0,
                "warnings" | "infos" => {
                    let texts = map.next_value::<Option<Vec<Text<'de>>>>()?.unwrap_or_default();
                    answer.warnings.extend(texts.into_iter().map(|text| text.0));
                }
                "data" => answer.data = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(answer)
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with resultType and result")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Data::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut data = Data::default();
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "resultType" => data.result_type = map.next_value::<Text<'de>>()?.0,
                "result" => data.result = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(data)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of samples, or a time and a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Items::default();
        while let Some(item) = seq.next_element_seed(ItemVisitor(&mut list.labels))? {
            reading::room(&mut list.items)?;
            list.items.push(item);
        }
        Ok(Raw::List(list))
    }
}

/// The labels of all samples.
type AllLabels<'de> = Vec<(Text<'de>, Text<'de>)>;

/// Reads an element, its labels into the list of all.
struct ItemVisitor<'l, 'de>(&'l mut AllLabels<'de>);

impl<'de> DeserializeSeed<'de> for ItemVisitor<'_, 'de> {
    type Value = Item<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ItemVisitor<'_, 'de> {
    type Value = Item<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sample, a time or a value in quotes")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Item::Null)
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Self::Value, E> {
        TimeVisitor.visit_i64(seconds).map(Item::Time)
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Self::Value, E> {
        TimeVisitor.visit_u64(seconds).map(Item::Time)
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Self::Value, E> {
        TimeVisitor.visit_f64(seconds).map(Item::Time)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Item::Text(Text(Cow::Borrowed(text))))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Item::Text(Text(Cow::Owned(text.to_owned()))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut labels, mut point, mut histogram) = (0..0, Point::default(), None);
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "metric" => labels = map.next_value_seed(LabelsVisitor(self.0))?,
                "value" => point = map.next_value::<Option<Pair>>()?.unwrap_or_default().0,
                "values" => drop(map.next_value::<Option<reading::List<Option<Pair>>>>()?),
                "histogram" => histogram = map.next_value::<Option<(Time, IgnoredAny)>>()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if let Some((Time(millis), _)) = &histogram {
            point = Point { millis: *millis, value: 0.0 };
        }
        Ok(Item::Sample { labels, point, histogram: histogram.is_some() })
    }
}

/// Appends a label set to the list of all, and gives its places.
struct LabelsVisitor<'l, 'de>(&'l mut AllLabels<'de>);

impl<'de> DeserializeSeed<'de> for LabelsVisitor<'_, 'de> {
    type Value = Range<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for LabelsVisitor<'_, 'de> {
    type Value = Range<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of labels and their values")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(0..0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let start = self.0.len();
        while let Some(label) = map.next_entry()? {
            reading::room(self.0)?;
            self.0.push(label);
        }
        Ok(start..self.0.len())
    }
}

/// A time and a value in quotes; what is missing or `null` is zero, what is more is ignored.
#[derive(Default)]
struct Pair(Point);

impl<'de> Deserialize<'de> for Pair {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairVisitor;

        impl<'de> Visitor<'de> for PairVisitor {
            type Value = Pair;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time and a value in quotes")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut point = Point::default();
                if let Some(Some(Time(millis))) = seq.next_element::<Option<Time>>()? {
                    point.millis = millis;
                }
                if let Some(Some(Text(text))) = seq.next_element::<Option<Text<'de>>>()? {
                    point.value = float::parse(&text).ok_or_else(|| {
                        A::Error::custom(format_args!("strconv.ParseFloat: parsing {text:?}: invalid syntax"))
                    })?;
                }
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Pair(point))
            }
        }

        deserializer.deserialize_seq(PairVisitor)
    }
}

/// Milliseconds from a number of seconds.
struct Time(i64);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeVisitor).map(Self)
    }
}

struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time in seconds")
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Self::Value, E> {
        seconds.checked_mul(1000).ok_or_else(|| E::custom("a time is out of range"))
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Self::Value, E> {
        self.visit_i64(i64::try_from(seconds).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Self::Value, E> {
        number::millis(seconds).ok_or_else(|| E::custom("a time is out of range"))
    }
}
