use super::{GroupResource, Mapper};
use crate::kube::{ApiResource, ApiResourceList};

fn found(mapper: &Mapper, text: &str) -> String {
    match mapper.resource_for(&GroupResource::parse(text)) {
        Ok(info) => format!("{} {} {}", info.group_resource(), info.group_version(), info.kind),
        Err(error) => error.code().to_owned(),
    }
}

#[test]
fn plural_singular_and_kind_in_any_case_find_a_resource() {
    let mapper = Mapper::builtin();
    for name in ["pods", "pod", "Pod", "PODS"] {
        assert_eq!(found(&mapper, name), "pods /v1 Pod");
    }
    assert_eq!(found(&mapper, "ingress"), "ingresses.networking.k8s.io networking.k8s.io/v1 Ingress");
    assert_eq!(found(&mapper, "hpa"), "resources.unknown");
    assert_eq!(found(&mapper, ""), "resources.missing");
}

#[test]
fn a_group_may_be_left_out_or_shortened() {
    let mapper = Mapper::builtin();
    assert_eq!(found(&mapper, "deployment.a"), "deployments.apps apps/v1 Deployment");
    assert_eq!(
        found(&mapper, "ingress.networking"),
        "ingresses.networking.k8s.io networking.k8s.io/v1 Ingress"
    );
    assert_eq!(found(&mapper, "pods.apps"), "resources.unknown");
    assert_eq!(found(&mapper, "job.batch.k8s.io"), "resources.unknown");
}

#[test]
fn the_core_group_and_then_the_preferred_version_win() {
    let mapper = Mapper::builtin();
    assert_eq!(found(&mapper, "events"), "events /v1 Event");
    assert_eq!(found(&mapper, "events.events.k8s.io"), "events.events.k8s.io events.k8s.io/v1 Event");
    assert_eq!(
        found(&mapper, "horizontalpodautoscaler"),
        "horizontalpodautoscalers.autoscaling autoscaling/v2 HorizontalPodAutoscaler"
    );
}

#[test]
fn lists_are_resources_too() {
    let mapper = Mapper::builtin();
    assert_eq!(found(&mapper, "podlist"), "podlists /v1 PodList");
    assert_eq!(found(&mapper, "list"), "lists /v1 List");
}

#[test]
fn singulars_come_from_the_kind_where_discovery_has_none() {
    let resource = |name: &str, singular: &str, kind: &str| ApiResource {
        name: name.into(),
        singular_name: singular.into(),
        kind: kind.into(),
        namespaced: true,
        ..ApiResource::default()
    };
    let list = |group_version: &str, resources| ApiResourceList {
        group_version: group_version.into(),
        resources,
        ..ApiResourceList::default()
    };
    let mapper = Mapper::from_lists(&[
        list("kafka.strimzi.io/v1beta2", vec![resource("kafkatopics", "", "KafkaTopic")]),
        list("v1", vec![resource("pods", "", "Pod"), resource("pods/log", "", "Pod")]),
        list("kafka.strimzi.io/v1beta1", vec![resource("kafkatopics", "topic", "KafkaTopic")]),
        list("a.io/v1", vec![resource("things", "word", "Thing"), resource("word", "other", "Word")]),
    ])
    .unwrap();
    assert_eq!(mapper.singularize("kafkatopics").unwrap(), "kafkatopic");
    assert_eq!(found(&mapper, "topic"), "kafkatopics.kafka.strimzi.io kafka.strimzi.io/v1beta1 KafkaTopic");
    assert_eq!(
        found(&mapper, "kafkatopics"),
        "kafkatopics.kafka.strimzi.io kafka.strimzi.io/v1beta2 KafkaTopic"
    );
    assert_eq!(found(&mapper, "pods/log"), "resources.unknown");
    assert_eq!(found(&mapper, "word"), "resources.ambiguous");
}

#[test]
fn an_argument_may_be_short_or_have_a_version_or_be_a_kind() {
    let listed = |name: &str, singular: &str, kind: &str, short: &str| ApiResource {
        name: name.into(),
        singular_name: singular.into(),
        kind: kind.into(),
        namespaced: true,
        short_names: (!short.is_empty()).then(|| short.to_owned()).into_iter().collect(),
        ..ApiResource::default()
    };
    let list = |group_version: &str, resources: Vec<ApiResource>| ApiResourceList {
        group_version: group_version.into(),
        resources,
        ..ApiResourceList::default()
    };
    let scale = listed("bars/scale", "", "Scale", "");
    let mapper = Mapper::from_lists(&[
        list("a.io/v2", vec![listed("bars", "bar", "Foo", "b"), scale]),
        list("a.io/v1", vec![listed("bars", "bar", "Foo", "b"), listed("lefts", "left", "Left", "bar")]),
        list(
            "b.io/v1",
            vec![listed("twins", "right", "Right", "b"), listed("others", "twins", "Other", "b")],
        ),
    ])
    .unwrap();
    let found = |argument: &str| match mapper.mapping_for(argument) {
        Ok(found) => {
            let scale = if found.has_scale { " scales" } else { "" };
            let resource = found.resource;
            format!("{} {} {}{scale}", resource.resource, resource.group_version(), found.kind)
        }
        Err(error) => error.message().to_owned(),
    };
    assert_eq!(found("b"), "bars a.io/v2 Foo scales");
    assert_eq!(found("B"), r#"the server doesn't have a resource type "B""#);
    // Its plural is also the singular of what is listed after it.
    assert_eq!(found("b.b"), "others b.io/v1 Other");
    assert_eq!(found("b.v1.a.io"), "bars a.io/v2 Foo scales");
    assert_eq!(found("bars.v1.a.io"), "bars a.io/v1 Foo");
    assert_eq!(found("bars.v1.a"), r#"the server doesn't have a resource type "bars" in group "v1.a""#);
    assert_eq!(found("BAR.__internal.a.io"), "bars a.io/v2 Foo scales");
    // The name of one is the short name of another.
    assert_eq!(found("bar"), "bars a.io/v2 Foo scales");
    assert_eq!(found("Foo"), r#"the server doesn't have a resource type "Foo""#);
    assert_eq!(found("Foo.a.io"), "bars a.io/v2 Foo scales");
    assert_eq!(found("foo.v1.a.io"), "bars a.io/v1 foo");
    assert_eq!(found("FOO.a.io"), r#"the server doesn't have a resource type "FOO" in group "a.io""#);
    assert_eq!(found(""), r#"the server doesn't have a resource type """#);
}
