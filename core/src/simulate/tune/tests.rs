use std::cmp::Ordering;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof};
use proptest::{prop_assert, prop_assert_eq, proptest};
use serde_json::Value;

use super::{Answer, Cost, Dropped, Goal, GoalName, Tuner, Vary};
use crate::budget::Budget;
use crate::hpa;
use crate::kube::HorizontalPodAutoscaler;
use crate::simulate::input::{Period, Workload};
use crate::simulate::{Model, Setup, Simulation, simulate};

const ALL: Vary = Vary { target: true, window: true, policies: true, bounds: true };

fn hpa(target: i32, (min, max): (i32, i32), behavior: &str) -> HorizontalPodAutoscaler {
    hpa::from_str(&format!(
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{name: web}}\nspec:\n  \
         scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: web}}\n  minReplicas: {min}\n  maxReplicas: {max}\n  \
         {behavior}\n  metrics: [{{type: Resource, resource: {{name: cpu, target: {{type: Utilization, averageUtilization: {target}}}}}}}]"
    ))
    .unwrap()
}

fn model(workload: &str, minutes: i64) -> Model {
    let workload: Workload = serde_json::from_str(workload).unwrap();
    Model::new(workload, Period::from_secs(minutes * 60))
}

fn simulated(setup: Setup<'_>, model: &Model) -> Simulation {
    simulate(setup, model, &Budget::default()).unwrap()
}

/// What a search comes to, and how many simulations it asked for.
fn tuned(
    setup: &Setup<'_>,
    model: &Model,
    goal: &Goal,
    vary: Vary,
    (most, seed): (usize, u64),
) -> (Answer, usize) {
    let mut tuner = Tuner::new(setup, goal.clone(), vary, most, seed);
    let mut asked = 0;
    while let Some(candidate) = tuner.candidate() {
        asked += 1;
        tuner.tell(Some(&simulated(tuner.setup(setup, candidate), model)));
    }
    (tuner.answer().unwrap(), asked)
}

/// Seconds over some per cent of the requests, by a timeline with every sync.
fn seconds_over(simulation: &Simulation, percent: f64) -> f64 {
    let mut over = 0.0;
    for (place, point) in simulation.timeline.iter().enumerate() {
        let end = simulation.timeline.get(place + 1).map_or(simulation.measures.seconds, |next| next.seconds);
        if point.metrics.iter().any(|metric| metric.utilization.is_some_and(|now| f64::from(now) > percent)) {
            over += end - point.seconds;
        }
    }
    over
}

fn meets(simulation: &Simulation, goal: &Goal) -> bool {
    let measures = &simulation.measures;
    let work = measures.work.as_ref().unwrap();
    let is_under = goal
        .keep_under
        .is_none_or(|percent| seconds_over(simulation, percent) <= goal.over_at_most * measures.seconds);
    let changes = f64::from(u32::try_from(measures.changes).unwrap());
    let is_calm = goal.at_most_changes.is_none_or(|most| changes / (measures.seconds / 3_600.0) <= most);
    let is_served = goal.at_most_dropped.is_none_or(|most| match most {
        Dropped::Count(most) => work.dropped <= most,
        Dropped::Share(most) => work.dropped <= most * work.requests,
    });
    is_under && is_calm && is_served
}

/// A merge patch, as RFC 7386 applies it.
fn patched(whole: &mut Value, patch: &Value) {
    match patch {
        Value::Object(fields) => {
            if !whole.is_object() {
                *whole = Value::Object(serde_json::Map::new());
            }
            for (name, value) in fields {
                patched(&mut whole[name.as_str()], value);
            }
        }
        value => *whole = value.clone(),
    }
}

