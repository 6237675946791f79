//! The sentence that each step carries.

use serde_json::Value;

use super::reading::{between, int, is_ratio, is_up, leading, milli, replicas, trailing};

pub(crate) fn check(input: &Value, output: &Value) {
    let steps = output["steps"].as_array().unwrap();
    let target = steps.iter().find(|step| step["step"] == "target");
    for step in steps {
        let why = step["why"].as_str().unwrap();
        assert!(!why.is_empty() && !why.contains("NaN"), "{step}");
        match step["step"].as_str().unwrap() {
            "metric" => metric(step, target.unwrap(), why),
            "maximum" => maximum(step, steps, why),
            "stabilization" | "limits" => {
                if let Some((_, told)) =
                    why.rsplit_once(": ").filter(|(_, told)| told.contains(" instead of "))
                {
                    let (after, before) = told.split_once(" instead of ").unwrap();
                    assert_eq!(after.parse(), Ok(int(&step["after"])), "{step}");
                    assert_eq!(leading(before), Some(int(&step["before"])), "{step}");
                    assert_eq!(before.contains("until"), step["until"].is_string(), "{step}");
                } else {
                    assert_eq!(step["before"], step["after"], "{step}");
                }
                recommendations(step, input, output, target.unwrap(), why);
            }
            "final" => last(step, why),
            _ => {}
        }
    }
}

fn metric(step: &Value, target: &Value, why: &str) {
    if step["outcome"].is_null() {
        assert_eq!(step["error"], step["why"], "{step}");
        return;
    }
    let (asked, there) = (int(&target["currentReplicas"]), int(&target["statusReplicas"]));
    let proposal = int(&step["proposal"]);
    let told = why.strip_prefix(step["metric"].as_str().unwrap()).unwrap_or_else(|| panic!("{why}"));
    let ratio = between(told, ": ratio ", ", ").unwrap_or_else(|| panic!("{why}"));
    assert!(is_ratio(ratio, &step["ratio"], 3), "{ratio}: {step}");
    if let Some((total, rest)) = told.strip_prefix(" is at ").unwrap().split_once(" in total over ") {
        assert_eq!(milli(total), milli(step["total"].as_str().unwrap()), "{step}");
        assert_eq!(leading(rest), Some(there), "{step}");
    }
    let again = step["recomputedRatio"].as_f64().or(step["ratio"].as_f64());
    if let Some((with, rest)) =
        told.split_once(", with ").and_then(|(_, told)| told.split_once(" counted in it is "))
    {
        counted_in(step, with);
        assert!(is_ratio(rest.split_once(", ").unwrap().0, &step["recomputedRatio"], 3), "{step}");
    }
    if let Some((before, _)) = told.split_once(" stay").filter(|(before, _)| before.contains("so ")) {
        let count = replicas(before.rsplit_once("so ").unwrap().1);
        assert_eq!((count, proposal), (Some(asked), asked), "{step}");
    } else if let Some(rest) = told.split_once("so status.replicas ").map(|(_, rest)| rest) {
        assert_eq!((leading(rest), proposal), (Some(there), there), "{step}");
        assert_eq!(leading(rest.split_once("not the ").unwrap().1), Some(asked), "{step}");
        assert_ne!(asked, there, "{step}");
    } else if let Some(rest) = told.split_once("the usage needs ").map(|(_, rest)| rest) {
        assert_eq!(replicas(rest), Some(proposal), "{step}");
    } else if let Some((before, rest)) = told.split_once(", rounded up, is ") {
        let pods = before.rsplit_once("times ").unwrap().1;
        let number = leading(pods).unwrap();
        assert_eq!(pods.ends_with('s'), number != 1, "{step}");
        let of = if pods.contains("ready") { &step["pods"]["ready"] } else { &step["countedPods"] };
        assert_eq!(number, int(of), "{step}");
        assert_eq!(replicas(rest), Some(proposal), "{step}");
        assert!(is_up(again.unwrap() * number as f64, proposal), "{step}");
    } else if let Some(rest) = told.split_once("rounded up from zero is ").map(|(_, rest)| rest) {
        assert_eq!((replicas(rest), asked), (Some(proposal), 0), "{step}");
        assert!(is_up(step["ratio"].as_f64().unwrap(), proposal), "{step}");
    } else {
        let beyond = ["which no count holds", "at most the largest count"];
        assert!(beyond.iter().any(|words| told.contains(words)), "{why}");
        assert_eq!(replicas(told.rsplit_once(" is ").unwrap().1), Some(proposal), "{step}");
        let pods = step["countedPods"].as_f64().or(step["pods"]["ready"].as_f64()).unwrap_or(1.0);
        assert!(again.is_none_or(|again| !is_up(again * pods, proposal)), "{step}");
    }
}

