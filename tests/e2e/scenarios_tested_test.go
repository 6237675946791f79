package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/workload"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// unitTests is what of a file of docs/test.md is played.
type unitTests struct {
	Config string
	Tests  []unitTest
}

type unitTest struct {
	Interval    string
	InputSeries []struct{ Series, Values string } `json:"input_series"`
	Controller  json.RawMessage
	HPA         autoscalingv2.HorizontalPodAutoscaler
	Scale       autoscalingv1.Scale
	HPATest     []expectedSync `json:"hpa_test"`
}

type expectedSync struct {
	EvalTime   string `json:"eval_time"`
	Targets    string `json:"exp_targets"`
	Replicas   int32  `json:"exp_replicas"`
	Conditions []map[string]string
	Events     []struct{ Type, Reason, Message string }
}

// UnmarshalJSON reads the fields whose names encoding/json would not find.
func (e *expectedSync) UnmarshalJSON(data []byte) error {
	type plain expectedSync
	named := struct {
		*plain
		Conditions *[]map[string]string                      `json:"exp_conditions"`
		Events     *[]struct{ Type, Reason, Message string } `json:"exp_events"`
	}{(*plain)(e), &e.Conditions, &e.Events}
	return json.Unmarshal(data, &named)
}

// TestUnitTests has files of `counterpoise test` pass twice: by the command, and by the controller, to which their series are played.
func TestUnitTests(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"queue", "sessions"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", name+".test.yaml")
			for _, by := range [][]string{nil, {"--prometheus"}} {
				output, said, status := (&scenario{T: t}).command(append([]string{"test", path}, by...)...)
				if status != 0 {
					t.Errorf("counterpoise test %v ends with %d and says %s%s", by, status, output, said)
				}
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var file unitTests
			if text, err = yaml.ToJSON(text); err == nil {
				err = json.Unmarshal(text, &file)
			}
			if err != nil || file.Config != "rules.yaml" || len(file.Tests) != 1 {
				t.Fatalf("it holds %d tests with the rules of %q: %v", len(file.Tests), file.Config, err)
			}
			play(t, file.Tests[0])
		})
	}
}

// play creates what a test is about, gives the application the values of its series from time to time, and waits for a sync of the
// controller that is as the test expects.
func play(t *testing.T, test unitTest) {
	target := test.HPA.Spec.ScaleTargetRef.Name
	s := begin(t, test.HPA.Namespace, target, test.Scale.Spec.Replicas)
	s.isStartedAs(test.Controller)
	var next int
	var told []recorder.Told
	for index, expected := range test.HPATest {
		s.plays(test, expected.EvalTime)
		if index == 0 {
			s.scale(test.HPA.Spec)
		}
		s.until(soon, "a sync as at "+expected.EvalTime, func(ctx context.Context) error {
			status, differs := s.statuses(), errors.New("there was no sync")
			for at := next; at < len(status); at++ {
				if differs = expected.differs(ctx, status[at]); differs == nil {
					next = at + 1
					return nil
				}
			}
			return differs
		})
		s.until(soon, "the events of "+expected.EvalTime, func(context.Context) error {
			all := cluster.proxy.Recording().Events(string(s.hpa.UID))
			for _, event := range expected.Events {
				isIt := func(told recorder.Told) bool {
					return told.Type == event.Type && told.Reason == event.Reason && (event.Message == "" || told.Message == event.Message)
				}
				if !slices.ContainsFunc(all[len(told):], isIt) {
					return fmt.Errorf("%v is not among %v", event, all[len(told):])
				}
			}
			told = all
			return nil
		})
	}
	s.agrees(len(test.HPATest), 2)
}

// isStartedAs holds the flags that a test names to those of the controller.
func (s *scenario) isStartedAs(flags json.RawMessage) {
	s.Helper()
	started, err := json.Marshal(controller.Options)
	s.must(err)
	var of, as map[string]string
	s.must(json.Unmarshal(started, &of))
	s.must(json.Unmarshal(flags, &as))
	if !maps.Equal(of, as) {
		s.Fatalf("the controller was started with %v, and the test has %v", of, as)
	}
}

// plays gives the application what the series of a test have at a time; those of pods are spread over the pods that there are.
func (s *scenario) plays(test unitTest, at string) {
	s.Helper()
	time, err := time.ParseDuration(at)
	s.must(err)
	var lines []string
	for _, series := range test.InputSeries {
		lines = append(lines, series.Series+" "+series.Values)
	}
	// Every series that has a value then.
	input := map[string]any{
		"query": `{__name__!=""}`, "series": strings.Join(lines, "\n"), "interval": test.Interval, "time": time.Seconds(),
	}
	var answer struct {
		Result []struct {
			Metric map[string]string
			Value  [2]any
		}
	}
	s.must(counterpoise.Call(s.Context(), "promql.evaluate", input, &answer))
	loads := map[string]workload.Load{}
	for _, sample := range answer.Result {
		value, err := strconv.ParseFloat(sample.Value[1].(string), 64)
		s.must(err)
		labels := maps.Clone(sample.Metric)
		load := workload.Load{Metric: labels["__name__"], Namespace: labels["namespace"], Labels: labels}
		if _, ok := labels["pod"]; ok {
			load.App = s.app
		}
		for _, name := range []string{"__name__", "namespace", "pod"} {
			delete(labels, name)
		}
		name := fmt.Sprint(load.Metric, labels)
		load.Total = loads[name].Total + value
		loads[name] = load
	}
	for _, name := range s.played {
		if _, ok := loads[name]; !ok {
			s.unload(name)
		}
	}
	s.played = slices.Collect(maps.Keys(loads))
	for name, load := range loads {
		s.load(name, load)
	}
}

// statuses are what the HPA was after each sync; one that writes none leaves it as it was.
func (s *scenario) statuses() []*autoscalingv2.HorizontalPodAutoscaler {
	s.Helper()
	var statuses []*autoscalingv2.HorizontalPodAutoscaler
	last := s.hpa
	for _, sync := range cluster.proxy.Recording().Syncs(s.hpa) {
		written, err := sync.Written()
		s.must(err)
		if written != nil {
			last = written
		}
		statuses = append(statuses, last)
	}
	return statuses
}

// differs tells what of an HPA is not as it is expected after a sync.
func (e expectedSync) differs(ctx context.Context, object *autoscalingv2.HorizontalPodAutoscaler) error {
	if object.Status.DesiredReplicas != e.Replicas {
		return fmt.Errorf("it wants %d replicas, and not %d", object.Status.DesiredReplicas, e.Replicas)
	}
	for _, expected := range e.Conditions {
		isIt := func(condition autoscalingv2.HorizontalPodAutoscalerCondition) bool {
			return string(condition.Type) == expected["type"] && string(condition.Status) == expected["status"] && condition.Reason == expected["reason"]
		}
		if !slices.ContainsFunc(object.Status.Conditions, isIt) {
			return fmt.Errorf("%v is not among the conditions %v", expected, object.Status.Conditions)
		}
	}
	if e.Targets == "" {
		return nil
	}
	shown, err := hpa.Show(ctx, object, nil, time.Now())
	if err == nil && shown.Get["TARGETS"] != e.Targets {
		err = fmt.Errorf("its targets are %s, and not %s", shown.Get["TARGETS"], e.Targets)
	}
	return err
}
