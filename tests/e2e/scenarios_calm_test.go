package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/workload"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TestWalkthrough is that of mockmetrics: a metric of a service, whose values the article shows.
func TestWalkthrough(t *testing.T) {
	t.Parallel()
	s := begin(t, metav1.NamespaceDefault, "mockmetrics-deploy", 1)
	service := &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{Name: "mockmetrics-service"},
		Spec: corev1.ServiceSpec{
			Selector: map[string]string{workload.AppLabel: s.app},
			Ports:    []corev1.ServicePort{{Port: 8080}},
		},
	}
	_, err := cluster.client.CoreV1().Services(s.namespace).Create(t.Context(), service, metav1.CreateOptions{})
	s.must(err)
	hits := func(total float64) {
		s.load("hits", workload.Load{
			Metric: "total_hit_count", Namespace: s.namespace, App: s.app, Total: total,
			Labels: map[string]string{"service": service.Name},
		})
	}
	hits(0)
	_, err = cluster.plane.Kubectl.Run(t.Context(), "apply", "--filename="+filepath.Join(root, "examples/mockmetrics/hpa.yaml"))
	s.must(err)
	s.applied("mockmetrics-app-hpa")

	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	hits(56)
	s.syncs(4)
	s.shown()
	s.replicas(1)
	hits(126)
	s.replicas(2)
	hits(90)
	s.syncs(3)
	// A value that more replicas do not lower: twice as many at each sync, up to the most.
	hits(306)
	s.replicas(10)
	s.shown()
	hits(20)
	s.replicas(1)
	s.shown()
	s.agrees(10, 6)
}

// TestPodsWithSelector scales on those requests of each pod that a selector chooses, with a behavior.
func TestPodsWithSelector(t *testing.T) {
	t.Parallel()
	s := begin(t, "pods-with-selector", "web", 1)
	requests := func(verb string, total float64) {
		s.load(verb, workload.Load{
			Metric: "http_requests_total", Namespace: s.namespace, App: s.app, Counter: true, Total: total,
			Labels: map[string]string{"verb": verb},
		})
	}
	requests("GET", 4)
	requests("POST", 400)
	s.scale(autoscalingv2.HorizontalPodAutoscalerSpec{
		MinReplicas: pointer(int32(1)),
		MaxReplicas: 6,
		Metrics: []autoscalingv2.MetricSpec{{
			Type: autoscalingv2.PodsMetricSourceType,
			Pods: &autoscalingv2.PodsMetricSource{
				Metric: autoscalingv2.MetricIdentifier{
					Name:     "http_requests",
					Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"verb": "GET"}},
				},
				Target: autoscalingv2.MetricTarget{Type: autoscalingv2.AverageValueMetricType, AverageValue: quantity("5")},
			},
		}},
		Behavior: &autoscalingv2.HorizontalPodAutoscalerBehavior{
			ScaleUp: &autoscalingv2.HPAScalingRules{
				StabilizationWindowSeconds: pointer(int32(0)),
				Policies:                   []autoscalingv2.HPAScalingPolicy{{Type: autoscalingv2.PodsScalingPolicy, Value: 2, PeriodSeconds: 5}},
				Tolerance:                  quantity("50m"),
			},
			ScaleDown: &autoscalingv2.HPAScalingRules{
				StabilizationWindowSeconds: pointer(int32(5)),
				Policies:                   []autoscalingv2.HPAScalingPolicy{{Type: autoscalingv2.PercentScalingPolicy, Value: 50, PeriodSeconds: 3}},
			},
		},
	})
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	s.syncs(2)
	s.replicas(1)
	requests("GET", 29)
	// Two at a time.
	s.replicas(6)
	s.shown()
	requests("GET", 2)
	s.replicas(1)
	s.shown()
	s.agrees(10, 5)
}