/// Which pods the direction has counted in.
fn counted_in(step: &Value, with: &str) {
    let (missing, unready) = (int(&step["pods"]["missing"]), int(&step["pods"]["unready"]));
    let expected = match step["ratio"].as_f64() {
        Some(ratio) if ratio < 1.0 => (missing, 0),
        Some(ratio) if ratio > 1.0 => (missing, unready),
        _ => (0, 0),
    };
    let number = |word: &str| with.split_once(word).map_or(0, |(before, _)| trailing(before).unwrap());
    assert_eq!((number(" missing"), number(" unready")), expected, "{step}");
    assert_eq!(with == "none", expected == (0, 0), "{step}");
    assert!(int(&step["countedPods"]) >= expected.0 + expected.1, "{step}");
}

fn maximum(step: &Value, steps: &[Value], why: &str) {
    if step["proposal"].is_null() {
        return;
    }
    let proposals =
        || steps.iter().filter(|step| step["step"] == "metric").filter_map(|step| step["proposal"].as_i64());
    let (taken, largest) = (int(&step["proposal"]), proposals().max().unwrap());
    let named = |told: &str| {
        assert_eq!(replicas(told), Some(taken), "{step}");
        assert!(told.contains(step["metric"].as_str().unwrap()), "{step}");
        let mut of = steps.iter().filter(|other| other["metric"] == step["metric"]);
        assert!(of.any(|other| other["proposal"] == step["proposal"]), "{step}");
    };
    match why.strip_prefix("the largest proposal is ") {
        Some(told) => {
            named(told);
            assert_eq!(taken, largest, "{step}");
        }
        None => {
            named(why);
            assert!(taken < 0 && taken < largest, "{step}");
        }
    }
    let aside = why.ends_with(", metrics that could not be read aside");
    assert_eq!(aside, int(&step["unavailable"]) > 0, "{step}");
}

/// What earlier recommendations are said to be.
fn recommendations(step: &Value, input: &Value, output: &Value, target: &Value, why: &str) {
    let of = |state: &Value| state["recommendations"].as_array().cloned().unwrap_or_default();
    let all: Vec<_> = [of(&input["state"]), of(&output["state"])].concat();
    let has = |count: i64| all.iter().any(|earlier| int(&earlier["replicas"]) == count);
    if why.contains("applying the ") {
        assert!(has(int(&step["after"])), "{step} {all:?}");
    } else if let Some(bound) = between(why, "recent recommendations were as ", ", so the count stays") {
        let bound = trailing(bound).unwrap();
        assert!(has(bound), "{step} {all:?}");
        assert_eq!(step["after"], target["currentReplicas"], "{step}");
        let (before, after) = (int(&step["before"]), int(&step["after"]));
        assert!(if before < after { bound > after } else { bound < after }, "{step}");
    }
}

fn last(step: &Value, why: &str) {
    if let Some(told) = why.strip_prefix("from ") {
        let (current, desired) = told.split_once(" to ").unwrap();
        assert_eq!(current.parse(), Ok(int(&step["current"])), "{step}");
        assert_eq!(replicas(&desired.replace(':', " ")), Some(int(&step["desired"])), "{step}");
        assert_eq!(step["rescale"], true, "{step}");
    } else {
        assert_eq!((&step["rescale"], &step["current"]), (&Value::Bool(false), &step["desired"]), "{step}");
        if let Some((told, _)) = why.split_once(" stay") {
            assert_eq!(replicas(told), Some(int(&step["desired"])), "{step}");
        }
    }
}
