package provider

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/klog/v2"
	"k8s.io/metrics/pkg/apis/metrics"
	"k8s.io/metrics/pkg/apis/metrics/v1beta1"
	"sigs.k8s.io/metrics-server/pkg/api"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Usage answers metrics.k8s.io. An object without usage is left out of a list, as is a namespace that Prometheus does
// not answer for; where it answers for none, that is an error.
type Usage struct {
	*Backend
	// Timeout bounds a request, since the API's getters pass none on.
	Timeout time.Duration
}

var _ api.MetricsGetter = Usage{}

// GetPodMetrics gives the usage of pods, asking for all of a namespace at once.
func (u Usage) GetPodMetrics(pods ...*metav1.PartialObjectMetadata) ([]metrics.PodMetrics, error) {
	byNamespace := map[string][]string{}
	of := make(map[[2]string]*metav1.PartialObjectMetadata, len(pods))
	for _, pod := range pods {
		byNamespace[pod.Namespace] = append(byNamespace[pod.Namespace], pod.Name)
		of[[2]string{pod.Namespace, pod.Name}] = pod
	}
	ctx, cancel := context.WithTimeout(context.Background(), u.Timeout)
	defer cancel()
	namespaces := slices.Sorted(maps.Keys(byNamespace))
	answers := make([]*v1beta1.PodMetricsList, len(namespaces))
	errs := make([]error, len(namespaces))
	var all sync.WaitGroup
	for i, namespace := range namespaces {
		all.Go(func() {
			c, err := u.answer(ctx, "pods", counterpoise.Request{
				Path:    counterpoise.ResourceRequest{Resource: "pods", Namespace: namespace}.Path(),
				Objects: byNamespace[namespace],
			})
			if err == nil {
				answers[i] = c.Pods
			}
			errs[i] = err
		})
	}
	all.Wait()
	result := make([]metrics.PodMetrics, 0, len(pods))
	for _, answer := range answers {
		if answer == nil {
			continue
		}
		for j := range answer.Items {
			var m metrics.PodMetrics
			if err := v1beta1.Convert_v1beta1_PodMetrics_To_metrics_PodMetrics(&answer.Items[j], &m, nil); err != nil {
				return nil, err
			}
			if pod := of[[2]string{m.Namespace, m.Name}]; pod != nil {
				m.Labels = pod.Labels
			}
			result = append(result, m)
		}
	}
	err := first(errs)
	if len(result) == 0 {
		return result, err
	}
	if err != nil {
		klog.ErrorS(err, "Some namespaces have no usage")
	}
	return result, nil
}

// GetNodeMetrics gives the usage of nodes.
func (u Usage) GetNodeMetrics(nodes ...*corev1.Node) ([]metrics.NodeMetrics, error) {
	if len(nodes) == 0 {
		return nil, nil
	}
	names := make([]string, len(nodes))
	of := make(map[string]*corev1.Node, len(nodes))
	for i, node := range nodes {
		names[i] = node.Name
		of[node.Name] = node
	}
	ctx, cancel := context.WithTimeout(context.Background(), u.Timeout)
	defer cancel()
	c, err := u.answer(ctx, "nodes", counterpoise.Request{
		Path:    counterpoise.ResourceRequest{Resource: "nodes"}.Path(),
		Objects: names,
	})
	if err != nil {
		return nil, err
	}
	result := make([]metrics.NodeMetrics, 0, len(nodes))
	for i := range c.Nodes.Items {
		var m metrics.NodeMetrics
		if err := v1beta1.Convert_v1beta1_NodeMetrics_To_metrics_NodeMetrics(&c.Nodes.Items[i], &m, nil); err != nil {
			return nil, err
		}
		if node := of[m.Name]; node != nil {
			m.Labels = node.Labels
		}
		result = append(result, m)
	}
	return result, nil
}

func (u Usage) answer(ctx context.Context, resource string, r counterpoise.Request) (*counterpoise.Conversion, error) {
	c, rule, err := u.Answer(ctx, usageOf(resource), r)
	if err != nil {
		klog.V(2).InfoS("No usage", "path", r.Path, "cause", prometheus.Detail(err))
		err = status(err, noUsage("the configuration has no resourceRules"))
	} else if c.Failure != nil {
		klog.ErrorS(c.Failure, "No usage", "path", r.Path)
	}
	if rule == "" && err == nil {
		// The two queries of a request are of two rules.
		rule = "resourceRules"
	}
	u.Observer.Answered(UsageGroup, rule, err)
	return c, err
}

// usageOf names a request for usage where rules are looked up.
type usageOf string

func first(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
