package export_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
	"github.com/prometheus/client_golang/prometheus"
)

var now = apitest.Began.Add(time.Hour)

// Everything that a step tells as a number must be a sample of that number, whatever the observer makes of the steps in between.
func TestMetricsAreTheNumbersOfTheSteps(t *testing.T) {
	for _, c := range apitest.Cases() {
		t.Run(c.HPA.Name, func(t *testing.T) {
			snapshot := apitest.Read(t, c)
			store := export.NewStore()
			decision := decide.New(hpa.Options{}, "1.37").Sync(t.Context(), snapshot, now)
			if decision.Error != "" {
				t.Fatal(decision.Error)
			}
			store.Put(decision)
			found := gather(t, store)
			expected := samplesOf(t, c, snapshot, stepsOf(t, snapshot))
			if len(expected) < 5 {
				t.Fatalf("only %d samples are expected", len(expected))
			}
			for _, series := range slices.Sorted(maps.Keys(expected)) {
				if value, ok := found[series]; !ok || value != expected[series] {
					t.Errorf("%s is %v (there: %v), the steps say %v", series, value, ok, expected[series])
				}
			}
			// What the steps do not tell has no sample.
			for series := range found {
				if _, ok := expected[series]; !ok && told(series) {
					t.Errorf("%s is %v, the steps do not say so", series, found[series])
				}
			}
		})
	}
}

// told is true for the metrics that samplesOf expects from steps; the others are looked at elsewhere.
func told(series string) bool {
	for _, name := range []string{"_held", "_condition", "_controller_desired", "_disagreement", "_last_sync", "_decided", "_metrics_left_out"} {
		if strings.HasPrefix(series, "counterpoise_hpa"+name) {
			return false
		}
	}
	return true
}

// stepsOf asks the engine itself, by the operation and not by the binding. Behind its steps stands what it decided.
func stepsOf(t *testing.T, snapshot *cluster.Snapshot) []map[string]any {
	t.Helper()
	object := snapshot.HPA.DeepCopy()
	object.APIVersion, object.Kind = "autoscaling/v2", "HorizontalPodAutoscaler"
	answers := map[string]any{}
	for path, answer := range snapshot.Metrics {
		answers[path] = answer.Object
		if answer.Error != "" {
			answers[path] = map[string]string{"error": answer.Error}
		}
	}
	input := map[string]any{
		"hpa":     object,
		"scale":   snapshot.Scale,
		"pods":    map[string]any{"items": snapshot.Pods},
		"metrics": answers,
		"now":     now.Format(time.RFC3339),
		"profile": "1.37",
	}
	if snapshot.Resources != nil {
		input["resources"] = snapshot.Resources
	}
	var output struct {
		DesiredReplicas any
		Steps           []map[string]any
	}
	if err := counterpoise.Call(t.Context(), "hpa.reconcile", input, &output); err != nil {
		t.Fatal(err)
	}
	return append(output.Steps, map[string]any{"step": "after", "desired": output.DesiredReplicas})
}

// samplesOf are the samples that steps call for.
func samplesOf(t *testing.T, c apitest.Case, snapshot *cluster.Snapshot, steps []map[string]any) map[string]float64 {
	t.Helper()
	samples := map[string]float64{}
	subject := []string{"horizontalpodautoscaler=" + c.HPA.Name, "namespace=" + apitest.Namespace}
	ofHPA := func(name string, value any) {
		if value != nil {
			samples["counterpoise_hpa_"+name+"{"+strings.Join(subject, ",")+"}"] = number(value)
		}
	}
	place := 0
	var won string
	for _, step := range steps {
		if step["step"] == "maximum" && step["proposal"] != nil {
			won = step["metric"].(string)
		}
	}
	for _, step := range steps {
		switch step["step"] {
		case "target":
			ofHPA("current_replicas", step["currentReplicas"])
			ofHPA("status_replicas", step["statusReplicas"])
			ofHPA("min_replicas", step["minReplicas"])
			ofHPA("max_replicas", step["maxReplicas"])
		case "maximum":
			ofHPA("proposed_replicas", step["proposal"])
			ofHPA("unavailable_metrics", step["unavailable"])
		case "stabilization":
			ofHPA("stabilized_replicas", step["after"])
		case "after":
			ofHPA("desired_replicas", step["desired"])
		case "metric":
			request := snapshot.Requests[place]
			labels := func(more string) string {
				all := append(slices.Clone(subject), fmt.Sprintf("index=%d", place), "metric="+request.Metric, "source="+string(request.Source))
				if more != "" {
					all = append(all, more)
				}
				slices.Sort(all)
				return "{" + strings.Join(all, ",") + "}"
			}
			metricSamples(samples, step, labels, won)
			place++
		}
	}
	return samples
}

func metricSamples(samples map[string]float64, step map[string]any, labels func(string) string, won string) {
	put := func(name, more string, value any) {
		if value != nil {
			samples["counterpoise_hpa_metric_"+name+labels(more)] = number(value)
		}
	}
	available, winner := 0.0, 0.0
	if step["proposal"] != nil {
		available = 1
	}
	if won != "" && step["metric"] == won {
		winner = 1
	}
	put("available", "", available)
	put("won", "", winner)
	put("proposed_replicas", "", step["proposal"])
	put("ratio", "", step["ratio"])
	put("recomputed_ratio", "", step["recomputedRatio"])
	tolerances := step["tolerances"].(map[string]any)
	put("tolerance", "direction=up", tolerances["scaleUp"])
	put("tolerance", "direction=down", tolerances["scaleDown"])
	if outcome, ok := step["outcome"].(string); ok {
		put("outcome", "outcome="+outcome, 1.0)
	}
	if pods, ok := step["pods"].(map[string]any); ok {
		for state, count := range pods {
			put("pods", "state="+state, count)
		}
	}
	values := func(name string, value any) {
		fields, _ := value.(map[string]any)
		put(name, "form=value", fields["value"])
		put(name, "form=average", fields["averageValue"])
		if percent, ok := fields["averageUtilization"].(float64); ok {
			put(name, "form=utilization", percent/100)
		}
	}
	put("value", "form=value", step["total"])
	values("value", step["current"])
	values("target_value", step["target"])
	if band, ok := step["deadBand"].(map[string]any); ok {
		values("dead_band_below", band["below"])
		values("dead_band_above", band["above"])
	}
}

// number reads a number or a quantity, by the engine.
func number(value any) float64 {
	text, ok := value.(string)
	if !ok {
		return value.(float64)
	}
	var parsed struct{ MilliValue json.Number }
	if err := counterpoise.Call(context.Background(), "quantity.parse", map[string]string{"text": text}, &parsed); err != nil {
		panic(err)
	}
	milli, err := parsed.MilliValue.Float64()
	if err != nil {
		panic(err)
	}
	return milli / 1000
}

func gather(t *testing.T, store *export.Store) map[string]float64 {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(export.NewCollector(store))
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	samples := map[string]float64{}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			var labels []string
			for _, label := range metric.GetLabel() {
				labels = append(labels, label.GetName()+"="+label.GetValue())
			}
			samples[family.GetName()+"{"+strings.Join(labels, ",")+"}"] = metric.GetGauge().GetValue()
		}
	}
	return samples
}
