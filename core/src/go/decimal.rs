//! Floats of decimal texts.

/// `str::parse::<f64>`.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn parse(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// `str::parse::<f64>` by the reader that `serde_json` brings along: the tables of the other are ten kilobytes that no
/// compression makes smaller.
#[cfg(target_family = "wasm")]
pub(crate) use by_json::parse;

#[cfg(any(test, target_family = "wasm"))]
mod by_json {
    use crate::go::json::Scalar;
    use crate::go::number::float64;
    use crate::go::pow10::pow10;

    pub(crate) fn parse(text: &str) -> Option<f64> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let value = magnitude(unsigned)?;
        Some(if text.starts_with('-') { -value } else { value })
    }

    fn magnitude(text: &str) -> Option<f64> {
        if text.eq_ignore_ascii_case("nan") {
            return Some(f64::NAN);
        }
        if text.eq_ignore_ascii_case("inf") || text.eq_ignore_ascii_case("infinity") {
            return Some(f64::INFINITY);
        }
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, Some(exponent)),
            None => (text, None),
        };
        let (whole, places) = number.split_once('.').unwrap_or((number, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = whole.len().saturating_add(places.len()) > 0 && is_digits(whole) && is_digits(places);
        let signless = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
        if !is_number || signless.is_some_and(|digits| digits.is_empty() || !is_digits(digits)) {
            return None;
        }
        if exponent.is_none()
            && let Some(value) = exact(whole, places)
        {
            return Some(value);
        }
        // JSON has no zeros in front, and no point without digits on both of its sides.
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let places = if places.is_empty() { "0" } else { places };
        let exponent = exponent.unwrap_or("0");
        match serde_json::from_str(&format!("{whole}.{places}e{exponent}")) {
            Ok(Scalar::Float(value)) => Some(value),
            // It refuses what is too large, and nothing else.
            _ => Some(f64::INFINITY),
        }
    }

    /// The quotient of two floats that are exact is the nearest float.
    fn exact(whole: &str, places: &str) -> Option<f64> {
        if whole.len().saturating_add(places.len()) > 15 {
            return None;
        }
        let digits = [whole, places].into_iter().flat_map(str::bytes);
        let digits = digits
            .fold(0i64, |value, digit| value.wrapping_mul(10).wrapping_add(digit.wrapping_sub(b'0').into()));
        Some(float64(digits) / pow10(places.len().try_into().ok()?))
    }

    #[cfg(test)]
    mod tests {
        use super::parse;

        fn holds(text: &str) {
            let (own, std) = (parse(text), text.parse::<f64>().ok());
            let bits =
                |value: Option<f64>| value.map(|value| if value.is_nan() { 0 } else { value.to_bits() });
            assert_eq!(bits(own), bits(std), "{text}: {own:?} for {std:?}");
        }

        #[test]
        fn every_form_is_read_as_the_standard_library_reads_it() {
            for text in [
                "",
                "+",
                "-",
                ".",
                "e",
                "e1",
                ".e1",
                "1e",
                "1e+",
                "1e1.5",
                "+-1",
                "1_0",
                " 1",
                "0x1",
                "1.2.3",
                "NaN",
                "-nan",
                "+inf",
                "-Infinity",
                "infinit",
                "-0",
                "+0.0",
                "00.1",
                "1.",
                ".5",
                "-.5e-3",
                "1e400",
                "-1e400",
                "1e-400",
                "0e400",
                "1e99999999999999999999",
                "1e-99999999999999999999",
                "0e99999999999999999999",
                "9007199254740993",
                "18446744073709551616",
                "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649\
                017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475\
                730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
                "2.2250738585072011e-308",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "0.1",
                "0.30000000000000004",
                "123456789.987654321",
            ] {
                holds(text);
            }
        }

        proptest::proptest! {
            #[test]
            fn every_float_is_read_back(bits: u64, digits in "[0-9]{1,25}\\.?[0-9]{0,25}(e-?[0-9]{1,3})?") {
                holds(&f64::from_bits(bits).to_string());
                holds(&format!("{:e}", f64::from_bits(bits)));
                holds(&digits);
            }
        }
    }
}
