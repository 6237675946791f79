package tell_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/tell"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/record"
)

var (
	object = apitest.HPA("web", "maxReplicas: 3")
	key    = types.NamespacedName{Namespace: apitest.Namespace, Name: "web"}
)

// decision is one in which a metric won, with what else is told of it.
func decision(metric string, change func(*decide.Decision)) *decide.Decision {
	proposal := int32(2)
	d := &decide.Decision{
		HPA:     key,
		Metrics: []decide.Metric{{Name: metric, Won: true, Step: hpa.Step{Source: "Pods", Proposal: &proposal, Why: "it is so"}}},
		Maximum: &hpa.Step{Proposal: &proposal, Why: "the largest is of " + metric},
	}
	if change != nil {
		change(d)
	}
	return d
}

func held(by decide.By, why string) func(*decide.Decision) {
	return func(d *decide.Decision) { d.Holds = []decide.Hold{{By: by, Why: why}} }
}

// heard are the events that a teller records of decisions.
func heard(perMinute int, decisions ...*decide.Decision) (events []string, recorded, dropped int) {
	recorder := record.NewFakeRecorder(100)
	teller := tell.New(recorder, perMinute, func(ok bool) {
		if ok {
			recorded++
		} else {
			dropped++
		}
	})
	for _, decision := range decisions {
		teller.Tell(object, decision)
	}
	close(recorder.Events)
	for event := range recorder.Events {
		events = append(events, event)
	}
	return events, recorded, dropped
}

func TestOnlyChangesAreTold(t *testing.T) {
	window := held(decide.ByWindow, "until noon")
	failed := decision("requests", nil)
	failed.Error = "it failed"
	for name, test := range map[string]struct {
		decisions []*decide.Decision
		expected  []string
	}{
		"nothing to tell":    {[]*decide.Decision{decision("requests", nil), decision("requests", nil)}, nil},
		"a sync that failed": {[]*decide.Decision{decision("requests", nil), failed, decision("requests", nil)}, nil},
		"a hold, once": {
			[]*decide.Decision{decision("requests", window), decision("requests", held(decide.ByWindow, "until one"))},
			[]string{"Normal ObservedHold until noon"},
		},
		"a hold that ends": {
			[]*decide.Decision{decision("requests", window), decision("requests", nil)},
			[]string{"Normal ObservedHold until noon", "Normal ObservedRelease nothing holds the count back any more"},
		},
		"a metric within its tolerance": {[]*decide.Decision{decision("requests", held(decide.ByTolerance, "within"))}, nil},
		"another metric": {
			[]*decide.Decision{decision("requests", nil), decision("cpu", nil)},
			[]string{"Normal ObservedMetric the largest is of cpu"},
		},
		"a metric that cannot be read": {
			[]*decide.Decision{decision("requests", func(d *decide.Decision) { d.Metrics[0].Proposal, d.Metrics[0].Why = nil, "no answer" })},
			[]string{"Warning ObservedMetrics no answer"},
		},
		"a controller that decides otherwise": {
			[]*decide.Decision{
				decision("requests", func(d *decide.Decision) {
					d.Disagreement = &decide.Disagreement{Reason: decide.ReasonTolerance, Decided: 2, Controller: 3, Why: "so it is"}
				}),
				decision("requests", nil),
			},
			[]string{
				"Warning ObservedDisagreement decided 2 replicas here, the controller 3: so it is",
				"Normal ObservedAgreement the controller's count is the one that was decided here",
			},
		},
		"a controller that is a sync behind": {
			[]*decide.Decision{decision("requests", func(d *decide.Decision) {
				d.Disagreement = &decide.Disagreement{Reason: decide.ReasonOlderData}
			})},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			events, recorded, dropped := heard(100, test.decisions...)
			if strings.Join(events, "\n") != strings.Join(test.expected, "\n") {
				t.Errorf("the events are %q", events)
			}
			if recorded != len(test.expected) || dropped != 0 {
				t.Errorf("%d are counted, and %d dropped", recorded, dropped)
			}
		})
	}
}

func TestTheRateIsBounded(t *testing.T) {
	var decisions []*decide.Decision
	for range 10 {
		decisions = append(decisions, decision("requests", held(decide.ByWindow, "until noon")), decision("requests", nil))
	}
	events, recorded, dropped := heard(3, decisions...)
	if len(events) != 3 || recorded != 3 || dropped == 0 {
		t.Errorf("%d events, %d counted, %d dropped", len(events), recorded, dropped)
	}
}

func TestAnHPAThatCameBackIsNew(t *testing.T) {
	recorder := record.NewFakeRecorder(100)
	teller := tell.New(recorder, 100, func(bool) {})
	for range 2 {
		teller.Tell(object, decision("requests", held(decide.ByWindow, "until noon")))
		teller.Forget(key)
	}
	if len(recorder.Events) != 2 {
		t.Errorf("there are %d events", len(recorder.Events))
	}
}

func TestLongMessagesAreCutBetweenCharacters(t *testing.T) {
	events, _, _ := heard(100, decision("requests", held(decide.ByWindow, strings.Repeat("ü", 2000))))
	if len(events) != 1 || len(events[0]) > 1100 || !utf8.ValidString(events[0]) || !strings.HasSuffix(events[0], "ü…") {
		t.Errorf("the events are %q", events)
	}
}
