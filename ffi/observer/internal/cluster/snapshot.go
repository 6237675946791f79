package cluster

import (
	"context"
	"fmt"
	"sync"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Snapshot is what one sync looks at, read as close to one instant as requests allow.
type Snapshot struct {
	// HPA is the object with the status that the cluster's controller gave it; it is the informer's, not to be changed.
	HPA *autoscalingv2.HorizontalPodAutoscaler
	// Scale is the scale of its target.
	Scale *autoscalingv1.Scale
	// ScaleError is why there is none, in the words of the controller's event.
	ScaleError string
	// Pods are those that the scale's selector selects.
	Pods []corev1.Pod
	// Others are the other HPAs of the same target.
	Others []autoscalingv2.HorizontalPodAutoscaler
	// Requests are those for its metrics, in the order of the spec.
	Requests []hpa.MetricRequest
	// Metrics are the answers to them, by path.
	Metrics map[string]hpa.Answer
	// Resources are the cluster's own for the objects that metrics describe, nil where no metric does.
	Resources []*metav1.APIResourceList
}

// Read reads what a sync of an HPA looks at. A scale or a metric that cannot be read is part of the snapshot; an error means that
// no sync can be made of it.
func (c *Cluster) Read(ctx context.Context, object *autoscalingv2.HorizontalPodAutoscaler) (*Snapshot, error) {
	snapshot := &Snapshot{HPA: object, Resources: c.resources(object)}
	scale, err := c.scale(ctx, object)
	if err != nil {
		snapshot.ScaleError = err.Error()
		return snapshot, ctx.Err()
	}
	snapshot.Scale = scale
	selector := scale.Status.Selector
	if snapshot.Pods, err = c.pods(object.Namespace, selector); err != nil {
		return nil, fmt.Errorf("pods: %w", err)
	}
	if snapshot.Others, err = c.others(object); err != nil {
		return nil, fmt.Errorf("other HPAs: %w", err)
	}
	if snapshot.Requests, err = hpa.Requests(ctx, object, selector, snapshot.Resources); err != nil {
		return nil, fmt.Errorf("requests for metrics: %w", err)
	}
	snapshot.Metrics = c.answers(ctx, snapshot.Requests)
	return snapshot, ctx.Err()
}

// answers asks for all metrics of an HPA at once, as far as the bound on requests allows.
func (c *Cluster) answers(ctx context.Context, requests []hpa.MetricRequest) map[string]hpa.Answer {
	answers := make(map[string]hpa.Answer, len(requests))
	var lock sync.Mutex
	var asking sync.WaitGroup
	for _, path := range pathsOf(requests) {
		asking.Go(func() {
			answer := c.metrics.ask(ctx, path)
			lock.Lock()
			defer lock.Unlock()
			answers[path] = answer
		})
	}
	asking.Wait()
	return answers
}

// pathsOf are the paths that are asked for, each once: two metrics of an HPA may be of one request.
func pathsOf(requests []hpa.MetricRequest) []string {
	seen := make(map[string]bool, len(requests))
	var paths []string
	for _, request := range requests {
		if request.Path != "" && !seen[request.Path] {
			seen[request.Path] = true
			paths = append(paths, request.Path)
		}
	}
	return paths
}
