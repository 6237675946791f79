package export

import (
	"strings"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
)

// mostMetrics is how many metrics of one HPA have series; Kubernetes sets no bound to them.
const mostMetrics = 32

// aboutHPA are the gauges about an HPA.
var aboutHPA = []hpaFamily{
	{"counterpoise_hpa_decided", "Whether the last sync of the HPA came to a count.", nil,
		func(d *decide.Decision, add add) { add(truth(d.Decided())) }},
	{"counterpoise_hpa_current_replicas", "Replicas that the target was asked to have when the HPA was decided.", nil,
		func(d *decide.Decision, add add) {
			of(d.Target, add, func(s *hpa.Step) *int32 { return s.CurrentReplicas })
		}},
	{"counterpoise_hpa_status_replicas", "Replicas that the target had when the HPA was decided.", nil,
		func(d *decide.Decision, add add) {
			of(d.Target, add, func(s *hpa.Step) *int32 { return s.StatusReplicas })
		}},
	{"counterpoise_hpa_min_replicas", "The least replicas that the spec allows.", nil,
		func(d *decide.Decision, add add) {
			of(d.Target, add, func(s *hpa.Step) *int32 { return s.MinReplicas })
		}},
	{"counterpoise_hpa_max_replicas", "The most replicas that the spec allows.", nil,
		func(d *decide.Decision, add add) {
			of(d.Target, add, func(s *hpa.Step) *int32 { return s.MaxReplicas })
		}},
	{"counterpoise_hpa_proposed_replicas", "The largest proposal of the metrics, before windows, policies and limits; absent where there is none.", nil,
		func(d *decide.Decision, add add) { of(d.Maximum, add, func(s *hpa.Step) *int32 { return s.Proposal }) }},
	{"counterpoise_hpa_stabilized_replicas", "What earlier recommendations made of the proposal.", nil,
		func(d *decide.Decision, add add) {
			of(d.Stabilization, add, func(s *hpa.Step) *int32 { return s.After })
		}},
	{"counterpoise_hpa_desired_replicas", "Replicas that were decided, after windows, policies and limits; where no count was come to, those that there were.", nil,
		func(d *decide.Decision, add add) {
			if d.Error == "" {
				add(float64(d.Desired))
			}
		}},
	{"counterpoise_hpa_unavailable_metrics", "How many metrics of the HPA gave no proposal.", nil,
		func(d *decide.Decision, add add) {
			if d.Maximum != nil {
				add(float64(d.Maximum.Unavailable))
			}
		}},
	{"counterpoise_hpa_metrics_left_out", "How many metrics of the HPA have no series, since it has more than there may be of one.", nil,
		func(d *decide.Decision, add add) { add(float64(max(0, len(d.Metrics)-mostMetrics))) }},
	{"counterpoise_hpa_held", "1 for what holds the count back: " + strings.Join(holders(), ", ") + ".", []string{"by"},
		func(d *decide.Decision, add add) {
			for _, hold := range d.Holds {
				add(1, string(hold.By))
			}
		}},
	{"counterpoise_hpa_held_until_timestamp_seconds", "When what holds the count back ends, where that is known.", []string{"by"},
		func(d *decide.Decision, add add) {
			for _, hold := range d.Holds {
				if hold.Until != nil {
					add(float64(hold.Until.UnixMilli())/1000, string(hold.By))
				}
			}
		}},
	{"counterpoise_hpa_condition", "1 for each condition that the decision gives, with its status and reason.", []string{"condition", "status", "reason"},
		func(d *decide.Decision, add add) {
			for _, condition := range d.Conditions {
				add(1, string(condition.Type), strings.ToLower(string(condition.Status)), condition.Reason)
			}
		}},
	{"counterpoise_hpa_controller_desired_replicas", "Replicas that the cluster's controller decided last, by the HPA's status.", nil,
		func(d *decide.Decision, add add) { add(float64(d.ControllerReplicas)) }},
	{"counterpoise_hpa_disagreement", "1 while the cluster's controller decided otherwise, with the reason as far as it can be told: " + strings.Join(reasons(), ", ") + ".", []string{"reason"},
		func(d *decide.Decision, add add) {
			if d.Disagreement != nil {
				add(1, string(d.Disagreement.Reason))
			}
		}},
	{"counterpoise_hpa_last_sync_timestamp_seconds", "When the HPA was last synced here.", nil,
		func(d *decide.Decision, add add) { add(float64(d.At.UnixMilli()) / 1000) }},
}

// of adds a count of a step, where there is such a step and it has the count.
func of(step *hpa.Step, add add, count func(*hpa.Step) *int32) {
	if step == nil {
		return
	}
	if count := count(step); count != nil {
		add(float64(*count))
	}
}

func holders() []string {
	return words(decide.ByTolerance, decide.ByPods, decide.ByMetrics, decide.ByWindow, decide.ByPolicy,
		decide.ByMinReplicas, decide.ByMaxReplicas, decide.ByScale, decide.ByZero)
}

func reasons() []string {
	return words(decide.ReasonNotSynced, decide.ReasonControllerFailed, decide.ReasonObserverFailed, decide.ReasonOlderData,
		decide.ReasonTolerance, decide.ReasonHistory, decide.ReasonUnknown)
}

func words[T ~string](values ...T) []string {
	words := make([]string, 0, len(values))
	for _, value := range values {
		words = append(words, string(value))
	}
	return words
}
