package main

import (
	"context"
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	custommetrics "k8s.io/metrics/pkg/apis/custom_metrics/v1beta2"
	resourcemetrics "k8s.io/metrics/pkg/apis/metrics/v1beta1"
	resourceclient "k8s.io/metrics/pkg/client/clientset/versioned/typed/metrics/v1beta1"
	customclient "k8s.io/metrics/pkg/client/custom_metrics"
)

// lists answers what the metrics APIs would, decoded already.
type lists struct {
	resource resourcemetrics.PodMetricsList
	custom   custommetrics.MetricValueList
}

func newLists(pods int) *lists {
	now := metav1.Now()
	var lists lists
	for pod := range pods {
		usage := corev1.ResourceList{
			corev1.ResourceCPU:    resource.MustParse(fmt.Sprintf("%dn", 400_000_000+pod*1001)),
			corev1.ResourceMemory: resource.MustParse("3795872Ki"),
		}
		lists.resource.Items = append(lists.resource.Items, resourcemetrics.PodMetrics{
			ObjectMeta: metav1.ObjectMeta{Name: podName(pod), Namespace: namespace},
			Timestamp:  now,
			Window:     metav1.Duration{Duration: 30 * time.Second},
			Containers: []resourcemetrics.ContainerMetrics{{Name: "app", Usage: usage}},
		})
		lists.custom.Items = append(lists.custom.Items, custommetrics.MetricValue{
			DescribedObject: corev1.ObjectReference{APIVersion: "/v1", Kind: "Pod", Name: podName(pod), Namespace: namespace},
			Metric:          custommetrics.MetricIdentifier{Name: "http_requests"},
			Timestamp:       now,
			Value:           resource.MustParse(fmt.Sprintf("%dm", 850+pod%100)),
		})
	}
	return &lists
}

func (l *lists) PodMetricses(string) resourceclient.PodMetricsInterface { return podMetrics{lists: l} }

func (l *lists) RootScopedMetrics() customclient.MetricsInterface { return nil }

func (l *lists) NamespacedMetrics(string) customclient.MetricsInterface {
	return metricValues{lists: l}
}

type podMetrics struct {
	resourceclient.PodMetricsInterface
	lists *lists
}

func (p podMetrics) List(context.Context, metav1.ListOptions) (*resourcemetrics.PodMetricsList, error) {
	return &p.lists.resource, nil
}

type metricValues struct {
	customclient.MetricsInterface
	lists *lists
}

func (m metricValues) GetForObjects(schema.GroupKind, labels.Selector, string, labels.Selector) (*custommetrics.MetricValueList, error) {
	return &m.lists.custom, nil
}
