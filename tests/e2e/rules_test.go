package e2e

// rules are the adapter's configuration. Windows are short, so that a suite need not wait for them.
const rules = `rules:
# The walkthrough's, see examples/mockmetrics.
- seriesQuery: 'total_hit_count{namespace="default",service="mockmetrics-service"}'
  resources:
    overrides:
      namespace: {resource: namespace}
      service: {resource: service}
  metricsQuery: sum(avg_over_time(<<.Series>>{<<.LabelMatchers>>,pod=~"mockmetrics-deploy-(.*)"}[2s])) by (<<.GroupBy>>)
- seriesQuery: 'http_requests_total{namespace!="",pod!=""}'
  resources:
    overrides:
      namespace: {resource: namespace}
      pod: {resource: pod}
  name: {matches: "^(.*)_total$", as: "${1}"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[3s])) by (<<.GroupBy>>)
- seriesQuery: 'sessions{namespace!="",pod!=""}'
  resources:
    overrides:
      namespace: {resource: namespace}
      pod: {resource: pod}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
externalRules:
# See examples/external-queue.
- seriesQuery: queue_messages_cnt
  resources: {namespaced: false}
  name: {matches: queue_messages_cnt, as: queue_messages_cnt}
  metricsQuery: avg(<<.Series>>{<<.LabelMatchers>>})
resourceRules:
  cpu:
    containerLabel: container
    containerQuery: sum by (<<.GroupBy>>) (rate(container_cpu_usage_seconds_total{<<.LabelMatchers>>,container!="",pod!=""}[3s]))
    nodeQuery: sum by (<<.GroupBy>>) (rate(node_cpu_usage_seconds_total{<<.LabelMatchers>>}[3s]))
    resources:
      overrides:
        namespace: {resource: namespace}
        node: {resource: node}
        pod: {resource: pod}
  memory:
    containerLabel: container
    containerQuery: sum by (<<.GroupBy>>) (container_memory_working_set_bytes{<<.LabelMatchers>>,container!="",pod!=""})
    nodeQuery: sum by (<<.GroupBy>>) (node_memory_working_set_bytes{<<.LabelMatchers>>})
    resources:
      overrides:
        namespace: {resource: namespace}
        node: {resource: node}
        pod: {resource: pod}
  window: 3s
`
