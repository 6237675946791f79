use crate::kube::word::word;

word! {
    /// Where a metric comes from; it names the field of the metric that is filled.
    MetricSourceType {
        /// One Kubernetes object that is not a pod.
        Object,
        /// A custom metric of each pod of the target.
        Pods,
        /// CPU, memory and the like of each pod of the target.
        Resource,
        /// CPU, memory and the like of one container in each pod of the target.
        ContainerResource,
        /// A metric that belongs to no object of the cluster.
        External,
    }
}

word! {
    /// How a metric's value is compared with its target.
    MetricTargetType {
        /// In per cent of the resource requested, `averageUtilization`.
        Utilization,
        /// As it is, `value`.
        Value,
        /// Divided by the number of pods, `averageValue`.
        AverageValue,
    }
}

word! {
    /// Which of several scaling policies holds.
    ScalingPolicySelect {
        /// The one that allows the largest change.
        Max,
        /// The one that allows the smallest change.
        Min,
        /// None: no scaling in this direction.
        Disabled,
    }
}

word! {
    /// The unit of a scaling policy's value.
    HpaScalingPolicyType {
        /// Pods.
        Pods,
        /// Per cent of the current replicas.
        Percent,
    }
}

word! {
    /// What a condition of the autoscaler says something about.
    HorizontalPodAutoscalerConditionType {
        /// Whether a replica count could be computed from the metrics.
        ScalingActive,
        /// Whether the target's scale can be read and written.
        AbleToScale,
        /// Whether the computed count was cut to what the spec allows.
        ScalingLimited,
        /// Whether the controller itself scaled the target to zero (Kubernetes 1.37).
        ScaledToZero,
    }
}