// TestExternal scales on the length of a queue that belongs to no object.
func TestExternal(t *testing.T) {
	t.Parallel()
	s := begin(t, "external", "worker", 1)
	queue := func(length float64) {
		s.load("queue", workload.Load{Metric: "queue_messages_cnt", Labels: map[string]string{"app": "lanpangzi"}, Total: length})
	}
	queue(25)
	s.scale(queueSpec("lanpangzi", 1))
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	s.syncs(2)
	s.replicas(1)
	queue(115)
	s.replicas(4)
	s.shown()
	queue(50)
	s.replicas(2)
	s.shown()
	s.agrees(6, 2)
}

// queueSpec scales on the queue of an application, 30 messages for each replica.
func queueSpec(app string, minReplicas int32) autoscalingv2.HorizontalPodAutoscalerSpec {
	return autoscalingv2.HorizontalPodAutoscalerSpec{
		MinReplicas: pointer(minReplicas),
		MaxReplicas: 10,
		Metrics: []autoscalingv2.MetricSpec{{
			Type: autoscalingv2.ExternalMetricSourceType,
			External: &autoscalingv2.ExternalMetricSource{
				Metric: autoscalingv2.MetricIdentifier{
					Name:     "queue_messages_cnt",
					Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"app": app}},
				},
				Target: autoscalingv2.MetricTarget{Type: autoscalingv2.AverageValueMetricType, AverageValue: quantity("30")},
			},
		}},
	}
}

// TestResources scales on CPU and memory of pods and of one container, which the adapter has from Prometheus; kubectl top shows them.
func TestResources(t *testing.T) {
	t.Parallel()
	s := begin(t, "resources", "api", 2, container("app", "500m", "64Mi"), container("proxy", "100m", "16Mi"))
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "worker-0"}}
	node, err := cluster.client.CoreV1().Nodes().Create(t.Context(), node, metav1.CreateOptions{})
	s.must(err)
	node.Status.Allocatable = corev1.ResourceList{
		corev1.ResourceCPU: resource.MustParse("2"), corev1.ResourceMemory: resource.MustParse("1Gi"),
	}
	node.Status.Capacity = node.Status.Allocatable
	_, err = cluster.client.CoreV1().Nodes().UpdateStatus(t.Context(), node, metav1.UpdateOptions{})
	s.must(err)
	s.load("node cpu", workload.Load{Metric: "node_cpu_usage_seconds_total", Labels: map[string]string{"node": node.Name}, Counter: true, Total: 1})
	s.load("node memory", workload.Load{Metric: "node_memory_working_set_bytes", Labels: map[string]string{"node": node.Name}, Total: 256 << 20})
	usage := func(container string, cores, bytes float64) {
		labels := map[string]string{"container": container}
		s.load(container+" cpu", workload.Load{
			Metric: "container_cpu_usage_seconds_total", Namespace: s.namespace, App: s.app, Labels: labels, Counter: true, Total: cores,
		})
		s.load(container+" memory", workload.Load{
			Metric: "container_memory_working_set_bytes", Namespace: s.namespace, App: s.app, Labels: labels, Each: bytes,
		})
	}
	usage("app", 0.5, 40<<20)
	usage("proxy", 0.02, 8<<20)
	utilization := func(percent int32) autoscalingv2.MetricTarget {
		return autoscalingv2.MetricTarget{Type: autoscalingv2.UtilizationMetricType, AverageUtilization: &percent}
	}
	s.scale(autoscalingv2.HorizontalPodAutoscalerSpec{
		MinReplicas: pointer(int32(2)),
		MaxReplicas: 8,
		Metrics: []autoscalingv2.MetricSpec{{
			Type:     autoscalingv2.ResourceMetricSourceType,
			Resource: &autoscalingv2.ResourceMetricSource{Name: corev1.ResourceCPU, Target: utilization(50)},
		}, {
			Type: autoscalingv2.ContainerResourceMetricSourceType,
			ContainerResource: &autoscalingv2.ContainerResourceMetricSource{
				Name: corev1.ResourceMemory, Container: "proxy", Target: utilization(80),
			},
		}},
	})
	s.until(soon, "kubectl top", func(ctx context.Context) error { return s.top(ctx) })
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	usage("app", 1.2, 40<<20)
	s.until(soon, "more than 3 replicas", func(ctx context.Context) error {
		scale, err := cluster.client.AppsV1().Deployments(s.namespace).GetScale(ctx, s.app, metav1.GetOptions{})
		if err == nil && scale.Spec.Replicas <= 3 {
			err = fmt.Errorf("it is asked for %d", scale.Spec.Replicas)
		}
		return err
	})
	s.syncs(4)
	s.shown()
	usage("app", 0.1, 40<<20)
	s.replicas(2)
	s.shown()
	s.agrees(8, 2)
}

