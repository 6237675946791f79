/// Why no replica count could be computed from the samples; each prints as the controller's own error does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// The selector selects no pod.
    #[error("no pods returned by selector while calculating replica count")]
    NoPods,
    /// The selector selects no pod, and only ready pods were to be counted.
    #[error("unable to calculate ready pods: {}", Self::NoPods)]
    NoPodsToCount,
    /// No sample is left once pods that are failed, pending, unready or being deleted are taken out.
    #[error("did not receive metrics for targeted pods (pods might be unready)")]
    NoSamples,
    /// The pods that have samples request nothing.
    #[error("no metrics returned matched known pods")]
    NoRequests,
    /// A container does not request the resource.
    #[error("missing request for {resource} in container {container} of Pod {pod}")]
    MissingRequest {
        /// The resource.
        resource: String,
        /// The container.
        container: String,
        /// The pod.
        pod: String,
    },
    /// A pod that requests as a whole does not request the resource.
    #[error("missing pod-level request for {resource} in Pod {pod}")]
    MissingPodRequest {
        /// The resource.
        resource: String,
        /// The pod.
        pod: String,
    },
    /// A pod has no container of the name.
    #[error("container {container} not found in Pod {pod}")]
    NoContainer {
        /// The container.
        container: String,
        /// The pod.
        pod: String,
    },
}
