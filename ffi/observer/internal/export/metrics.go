package export

import "github.com/counterpoise/counterpoise/ffi/observer/internal/decide"

// aboutMetric are the gauges about each metric of an HPA.
var aboutMetric = []metricFamily{
	{"counterpoise_hpa_metric_available", "Whether the metric gave a proposal.", nil,
		func(m *decide.Metric, add add) { add(truth(m.Proposal != nil)) }},
	{"counterpoise_hpa_metric_proposed_replicas", "Replicas that the metric calls for by itself; absent where it gives none.", nil,
		func(m *decide.Metric, add add) {
			if m.Proposal != nil {
				add(float64(*m.Proposal))
			}
		}},
	{"counterpoise_hpa_metric_won", "1 for the metric whose proposal was taken, 0 for the others.", nil,
		func(m *decide.Metric, add add) { add(truth(m.Won)) }},
	{"counterpoise_hpa_metric_value", "The metric's value; a utilization is a ratio, and where an average is that of a total, the value is the total.", []string{"form"},
		func(m *decide.Metric, add add) { ofValues(m.Values(), add) }},
	{"counterpoise_hpa_metric_target_value", "What the metric's value should be.", []string{"form"},
		func(m *decide.Metric, add add) { ofValues(decide.TargetValues(m.Target), add) }},
	{"counterpoise_hpa_metric_ratio", "The metric's value over its target.", nil,
		func(m *decide.Metric, add add) { ofRatio(m.Ratio, add) }},
	{"counterpoise_hpa_metric_recomputed_ratio", "The ratio after missing and unready pods were counted in, where they were.", nil,
		func(m *decide.Metric, add add) { ofRatio(m.RecomputedRatio, add) }},
	{"counterpoise_hpa_metric_tolerance", "How far the ratio may be from 1 without a change.", []string{"direction"},
		func(m *decide.Metric, add add) {
			if m.Tolerances != nil {
				add(m.Tolerances.ScaleUp, "up")
				add(m.Tolerances.ScaleDown, "down")
			}
		}},
	{"counterpoise_hpa_metric_dead_band_below", "Where the tolerance holds the count: the largest value below which calls for another.", []string{"form"},
		func(m *decide.Metric, add add) { ofValues(decide.Values(m.Below()), add) }},
	{"counterpoise_hpa_metric_dead_band_above", "Where the tolerance holds the count: the smallest value above which calls for another.", []string{"form"},
		func(m *decide.Metric, add add) { ofValues(decide.Values(m.Above()), add) }},
	{"counterpoise_hpa_metric_outcome", "1 for the rule that gave the metric's proposal.", []string{"outcome"},
		func(m *decide.Metric, add add) {
			if m.Outcome != "" {
				add(1, m.Outcome)
			}
		}},
	{"counterpoise_hpa_metric_pods", "Pods of the metric by how they count: ready, unready, missing or ignored.", []string{"state"},
		func(m *decide.Metric, add add) {
			if m.Pods == nil {
				return
			}
			add(float64(m.Pods.Ready), "ready")
			add(float64(m.Pods.Unready), "unready")
			add(float64(m.Pods.Missing), "missing")
			add(float64(m.Pods.Ignored), "ignored")
		}},
}

func ofValues(values []decide.Value, add add) {
	for _, value := range values {
		add(value.Number, string(value.Form))
	}
}

func ofRatio(ratio *float64, add add) {
	if ratio != nil {
		add(*ratio)
	}
}