// top is whether kubectl top shows what the application uses.
func (s *scenario) top(ctx context.Context) error {
	pods, err := cluster.plane.Kubectl.Run(ctx, "--namespace="+s.namespace, "top", "pods", "--containers", "--no-headers")
	if err != nil {
		return err
	}
	var containers []string
	for line := range strings.Lines(pods) {
		cells := strings.Fields(line)
		if len(cells) != 4 {
			return fmt.Errorf("kubectl top pods printed %q", pods)
		}
		// CPU is a rate, of which a scrape more or less makes some thousandths.
		containers = append(containers, cells[1]+" "+cells[3])
	}
	if got := strings.Join(containers, ", "); got != "app 40Mi, proxy 8Mi, app 40Mi, proxy 8Mi" {
		return fmt.Errorf("kubectl top pods printed %q", pods)
	}
	nodes, err := cluster.plane.Kubectl.Run(ctx, "top", "nodes", "--no-headers")
	if err != nil {
		return err
	}
	cells := strings.Fields(nodes)
	if len(cells) != 5 || cells[0] != "worker-0" || cells[3] != "256Mi" || cells[4] != "25%" {
		return fmt.Errorf("kubectl top nodes printed %q", nodes)
	}
	return nil
}

// TestZeroAndBack scales to no replica at all while the queue is empty.
func TestZeroAndBack(t *testing.T) {
	t.Parallel()
	s := begin(t, "zero-and-back", "batch", 1)
	queue := func(length float64) {
		s.load("queue", workload.Load{Metric: "queue_messages_cnt", Labels: map[string]string{"app": "batch"}, Total: length})
	}
	queue(0)
	s.scale(queueSpec("batch", 0))
	s.replicas(0)
	s.condition(autoscalingv2.ScaledToZero, corev1.ConditionTrue, "ScaledToZero")
	s.syncs(3)
	s.shown()
	queue(70)
	s.replicas(3)
	s.condition(autoscalingv2.ScaledToZero, corev1.ConditionFalse, "NotScaledToZero")
	s.shown()
	// By hand: the controller keeps away until somebody scales up again.
	_, err := cluster.plane.Kubectl.Run(t.Context(), "--namespace="+s.namespace, "scale", "deployment", s.app, "--replicas=0")
	s.must(err)
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "ScalingDisabled")
	s.syncs(3)
	s.shown()
	_, err = cluster.plane.Kubectl.Run(t.Context(), "--namespace="+s.namespace, "scale", "deployment", s.app, "--replicas=1")
	s.must(err)
	s.replicas(3)
	s.agrees(8, 3)
}

// TestMetricThatDisappears takes the series away, and brings it back.
func TestMetricThatDisappears(t *testing.T) {
	t.Parallel()
	s := begin(t, "metric-that-disappears", "chat", 2)
	sessions := workload.Load{Metric: "sessions", Namespace: s.namespace, App: s.app, Total: 20}
	s.load("sessions", sessions)
	s.scale(sessionsSpec())
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	s.unload("sessions")
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "FailedGetPodsMetric")
	s.syncs(4)
	s.shown()
	sessions.Total = 45
	s.load("sessions", sessions)
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	s.replicas(5)
	s.shown()
	s.agrees(8, 1)
}

