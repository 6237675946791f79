package decide_test

import (
	"slices"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
)

func heldBy(decision *decide.Decision) []decide.By {
	var by []decide.By
	for _, hold := range decision.Holds {
		by = append(by, hold.By)
	}
	return by
}

func TestHolds(t *testing.T) {
	for name, expected := range map[string][]decide.By{
		"utilization": nil,
		"tolerated":   {decide.ByTolerance},
		"limited":     {decide.ByPolicy},
		"object":      {decide.ByPolicy},
		"unavailable": {decide.ByMetrics},
		"zero":        {decide.ByZero},
	} {
		t.Run(name, func(t *testing.T) {
			decision := once(t, apitest.Read(t, of(t, name)))
			if found := heldBy(decision); !slices.Equal(found, expected) {
				t.Errorf("it is held by %v", found)
			}
			for _, hold := range decision.Holds {
				if hold.Why == "" {
					t.Errorf("it does not say why it is held by %s", hold.By)
				}
			}
		})
	}
}

func TestLimitsOfTheSpecHold(t *testing.T) {
	c := of(t, "utilization")
	c.HPA.Spec.MaxReplicas = 5
	if found := heldBy(once(t, apitest.Read(t, c))); !slices.Equal(found, []decide.By{decide.ByMaxReplicas}) {
		t.Errorf("it is held by %v", found)
	}
	c = of(t, "utilization")
	*c.HPA.Spec.MinReplicas = 3
	c.Answers = map[string]apitest.Answer{apitest.CPUPath("utilization"): apitest.CPU("utilization", now, "1m", "1m", "1m")}
	decider := decide.New(hpa.Options{DownscaleStabilization: new(time.Duration)}, "1.37")
	// The replicas that there are at first are a recommendation, too, which leaves the window.
	sync(t, decider, apitest.Read(t, c), now)
	if found := heldBy(sync(t, decider, apitest.Read(t, c), now.Add(time.Minute))); !slices.Equal(found, []decide.By{decide.ByMinReplicas}) {
		t.Errorf("it is held by %v", found)
	}
}

func TestPodsWithoutASampleHold(t *testing.T) {
	c := of(t, "utilization")
	// One pod is far above, and the two that are missing count as using nothing.
	c.Answers = map[string]apitest.Answer{apitest.CPUPath("utilization"): apitest.CPU("utilization", now, "70m")}
	decision := once(t, apitest.Read(t, c))
	if found := heldBy(decision); !slices.Equal(found, []decide.By{decide.ByPods}) {
		t.Errorf("it is held by %v: %s", found, decision.Metrics[0].Outcome)
	}
}

func TestTheWindowHoldsUntilItsEnd(t *testing.T) {
	decider := decide.New(hpa.Options{}, "1.37")
	c := of(t, "utilization")
	sync(t, decider, apitest.Read(t, c), now)
	c.Answers = map[string]apitest.Answer{apitest.CPUPath("utilization"): apitest.CPU("utilization", now, "50m", "50m", "50m")}
	decision := sync(t, decider, apitest.Read(t, c), now.Add(time.Minute))
	if len(decision.Holds) != 1 || decision.Holds[0].By != decide.ByWindow {
		t.Fatalf("it is held by %v", heldBy(decision))
	}
	if until := decision.Holds[0].Until; until == nil || !until.Time.Equal(now.Add(5*time.Minute)) {
		t.Errorf("it is held until %v", until)
	}
}

func TestAScaleThatCannotBeReadHolds(t *testing.T) {
	snapshot := apitest.Read(t, of(t, "utilization"))
	snapshot.Scale, snapshot.ScaleError = nil, "it is gone"
	decision := once(t, snapshot)
	if found := heldBy(decision); !slices.Equal(found, []decide.By{decide.ByScale}) {
		t.Errorf("it is held by %v", found)
	}
	if len(decision.Events) != 1 || decision.Events[0].Message != "it is gone" {
		t.Errorf("the events are %+v", decision.Events)
	}
}
