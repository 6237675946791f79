package decide

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
)

// mostTried is how many other tolerances are tried at most, so that a disagreement that lasts costs a bounded amount of work.
const mostTried = 8

// largestTried is the largest tolerance that is tried: with one beyond it an HPA would never scale down.
const largestTried = 1

// compare looks for the reason where the count of the HPA's status is not the one that was decided here; nil where it is.
func compare(ctx context.Context, input hpa.Input, output *hpa.Output, decision *Decision, memory memory) (*Disagreement, error) {
	ours, theirs := output.DesiredReplicas, input.HPA.Status.DesiredReplicas
	if ours == theirs {
		return nil, nil
	}
	found := &Disagreement{Decided: ours, Controller: theirs, Since: decision.At}
	if before := memory.disagreement; before != nil {
		found.Since = before.Since
	}
	var err error
	found.Reason, found.Why, err = reason(ctx, input, output, decision, memory)
	return found, err
}

func reason(ctx context.Context, input hpa.Input, output *hpa.Output, decision *Decision, memory memory) (Reason, string, error) {
	status := &input.HPA.Status
	if len(status.Conditions) == 0 {
		return ReasonNotSynced, "the controller has not looked at the HPA yet", nil
	}
	if seen := status.ObservedGeneration; seen != nil && *seen < input.HPA.Generation {
		return ReasonNotSynced, "the controller has not looked at the HPA since its spec changed", nil
	}
	if condition, ok := failing(status.Conditions, output.Status.Conditions); ok {
		return ReasonControllerFailed, "the controller says " + told(condition), nil
	}
	if condition, ok := failing(output.Status.Conditions, status.Conditions); ok {
		return ReasonObserverFailed, "here it is " + told(condition), nil
	}
	if scale := input.Scale; scale != nil && scale.Spec.Replicas != status.CurrentReplicas {
		return ReasonOlderData, fmt.Sprintf("the controller saw %d replicas, now there are %d", status.CurrentReplicas, scale.Spec.Replicas), nil
	}
	if memory.decided != nil && *memory.decided == status.DesiredReplicas {
		return ReasonOlderData, "the controller has the count that the sync before this one came to", nil
	}
	if why, ok := otherValues(decision, output.Status.CurrentMetrics, status); ok {
		return ReasonOlderData, why, nil
	}
	if tolerance, ok, err := otherTolerance(ctx, input, decision); err != nil || ok {
		return ReasonTolerance, fmt.Sprintf("with a tolerance of %.3g the count is the controller's", tolerance), err
	}
	return history(ctx, input, memory)
}

// otherValues looks for a metric whose value in the controller's status explains its count.
func otherValues(decision *Decision, ours []autoscalingv2.MetricStatus, status *autoscalingv2.HorizontalPodAutoscalerStatus) (string, bool) {
	for index := range min(len(ours), len(status.CurrentMetrics), len(decision.Metrics)) {
		metric := &decision.Metrics[index]
		here, known := comparedBy(ours[index], metric.Target)
		there, given := comparedBy(status.CurrentMetrics[index], metric.Target)
		if !known || !given || here.Number == there.Number || metric.Ratio == nil {
			continue
		}
		if explains(metric, there.Number/here.Number, decision.Final, status.DesiredReplicas) {
			return fmt.Sprintf("the controller saw %s of %s, now it is %s", there.Text, metric.Metric, here.Text), true
		}
	}
	return "", false
}

// explains says whether a metric that was `share` of what it is now could make the controller's count of this one.
func explains(metric *Metric, share float64, final *hpa.Step, theirs int32) bool {
	if final == nil || math.IsNaN(share) {
		return false
	}
	ratio := *metric.Ratio * share
	current, desired := *final.From, *final.To
	switch {
	case theirs == current:
		return ratio >= 1-metric.Tolerances.ScaleDown && ratio <= 1+metric.Tolerances.ScaleUp
	case desired == current && theirs > current:
		return ratio > 1+metric.Tolerances.ScaleUp
	case desired == current:
		return ratio < 1-metric.Tolerances.ScaleDown
	default:
		return (theirs > desired) == (share > 1)
	}
}

// otherTolerance looks for a tolerance with which the engine comes to the controller's count: none at all, and those that just
// hold the metrics.
func otherTolerance(ctx context.Context, input hpa.Input, decision *Decision) (float64, bool, error) {
	for _, tolerance := range tolerances(decision) {
		input.Options.Tolerance = &tolerance
		output, err := hpa.Reconcile(ctx, input)
		if err != nil {
			return 0, false, err
		}
		if output.DesiredReplicas == input.HPA.Status.DesiredReplicas {
			return tolerance, true, nil
		}
	}
	return 0, false, nil
}

func tolerances(decision *Decision) []float64 {
	tolerances := []float64{0}
	for index := range decision.Metrics {
		for _, ratio := range []*float64{decision.Metrics[index].Ratio, decision.Metrics[index].RecomputedRatio} {
			if ratio == nil || *ratio == 1 || math.Abs(*ratio-1) > largestTried || len(tolerances) == mostTried {
				continue
			}
			// The bounds belong to the band, and a little more makes up for how the distance was rounded.
			tolerances = append(tolerances, math.Abs(*ratio-1)*(1+1e-9))
		}
	}
	return tolerances
}

// history tells whether what is remembered of earlier syncs can make the difference.
func history(ctx context.Context, input hpa.Input, memory memory) (Reason, string, error) {
	if reach := reachOf(input); input.Now.Sub(memory.since) < reach {
		return ReasonHistory, fmt.Sprintf("the observer has watched since %s, and windows reach back %s",
			memory.since.UTC().Format(time.RFC3339), reach), nil
	}
	input.State = nil
	output, err := hpa.Reconcile(ctx, input)
	if err != nil {
		return "", "", err
	}
	if output.DesiredReplicas == input.HPA.Status.DesiredReplicas {
		return ReasonHistory, "a controller that remembers nothing, as after a restart, comes to the same count", nil
	}
	return ReasonUnknown, "neither the values nor the tolerance nor earlier recommendations explain it", nil
}

// reachOf is how far back the longest window or period of an HPA reaches.
func reachOf(input hpa.Input) time.Duration {
	reach := 5 * time.Minute
	if window := input.Options.DownscaleStabilization; window != nil {
		reach = *window
	}
	behavior := input.HPA.Spec.Behavior
	if behavior == nil {
		return reach
	}
	for _, rules := range []*autoscalingv2.HPAScalingRules{behavior.ScaleUp, behavior.ScaleDown} {
		if rules == nil {
			continue
		}
		if window := rules.StabilizationWindowSeconds; window != nil {
			reach = max(reach, time.Duration(*window)*time.Second)
		}
		for _, policy := range rules.Policies {
			reach = max(reach, time.Duration(policy.PeriodSeconds)*time.Second)
		}
	}
	return reach
}
