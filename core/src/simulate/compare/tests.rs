use super::{Course, Side, Step, compare};
use crate::budget::Budget;
use crate::hpa;
use crate::simulate::input::{Period, Workload};
use crate::simulate::{Model, Setup};

const LOAD: &str =
    r#"{"load": [{"rate": 50}, {"at": "10m", "rate": 200, "ramp": "3m"}, {"at": "25m", "rate": 40}]}"#;

fn side(target: u32, behavior: &str, change: impl FnOnce(&mut Setup<'_>, &mut Model)) -> Side<'static> {
    let hpa = hpa::from_str(&format!(
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: web}}\nspec:\n  \
         scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  minReplicas: 2\n  maxReplicas: 40\n  \
         {behavior}\n  metrics: [{{type: Pods, pods: {{metric: {{name: served}}, target: {{type: AverageValue, averageValue: {target}}}}}}}]"
    ))
    .unwrap();
    let workload: Workload = serde_json::from_str(LOAD).unwrap();
    let mut model = Model::new(workload, Period::from_secs(3_600));
    let mut setup = Setup::new(hpa);
    change(&mut setup, &mut model);
    Side { setup, course: Course::Model(Box::new(model)) }
}

fn plain() -> Side<'static> {
    side(10, "", |_, _| ())
}

fn step_of(a: &Side<'_>, b: &Side<'_>) -> Option<Step> {
    let parted = compare(a, b, &Budget::default()).unwrap().parted;
    if let Some(parted) = &parted {
        assert_ne!(parted.points.a.replicas, parted.points.b.replicas);
        assert!(parted.points.a.seconds <= parted.seconds && parted.points.b.seconds <= parted.seconds);
    }
    parted.map(|parted| parted.step)
}

#[test]
fn equal_sides_do_not_part() {
    assert_eq!(step_of(&plain(), &plain()), None);
}

#[test]
fn they_part_at_the_step_that_is_set_otherwise() {
    let hasty = side(10, "behavior: {scaleDown: {stabilizationWindowSeconds: 0}}", |_, _| ());
    // With a behavior scaling up has other limits than without one.
    let patient = side(10, "behavior: {scaleDown: {stabilizationWindowSeconds: 300}}", |_, _| ());
    assert_eq!(step_of(&patient, &hasty), Some(Step::Window));
    let slow =
        side(10, "behavior: {scaleUp: {policies: [{type: Pods, value: 1, periodSeconds: 60}]}}", |_, _| ());
    assert_eq!(step_of(&plain(), &slow), Some(Step::Limit));
    assert_eq!(step_of(&plain(), &side(14, "", |_, _| ())), Some(Step::Target));
    let late = side(10, "", |_, model| model.metrics.delay = Period::from_secs(60));
    assert_eq!(step_of(&plain(), &late), Some(Step::Usage));
    let collected = side(10, "", |_, model| model.metrics.collection_interval = Some(Period::from_secs(60)));
    assert_eq!(step_of(&plain(), &collected), Some(Step::Usage));
    let tolerant = side(10, "", |setup, _| setup.options.tolerance = 0.5);
    assert_eq!(step_of(&plain(), &tolerant), Some(Step::Proposal));
    let gap = side(10, "", |_, model| {
        model.metrics.gaps = serde_json::from_str(r#"[{"from": "10m", "until": "20m"}]"#).unwrap();
    });
    assert_eq!(step_of(&plain(), &gap), Some(Step::Read));
}

#[test]
fn a_timeline_with_few_points_parts_where_all_syncs_do() {
    let sparse = |target| side(target, "", |setup, _| setup.every = Some(Period::from_secs(1_200)));
    let told = |a: &Side<'_>, b: &Side<'_>| compare(a, b, &Budget::default()).unwrap().parted.unwrap();
    assert_eq!(told(&sparse(10), &sparse(12)), told(&plain(), &side(12, "", |_, _| ())));
}

#[test]
fn an_error_tells_its_side() {
    let wrong = side(10, "", |_, model| model.duration = Period::default());
    let error = compare(&plain(), &wrong, &Budget::default()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("simulate.duration", Some("b.duration")));
}
