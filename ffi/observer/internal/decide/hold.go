package decide

import (
	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// By is what held a count back.
type By string

// What can hold a count back.
const (
	// ByTolerance: the ratio of the metric that won is not 1, but within the tolerance.
	ByTolerance By = "tolerance"
	// ByPods: with unready and missing pods counted in, the metric that won calls for no change.
	ByPods By = "pods"
	// ByMetrics: metrics could not be read, so that no count was taken.
	ByMetrics By = "metrics"
	// ByWindow: earlier recommendations within the stabilization window.
	ByWindow By = "window"
	// ByPolicy: a policy of the behavior, or, without a behavior, that a count is at most doubled.
	ByPolicy By = "policy"
	// ByMinReplicas: the least that the spec allows.
	ByMinReplicas By = "min_replicas"
	// ByMaxReplicas: the most that the spec allows.
	ByMaxReplicas By = "max_replicas"
	// ByScale: the target's scale could not be read.
	ByScale By = "scale"
	// ByZero: a target at zero replicas is left alone.
	ByZero By = "zero_replicas"
)

// Hold is one thing that held a count back.
type Hold struct {
	// By is what it is.
	By By
	// Until is when it ends, nil where that depends on values still to come.
	Until *metav1.Time
	// Why tells it in a sentence.
	Why string
}

// holds reads off the steps what held the count back, in their order.
func holds(d *Decision) []Hold {
	var holds []Hold
	if d.Target == nil {
		scale := conditionOf(d.Conditions, autoscalingv2.AbleToScale)
		holds = append(holds, Hold{By: ByScale, Why: scale.Message})
	} else if zero(d.Target) {
		holds = append(holds, Hold{By: ByZero, Why: d.Target.Why})
	}
	if maximum := d.Maximum; maximum != nil && maximum.Proposal == nil {
		holds = append(holds, Hold{By: ByMetrics, Why: maximum.Why})
	}
	if by, held := heldByMetric(d.Won()); held {
		holds = append(holds, Hold{By: by, Why: d.Won().Why})
	}
	if step := d.Stabilization; step != nil && *step.Before != *step.After {
		holds = append(holds, Hold{By: ByWindow, Until: step.Until, Why: step.Why})
	}
	if step := d.Limits; step != nil && *step.Before != *step.After {
		holds = append(holds, Hold{By: limitOf(step.Reason), Until: step.Until, Why: step.Why})
	}
	return holds
}

// zero tells whether a target is left alone since it is at zero.
func zero(target *hpa.Step) bool { return !*target.ComputesMetrics && *target.CurrentReplicas == 0 }

func heldByMetric(won *Metric) (By, bool) {
	if won == nil {
		return "", false
	}
	switch won.Outcome {
	case "withinTolerance", "recomputedWithinTolerance":
		return ByTolerance, won.Ratio != nil && *won.Ratio != 1
	case "recomputedTurned", "countTurned":
		return ByPods, true
	default:
		return "", false
	}
}

func limitOf(reason string) By {
	switch reason {
	case "TooFewReplicas":
		return ByMinReplicas
	case "TooManyReplicas":
		return ByMaxReplicas
	default:
		return ByPolicy
	}
}
