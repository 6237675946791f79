//! From the rules of prometheus-adapter and an HPA to its replicas, with nothing but texts in and a count out.
//!
//! `cargo run --package counterpoise --example chain`

use std::collections::BTreeMap;

use counterpoise::Selector;
use counterpoise::engine::{Engine, EngineInput, Plan};
use counterpoise::hpa::{self, ReconcileInput};
use counterpoise::kube::{self, PodList, Scale};
use counterpoise::metrics::Request;
use counterpoise::metrics::answer::PrometheusAnswer;
use counterpoise::metrics::series::SeriesList;
use counterpoise::resources::Mapper;

const RULES: &str = r#"
rules:
- seriesQuery: http_requests_total{namespace!="",pod!=""}
  resources: {template: <<.Resource>>}
  name: {matches: ^(.*)_total$, as: "${1}_per_second"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
"#;
const SERIES: &str = r#"http_requests_total{namespace="shop",pod="web-0"} 12"#;
const HPA: &str = "
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 1
  maxReplicas: 10
  metrics:
  - type: Pods
    pods:
      metric: {name: http_requests_per_second}
      target: {type: AverageValue, averageValue: 10}
";
const SCALE: &str = "{spec: {replicas: 2}, status: {replicas: 2, selector: app=web}}";
const PODS: &str = "
items:
- {metadata: {name: web-0, namespace: shop, labels: {app: web}}, status: {phase: Running}}
- {metadata: {name: web-1, namespace: shop, labels: {app: web}}, status: {phase: Running}}
";
const ANSWER: &str = r#"{"status": "success", "data": {"resultType": "vector", "result": [
    {"metric": {"pod": "web-0"}, "value": [1714561200, "31"]},
    {"metric": {"pod": "web-1"}, "value": [1714561200, "17"]}
]}}"#;

fn main() -> counterpoise::Result<()> {
    let engine = Engine::new(&EngineInput::new(RULES).series(SeriesList::parse(SERIES)?))?;
    let hpa = hpa::from_str(HPA)?;
    let scale: Scale = kube::from_str(SCALE)?;
    let pods = kube::from_str::<PodList>(PODS)?.items;
    let now = "2024-05-01T11:00:00Z".parse()?;

    let mut metrics = BTreeMap::new();
    let names = hpa::selected_pods("shop", &Selector::parse(&scale.status.selector)?, &pods);
    for asked in hpa::requests(&hpa, &scale.status.selector, &Mapper::builtin())? {
        println!("asks     {}", asked.path);
        let request = Request::parse(&asked.path)?;
        let Plan::Custom(plan) = engine.plan(&request, &names)? else { continue };
        println!("PromQL   {}", plan.promql());
        let made = plan.convert(&PrometheusAnswer::parse(ANSWER)?, now)?;
        metrics.insert(asked.path.clone(), made.list.into());
    }

    let output = hpa::reconcile(&ReconcileInput::new(&hpa, &scale, &pods, now).metrics(&metrics))?;
    for step in &output.steps {
        println!("because  {}", step.why());
    }
    println!("replicas {}", output.desired_replicas);
    Ok(())
}
