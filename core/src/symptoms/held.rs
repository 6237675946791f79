//! Conditions that say that a count is held, which is no fault.

use super::Step::Decides;
use super::Weight::{Around, Held};
use super::{Cause, Symptom, cause, symptom};

const ZERO: Cause = cause(
    Decides,
    "Somebody, or something, scaled the target to zero, which turns the HPA off until it is scaled up.",
    "`kubectl scale --replicas=1`, and who wrote the zero: `kubectl get deployment -o yaml --show-managed-fields`",
);
const DOWN_WINDOW: Cause = cause(
    Decides,
    "A higher count was proposed within the window, and the highest of it counts.",
    "behavior.scaleDown.stabilizationWindowSeconds, by default --horizontal-pod-autoscaler-downscale-stabilization (5m)",
);
const UP_WINDOW: Cause = cause(
    Decides,
    "A lower count was proposed within the window, and the lowest of it counts.",
    "behavior.scaleUp.stabilizationWindowSeconds, by default 0",
);
const MAX: Cause = cause(
    Decides,
    "The metrics ask for more than maxReplicas, which is the count.",
    "spec.maxReplicas, and in `kubectl describe hpa` whether the values are as large as they should be",
);
const MIN: Cause =
    cause(Decides, "The metrics ask for less than minReplicas, which is the count.", "spec.minReplicas");
const UP_LIMIT: Cause = cause(
    Decides,
    "One step adds no more than the policies allow: by default the larger of 4 pods and 100 % in 15 seconds.",
    "behavior.scaleUp.policies, and selectPolicy: Disabled",
);
const DOWN_LIMIT: Cause = cause(
    Decides,
    "One step takes away no more than the policies allow.",
    "behavior.scaleDown.policies, and selectPolicy: Disabled",
);
const FORBIDDEN: Cause = cause(
    Decides,
    "Releases before 1.12 wait after each change of the count.",
    "--horizontal-pod-autoscaler-downscale-delay and --horizontal-pod-autoscaler-upscale-delay",
);
const TOLERANCE: Cause = cause(
    Decides,
    "The value is within the tolerance around the target, or the count is what it asks for.",
    "`counterpoise explain`; --horizontal-pod-autoscaler-tolerance (0.1)",
);

pub(super) const ALL: &[Symptom] = &[
    symptom(
        "scaling-disabled",
        &["scalingdisabled", "scaling is disabled since the replica count of the target is zero"],
        Decides,
        "The target has zero replicas, so the HPA does nothing.",
        &[&ZERO],
    )
    .weighing(Held),
    symptom(
        "scale-down-stabilized",
        &["scaledownstabilized", "recent recommendations were higher than current one"],
        Decides,
        "The HPA would go down, and waits for the stabilization window.",
        &[&DOWN_WINDOW],
    )
    .weighing(Held),
    symptom(
        "scale-up-stabilized",
        &["scaleupstabilized", "recent recommendations were lower than current one"],
        Decides,
        "The HPA would go up, and waits for the stabilization window.",
        &[&UP_WINDOW],
    )
    .weighing(Held),
    symptom(
        "too-many-replicas",
        &["toomanyreplicas", "desired replica count is more than the maximum replica count"],
        Decides,
        "The count is held at maxReplicas.",
        &[&MAX],
    )
    .weighing(Held),
    symptom(
        "too-few-replicas",
        &["toofewreplicas", "desired replica count is less than the minimum replica count"],
        Decides,
        "The count is held at minReplicas.",
        &[&MIN],
    )
    .weighing(Held),
    symptom(
        "scale-up-limit",
        &["scaleuplimit", "desired replica count is increasing faster than the maximum scale rate"],
        Decides,
        "The count goes up by as much as one step may; the next sync goes on.",
        &[&UP_LIMIT],
    )
    .weighing(Held),
    symptom(
        "scale-down-limit",
        &["scaledownlimit", "desired replica count is decreasing faster than the maximum scale rate"],
        Decides,
        "The count goes down by as much as one step may; the next sync goes on.",
        &[&DOWN_LIMIT],
    )
    .weighing(Held),
    symptom(
        "backoff",
        &["backoffboth", "backoffdownscale", "backoffupscale", "is still within * forbidden window"],
        Decides,
        "The count was changed a short time ago, and is left alone for now.",
        &[&FORBIDDEN],
    )
    .weighing(Held),
    symptom(
        "as-it-should-be",
        &[
            "readyfornewscale",
            "recommended size matches current size",
            "validmetricfound",
            "desiredwithinrange",
        ],
        Decides,
        "The HPA read its metrics and keeps the count.",
        &[&TOLERANCE],
    )
    .weighing(Around),
];
