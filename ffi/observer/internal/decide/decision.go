package decide

import (
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/types"
)

// Decision is what one sync of an HPA came to, step by step. A step that the sync never came to is nil. It is not changed once it
// is made.
type Decision struct {
	// HPA is the HPA's namespace and name.
	HPA types.NamespacedName
	// Reference is what it scales, such as "Deployment/web".
	Reference string
	// At is the instant of the sync.
	At time.Time
	// Error is why nothing was decided; there are no steps then.
	Error string

	// Desired is the count that was decided; where the scale or the metrics cannot be read, the one that there was.
	Desired int32
	// Target is the scale that the sync began with.
	Target *hpa.Step
	// Metrics are the metrics in the order of the spec.
	Metrics []Metric
	// Maximum is the largest proposal.
	Maximum *hpa.Step
	// Stabilization is what earlier recommendations made of it.
	Stabilization *hpa.Step
	// Limits is what the limits of the spec and its policies made of that.
	Limits *hpa.Step
	// Final is what is done.
	Final *hpa.Step

	// Holds are what held the count back.
	Holds []Hold
	// Conditions are those that the status would have.
	Conditions []autoscalingv2.HorizontalPodAutoscalerCondition
	// Events are those that the controller would record.
	Events []hpa.Event

	// ControllerReplicas is the count that the cluster's controller decided last, by the HPA's status.
	ControllerReplicas int32
	// Disagreement is how the cluster's controller decided otherwise, nil where it did not.
	Disagreement *Disagreement
}

// Metric is the step of one metric.
type Metric struct {
	hpa.Step
	// Name is the metric's name, for resources the resource; it stays the same whether the metric can be read or not, as the step's
	// Metric does not.
	Name string
	// Won is true for the metric whose proposal was taken.
	Won bool
}

// Decided is whether the sync came to a count: neither the scale nor the metrics that it takes failed.
func (d *Decision) Decided() bool { return d.Target != nil && d.Final != nil }

// Won is the metric whose proposal was taken, or nil.
func (d *Decision) Won() *Metric {
	for index := range d.Metrics {
		if d.Metrics[index].Won {
			return &d.Metrics[index]
		}
	}
	return nil
}

// Below is the largest value below the dead band, nil where the tolerance does not hold the count or no value changes it.
func (m *Metric) Below() *autoscalingv2.MetricValueStatus {
	if m.DeadBand == nil {
		return nil
	}
	return m.DeadBand.Below
}

// Above is the smallest value above the dead band, nil as with Below.
func (m *Metric) Above() *autoscalingv2.MetricValueStatus {
	if m.DeadBand == nil {
		return nil
	}
	return m.DeadBand.Above
}
