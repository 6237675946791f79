//! Series as Prometheus' remote write takes them: floats keep their bits, and staleness markers are what they are.

use std::collections::BTreeMap;

use counterpoise::promql::eval::{Point, Series};

use crate::failure::Failure;

/// The time of one request's samples. Prometheus refuses what is an hour older than what it has.
const SPAN: i64 = 30 * 60_000;
/// What comes behind a field's number.
const BYTES: u8 = 2;
const FIXED: u8 = 1;
const VARINT: u8 = 0;

/// The requests, the oldest samples first.
pub(super) fn requests(series: &[Series]) -> Result<Vec<Vec<u8>>, Failure> {
    let mut spans: BTreeMap<i64, Vec<u8>> = BTreeMap::new();
    for one in series {
        for points in one.points.chunk_by(|a, b| a.millis.div_euclid(SPAN) == b.millis.div_euclid(SPAN)) {
            let request = spans.entry(points[0].millis.div_euclid(SPAN)).or_default();
            field(request, 1, &time_series(one, points));
        }
    }
    let compressed = spans.into_values().map(|request| snap::raw::Encoder::new().compress_vec(&request));
    compressed
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::usage(format!("cannot send the series: {error}")))
}

/// `prometheus.TimeSeries`: labels by name, then samples.
fn time_series(series: &Series, points: &[Point]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in &series.labels {
        let mut label = Vec::new();
        field(&mut label, 1, name.as_bytes());
        field(&mut label, 2, value.as_bytes());
        field(&mut out, 1, &label);
    }
    for point in points {
        let mut sample = vec![1 << 3 | FIXED];
        sample.extend(point.value.to_bits().to_le_bytes());
        sample.push(2 << 3 | VARINT);
        varint(&mut sample, u64::from_ne_bytes(point.millis.to_ne_bytes()));
        field(&mut out, 2, &sample);
    }
    out
}

/// A field of Protocol Buffers that holds bytes.
fn field(out: &mut Vec<u8>, number: u8, bytes: &[u8]) {
    out.push(number << 3 | BYTES);
    varint(out, u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    out.extend(bytes);
}

fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(u8::try_from(value & 0x7f).unwrap_or_default() | 0x80);
        value >>= 7;
    }
    out.push(u8::try_from(value).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use counterpoise::promql::eval::{Point, STALE, Series};

    use super::requests;

    #[test]
    fn samples_go_in_the_order_of_their_times() {
        let series = Series {
            labels: [("__name__".to_owned(), "up".to_owned())].into(),
            points: vec![
                Point { millis: 0, value: 1.0 },
                Point { millis: 300, value: STALE },
                Point { millis: 1_800_000, value: 2.0 },
            ],
        };
        let all: Vec<_> = requests(&[series])
            .ok()
            .unwrap()
            .iter()
            .map(|request| snap::raw::Decoder::new().decompress_vec(request).unwrap())
            .collect();
        let label = [10, 14, 10, 8, 95, 95, 110, 97, 109, 101, 95, 95, 18, 2, 117, 112];
        let first =
            [18, 11, 9, 0, 0, 0, 0, 0, 0, 240, 63, 16, 0, 18, 12, 9, 2, 0, 0, 0, 0, 0, 240, 127, 16, 172, 2];
        let second = [18, 13, 9, 0, 0, 0, 0, 0, 0, 0, 64, 16, 192, 238, 109];
        let request = |samples: &[u8]| {
            let mut whole = vec![10, u8::try_from(label.len() + samples.len()).unwrap()];
            whole.extend(label);
            whole.extend(samples);
            whole
        };
        assert_eq!(all, [request(&first), request(&second)]);
    }
}
