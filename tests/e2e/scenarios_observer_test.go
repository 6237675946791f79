package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/observer"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/workload"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TestObserver runs the observer beside the controller: when the load has settled, both have come to the same.
func TestObserver(t *testing.T) {
	beside, err := observer.Start(
		t.Context(), cluster.plane, cluster.folder, os.Getenv(observerVariable), filepath.Join(root, "ffi/observer/deploy"),
	)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(beside.Stop)
	s := begin(t, "observed", "seen", 1)
	queue := func(length float64) {
		s.load("queue", workload.Load{Metric: "queue_messages_cnt", Labels: map[string]string{"app": s.app}, Total: length})
	}
	queue(100)
	s.scale(queueSpec(s.app, 1))
	s.replicas(4)
	const metric = `{index="0",metric="queue_messages_cnt",source="External"}`
	s.observed(beside, map[string]float64{
		"counterpoise_hpa_desired_replicas":                  4,
		"counterpoise_hpa_min_replicas":                      1,
		"counterpoise_hpa_max_replicas":                      10,
		"counterpoise_hpa_proposed_replicas":                 4,
		"counterpoise_hpa_metric_proposed_replicas" + metric: 4,
		"counterpoise_hpa_metric_won" + metric:               1,
	})
	// More than the spec allows.
	queue(450)
	s.replicas(10)
	s.observed(beside, map[string]float64{
		"counterpoise_hpa_desired_replicas":        10,
		"counterpoise_hpa_proposed_replicas":       15,
		`counterpoise_hpa_held{by="max_replicas"}`: 1,
	})
	explained, err := beside.Get(t.Context(), "/debug/hpa/"+s.namespace+"/"+s.hpa.Name)
	s.must(err)
	if !strings.Contains(explained, "queue_messages_cnt") {
		t.Errorf("its explanation does not name the metric:\n%s", explained)
	}
	s.unload("queue")
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "FailedGetExternalMetric")
	s.observed(beside, map[string]float64{
		"counterpoise_hpa_decided":             0,
		"counterpoise_hpa_unavailable_metrics": 1,
	})
	s.agrees(5, 3)
}

// observed waits until the observer's page has these values and, of the controller's conditions, all and no others, and it finds that
// both decided the same.
func (s *scenario) observed(beside *observer.Observer, expected map[string]float64) {
	s.Helper()
	s.until(soon, "the observer's metrics", func(ctx context.Context) error {
		samples, err := beside.Samples(ctx, s.namespace, s.hpa.Name)
		if err != nil {
			return err
		}
		object, err := cluster.client.AutoscalingV2().HorizontalPodAutoscalers(s.namespace).Get(ctx, s.hpa.Name, metav1.GetOptions{})
		if err != nil {
			return err
		}
		var missing []error
		conditions := map[string]bool{}
		for _, condition := range object.Status.Conditions {
			conditions[fmt.Sprintf(
				"counterpoise_hpa_condition{condition=%q,reason=%q,status=%q}",
				condition.Type, condition.Reason, strings.ToLower(string(condition.Status)),
			)] = true
		}
		for sample := range samples {
			if strings.HasPrefix(sample, "counterpoise_hpa_condition{") && !conditions[sample] {
				missing = append(missing, fmt.Errorf("the controller has no %s", sample))
			}
			if strings.HasPrefix(sample, "counterpoise_hpa_disagreement{") {
				missing = append(missing, errors.New(sample))
			}
			delete(conditions, sample)
		}
		for condition := range conditions {
			missing = append(missing, fmt.Errorf("the observer has no %s", condition))
		}
		for sample, value := range expected {
			if got, ok := samples[sample]; !ok || got != value {
				missing = append(missing, fmt.Errorf("%s is %v (%t), not %v", sample, got, ok, value))
			}
		}
		return errors.Join(missing...)
	})
}
