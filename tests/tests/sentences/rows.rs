//! The rows of an explanation.

use serde_json::Value;

use super::reading::{between, int, is_ratio, is_up, leading, milli, replicas};

pub(crate) fn check(input: &Value, output: &Value, told: &Value) {
    let steps = output["steps"].as_array().unwrap();
    let target = steps.iter().find(|step| step["step"] == "target");
    let metrics: Vec<_> = steps.iter().filter(|step| step["step"] == "metric").collect();
    let sections = told["sections"].as_array().unwrap();
    for section in sections {
        for row in section["rows"].as_array().unwrap() {
            for text in [row["text"].as_str().unwrap()].into_iter().chain(whys(row)) {
                assert!(!text.contains("NaN"), "{row}");
                thousandths(text);
            }
        }
    }
    let of_metrics =
        sections.iter().filter(|section| section["title"].as_str().unwrap().starts_with("Metric "));
    for (step, section) in metrics.iter().zip(of_metrics) {
        metric(step, section, target.unwrap(), input);
    }
    if let Some(section) = sections.iter().find(|section| section["title"] == "Replicas") {
        for row in section["rows"].as_array().unwrap() {
            if row["label"] == "maximum" {
                maximum(row, &metrics, target.unwrap());
            }
        }
    }
}

fn whys(row: &Value) -> impl Iterator<Item = &str> {
    row["why"].as_array().into_iter().flatten().map(|why| why.as_str().unwrap())
}

/// `9091m are 9.091: m is thousandths`.
fn thousandths(text: &str) {
    let Some((told, _)) = text.split_once(": m is thousandths") else { return };
    let (quantity, number) = told.split_once(" are ").unwrap();
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits: i128 = format!("{whole}{decimals:0<3}").parse().unwrap();
    assert_eq!(quantity.strip_suffix('m').map(str::parse), Some(Ok(digits)), "{text}");
}

fn metric(step: &Value, section: &Value, target: &Value, input: &Value) {
    let row = |label: &str| section["rows"].as_array().unwrap().iter().find(|row| row["label"] == label);
    if step["outcome"].is_null() {
        let row = row("proposal").unwrap();
        assert_eq!((&row["text"], &row["why"][0]), (&Value::from("none"), &step["error"]), "{row}");
        return;
    }
    let (asked, there) = (int(&target["currentReplicas"]), int(&target["statusReplicas"]));
    usage(step, row("usage").unwrap(), there);
    assert_eq!(row("pods").is_some(), !step["pods"].is_null(), "{section}");
    if let Some(row) = row("pods") {
        pods(step, row, input);
    }
    let ratio_row = row("ratio").unwrap();
    assert!(is_ratio(ratio_row["text"].as_str().unwrap(), &step["ratio"], 4), "{ratio_row} {step}");
    for why in whys(ratio_row).filter(|why| why.contains(" counted in: ")) {
        let again = between(why, " counted in: ", ", over ").unwrap();
        assert!(is_ratio(again, &step["recomputedRatio"], 4), "{ratio_row} {step}");
        assert_eq!(
            leading(why.rsplit_once("over ").unwrap().1),
            Some(int(&step["countedPods"])),
            "{ratio_row}"
        );
    }
    tolerance(step, row("tolerance").unwrap(), asked);
    proposal(step, row("proposal").unwrap(), (asked, there));
}

fn usage(step: &Value, row: &Value, there: i64) {
    let text = row["text"].as_str().unwrap();
    let (current, target) = (&step["current"], &step["target"]);
    let of = text.rsplit_once("of ").unwrap().1;
    if let Some(percent) = current["averageUtilization"].as_i64() {
        assert_eq!(leading(text), Some(percent), "{row}");
        assert_eq!(leading(of), target["averageUtilization"].as_i64(), "{row} {step}");
    } else if current["averageValue"].is_string() {
        let wanted = target["averageValue"].as_str().unwrap_or("0");
        assert_eq!(milli(of.strip_suffix(" for each pod").unwrap()), milli(wanted), "{row} {step}");
    } else {
        assert_eq!(milli(of), milli(target["value"].as_str().unwrap()), "{row} {step}");
    }
    let Some((total, rest)) = text.split_once(" in total over ") else {
        assert!(step["total"].is_null(), "{row}");
        return;
    };
    assert_eq!(milli(total), milli(step["total"].as_str().unwrap()), "{row}");
    assert_eq!(leading(rest), Some(there), "{row}");
    if there != 0 {
        let average = milli(rest.split_once(", ").unwrap().1.split_once(" for each pod").unwrap().0);
        let held = whys(row).any(|why| why.starts_with("the sum is held"));
        let up = (milli(total) as f64 / there as f64).ceil() as i64;
        // A float holds no more.
        let told = milli(total).unsigned_abs() < 1 << 53;
        assert!(!told && !held || average == if held { i64::MAX } else { up }, "{row}");
    }
}

