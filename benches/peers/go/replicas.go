package main

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
	"k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"
)

const namespace = "default"

var count int32

// replicas times the calculator with the client that turns the lists of the metrics APIs into a map for each call, and
// alone, with that map at hand. No pod is unready, so that the calculator leaves the map as it is.
func replicas(pods int, figures map[string]float64) error {
	// As the controller's informer keeps them.
	indexer := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for pod := range pods {
		if err := indexer.Add(readyPod(podName(pod))); err != nil {
			return err
		}
	}
	lister := corelisters.NewPodLister(indexer)
	lists := newLists(pods)
	selector, err := labels.Parse("app=web")
	if err != nil {
		return err
	}
	client := metrics.NewRESTMetricsClient(lists, lists, nil)
	atHand := samples{}
	if atHand.cpu, _, err = client.GetResourceMetric(context.Background(), corev1.ResourceCPU, namespace, selector, ""); err != nil {
		return err
	}
	if atHand.requests, _, err = client.GetRawMetric("http_requests", namespace, selector, labels.Everything()); err != nil {
		return err
	}
	for scope, client := range map[string]metrics.MetricsClient{"": atHand, ", from lists": client} {
		calculator := podautoscaler.NewReplicaCalculator(client, lister, 5*time.Minute, 30*time.Second)
		ofResource := func() (int32, error) {
			replicas, _, _, _, err := calculator.GetResourceReplicas(context.Background(), int32(pods), 60, corev1.ResourceCPU,
				podautoscaler.Tolerances{}, namespace, selector, "")
			return replicas, err
		}
		ofMetric := func() (int32, error) {
			replicas, _, _, err := calculator.GetMetricReplicas(int32(pods), 500, "http_requests", podautoscaler.Tolerances{},
				namespace, selector, labels.Everything())
			return replicas, err
		}
		for metric, call := range map[string]func() (int32, error){"Resource": ofResource, "Pods": ofMetric} {
			// One that fails early would be fast and prove nothing.
			if replicas, err := call(); err != nil || replicas <= int32(pods) {
				return fmt.Errorf("%s: %d replicas: %w", metric, replicas, err)
			}
			name := fmt.Sprintf("replicas: %s, %d pods%s", metric, pods, scope)
			figures[name] = nanoseconds(1, func() { count, _ = call() })
		}
	}
	return nil
}

func podName(pod int) string { return fmt.Sprintf("web-7d4b9c6f5-%05d", pod) }

func readyPod(name string) *corev1.Pod {
	start := metav1.NewTime(time.Now().Add(-2 * time.Hour))
	requests := corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("500m")}
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace, Labels: map[string]string{"app": "web"}},
		Spec: corev1.PodSpec{
			Containers: []corev1.Container{{Name: "app", Resources: corev1.ResourceRequirements{Requests: requests}}},
		},
		Status: corev1.PodStatus{
			Phase:      corev1.PodRunning,
			StartTime:  &start,
			Conditions: []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: start}},
		},
	}
}

// samples is a client that has the map already.
type samples struct {
	metrics.MetricsClient
	cpu, requests metrics.PodMetricsInfo
}

func (s samples) GetResourceMetric(context.Context, corev1.ResourceName, string, labels.Selector, string) (metrics.PodMetricsInfo, time.Time, error) {
	return s.cpu, time.Time{}, nil
}

func (s samples) GetRawMetric(string, string, labels.Selector, labels.Selector) (metrics.PodMetricsInfo, time.Time, error) {
	return s.requests, time.Time{}, nil
}
