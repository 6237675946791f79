//! Replica counts from arrays are those from Kubernetes' objects.

use std::ptr;

use counterpoise::hpa::calculator::{
    PodSample, PodSamples, Proposal, Readiness, Scope, UtilizationTarget, external_average, external_value,
    object_average, object_value, plain, utilization,
};
use counterpoise::hpa::{Profile, Tolerances};
use counterpoise::kube::{Duration, Pod, Time};

use crate::*;

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    /// One below a bound.
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn signed(&mut self, bound: u64) -> i64 {
        i64::try_from(self.below(bound)).unwrap()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

const NOW_MS: i64 = 1_714_564_800_000;

fn time(millis: i64) -> Time {
    Time::from_unix_nanos(i128::from(millis) * 1_000_000).unwrap()
}

/// A pod as the API has it, and as a struct.
fn pod(name: &str, numbers: &mut Numbers) -> (Pod, CounterpoisePod) {
    let (phase, phase_word) = numbers.one(&[
        (COUNTERPOISE_PHASE_RUNNING, "Running"),
        (COUNTERPOISE_PHASE_RUNNING, "Running"),
        (COUNTERPOISE_PHASE_RUNNING, "Running"),
        (COUNTERPOISE_PHASE_PENDING, "Pending"),
        (COUNTERPOISE_PHASE_SUCCEEDED, "Succeeded"),
        (COUNTERPOISE_PHASE_FAILED, "Failed"),
        (COUNTERPOISE_PHASE_UNKNOWN, "Unknown"),
    ]);
    let (ready, ready_word) = numbers.one(&[
        (COUNTERPOISE_READY_TRUE, "True"),
        (COUNTERPOISE_READY_TRUE, "True"),
        (COUNTERPOISE_READY_FALSE, "False"),
        (COUNTERPOISE_READY_UNKNOWN, "Unknown"),
        (COUNTERPOISE_READY_ABSENT, ""),
    ]);
    let start_ms = NOW_MS - numbers.signed(600_000);
    let ready_changed_ms = start_ms + numbers.signed(120_000);
    let (started, deleted, requests) = (numbers.below(8) > 0, numbers.below(8) == 0, numbers.below(40) > 0);
    // Two containers request it together.
    let (first, second) = (numbers.signed(500), numbers.signed(500));

    let mut written = serde_json::json!({"metadata": {"name": name}, "status": {"phase": phase_word}});
    if ready != COUNTERPOISE_READY_ABSENT {
        let changed = time(ready_changed_ms).precise().to_string();
        written["status"]["conditions"] =
            serde_json::json!([{"type": "Ready", "status": ready_word, "lastTransitionTime": changed}]);
    }
    if started {
        written["status"]["startTime"] = time(start_ms).precise().to_string().into();
    }
    if deleted {
        written["metadata"]["deletionTimestamp"] = "2024-05-01T12:00:00Z".into();
    }
    let request = |milli: i64| match requests {
        true => serde_json::json!({"resources": {"requests": {"cpu": format!("{milli}m")}}}),
        false => serde_json::json!({}),
    };
    written["spec"]["containers"] = serde_json::json!([request(first), request(second)]);
    let flag = |is: bool, flag: u32| if is { flag } else { 0 };
    let flat = CounterpoisePod {
        request_milli: first + second,
        start_ms,
        ready_changed_ms,
        phase,
        ready,
        flags: flag(started, COUNTERPOISE_POD_STARTED)
            | flag(deleted, COUNTERPOISE_POD_DELETED)
            | flag(requests, COUNTERPOISE_POD_REQUESTS),
    };
    (serde_json::from_value(written).unwrap(), flat)
}

/// One metric of one target, computed both ways.
fn compare(numbers: &mut Numbers) {
    let count = usize::try_from(numbers.below(8)).unwrap();
    // One more name than pods: a sample of a pod that the selector does not select.
    let names: Vec<_> = (0..=count).map(|place| format!("web-{}", (place * 7) % 10)).collect();
    let (pods, flat): (Vec<_>, Vec<_>) = names[..count].iter().map(|name| pod(name, numbers)).unzip();
    let mut values: Vec<_> = (0..names.len())
        .map(|place| CounterpoiseValue {
            milli: numbers.signed(1000),
            timestamp_ms: NOW_MS - numbers.signed(90_000),
            object: u32::try_from(place).unwrap(),
            window_ms: numbers.one(&[0, 30_000, 60_000]),
        })
        .collect();
    values.retain(|_| numbers.below(5) > 0);
    let kind = u32::try_from(1 + numbers.below(6)).unwrap();
    let resource =
        if kind == COUNTERPOISE_TARGET_UTILIZATION { "cpu" } else { numbers.one(&["", "cpu", "memory"]) };
    if matches!(kind, COUNTERPOISE_TARGET_OBJECT_VALUE | COUNTERPOISE_TARGET_OBJECT_AVERAGE) {
        values.resize(1, CounterpoiseValue { milli: 70, timestamp_ms: NOW_MS, object: 0, window_ms: 0 });
    }
    let target = 1 + numbers.signed(400);
    let replicas = i32::try_from(numbers.below(10)).unwrap();
    let (release, profile) = numbers.one(&[(0, "1.37"), (37, "1.37"), (34, "1.34"), (32, "1.32")]);

    // From Kubernetes' objects.
    let profile = Profile::of(profile).unwrap();
    let borrowed: Vec<_> = pods.iter().collect();
    let scope = Scope {
        profile: &profile,
        pods: &borrowed,
        tolerances: Tolerances { scale_down: 0.1, scale_up: 0.2 },
        readiness: Readiness {
            now: time(NOW_MS),
            cpu_initialization_period: Duration::from_secs(300),
            initial_readiness_delay: Duration::from_secs(30),
        },
        spec_replicas: replicas,
        status_replicas: replicas,
    };
    let sample = |value: &CounterpoiseValue| PodSample {
        pod: &names[usize::try_from(value.object).unwrap()],
        value: value.milli,
        timestamp: time(value.timestamp_ms),
        window: Duration::from_nanos(
            1_000_000 * if value.window_ms == 0 { 60_000 } else { value.window_ms.into() },
        ),
    };
    let samples = PodSamples::new(values.iter().map(sample).collect());
    let milli = || values.iter().map(|value| value.milli);
    let expected: Result<Proposal, String> = match kind {
        COUNTERPOISE_TARGET_POD_AVERAGE => {
            plain(&scope, &samples, target, Some(resource).filter(|resource| !resource.is_empty()))
        }
        COUNTERPOISE_TARGET_UTILIZATION => {
            let target =
                UtilizationTarget { percent: i32::try_from(target).unwrap(), resource, container: None };
            utilization(&scope, &samples, target)
        }
        COUNTERPOISE_TARGET_OBJECT_VALUE => object_value(&scope, values[0].milli, target),
        COUNTERPOISE_TARGET_OBJECT_AVERAGE => Ok(object_average(&scope, values[0].milli, target)),
        COUNTERPOISE_TARGET_EXTERNAL_VALUE => external_value(&scope, milli(), target),
        _ => Ok(external_average(&scope, milli(), target)),
    }
    .map_err(|failure| failure.to_string());

    // From arrays.
    let packed = names.concat();
    let ends: Vec<_> = names
        .iter()
        .scan(0, |end, name| {
            *end += name.len();
            Some(*end)
        })
        .collect();
    let flat_scope = CounterpoiseScope {
        tolerance_down: 0.1,
        tolerance_up: 0.2,
        now_ms: NOW_MS,
        cpu_initialization_period_ms: 300_000,
        initial_readiness_delay_ms: 30_000,
        spec_replicas: replicas,
        status_replicas: replicas,
        release,
        saturating: 0,
    };
    let (mut error, mut made) = (ptr::null_mut(), std::mem::MaybeUninit::uninit());
    // SAFETY: all arrays are as long as they say, and the error handle is freed once.
    let made = unsafe {
        let status = counterpoise_replicas(
            &raw const flat_scope,
            kind,
            target,
            resource.as_ptr().cast(),
            resource.len(),
            packed.as_ptr().cast(),
            ends.as_ptr(),
            ends.len(),
            flat.as_ptr(),
            flat.len(),
            values.as_ptr(),
            values.len(),
            made.as_mut_ptr(),
            &raw mut error,
        );
        if status == COUNTERPOISE_OK {
            Ok(made.assume_init())
        } else {
            let json = std::ffi::CStr::from_ptr(counterpoise_error_json(error, ptr::null_mut()));
            let told: serde_json::Value = serde_json::from_slice(json.to_bytes()).unwrap();
            counterpoise_error_free(error);
            assert_eq!(told["code"], "hpa.uncounted", "{told}");
            Err(told["message"].as_str().unwrap().to_owned())
        }
    };
    match (&expected, &made) {
        // By what they print, since a ratio may be no number.
        (Ok(expected), Ok(made)) => {
            assert_eq!(format!("{:?}", CounterpoiseProposal::from(expected)), format!("{made:?}"));
        }
        // The container is not known to the arrays.
        (Err(expected), Err(made)) if made.starts_with("missing request for cpu in Pod ") => {
            assert!(expected.starts_with("missing request for cpu in container"), "{expected}");
            assert_eq!(expected.rsplit(' ').next(), made.rsplit(' ').next());
        }
        (Err(expected), Err(made)) => assert_eq!(expected, made),
        _ => panic!("{expected:?} from objects, {made:?} from arrays"),
    }
}

#[test]
fn arrays_give_what_objects_give() {
    let mut numbers = Numbers(7);
    for _ in 0..if cfg!(miri) { 20 } else { 4000 } {
        compare(&mut numbers);
    }
}
