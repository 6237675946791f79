//! Reading answers with serde, in one pass and borrowing, though `result` may come before `resultType`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Answer, Data, Item, Labels, Point, Raw, Sample, number};

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

deserialize_any!(Answer by AnswerVisitor, Data by DataVisitor, Raw by RawVisitor, Item by ItemVisitor,
    Labels by LabelsVisitor, Text by TextVisitor);

/// A string that borrows where it can; serde's own `Cow` never does inside other types.
struct Text<'a>(Cow<'a, str>);

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed("")))
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an answer of Prometheus' HTTP API")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut answer = Answer::default();
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
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
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
        Ok(Item::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Item::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut sample = Sample::default();
        let mut histogram = None;
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "metric" => sample.labels = map.next_value::<Option<Labels<'de>>>()?.unwrap_or_default(),
                "value" => sample.point = map.next_value::<Option<Pair>>()?.unwrap_or_default().0,
                "values" => drop(map.next_value::<Option<Vec<Option<Pair>>>>()?),
                "histogram" => histogram = map.next_value::<Option<(Time, IgnoredAny)>>()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if let Some((Time(millis), _)) = histogram {
            sample.histogram = true;
            sample.point = Point { millis, value: 0.0 };
        }
        Ok(Item::Sample(sample))
    }
}

struct LabelsVisitor;

impl<'de> Visitor<'de> for LabelsVisitor {
    type Value = Labels<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of labels and their values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut labels = Vec::new();
        while let Some((Text(name), Text(value))) = map.next_entry()? {
            labels.push((name, value));
        }
        Ok(Labels(labels))
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
                    point.value = number::parse(&text).ok_or_else(|| {
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
