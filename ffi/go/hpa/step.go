package hpa

import (
	"encoding/json"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// StepKind says which step of a sync it is.
type StepKind string

const (
	// TargetStep is the scale of the target, and whether its metrics are looked at.
	TargetStep StepKind = "target"
	// MetricStep is what one metric of the spec gave; there is one for each.
	MetricStep StepKind = "metric"
	// MaximumStep is the largest proposal.
	MaximumStep StepKind = "maximum"
	// StabilizationStep is what earlier recommendations make of it.
	StabilizationStep StepKind = "stabilization"
	// LimitsStep is what the limits of the spec and the policies of its behavior make of it.
	LimitsStep StepKind = "limits"
	// FinalStep is what the sync does.
	FinalStep StepKind = "final"
)

// Step is one step of a sync: what was looked at, what came of it, and why. Kind says which fields are set; docs/operations.md
// has the form of each.
type Step struct {
	// Kind is the step.
	Kind StepKind `json:"step"`
	// Why says in a sentence what came of it.
	Why string `json:"why"`

	// CurrentReplicas and StatusReplicas are what the target is asked to have, and what it has; MinReplicas and MaxReplicas are the
	// spec's. Of a target step.
	CurrentReplicas *int32 `json:"currentReplicas,omitempty"`
	StatusReplicas  *int32 `json:"statusReplicas,omitempty"`
	MinReplicas     *int32 `json:"minReplicas,omitempty"`
	MaxReplicas     *int32 `json:"maxReplicas,omitempty"`
	// ComputesMetrics tells whether the metrics decide. Of a target step.
	ComputesMetrics *bool `json:"computesMetrics,omitempty"`

	// Metric is the metric as messages call it. Of a metric step, and of a maximum step the one that proposed the count.
	Metric string `json:"metric,omitempty"`
	// Source is the type of the metric, Path the request that it was read with. Of a metric step, as the fields up to Error.
	Source autoscalingv2.MetricSourceType `json:"source,omitempty"`
	Path   string                         `json:"path,omitempty"`
	// Current is the metric's value as the status shows it; Total the whole of it where Current is an average over the replicas.
	Current *autoscalingv2.MetricValueStatus `json:"-"`
	Total   string                           `json:"total,omitempty"`
	// Target is the metric's target.
	Target *autoscalingv2.MetricTarget `json:"target,omitempty"`
	// Pods counts the pods by what becomes of them; nil where pods do not matter.
	Pods *PodCounts `json:"pods,omitempty"`
	// Ratio is usage over target, RecomputedRatio that with missing and unready pods counted in, over CountedPods.
	Ratio           *float64 `json:"ratio,omitempty"`
	RecomputedRatio *float64 `json:"recomputedRatio,omitempty"`
	CountedPods     *int64   `json:"countedPods,omitempty"`
	// Tolerance is the one in the direction of the ratio, Tolerances are both.
	Tolerance  *float64    `json:"tolerance,omitempty"`
	Tolerances *Tolerances `json:"tolerances,omitempty"`
	// DeadBand is, where the tolerance holds the count, the values at which it would change.
	DeadBand *DeadBand `json:"deadBand,omitempty"`
	// Proposal is the count that the metric calls for, or of a maximum step the largest; nil where there is none.
	Proposal *int32 `json:"proposal,omitempty"`
	// Outcome is the rule that gave the count: "withinTolerance", "ratioOfPods", …
	Outcome string `json:"outcome,omitempty"`
	// Error is why the metric gave nothing.
	Error string `json:"error,omitempty"`

	// Unavailable is how many metrics gave no proposal. Of a maximum step.
	Unavailable int `json:"unavailable,omitempty"`

	// Before and After are the counts, Reason is that of the condition AbleToScale or ScalingLimited, and Until is when what holds the
	// count ends. Of stabilization and limits.
	Before *int32       `json:"before,omitempty"`
	After  *int32       `json:"after,omitempty"`
	Reason string       `json:"reason,omitempty"`
	Until  *metav1.Time `json:"until,omitempty"`

	// From and To are the counts that the target was and is asked to have, and Rescale whether the scale is written. Of a final step.
	From    *int32 `json:"-"`
	To      *int32 `json:"desired,omitempty"`
	Rescale *bool  `json:"rescale,omitempty"`
}

// UnmarshalJSON reads a step as the operation hpa.reconcile gives it: "current" is a metric's value, or the count of a final step.
func (s *Step) UnmarshalJSON(text []byte) error {
	type fields Step
	var told struct {
		fields
		Current json.RawMessage `json:"current"`
	}
	if err := json.Unmarshal(text, &told); err != nil {
		return err
	}
	*s = Step(told.fields)
	switch {
	case told.Current == nil:
		return nil
	case s.Kind == FinalStep:
		return json.Unmarshal(told.Current, &s.From)
	default:
		return json.Unmarshal(told.Current, &s.Current)
	}
}

// PodCounts is how many pods are in each group.
type PodCounts struct {
	// Ready are those whose samples count.
	Ready int `json:"ready"`
	// Unready are pending, or not ready for their CPU sample to count.
	Unready int `json:"unready"`
	// Missing have no sample.
	Missing int `json:"missing"`
	// Ignored are failed or being deleted.
	Ignored int `json:"ignored"`
}

// Tolerances are how far the ratio of usage to target may be from 1 without a change.
type Tolerances struct {
	ScaleDown float64 `json:"scaleDown"`
	ScaleUp   float64 `json:"scaleUp"`
}

// DeadBand is where the tolerance ends: the values at which the metric would call for another count, all else being equal.
type DeadBand struct {
	// Below is the largest value below; nil where no value down to 0 changes the count.
	Below *autoscalingv2.MetricValueStatus `json:"below,omitempty"`
	// Above is the smallest value above.
	Above *autoscalingv2.MetricValueStatus `json:"above,omitempty"`
}