/// Each group, and the names of its pods.
fn pods(step: &Value, row: &Value, input: &Value) {
    let count = |group: &str| int(&step["pods"][group]);
    let text = row["text"].as_str().unwrap();
    let line = |words: &str| text.lines().find(|line| line.contains(words));
    let told = |words: &str| line(words).map_or(0, |line| leading(line).unwrap());
    let whole = matches!(step["source"].as_str().unwrap(), "Object" | "External");
    if whole {
        assert_eq!(told(" ready"), count("ready"), "{row}");
        let all = line(" ready of ")
            .map_or(count("ready"), |line| leading(between(line, " of ", ";").unwrap()).unwrap());
        assert_eq!(all, count("ready") + count("unready"), "{row}");
    } else {
        assert_eq!(told(" ready"), count("ready"), "{row}");
        assert_eq!(told(" unready:"), count("unready"), "{row}");
        assert_eq!(told(" without a sample:"), count("missing"), "{row}");
        assert_eq!(told(" Failed ") + told(" being deleted "), count("ignored"), "{row} {step}");
    }
    let label = if whole { "not ready: " } else { "unready: " };
    names(row, label, count("unready"), input);
    names(row, "without a sample: ", count("missing"), input);
    if let Some(down) =
        line(" without a sample:").and_then(|line| between(line, "going up, as ", " going down"))
    {
        match step["current"]["averageUtilization"].as_i64() {
            Some(_) => {
                let percent = step["target"]["averageUtilization"].as_i64().unwrap().max(100);
                assert_eq!(leading(down), Some(percent), "{row}");
            }
            None => {
                let target = between(down, "the target, ", ",").unwrap();
                assert_eq!(
                    milli(target),
                    milli(step["target"]["averageValue"].as_str().unwrap_or("0")),
                    "{row}"
                );
            }
        }
    }
}

/// So many names, each of a pod that is given.
fn names(row: &Value, label: &str, count: i64, input: &Value) {
    let Some(told) = whys(row).find_map(|why| why.strip_prefix(label)) else {
        assert_eq!(count, 0, "{row}");
        return;
    };
    let (named, more) =
        told.split_once(" and ").map_or((told, 0), |(named, more)| (named, leading(more).unwrap()));
    let names: Vec<_> = named.split(", ").map(|name| name.split(' ').next().unwrap()).collect();
    assert_eq!(names.len() as i64 + more, count, "{row}");
    let pods = input["pods"]["items"].as_array().unwrap();
    for name in names {
        assert!(pods.iter().any(|pod| pod["metadata"]["name"] == name), "{name}: {row}");
    }
}

fn tolerance(step: &Value, row: &Value, asked: i64) {
    let (told, place) = row["text"].as_str().unwrap().split_once(": ").unwrap();
    assert_eq!(told.parse().ok(), step["tolerance"].as_f64(), "{row}");
    let outcome = step["outcome"].as_str().unwrap();
    let expected = match outcome {
        "ratioFromZero" => "not looked at while there are 0 replicas",
        "withinTolerance" | "recomputedWithinTolerance" => "inside",
        _ => "outside",
    };
    assert_eq!(place, expected, "{row}");
    assert!(outcome != "ratioFromZero" || asked == 0, "{row}");
    let ratio = step["recomputedRatio"].as_f64().or(step["ratio"].as_f64());
    if let Some(ratio) = ratio.filter(|_| expected != "not looked at while there are 0 replicas") {
        let side = if ratio < 1.0 { "scaleDown" } else { "scaleUp" };
        let tolerance = step["tolerances"][side].as_f64().unwrap();
        let distance = (ratio - 1.0).abs();
        assert!(
            (distance - tolerance).abs() < 1e-12 || (distance < tolerance) == (place == "inside"),
            "{row} {step}"
        );
    }
    if whys(row).any(|why| why.starts_with("the edge itself is inside")) {
        assert_eq!(place, "inside", "{row}");
    }
    let band = whys(row).any(|why| why.contains("changes"));
    assert!(!band || !step["deadBand"].is_null(), "{row}");
}

