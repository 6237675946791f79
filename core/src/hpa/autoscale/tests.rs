use super::{AutoscaleFlags, autoscale};
use crate::kube::autoscaling::MetricTarget;
use crate::resources::Mapper;

fn flags(change: impl FnOnce(&mut AutoscaleFlags)) -> AutoscaleFlags {
    let mut flags = AutoscaleFlags { target: "deploy/web".to_owned(), max: Some(3), ..Default::default() };
    change(&mut flags);
    flags
}

fn targets(flags: &AutoscaleFlags) -> Vec<MetricTarget> {
    let hpa = autoscale(flags, &Mapper::builtin()).unwrap();
    hpa.spec.metrics.into_iter().map(|metric| metric.resource.unwrap().target).collect()
}

fn refusal(change: impl FnOnce(&mut AutoscaleFlags)) -> (String, String) {
    let error = autoscale(&flags(change), &Mapper::builtin()).unwrap_err();
    (error.path().unwrap_or_default().to_owned(), error.message().to_owned())
}

fn amount(text: &str) -> String {
    let targets = targets(&flags(|flags| flags.memory = text.to_owned()));
    targets[0].average_value.as_ref().unwrap().to_string()
}

#[test]
fn a_number_is_in_the_unit_of_the_resource() {
    assert_eq!(amount("200"), "200Mi");
    assert_eq!(amount("1.5"), "1536Ki");
    assert_eq!(amount("1Gi"), "1Gi");
    let cpu = targets(&flags(|flags| flags.cpu = " 500 ".to_owned()));
    assert_eq!(cpu[0].average_value.as_ref().unwrap().to_string(), "500m");
}

#[test]
fn a_share_is_a_utilization() {
    let both = targets(&flags(|flags| (flags.cpu, flags.memory) = ("60%".to_owned(), "+70%".to_owned())));
    assert_eq!(
        both.iter().map(|target| target.average_utilization).collect::<Vec<_>>(),
        [Some(60), Some(70)]
    );
    let older = targets(&flags(|flags| flags.cpu_percent = Some(80)));
    assert_eq!(older[0].average_utilization, Some(80));
}

#[test]
fn the_target_is_found_by_its_type() {
    for (target, kind, version) in [
        ("deployment/web", "Deployment", "apps/v1"),
        ("statefulsets.apps/web", "StatefulSet", "apps/v1"),
        ("rc/web", "ReplicationController", "v1"),
    ] {
        let hpa = autoscale(&flags(|flags| flags.target = target.to_owned()), &Mapper::builtin()).unwrap();
        let reference = hpa.spec.scale_target_ref;
        assert_eq!((reference.kind.as_str(), reference.api_version.as_str()), (kind, version));
        assert_eq!((reference.name.as_str(), hpa.metadata.name.as_str()), ("web", "web"));
    }
    for target in ["web", "/web", "deploy/", "deploy/a/b", "deploy,rs/web"] {
        let (path, message) = refusal(|flags| flags.target = target.to_owned());
        assert_eq!(path, "target");
        assert!(message.contains("is not TYPE/NAME"), "{message}");
    }
    let (_, message) = refusal(|flags| flags.target = "pods/web".to_owned());
    assert_eq!(
        message,
        "cannot autoscale a Pod: could not find scale subresource for /v1, Resource=pods in discovery information"
    );
}

#[test]
fn names_and_namespaces_stand_in_a_path() {
    let name = refusal(|flags| flags.target = "deploy/a%b".to_owned());
    assert_eq!(
        name,
        ("target".to_owned(), r#"invalid resource name "a%b": [may not contain '%']"#.to_owned())
    );
    let namespace = refusal(|flags| flags.namespace = "..".to_owned());
    assert_eq!(
        namespace,
        ("namespace".to_owned(), r#"invalid namespace "..": [may not be '..']"#.to_owned())
    );
    // Outside of namespaces none is asked for.
    let (path, _) = refusal(|flags| (flags.target, flags.namespace) = ("no/a".to_owned(), "..".to_owned()));
    assert_eq!(path, "target");
}

#[test]
fn flags_that_do_not_fit_are_named() {
    type Change = fn(&mut AutoscaleFlags);
    let cases: [(Change, &str, &str); 7] = [
        (|flags| flags.max = None, "max", r#"required flag(s) "max" not set"#),
        (
            |flags| flags.min = Some(4),
            "max",
            "--max=MAXPODS must be larger or equal to --min=MINPODS, max: 3, min: 4",
        ),
        (
            |flags| (flags.cpu_percent, flags.cpu) = (Some(5), "1".to_owned()),
            "cpuPercent",
            "--cpu-percent and --cpu are mutually exclusive",
        ),
        (|flags| flags.cpu = "-5%".to_owned(), "cpu", "invalid percentage value: -5"),
        (|flags| flags.memory = "much".to_owned(), "memory", "invalid resource memory value: much"),
        (|flags| flags.memory = "  ".to_owned(), "memory", "empty input"),
        (|flags| flags.memory = "+NaN".to_owned(), "memory", "invalid resource memory value: +NaN"),
    ];
    for (change, path, message) in cases {
        assert_eq!(refusal(change), (path.to_owned(), message.to_owned()));
    }
}

#[test]
fn what_is_not_positive_is_not_set() {
    let hpa =
        autoscale(&flags(|flags| (flags.min, flags.cpu_percent) = (Some(0), Some(-1))), &Mapper::builtin())
            .unwrap();
    assert_eq!((hpa.spec.min_replicas, hpa.spec.metrics.len()), (None, 0));
}
