use super::number::millis;
use super::{AnswerText, PrometheusAnswer, QueryResult};

#[test]
fn times_are_cut_to_milliseconds() {
    assert_eq!(millis(1_711_092_019.377), Some(1_711_092_019_377));
    assert_eq!(millis(1_727_421_555.999_96), Some(1_727_421_555_999));
    assert_eq!(millis(-0.1), Some(-100));
    assert_eq!(millis(1e-300), Some(0));
    assert_eq!(millis(1e300), None);
    assert_eq!(millis(f64::NAN), None);
}

#[test]
fn the_result_may_come_before_its_type() {
    let text = r#"{"data":{"result":[{"metric":{"a":"1"},"value":[1.5,"2"],"more":1},{"histogram":[3,{}],"value":[1,"9"]},null],
        "resultType":"vector"},"status":"success","warnings":["w"]}"#;
    let answer = PrometheusAnswer::parse(text).unwrap();
    assert_eq!(answer.warnings(), ["w"]);
    let QueryResult::Vector(Some(samples)) = answer.result().unwrap() else { panic!("a vector") };
    let samples: Vec<_> = samples.iter().collect();
    let first = samples[0].unwrap();
    assert_eq!((first.labels.get("a"), first.labels.get("b")), ("1", ""));
    assert_eq!((first.point.millis, first.point.value), (1500, 2.0));
    let second = samples[1].unwrap();
    assert_eq!((second.histogram, second.point.millis, second.point.value), (true, 3000, 0.0));
    assert!(samples[2].is_none());
}

#[test]
fn what_upstream_refuses_is_refused() {
    for text in [
        "",
        "[]",
        r#"{"status":"success"}"#,
        r#"{"status":"success","data":null}"#,
        r#"{"status":"success","data":{"resultType":"vector"}}"#,
        r#"{"status":"success","data":{"resultType":"streams","result":[]}}"#,
        r#"{"status":"success","data":{"resultType":"string","result":[1,"a"]}}"#,
        r#"{"status":"success","data":{"resultType":"scalar","result":[1]}}"#,
        r#"{"status":"success","data":{"resultType":"vector","result":[{"value":[1,2]}]}}"#,
        r#"{"status":"success","data":{"resultType":"vector","result":[{"value":[1,"abc"]}]}}"#,
        r#"{"status":"success","data":{"resultType":"vector","result":[1]}}"#,
        r#"{"status":"error","errorType":"timeout","error":"query timed out","data":{"resultType":"vector","result":[]}}"#,
    ] {
        let refused = PrometheusAnswer::parse(text).and_then(|answer| answer.result().map(drop));
        assert_eq!(refused.map_err(|error| error.code()), Err("metrics.answer"), "{text}");
    }
}

#[test]
fn an_answer_within_a_text_is_read_once_it_is_needed() {
    let answer = r#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"\u00e9"},"value":[1,"2"]}]}}"#;
    let quoted = serde_json::to_string(answer).unwrap();
    for response in [answer, &quoted] {
        let held: AnswerText = serde_json::from_str(response).unwrap();
        assert_eq!(held.text(), answer);
        let held: AnswerText = serde_json::from_value(serde_json::from_str(response).unwrap()).unwrap();
        let text = held.text();
        let deferred = PrometheusAnswer::deferred(&text);
        assert!(matches!(deferred.result(), Ok(QueryResult::Vector(Some(samples))) if samples.len() == 1));
    }
    let held: AnswerText = serde_json::from_str("[1]").unwrap();
    assert_eq!(
        PrometheusAnswer::deferred(&held.text()).result().map_err(|error| error.code()),
        Err("metrics.answer")
    );
    assert!(held.of_resources().cpu.is_none());
    let both: AnswerText = serde_json::from_str(r#"{"cpu":{"status":"error"},"disk":1}"#).unwrap();
    let both = both.of_resources();
    assert!(both.cpu.is_some_and(|cpu| cpu.text().contains("error")) && both.memory.is_none());
}