fn proposal(step: &Value, row: &Value, (asked, there): (i64, i64)) {
    let count = int(&step["proposal"]);
    assert_eq!(replicas(row["text"].as_str().unwrap()), Some(count), "{row}");
    let why = whys(row).next().unwrap();
    for held in whys(row).filter_map(|why| why.split_once(" would take a ratio of ").map(|(_, held)| held)) {
        let all = why.contains("counted in");
        let pods = int(if all { &step["countedPods"] } else { &step["pods"]["ready"] }) as f64;
        let most: f64 = held.strip_suffix(" or less").unwrap().parse().unwrap();
        assert!(((most * pods).ceil() as i64) < count, "{row} {step}");
        assert!(((most + 0.0002) * pods).ceil() as i64 > count - 1, "{row} {step}");
        assert_eq!(count, asked, "{row} {step}");
    }
    let again = step["recomputedRatio"].as_f64().or(step["ratio"].as_f64());
    if why.ends_with("so the count stays") {
        assert_eq!(count, asked, "{row} {step}");
    } else if let Some((_, rest)) = why.split_once("so status.replicas ") {
        assert_eq!((leading(rest), count), (Some(there), there), "{row}");
        assert_eq!(leading(rest.split_once("not the ").unwrap().1), Some(asked), "{row}");
        assert_ne!(asked, there, "{row}");
    } else if let Some((number, pods)) = why.split_once(" × ") {
        assert!(is_ratio(number, &serde_json::json!(again), 4), "{row} {step}");
        let up = is_up(again.map_or(f64::NAN, |again| again * leading(pods).unwrap() as f64), count);
        assert_eq!(why.ends_with("rounded up"), up, "{row} {step}");
        let of = if pods.contains("ready") { &step["pods"]["ready"] } else { &step["countedPods"] };
        assert_eq!(leading(pods), Some(int(of)), "{row}");
    } else if let Some((total, over)) = why.split_once(" in total over ") {
        let (over, _) = over.split_once(" for each pod").unwrap();
        assert_eq!(milli(total), milli(step["total"].as_str().unwrap()), "{row}");
        let up = is_up(milli(total) as f64 / milli(over) as f64, count);
        assert_eq!(why.ends_with("rounded up"), up, "{row} {step}");
    } else {
        let ratio =
            between(why, "from zero replicas the ratio itself, ", ", ").unwrap_or_else(|| panic!("{row}"));
        assert!(is_ratio(ratio, &step["ratio"], 4), "{row}");
        assert_eq!(
            (why.ends_with("rounded up"), asked),
            (again.is_some_and(|again| is_up(again, count)), 0),
            "{row}"
        );
    }
}

fn maximum(row: &Value, metrics: &[&Value], target: &Value) {
    let proposals: Vec<_> = metrics.iter().map(|metric| metric["proposal"].as_i64()).collect();
    let largest = proposals.iter().flatten().max();
    let unknown: Vec<_> =
        (1..).zip(&proposals).filter(|(_, proposal)| proposal.is_none()).map(|(n, _)| n).collect();
    for why in whys(row) {
        if let Some(number) = why.strip_prefix("the largest proposal, of metric ") {
            let number: usize = number.parse().unwrap();
            assert_eq!(proposals[number - 1].as_ref(), largest, "{row}");
        }
        if why == "the only proposal" {
            assert_eq!(proposals.len(), 1, "{row}");
        }
        let unknown_told = why.contains(" gave no value");
        if unknown_told {
            let told = why.split_once(" gave no value").unwrap().0;
            for number in &unknown {
                assert!(told.contains(&format!("metric {number}")), "{row}");
            }
        }
        if let Some(down) = why.split_once("forbids going down from ").map(|(_, down)| down) {
            assert_eq!(leading(down), Some(int(&target["currentReplicas"])), "{row}");
            assert_eq!(replicas(down.split_once(" to ").unwrap().1), largest.copied(), "{row}");
            assert!(largest < target["currentReplicas"].as_i64().as_ref(), "{row}");
        }
    }
    if !unknown.is_empty() && largest.is_some() {
        assert!(whys(row).any(|why| why.contains("gave no value")), "{row} {metrics:?}");
    }
}
