package decide

import (
	"fmt"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/api/resource"
)

// Form is which of its values a metric is compared by, in the words of kube-state-metrics.
type Form string

// The forms of a metric's value.
const (
	// FormValue is a value as it is.
	FormValue Form = "value"
	// FormAverage is a value for each pod.
	FormAverage Form = "average"
	// FormUtilization is a share of the pods' requests, 1 for all of them.
	FormUtilization Form = "utilization"
)

// Value is a number in a form.
type Value struct {
	Form   Form
	Number float64
	// Text is the number as Kubernetes prints it.
	Text string
}

// Values are the values of a status, at most one of each form.
func Values(status *autoscalingv2.MetricValueStatus) []Value {
	if status == nil {
		return nil
	}
	return values(status.Value, status.AverageValue, status.AverageUtilization)
}

// Values are the metric's values; where it is an average of a total, the total is the value.
func (m *Metric) Values() []Value {
	found := Values(m.Current)
	total, err := resource.ParseQuantity(m.Total)
	if err != nil || (m.Current != nil && m.Current.Value != nil) {
		return found
	}
	return append(values(&total, nil, nil), found...)
}

// TargetValues are those of a target.
func TargetValues(target *autoscalingv2.MetricTarget) []Value {
	if target == nil {
		return nil
	}
	return values(target.Value, target.AverageValue, target.AverageUtilization)
}

func values(value, average *resource.Quantity, percent *int32) []Value {
	var values []Value
	if value != nil {
		values = append(values, Value{FormValue, value.AsApproximateFloat64(), value.String()})
	}
	if average != nil {
		values = append(values, Value{FormAverage, average.AsApproximateFloat64(), average.String() + " a pod"})
	}
	if percent != nil {
		values = append(values, Value{FormUtilization, float64(*percent) / 100, fmt.Sprintf("%d%%", *percent)})
	}
	return values
}

// comparedBy is the value of a metric's status that its target is compared with.
func comparedBy(status autoscalingv2.MetricStatus, target *autoscalingv2.MetricTarget) (Value, bool) {
	wanted := TargetValues(target)
	if len(wanted) == 0 {
		return Value{}, false
	}
	for _, value := range Values(valueOf(status)) {
		if value.Form == wanted[0].Form {
			return value, true
		}
	}
	return Value{}, false
}

func valueOf(status autoscalingv2.MetricStatus) *autoscalingv2.MetricValueStatus {
	switch {
	case status.Object != nil:
		return &status.Object.Current
	case status.Pods != nil:
		return &status.Pods.Current
	case status.Resource != nil:
		return &status.Resource.Current
	case status.ContainerResource != nil:
		return &status.ContainerResource.Current
	case status.External != nil:
		return &status.External.Current
	default:
		return nil
	}
}
