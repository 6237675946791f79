//! Codes of the `resources` area.

codes! {
    UNKNOWN = "resources.unknown",
        "No API resource has this group and name.",
        "Give the cluster's own APIResourceList as resources, or mend the name.";
    MISSING = "resources.missing",
        "A group and resource is given without the resource.",
        "Name the resource, such as pods, or deployments with the group apps.";
    AMBIGUOUS = "resources.ambiguous",
        "A name is the plural of one resource and the singular of another of the same version.",
        "Give the plural name of the one that is meant.";
}
