use crate::go::duration::Duration;
use crate::promql::syntax::UNITS;

/// Reads a duration of Prometheus: `5m`, `1h30m`, `0`; units in falling order, each once, whole numbers. Mirrors
/// `model.ParseDuration`.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    if text == "0" {
        return Some(Duration::default());
    }
    if text.is_empty() {
        return None;
    }
    let (mut rest, mut millis, mut units) = (text, 0i64, UNITS.iter());
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits)?;
        let letters = after.bytes().take_while(|b| !b.is_ascii_digit()).count();
        let (unit, after) = after.split_at_checked(letters)?;
        let (_, size) = units.find(|(name, _)| *name == unit)?;
        millis = number.parse::<i64>().ok()?.checked_mul(i64::try_from(*size).ok()?)?.checked_add(millis)?;
        rest = after;
    }
    millis.checked_mul(1_000_000).map(Duration::from_nanos)
}
