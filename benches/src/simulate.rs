//! An HPA in a closed loop.

use serde_json::json;

/// The input of `hpa.simulate`: so many days of a load that needs about so many pods, more of them at noon.
#[must_use]
pub fn text(days: u32, pods: u32) -> String {
    let load = |share: f64| 15.0 * share * f64::from(pods);
    json!({
        "hpa": {
            "apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
            "metadata": {"name": "web", "namespace": "shop"},
            "spec": {
                "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
                "minReplicas": 1, "maxReplicas": 2 * pods,
                "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 60}}}],
            },
        },
        "duration": format!("{}h", 24 * days),
        "workload": {"load": [{"daily": {"00:00": load(0.85), "12:00": load(1.15)}}]},
        "limits": {"syncs": 1_000_000, "looks": 1_000_000_000},
    })
    .to_string()
}
