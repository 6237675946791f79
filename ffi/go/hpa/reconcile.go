package hpa

import (
	"context"
	"encoding/json"
	"time"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Answer is what a metrics API answered to one request, or why it did not.
type Answer struct {
	// Object is the API's answer: a MetricValueList, an ExternalMetricValueList, a PodMetricsList, a Status, or their JSON as
	// json.RawMessage.
	Object any
	// Error is the message of the client's error, instead of Object.
	Error string
}

// MarshalJSON is the answer as the operation hpa.reconcile takes it.
func (a Answer) MarshalJSON() ([]byte, error) {
	if a.Error != "" {
		return json.Marshal(map[string]string{"error": a.Error})
	}
	return json.Marshal(withKind(a.Object))
}

// Options are flags of kube-controller-manager, without their prefix; those that are nil have their defaults.
type Options struct {
	SyncPeriod              *time.Duration
	Tolerance               *float64
	DownscaleStabilization  *time.Duration
	CPUInitializationPeriod *time.Duration
	InitialReadinessDelay   *time.Duration
}

// MarshalJSON is the flags as the operation hpa.reconcile takes them.
func (o Options) MarshalJSON() ([]byte, error) {
	text := func(d *time.Duration) string {
		if d == nil {
			return ""
		}
		return d.String()
	}
	return json.Marshal(struct {
		SyncPeriod              string   `json:"syncPeriod,omitempty"`
		Tolerance               *float64 `json:"tolerance,omitempty"`
		DownscaleStabilization  string   `json:"downscaleStabilization,omitempty"`
		CPUInitializationPeriod string   `json:"cpuInitializationPeriod,omitempty"`
		InitialReadinessDelay   string   `json:"initialReadinessDelay,omitempty"`
	}{
		text(o.SyncPeriod), o.Tolerance, text(o.DownscaleStabilization), text(o.CPUInitializationPeriod), text(o.InitialReadinessDelay),
	})
}

// Input is what one sync of the controller looks at.
type Input struct {
	// HPA is the object, with the status of the sync before.
	HPA *autoscalingv2.HorizontalPodAutoscaler
	// Scale is its target's; nil where it could not be read, and then ScaleError is why.
	Scale      *autoscalingv1.Scale
	ScaleError string
	// Pods are those of the namespace.
	Pods []corev1.Pod
	// Metrics are the answers, by the paths of [Requests]; a path that is absent was not answered.
	Metrics map[string]Answer
	// Others are the other HPAs of the namespace.
	Others []autoscalingv2.HorizontalPodAutoscaler
	// Options are the controller's flags.
	Options Options
	// State is what the sync before gave; nil at first.
	State json.RawMessage
	// Now is the instant of the sync.
	Now time.Time
	// Profile is the release of Kubernetes whose behaviour is wanted, "1.37"; empty is the newest.
	Profile string
	// Resources are the cluster's, for described objects of custom kinds; without them Kubernetes' own serve.
	Resources []*metav1.APIResourceList
}

// Event is an event that the controller records for the HPA.
type Event struct {
	// Type is "Normal" or "Warning".
	Type string `json:"type"`
	// Reason is why, in one word.
	Reason string `json:"reason"`
	// Message is why, in a sentence.
	Message string `json:"message"`
}

// Output is what a sync came to.
type Output struct {
	// DesiredReplicas is the count that the sync wants.
	DesiredReplicas int32 `json:"desiredReplicas"`
	// Rescale tells whether the scale is to be written.
	Rescale bool `json:"rescale"`
	// Status is the HPA's status after the sync.
	Status autoscalingv2.HorizontalPodAutoscalerStatus `json:"status"`
	// Events are those that the controller records.
	Events []Event `json:"events"`
	// State is for the next sync.
	State json.RawMessage `json:"state"`
	// Steps say what the sync looked at, what came of it and why, in their order.
	Steps []Step `json:"steps"`
}

// Reconcile is one sync of the controller: the operation hpa.reconcile. It writes nothing. Mirrors
// HorizontalController.reconcileAutoscaler. What the controller reports in conditions and events is in the output; errors are for inputs
// that cannot be read.
func Reconcile(ctx context.Context, in Input) (*Output, error) {
	input := struct {
		HPA        *autoscalingv2.HorizontalPodAutoscaler   `json:"hpa"`
		Scale      any                                      `json:"scale"`
		Pods       podList                                  `json:"pods"`
		Metrics    map[string]Answer                        `json:"metrics,omitempty"`
		HPAs       []*autoscalingv2.HorizontalPodAutoscaler `json:"hpas,omitempty"`
		Controller Options                                  `json:"controller"`
		State      json.RawMessage                          `json:"state,omitempty"`
		Now        string                                   `json:"now"`
		Profile    string                                   `json:"profile,omitempty"`
		Resources  []*metav1.APIResourceList                `json:"resources,omitempty"`
	}{
		HPA: kinded(in.HPA), Scale: scale(in), Pods: podList{Items: in.Pods}, Metrics: in.Metrics, HPAs: kindedAll(in.Others), Controller: in.Options,
		State: in.State, Now: in.Now.UTC().Format(time.RFC3339Nano), Profile: in.Profile, Resources: in.Resources,
	}
	output := new(Output)
	if err := counterpoise.Call(ctx, "hpa.reconcile", input, output); err != nil {
		return nil, err
	}
	return output, nil
}

type podList struct {
	Items []corev1.Pod `json:"items"`
}

func scale(in Input) any {
	if in.Scale == nil {
		return map[string]string{"error": in.ScaleError}
	}
	return in.Scale
}

// MetricRequest is what the controller asks for one metric of an HPA's spec.
type MetricRequest struct {
	// Metric is the metric's name; for resources the resource.
	Metric string `json:"metric"`
	// Source is the type of the metric: "Resource", "Pods", "Object", "External", "ContainerResource".
	Source string `json:"source"`
	// Path is the path with its query, as the controller's client writes it.
	Path string `json:"path"`
}

// Requests are the requests for an HPA's metrics, one for each of its spec, in its order: the operation hpa.requests. selector is the
// scale's status.selector. resources are the cluster's, for described objects of custom kinds.
func Requests(ctx context.Context, hpa *autoscalingv2.HorizontalPodAutoscaler, selector string, resources []*metav1.APIResourceList) ([]MetricRequest, error) {
	input := struct {
		HPA       *autoscalingv2.HorizontalPodAutoscaler `json:"hpa"`
		Selector  string                                 `json:"selector,omitempty"`
		Resources []*metav1.APIResourceList              `json:"resources,omitempty"`
	}{kinded(hpa), selector, resources}
	var result struct {
		Requests []MetricRequest `json:"requests"`
	}
	err := counterpoise.Call(ctx, "hpa.requests", input, &result)
	return result.Requests, err
}

// Shown is an HPA as kubectl prints it.
type Shown struct {
	// Get are the columns of `kubectl get hpa` by their headings.
	Get map[string]string `json:"get"`
	// Describe is the text of `kubectl describe hpa`.
	Describe string `json:"describe"`
}

// Show is an HPA with its events as kubectl prints it: the operation hpa.show.
func Show(ctx context.Context, hpa *autoscalingv2.HorizontalPodAutoscaler, events []corev1.Event, now time.Time) (*Shown, error) {
	input := struct {
		HPA    *autoscalingv2.HorizontalPodAutoscaler `json:"hpa"`
		Events []corev1.Event                         `json:"events,omitempty"`
		Now    string                                 `json:"now"`
	}{kinded(hpa), events, now.UTC().Format(time.RFC3339Nano)}
	shown := new(Shown)
	if err := counterpoise.Call(ctx, "hpa.show", input, shown); err != nil {
		return nil, err
	}
	return shown, nil
}
