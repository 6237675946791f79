package decide

import (
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
)

// read lays out what the engine gave.
func read(snapshot *cluster.Snapshot, output *hpa.Output, now time.Time) *Decision {
	decision := about(snapshot.HPA, now)
	decision.Desired = output.DesiredReplicas
	decision.Conditions, decision.Events = output.Status.Conditions, output.Events
	for index := range output.Steps {
		step := &output.Steps[index]
		switch step.Kind {
		case hpa.TargetStep:
			decision.Target = step
		case hpa.MetricStep:
			decision.Metrics = append(decision.Metrics, Metric{Step: *step, Name: nameOf(snapshot, len(decision.Metrics), step)})
		case hpa.MaximumStep:
			decision.Maximum = step
		case hpa.StabilizationStep:
			decision.Stabilization = step
		case hpa.LimitsStep:
			decision.Limits = step
		case hpa.FinalStep:
			decision.Final = step
		}
	}
	markWinner(decision)
	decision.Holds = holds(decision)
	return decision
}

// nameOf is the metric's name by the requests, which are in the order of the spec as the steps are.
func nameOf(snapshot *cluster.Snapshot, place int, step *hpa.Step) string {
	if place < len(snapshot.Requests) {
		return snapshot.Requests[place].Metric
	}
	return step.Metric
}

// markWinner finds the metric whose proposal was taken: of several that messages call the same the first that proposed the count.
func markWinner(d *Decision) {
	if d.Maximum == nil || d.Maximum.Proposal == nil {
		return
	}
	for index := range d.Metrics {
		metric := &d.Metrics[index]
		if metric.Metric == d.Maximum.Metric && metric.Proposal != nil && *metric.Proposal == *d.Maximum.Proposal {
			metric.Won = true
			return
		}
	}
}