fn goals() -> impl Strategy<Value = Goal> {
    let under = prop::option::of(30.0..120.0);
    let changes = prop::option::of(0.0..30.0);
    let dropped = prop::option::of(prop_oneof![
        (0.0..500.0).prop_map(Dropped::Count),
        (0.0..0.2).prop_map(Dropped::Share)
    ]);
    let least = prop_oneof![Just(Cost::PodHours), Just(Cost::ReplicaHours), Just(Cost::Changes)];
    (under, 0.0..0.3, changes, dropped, least).prop_map(
        |(keep_under, over_at_most, at_most_changes, at_most_dropped, least)| Goal {
            keep_under,
            over_at_most,
            at_most_changes,
            at_most_dropped,
            least,
        },
    )
}

fn varied() -> impl Strategy<Value = Vary> {
    any::<[bool; 4]>().prop_map(|[target, window, policies, bounds]| Vary {
        target,
        window,
        policies,
        bounds,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What an answer says of itself holds whoever looks: it meets the goal, it is no worse than the HPA was, it kept to its simulations,
    /// and it comes again.
    #[test]
    fn an_answer_is_what_it_says(
        goal in goals(),
        vary in varied(),
        target in 20..95,
        bounds in (1..5, 5..20),
        hasty in any::<bool>(),
        load in (20..150u32, 0..20u32),
        (most, seed) in (1..60usize, any::<u64>()),
    ) {
        let behavior = if hasty { "behavior: {scaleDown: {stabilizationWindowSeconds: 0}}" } else { "" };
        let setup = Setup::new(hpa(target, bounds, behavior));
        let workload = format!(
            r#"{{"load": [{{"rate": {}, "sine": {{"amplitude": {}, "period": "7m"}}}}], "capacity": 20, "queue": {{"limit": 100}}}}"#,
            load.0, load.1
        );
        let model = model(&workload, 20);
        let (answer, asked) = tuned(&setup, &model, &goal, vary, (most, seed));
        prop_assert!(asked <= most && asked == answer.simulations && answer.ended);
        prop_assert_ne_worse(&answer)?;
        let mut again = setup.clone();
        (again.hpa, again.every) = (answer.hpa.clone(), Some(Period::default()));
        let again = simulated(again, &model);
        prop_assert_eq!(answer.meets, meets(&again, &goal));
        prop_assert_eq!(&answer.best.measures, &again.measures);
        let (same, _) = tuned(&setup, &model, &goal, vary, (most, seed));
        prop_assert_eq!(serde_json::to_value(&same).unwrap(), serde_json::to_value(&answer).unwrap());

        // The patch is the HPA, once the API server has filled it in.
        let mut whole = serde_json::to_value(&setup.hpa).unwrap();
        patched(&mut whole, &answer.patch);
        let whole = hpa::from_str(&whole.to_string()).unwrap();
        prop_assert_eq!(&whole.spec, &answer.hpa.spec);
        // Nothing is wrong with it that was not before: it has no namespace.
        let wrong = |hpa| hpa::validate(hpa, &hpa::ValidationRules::of("1.37")).unwrap().len();
        prop_assert_eq!(wrong(&answer.hpa), wrong(&setup.hpa));
    }
}

fn prop_assert_ne_worse(answer: &Answer) -> Result<(), proptest::test_runner::TestCaseError> {
    prop_assert!(answer.best.order(&answer.start) != Ordering::Greater);
    prop_assert!(answer.meets || !answer.start.meets());
    prop_assert_eq!(answer.changes.is_empty(), answer.patch == Value::Object(serde_json::Map::new()));
    Ok(())
}

/// A load that stays needs a core: at 30 per cent of 250m it has 14 pods, and 5 are enough to stay under 90.
#[test]
fn a_target_rises_as_far_as_the_goal_allows() {
    let setup = Setup::new(hpa(30, (2, 20), ""));
    let goal = Goal { keep_under: Some(90.0), ..Goal::default() };
    let vary = Vary { target: true, ..Vary::default() };
    let mut steady = model(r#"{"load": 100}"#, 60);
    steady.replicas = Some(8);
    let (answer, asked) = tuned(&setup, &steady, &goal, vary, (60, 0));
    assert!(answer.meets && asked <= 40, "{asked} {answer:?}");
    assert_eq!(answer.hpa.spec.max_replicas, 20);
    // Every target by hand is no better.
    let by_hand = (7..=60).filter_map(|percent| {
        let mut setup = setup.clone();
        (setup.hpa, setup.every) = (hpa(percent, (2, 20), ""), Some(Period::default()));
        let simulation = simulated(setup, &steady);
        meets(&simulation, &goal).then_some(simulation.measures.pod_hours)
    });
    let best = by_hand.fold(f64::INFINITY, f64::min);
    assert!(
        (answer.best.measures.pod_hours - best).abs() < 1e-9,
        "{} {best}",
        answer.best.measures.pod_hours
    );
}

#[test]
fn what_each_field_buys_is_the_answer_without_it() {
    let setup = Setup::new(hpa(40, (2, 20), "behavior: {scaleDown: {stabilizationWindowSeconds: 0}}"));
    let goal =
        Goal { keep_under: Some(85.0), over_at_most: 0.1, at_most_changes: Some(6.0), ..Goal::default() };
    let waves = model(r#"{"load": [{"rate": 100, "sine": {"amplitude": 60, "period": "6m"}}]}"#, 60);
    let (answer, _) = tuned(&setup, &waves, &goal, ALL, (200, 0));
    assert!(answer.meets && !answer.start.meets(), "{answer:?}");
    for change in &answer.changes {
        let without = change.without.as_ref().unwrap();
        assert_eq!(answer.best.order(without), Ordering::Less, "{} buys nothing", change.path);
    }
}

#[test]
fn a_goal_that_nothing_meets_is_told_with_what_it_fails_by() {
    let setup = Setup::new(hpa(50, (2, 4), ""));
    let goal = Goal { at_most_dropped: Some(Dropped::Count(0.0)), ..Goal::default() };
    let vary = Vary { window: true, ..Vary::default() };
    let full = model(r#"{"load": 200, "capacity": 10, "queue": {"limit": 10}}"#, 20);
    let (answer, _) = tuned(&setup, &full, &goal, vary, (50, 0));
    assert!(!answer.meets);
    let demand = answer.best.demands[0];
    assert!(demand.goal == GoalName::AtMostDropped && demand.value > 0.0 && !demand.met, "{demand:?}");
}

/// Whenever it is stopped there is an answer, and later ones are no worse.
#[test]
fn a_search_that_is_stopped_has_the_best_so_far() {
    let setup = Setup::new(hpa(30, (2, 20), ""));
    let goal = Goal { keep_under: Some(70.0), ..Goal::default() };
    let steady = model(r#"{"load": 100}"#, 20);
    let mut tuner = Tuner::new(&setup, goal, ALL, 60, 3);
    assert!(tuner.answer().is_none());
    let mut before: Option<Answer> = None;
    while let Some(candidate) = tuner.candidate() {
        assert_eq!(tuner.candidate().as_ref(), Some(&candidate), "it waits for the outcome");
        tuner.tell(Some(&simulated(tuner.setup(&setup, candidate), &steady)));
        let answer = tuner.answer().unwrap();
        assert!(!answer.ended && answer.simulations == tuner.done());
        assert!(before.is_none_or(|before| answer.best.order(&before.best) != Ordering::Greater));
        before = Some(answer);
    }
    assert!(tuner.answer().unwrap().ended);
}

#[test]
fn candidates_that_cannot_be_simulated_are_never_the_answer() {
    let setup = Setup::new(hpa(30, (2, 20), ""));
    let goal = Goal { keep_under: Some(70.0), ..Goal::default() };
    let steady = model(r#"{"load": 100}"#, 20);
    let mut tuner = Tuner::new(&setup, goal, ALL, 60, 0);
    while let Some(candidate) = tuner.candidate() {
        let is_refused = candidate.spec.max_replicas != 20;
        let simulation = simulated(tuner.setup(&setup, candidate), &steady);
        tuner.tell((!is_refused).then_some(&simulation));
    }
    assert_eq!(tuner.answer().unwrap().hpa.spec.max_replicas, 20);
}
