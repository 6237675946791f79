use super::Told;
use crate::hpa::sync::step::MetricStep;
use crate::hpa::sync::wording::ScaleReplicas;
use crate::hpa::sync::wording::number::Replicas;
use crate::hpa::sync::wording::value::{Target, UNKNOWN, compared};
use crate::kube::autoscaling::{MetricTarget, MetricTargetType, MetricValueStatus};

/// A metric's value and its target, and how the two are compared.
pub(crate) fn usage_row(step: &MetricStep, scale: ScaleReplicas) -> Option<Told> {
    let (current, target) = (step.current.as_ref()?, step.target.as_ref()?);
    let of = Target(target, current);
    let each = if compared(current) == MetricTargetType::AverageValue { " for each pod" } else { "" };
    let told = match &step.total {
        Some(total) if scale.status == 0 => Told::new(format!("{total} in total over 0 replicas, of {of}{each}"))
            .because(format!(
                "there is no average over 0 replicas: the status shows {}, which is what Go makes of the division",
                value(current)
            )),
        Some(total) => {
            let (replicas, average) = (Replicas(scale.status), value(current));
            Told::new(format!("{total} in total over {replicas}, {average}{each}, of {of}{each}"))
        }
        None => Told::new(format!("{}{each} of {of}{each}", value(current))),
    };
    let held = step.total.as_ref().is_some_and(|total| total.milli_value() == i64::MAX);
    let told = if held {
        told.because("the sum is held at the largest number, and so is the average")
    } else {
        told
    };
    Some(match other_type(current, target) {
        Some(why) => told.because(why),
        None => told,
    })
}

fn value(current: &MetricValueStatus) -> String {
    match (current.average_utilization, &current.average_value, &current.value) {
        (Some(percent), Some(average), _) => format!("{percent}% ({average} for each pod)"),
        (Some(percent), None, _) => format!("{percent}%"),
        (None, Some(average), _) => average.to_string(),
        (None, None, Some(value)) => value.to_string(),
        (None, None, None) => UNKNOWN.to_owned(),
    }
}

/// Where the target's `type` says another field than the one that the controller goes by.
fn other_type(current: &MetricValueStatus, target: &MetricTarget) -> Option<String> {
    let compared = compared(current);
    if target.r#type == compared {
        return None;
    }
    let says = &target.r#type;
    Some(match compared {
        MetricTargetType::Value => {
            format!(
                "target.type says {says}, but value is what is set: the whole is compared with it, and no average is taken"
            )
        }
        MetricTargetType::AverageValue => {
            format!(
                "target.type says {says}, but averageValue is set, which goes first: the average is compared with it"
            )
        }
        _ => format!(
            "target.type says {says}, but averageUtilization is what is set: the share of the requests is compared with it"
        ),
    })
}

/// What the first quantity of a text that ends in `m` is as a number, in a sentence.
pub(crate) fn thousandths(text: &str) -> Option<String> {
    let (word, number) = in_thousandths(text)?;
    Some(format!("{word} are {number}: m is thousandths"))
}

/// The first quantity of a text that ends in `m`, and the number that it is.
pub(crate) fn in_thousandths(text: &str) -> Option<(&str, String)> {
    let mut words = text.split(|character: char| !character.is_ascii_alphanumeric() && character != '-');
    let (word, milli) = words.find_map(|word| {
        let milli: i128 = word.strip_suffix('m')?.parse().ok()?;
        Some((word, milli))
    })?;
    let (sign, size) = (if milli < 0 { "-" } else { "" }, milli.unsigned_abs());
    let decimals = format!("{:03}", size % 1000);
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    Some((word, format!("{sign}{}{point}{decimals}", size / 1000)))
}

#[cfg(test)]
mod tests {
    use super::thousandths;

    #[test]
    fn the_first_quantity_in_thousandths_is_told_as_a_number() {
        let told = |text| thousandths(text);
        assert_eq!(told("9091m for each pod").as_deref(), Some("9091m are 9.091: m is thousandths"));
        assert_eq!(told("57% (1500m for each pod)").as_deref(), Some("1500m are 1.5: m is thousandths"));
        assert_eq!(told("at -5m or less").as_deref(), Some("-5m are -0.005: m is thousandths"));
        assert_eq!(told("3000m").as_deref(), Some("3000m are 3: m is thousandths"));
        assert_eq!(told("3 of 5Mi, am m"), None);
    }
}
