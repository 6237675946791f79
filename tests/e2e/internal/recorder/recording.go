package recorder

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/watch"
)

// Recording is what passed between the HPA controller and the API server.
type Recording struct {
	Exchanges []Exchange
	Frames    []Frame
}

// Sync is what the controller asked in one sync of an HPA, and what it wrote. One HPA is synced after the other.
type Sync struct {
	// Scale is how its target's scale was read.
	Scale Exchange
	// Metrics are the requests to the metrics APIs, in their order.
	Metrics []Exchange
	// Rescale is how the scale was written; nil where it was not.
	Rescale *Exchange
	// Status is how the status was written; nil where it was not, since it had not changed.
	Status *Exchange
}

// Start is when the sync began to ask.
func (s Sync) Start() time.Time { return s.Scale.Start }

// Computed is when the last metric was answered: pods are looked at from then on.
func (s Sync) Computed() time.Time {
	if len(s.Metrics) > 0 {
		return s.Metrics[len(s.Metrics)-1].End
	}
	return s.Scale.End
}

// End is when the controller had all that it asked for.
func (s Sync) End() time.Time {
	end := s.Computed()
	if s.Rescale != nil {
		end = s.Rescale.End
	}
	if s.Status != nil {
		end = s.Status.Start
	}
	return end
}

// Written is the status that was written; nil where none was.
func (s Sync) Written() (*autoscalingv2.HorizontalPodAutoscaler, error) {
	if s.Status == nil {
		return nil, nil
	}
	hpa := &autoscalingv2.HorizontalPodAutoscaler{}
	return hpa, json.Unmarshal(s.Status.Body, hpa)
}

// Desired is the replica count that was written to the scale; nil where none was.
func (s Sync) Desired() (*int32, error) {
	if s.Rescale == nil {
		return nil, nil
	}
	var scale autoscalingv1.Scale
	err := json.Unmarshal(s.Rescale.Body, &scale)
	return &scale.Spec.Replicas, err
}

// Syncs are the syncs of one HPA, told by its target's scale. Those that may not be over are left out: that of which neither a
// status nor a later request is known.
func (r Recording) Syncs(hpa *autoscalingv2.HorizontalPodAutoscaler) []Sync {
	scale := fmt.Sprintf("/namespaces/%s/deployments/%s/scale", hpa.Namespace, hpa.Spec.ScaleTargetRef.Name)
	var syncs []Sync
	var current *Sync
	end := func() {
		if current != nil {
			syncs = append(syncs, *current)
		}
		current = nil
	}
	for _, exchange := range r.Exchanges {
		path := exchange.Path()
		ofScale := strings.HasPrefix(path, "/apis/apps/v1/") && strings.HasSuffix(path, "/scale")
		switch {
		case ofScale && exchange.Method == http.MethodGet:
			// After a conflict the scale is read and written again.
			if current != nil && current.Rescale != nil && !current.Rescale.OK() && strings.HasSuffix(path, scale) {
				continue
			}
			end()
			if strings.HasSuffix(path, scale) {
				current = &Sync{Scale: exchange}
			}
		case current == nil:
		case ofScale && exchange.Method == http.MethodPut:
			current.Rescale = &exchange
		case exchange.Method == http.MethodGet && IsMetric(path):
			current.Metrics = append(current.Metrics, exchange)
		case exchange.Method == http.MethodPut && strings.HasSuffix(path, "/horizontalpodautoscalers/"+hpa.Name+"/status"):
			current.Status = &exchange
			end()
		}
	}
	return syncs
}

// IsMetric tells whether a path asks a metrics API for values, not for what it has.
func IsMetric(path string) bool {
	parts := strings.Split(strings.TrimPrefix(path, "/apis/"), "/")
	return len(parts) > 2 && strings.HasSuffix(parts[0], "metrics.k8s.io")
}

// HPA is the object of a version that the informer was told of; nil where it was not.
func (r Recording) HPA(namespace, name, version string) *autoscalingv2.HorizontalPodAutoscaler {
	for _, frame := range r.Frames {
		if hpa := frame.HPA; hpa != nil && hpa.Namespace == namespace && hpa.Name == name && hpa.ResourceVersion == version {
			return hpa
		}
	}
	return nil
}

// HPAAt is the object that the informer had at an instant; nil where there was none.
func (r Recording) HPAAt(namespace, name string, instant time.Time) *autoscalingv2.HorizontalPodAutoscaler {
	var last *autoscalingv2.HorizontalPodAutoscaler
	for _, frame := range r.Frames {
		if frame.At.After(instant) {
			break
		}
		if hpa := frame.HPA; hpa != nil && hpa.Namespace == namespace && hpa.Name == name {
			last = hpa
			if frame.Type == watch.Deleted {
				last = nil
			}
		}
	}
	return last
}

// Others are the other HPAs of a namespace that the informer had at an instant.
func (r Recording) Others(namespace, name string, instant time.Time) []autoscalingv2.HorizontalPodAutoscaler {
	names := map[string]bool{}
	var others []autoscalingv2.HorizontalPodAutoscaler
	for _, frame := range r.Frames {
		hpa := frame.HPA
		if hpa == nil || hpa.Namespace != namespace || hpa.Name == name || names[hpa.Name] {
			continue
		}
		names[hpa.Name] = true
		if other := r.HPAAt(namespace, hpa.Name, instant); other != nil {
			others = append(others, *other)
		}
	}
	return others
}

// PodsAt are the pods of a namespace that the informer had at an instant.
func (r Recording) PodsAt(namespace string, instant time.Time) []corev1.Pod {
	var pods []corev1.Pod
	for _, frame := range r.Frames {
		if frame.At.After(instant) {
			break
		}
		if frame.Pod == nil || frame.Pod.Namespace != namespace {
			continue
		}
		pods = slices.DeleteFunc(pods, func(pod corev1.Pod) bool { return pod.UID == frame.Pod.UID })
		if frame.Type != watch.Deleted {
			pods = append(pods, *frame.Pod)
		}
	}
	return pods
}

// PodChanges are the instants within two at which the informer was told of a change to the pods of a namespace.
func (r Recording) PodChanges(namespace string, from, to time.Time) []time.Time {
	var changes []time.Time
	for _, frame := range r.Frames {
		ofNamespace := frame.Pod != nil && frame.Pod.Namespace == namespace
		if ofNamespace && !frame.At.Before(from) && !frame.At.After(to) {
			changes = append(changes, frame.At)
		}
	}
	return changes
}

// Events are the requests by which the controller told events about an object, in their order; those that were refused are left out.
func (r Recording) Events(uid string) []Told {
	var told []Told
	for _, exchange := range r.Exchanges {
		if !strings.Contains(exchange.Path(), "/events") || !exchange.OK() {
			continue
		}
		if exchange.Method != http.MethodPost && exchange.Method != http.MethodPatch {
			continue
		}
		var event corev1.Event
		if err := json.Unmarshal(exchange.Answer, &event); err != nil || string(event.InvolvedObject.UID) != uid {
			continue
		}
		told = append(told, Told{
			Again:   exchange.Method == http.MethodPatch,
			Type:    event.Type,
			Reason:  event.Reason,
			Message: event.Message,
			Count:   event.Count,
		})
	}
	return told
}

// Told is an event as it was sent: new, or one more of a known one.
type Told struct {
	Again                 bool
	Type, Reason, Message string
	Count                 int32
}
