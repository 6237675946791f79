package e2e

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/adapter"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/workload"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// These scenarios take something away that all share, so they run one after the other.

// TestPrometheusDown takes Prometheus away for some syncs: the count stays, the list of metrics too.
func TestPrometheusDown(t *testing.T) {
	s := begin(t, "prometheus-down", "outage", 1)
	queue := func(length float64) {
		s.load("queue", workload.Load{Metric: "queue_messages_cnt", Labels: map[string]string{"app": s.app}, Total: length})
	}
	queue(50)
	s.scale(queueSpec(s.app, 1))
	s.replicas(2)
	cluster.prometheus.Stop()
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "FailedGetExternalMetric")
	queue(140)
	s.syncs(15)
	s.replicas(2)
	s.shown()
	listed, err := cluster.adapter.Get(t.Context(), "/apis/external.metrics.k8s.io/v1beta1")
	s.must(err)
	if !strings.Contains(listed, "queue_messages_cnt") {
		t.Errorf("the metric is not listed any more: %s", listed)
	}
	s.must(cluster.prometheus.Start(t.Context()))
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	s.replicas(5)
	s.shown()
	s.agrees(19, 2)
}

// TestAdapterKilled kills the adapter between two syncs and starts it again.
func TestAdapterKilled(t *testing.T) {
	s := begin(t, "adapter-killed", "killed", 2)
	sessions := workload.Load{Metric: "sessions", Namespace: s.namespace, App: s.app, Total: 20}
	s.load("sessions", sessions)
	s.scale(sessionsSpec())
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	cluster.adapter.Kill()
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "FailedGetPodsMetric")
	sessions.Total = 40
	s.load("sessions", sessions)
	s.syncs(3)
	s.shown()
	s.must(cluster.adapter.Start(t.Context()))
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	s.replicas(4)
	s.shown()
	s.agrees(7, 1)
}

// doubled is one rule more.
const doubled = `rules:
- seriesQuery: 'sessions{namespace!="",pod!=""}'
  resources:
    overrides:
      namespace: {resource: namespace}
      pod: {resource: pod}
  name: {as: sessions_doubled}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>) * 2
`

// TestReload gives the adapter one rule more while others ask for what there was before: none of them notices.
func TestReload(t *testing.T) {
	s := begin(t, "reload", "reloaded", 1)
	s.load("sessions", workload.Load{Metric: "sessions", Namespace: s.namespace, App: s.app, Total: 15})
	spec := sessionsSpec()
	spec.Metrics[0].Pods.Metric.Name = "sessions_doubled"
	s.scale(spec)
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "FailedGetPodsMetric")
	path := func(metric string) string {
		return "/apis/custom.metrics.k8s.io/v1beta2/namespaces/" + s.namespace + "/pods/*/" + metric
	}
	explained, err := cluster.adapter.GetOwn(t.Context(), "/debug/explain?path="+path("sessions_doubled"))
	s.must(err)
	if !strings.Contains(explained, "brokeAt") {
		t.Errorf("it is not explained why there is no such metric: %s", explained)
	}
	s.until(soon, "the metric that there was", func(ctx context.Context) error {
		_, err := cluster.adapter.Get(ctx, path("sessions"))
		return err
	})
	failures := s.askMeanwhile(path("sessions"), func() {
		s.must(cluster.adapter.Configure(strings.Replace(rules, "rules:\n", doubled, 1)))
		s.must(cluster.adapter.Reload())
		s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	})
	for _, failure := range failures {
		t.Errorf("a request failed meanwhile: %v", failure)
	}
	s.replicas(3)
	s.shown()
	s.must(cluster.adapter.Configure(rules))
	s.must(cluster.adapter.Reload())
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "FailedGetPodsMetric")
	s.syncs(2)
	s.agrees(5, 1)
}

// askMeanwhile asks for a path without a pause while something is done, for some time before it and after it, and gives what
// failed.
func (s *scenario) askMeanwhile(path string, do func()) (failures []error) {
	const clients, before, after = 4, 50, 50
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	var asked atomic.Int64
	var mutex sync.Mutex
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			for ctx.Err() == nil {
				_, err := cluster.adapter.Get(ctx, path)
				asked.Add(1)
				if err != nil && ctx.Err() == nil {
					mutex.Lock()
					failures = append(failures, err)
					mutex.Unlock()
				}
			}
		})
	}
	more := func(count int64) {
		from := asked.Load()
		s.until(soon, "requests", func(context.Context) error {
			if done := asked.Load() - from; done < count {
				return fmt.Errorf("there were %d", done)
			}
			return nil
		})
	}
	more(before)
	do()
	more(after)
	cancel()
	group.Wait()
	s.Logf("%d requests meanwhile", asked.Load())
	return failures
}

// TestBadConfiguration gives the adapter a configuration that cannot be used: it says so, and goes on with the one before.
func TestBadConfiguration(t *testing.T) {
	s := begin(t, "bad-configuration", "steady", 1)
	queue := func(length float64) {
		s.load("queue", workload.Load{Metric: "queue_messages_cnt", Labels: map[string]string{"app": s.app}, Total: length})
	}
	queue(20)
	s.scale(queueSpec(s.app, 1))
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	s.must(cluster.adapter.Configure(strings.Replace(rules, `name: {matches: "^(.*)_total$"`, `name: {matches: "^(.*_total$"`, 1)))
	s.must(cluster.adapter.Reload())
	const successful = "counterpoise_adapter_config_last_reload_successful"
	s.own(successful + " 0")
	s.until(soon, "the event", func(ctx context.Context) error {
		events, err := cluster.client.CoreV1().Events(adapter.Namespace).List(ctx, metav1.ListOptions{})
		if err != nil {
			return err
		}
		for _, event := range events.Items {
			if event.Reason == "ConfigRefused" && strings.Contains(event.Message, "matches") {
				return nil
			}
		}
		return fmt.Errorf("there are %d events, and none of them is about it", len(events.Items))
	})
	if log := cluster.adapter.Log(); !strings.Contains(log, "matches") {
		t.Errorf("the log does not say what is wrong:\n%.2000s", log)
	}
	// The rules of before go on serving.
	queue(110)
	s.replicas(4)
	s.shown()
	s.must(cluster.adapter.Configure(rules))
	s.must(cluster.adapter.Reload())
	s.own(successful + " 1")
	s.syncs(2)
	s.agrees(4, 1)
}

// own waits until the adapter's own metrics have a line.
func (s *scenario) own(line string) {
	s.Helper()
	s.until(soon, line, func(ctx context.Context) error {
		page, err := cluster.adapter.GetOwn(ctx, "/metrics")
		if err == nil && !strings.Contains("\n"+page, "\n"+line+"\n") {
			err = errors.New("it is not there")
		}
		return err
	})
}
