//! Codes of the `resources` area.

codes! {
    UNKNOWN = "resources.unknown",
        "No API resource has this group and name.",
        "Give the cluster's own APIResourceList as resources, or mend the name.";
}
