use serde_json::{Value, json};

use super::{ConditionStatus, Pod, ResourceList};
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
