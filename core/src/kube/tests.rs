use serde_json::{Value, json};

use super::{ConditionStatus, Pod, ResourceList, Time};
use crate::selector::{Labels, Selector};

fn pod(value: &Value) -> Result<Pod, String> {
    let by_value = serde_json::from_value::<Pod>(value.clone()).map_err(|error| error.to_string());
    let by_text = serde_json::from_str::<Pod>(&value.to_string()).ok();
    assert_eq!(by_value.as_ref().ok(), by_text.as_ref(), "{value}");
    by_value
}

#[test]
fn a_resource_list_is_in_the_order_of_the_names() {
    let text = r#"{"memory":"1Gi","zeta/x":"1","cpu":"100m","cpu":"200m","hugepages-2Mi":"0","a/b":"3"}"#;
    let list: ResourceList = serde_json::from_str(text).unwrap();
    let names: Vec<&str> = list.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a/b", "cpu", "hugepages-2Mi", "memory", "zeta/x"]);
    for (name, quantity) in list.iter() {
        assert_eq!(list.get(name), Some(quantity));
    }
    assert_eq!(list.get("cpu").unwrap().to_string(), "200m");
    assert_eq!(list.get("nvidia.com/gpu"), None);
    let written = r#"{"a/b":"3","cpu":"200m","hugepages-2Mi":"0","memory":"1Gi","zeta/x":"1"}"#;
    assert_eq!(serde_json::to_string(&list).unwrap(), written);
    assert!(!list.is_empty() && ResourceList::default().is_empty());
}

#[test]
fn of_labels_with_one_name_the_last_holds() {
    let text = r#"{"metadata":{"labels":{"b":"1","a":"2","b":"3","a-name-of-more-than-24-bytes":"4"}}}"#;
    let labels = serde_json::from_str::<Pod>(text).unwrap().metadata.labels;
    assert_eq!(
        labels.iter().collect::<Vec<_>>(),
        [("a", "2"), ("a-name-of-more-than-24-bytes", "4"), ("b", "3")]
    );
    assert_eq!(labels.value_of("b"), Some("3"));
    // Names and values stand in one text, and still are not taken for each other.
    let has = |text: &str| Selector::parse(text).unwrap().matches(&labels);
    assert!(has("a=2") && has("b=3") && has("a-name-of-more-than-24-bytes=4"));
    assert!(!has("b=1") && !has("a=") && !has("a2=") && !has("a-name-of-more-than-24-byte=s4"));
    assert_eq!(labels, [("b", "3"), ("a-name-of-more-than-24-bytes", "4"), ("a", "2")].into_iter().collect());
}

#[test]
fn of_the_conditions_the_first_that_is_ready_is_kept() {
    let conditions =
        |conditions: Value| pod(&json!({"status": {"conditions": conditions}})).map(|pod| pod.status.ready);
    assert_eq!(conditions(Value::Null), Ok(None));
    let scheduled = json!({"type": "PodScheduled", "status": "True", "lastTransitionTime": "never"});
    assert_eq!(conditions(json!([scheduled])), Ok(None));
    let unready = json!({"status": "False", "type": "Ready", "lastTransitionTime": null});
    let ready = json!({"type": "Ready", "status": "True", "lastTransitionTime": "2000-01-01T00:00:00Z"});
    let first = conditions(json!([scheduled, unready, ready])).unwrap().unwrap();
    assert_eq!((first.status, first.last_transition_time), (ConditionStatus::False, None));
    let first = conditions(json!([ready, unready])).unwrap().unwrap();
    assert_eq!(first.last_transition_time.unwrap().to_string(), "2000-01-01T00:00:00Z");
    let broken = conditions(json!([{"type": "Ready", "lastTransitionTime": "never"}])).unwrap_err();
    assert!(broken.contains("\"never\" is not an RFC 3339 time"), "{broken}");
    assert!(conditions(json!([{"type": 1}])).is_err() && conditions(json!({})).is_err());
}

#[test]
fn times_are_those_that_go_takes() {
    let printed = |text: &str| text.parse::<Time>().map(|time| time.precise().to_string()).ok();
    for (text, time) in [
        ("2024-02-29T00:00:00Z", Some("2024-02-29T00:00:00Z")),
        ("2023-02-29T00:00:00Z", None),
        ("1900-02-29T00:00:00Z", None),
        ("2000-12-31T23:59:59.120+01:00", Some("2000-12-31T22:59:59.12Z")),
        ("2000-01-01T7:00:00,5Z", Some("2000-01-01T07:00:00.5Z")),
        ("1969-12-31T23:59:59.1234567899Z", Some("1969-12-31T23:59:59.123456789Z")),
        ("0000-01-01T00:00:00Z", Some("0000-01-01T00:00:00Z")),
        ("0000-01-01T00:00:00+01:00", Some("-000001-12-31T23:00:00Z")),
        ("2024-01-01t00:00:00z", None),
        ("2024-01-01 00:00:00Z", None),
        ("2024-01-01T00:00:60Z", None),
        ("2024-01-01T24:00:00Z", None),
        ("2024-01-01T00:00:00.Z", None),
        ("2024-01-01T00:00:00+0100", None),
        ("2024-01-01T00:00:00Z ", None),
        ("", None),
    ] {
        assert_eq!(printed(text).as_deref(), time, "{text}");
    }
    assert_eq!(Time::MIN.to_string(), "-009999-01-02T01:59:59Z");
    assert_eq!(Time::MAX.precise().to_string(), "9999-12-30T22:00:00.999999999Z");
}

/// Every day of some centuries, and its neighbours.
#[test]
fn days_follow_each_other() {
    let mut before = Time::from_unix(-62_135_596_800, 0).unwrap();
    assert_eq!(before.to_string(), "0001-01-01T00:00:00Z");
    for day in 1..800_000 {
        let next = Time::from_unix(before.unix_seconds() + 86_400, 0).unwrap();
        let text = next.to_string();
        assert!(text > before.to_string(), "{day}: {text}");
        assert_eq!(text.parse(), Ok(next));
        before = next;
    }
    assert_eq!(before.to_string(), "2191-04-29T00:00:00Z");
}