// sessionsSpec scales on the sessions of each pod, 10 for each.
func sessionsSpec() autoscalingv2.HorizontalPodAutoscalerSpec {
	return autoscalingv2.HorizontalPodAutoscalerSpec{
		MinReplicas: pointer(int32(1)),
		MaxReplicas: 9,
		Metrics: []autoscalingv2.MetricSpec{{
			Type: autoscalingv2.PodsMetricSourceType,
			Pods: &autoscalingv2.PodsMetricSource{
				Metric: autoscalingv2.MetricIdentifier{Name: "sessions"},
				Target: autoscalingv2.MetricTarget{Type: autoscalingv2.AverageValueMetricType, AverageValue: quantity("10")},
			},
		}},
	}
}

// TestPodsThatComeLate leaves new pods pending for some syncs, in which they count as missing.
func TestPodsThatComeLate(t *testing.T) {
	t.Parallel()
	s := begin(t, "pods-that-come-late", "slow", 2)
	sessions := func(each float64) {
		s.load("sessions", workload.Load{Metric: "sessions", Namespace: s.namespace, App: s.app, Each: each})
	}
	sessions(10)
	s.scale(sessionsSpec())
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	cluster.kubelet.Hold(s.namespace, s.app)
	sessions(18)
	s.wanted(4)
	s.syncs(4)
	s.shown()
	s.must(cluster.kubelet.Release(t.Context(), s.namespace, s.app))
	sessions(11)
	s.replicas(4)
	s.syncs(3)
	s.shown()
	s.agrees(9, 1)
}

// TestDeploymentThatIsGone takes the target away.
func TestDeploymentThatIsGone(t *testing.T) {
	t.Parallel()
	s := begin(t, "deployment-that-is-gone", "gone", 1)
	s.load("queue", workload.Load{Metric: "queue_messages_cnt", Labels: map[string]string{"app": "gone"}, Total: 40})
	s.scale(queueSpec("gone", 1))
	s.replicas(2)
	s.must(cluster.client.AppsV1().Deployments(s.namespace).Delete(t.Context(), s.app, metav1.DeleteOptions{}))
	s.condition(autoscalingv2.AbleToScale, corev1.ConditionFalse, "FailedGetScale")
	s.syncs(3)
	s.shown()
	s.agrees(5, 1)
}

// TestSpecThatChanges edits the HPA while it is synced: its limits, its target, its metrics.
func TestSpecThatChanges(t *testing.T) {
	t.Parallel()
	s := begin(t, "spec-that-changes", "edited", 3)
	s.load("sessions", workload.Load{Metric: "sessions", Namespace: s.namespace, App: s.app, Total: 30})
	s.scale(sessionsSpec())
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionTrue, "ValidMetricFound")
	edit := func(patch string) {
		_, err := cluster.plane.Kubectl.Run(t.Context(), "--namespace="+s.namespace, "patch", "hpa", s.hpa.Name, "--type=json", "--patch="+patch)
		s.must(err)
	}
	edit(`[{"op": "replace", "path": "/spec/maxReplicas", "value": 2}]`)
	s.replicas(2)
	s.condition(autoscalingv2.ScalingLimited, corev1.ConditionTrue, "TooManyReplicas")
	s.shown()
	edit(`[{"op": "replace", "path": "/spec/maxReplicas", "value": 8}, {"op": "replace", "path": "/spec/minReplicas", "value": 5}]`)
	s.replicas(5)
	s.condition(autoscalingv2.ScalingLimited, corev1.ConditionTrue, "TooFewReplicas")
	s.shown()
	edit(`[{"op": "replace", "path": "/spec/metrics/0/pods/target/averageValue", "value": "4"}]`)
	s.replicas(8)
	edit(`[{"op": "replace", "path": "/spec/metrics/0/pods/metric/name", "value": "nobody_has_it"}]`)
	s.condition(autoscalingv2.ScalingActive, corev1.ConditionFalse, "FailedGetPodsMetric")
	s.syncs(2)
	s.shown()
	s.agrees(8, 3)
}
