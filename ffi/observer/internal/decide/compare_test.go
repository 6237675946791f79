package decide_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
)

var now = apitest.Began.Add(time.Hour)

// of is the case of this name.
func of(t *testing.T, name string) apitest.Case {
	t.Helper()
	for _, c := range apitest.Cases() {
		if c.HPA.Name == name {
			return c
		}
	}
	t.Fatalf("there is no case %q", name)
	return apitest.Case{}
}

// synced is a snapshot whose status is that of a controller which saw the same values and came to a count.
func synced(t *testing.T, name string, current, desired int32, percent int32) *cluster.Snapshot {
	t.Helper()
	c := of(t, name)
	c.HPA = apitest.Synced(c.HPA, current, desired)
	c.HPA.Status.CurrentMetrics = []autoscalingv2.MetricStatus{{
		Type: autoscalingv2.ResourceMetricSourceType,
		Resource: &autoscalingv2.ResourceMetricStatus{
			Name:    corev1.ResourceCPU,
			Current: autoscalingv2.MetricValueStatus{AverageUtilization: &percent},
		},
	}}
	return apitest.Read(t, c)
}

// once decides a snapshot by a decider that has seen nothing yet.
func once(t *testing.T, snapshot *cluster.Snapshot) *decide.Decision {
	t.Helper()
	return sync(t, decide.New(hpa.Options{}, "1.37"), snapshot, now)
}

func sync(t *testing.T, decider *decide.Decider, snapshot *cluster.Snapshot, at time.Time) *decide.Decision {
	t.Helper()
	decision := decider.Sync(t.Context(), snapshot, at)
	if decision.Error != "" {
		t.Fatal(decision.Error)
	}
	return decision
}

func TestNoDisagreementWhereTheCountsAreTheSame(t *testing.T) {
	if found := once(t, synced(t, "utilization", 3, 6, 100)).Disagreement; found != nil {
		t.Errorf("it found %+v", found)
	}
}

func TestDisagreement(t *testing.T) {
	for name, test := range map[string]struct {
		snapshot func(*testing.T) *cluster.Snapshot
		reason   decide.Reason
	}{
		"never synced": {func(t *testing.T) *cluster.Snapshot {
			return apitest.Read(t, of(t, "utilization"))
		}, decide.ReasonNotSynced},
		"not synced since the spec changed": {func(t *testing.T) *cluster.Snapshot {
			snapshot := synced(t, "utilization", 3, 3, 100)
			*snapshot.HPA.Status.ObservedGeneration = 0
			return snapshot
		}, decide.ReasonNotSynced},
		"the controller has no metrics": {func(t *testing.T) *cluster.Snapshot {
			snapshot := synced(t, "utilization", 3, 3, 100)
			snapshot.HPA.Status.Conditions[1].Status = corev1.ConditionFalse
			return snapshot
		}, decide.ReasonControllerFailed},
		"here there are no metrics": {func(t *testing.T) *cluster.Snapshot {
			snapshot := synced(t, "utilization", 3, 6, 100)
			snapshot.Metrics = map[string]hpa.Answer{apitest.CPUPath("utilization"): {Error: "no answer"}}
			return snapshot
		}, decide.ReasonObserverFailed},
		"here there is no scale": {func(t *testing.T) *cluster.Snapshot {
			snapshot := synced(t, "utilization", 3, 6, 100)
			snapshot.HPA.Status.DesiredReplicas = 6
			snapshot.Scale, snapshot.ScaleError = nil, "it is gone"
			return snapshot
		}, ""},
		"another scale": {func(t *testing.T) *cluster.Snapshot {
			return synced(t, "utilization", 2, 4, 100)
		}, decide.ReasonOlderData},
		"values within the tolerance": {func(t *testing.T) *cluster.Snapshot {
			return synced(t, "utilization", 3, 3, 52)
		}, decide.ReasonOlderData},
		"lower values": {func(t *testing.T) *cluster.Snapshot {
			return synced(t, "utilization", 3, 5, 80)
		}, decide.ReasonOlderData},
		"lower values and a larger count": {func(t *testing.T) *cluster.Snapshot {
			return synced(t, "utilization", 3, 7, 80)
		}, decide.ReasonHistory},
		"a larger tolerance": {func(t *testing.T) *cluster.Snapshot {
			return synced(t, "utilization", 3, 3, 100)
		}, decide.ReasonTolerance},
		"a tolerance that nobody has": {func(t *testing.T) *cluster.Snapshot {
			snapshot := synced(t, "utilization", 3, 3, 150)
			answer := apitest.CPU("utilization", now, "150m", "150m", "150m")
			snapshot.Metrics = map[string]hpa.Answer{apitest.CPUPath("utilization"): {Object: json.RawMessage(answer.Body)}}
			return snapshot
		}, decide.ReasonHistory},
		"a smaller tolerance": {func(t *testing.T) *cluster.Snapshot {
			return synced(t, "tolerated", 2, 3, 0)
		}, decide.ReasonTolerance},
		"an observer that has just started": {func(t *testing.T) *cluster.Snapshot {
			return synced(t, "utilization", 3, 5, 100)
		}, decide.ReasonHistory},
	} {
		t.Run(name, func(t *testing.T) {
			snapshot := test.snapshot(t)
			found := once(t, snapshot).Disagreement
			if test.reason == "" {
				if found != nil {
					t.Errorf("it found %+v", found)
				}
				return
			}
			if found == nil {
				t.Fatal("it found none")
			}
			if found.Reason != test.reason || found.Why == "" {
				t.Errorf("it found %s, %s", found.Reason, found.Why)
			}
			if found.Controller != snapshot.HPA.Status.DesiredReplicas || found.Decided == found.Controller {
				t.Errorf("it found the counts %d and %d", found.Decided, found.Controller)
			}
		})
	}
}

func TestTheCountOfTheSyncBeforeIsOlderData(t *testing.T) {
	decider := decide.New(hpa.Options{}, "1.37")
	c := of(t, "utilization")
	c.HPA = apitest.Synced(c.HPA, 3, 5)
	for _, test := range []struct {
		usage   string
		decided int32
	}{{"75m", 5}, {"100m", 6}} {
		c.Answers = map[string]apitest.Answer{apitest.CPUPath("utilization"): apitest.CPU("utilization", now, test.usage, test.usage, test.usage)}
		decision := sync(t, decider, apitest.Read(t, c), now)
		if *decision.Final.To != test.decided {
			t.Fatalf("it decided %d replicas", *decision.Final.To)
		}
		if found := decision.Disagreement; test.decided != 5 && (found == nil || found.Reason != decide.ReasonOlderData) {
			t.Errorf("it found %+v", found)
		}
	}
}

// lasting decides high values an hour after the first sync, and then low ones, which the window holds back.
func lasting(t *testing.T, controller int32) *decide.Disagreement {
	t.Helper()
	decider := decide.New(hpa.Options{}, "1.37")
	sync(t, decider, synced(t, "utilization", 3, 6, 100), now)
	sync(t, decider, synced(t, "utilization", 3, 6, 100), now.Add(time.Hour))
	c := of(t, "utilization")
	c.Answers = map[string]apitest.Answer{apitest.CPUPath("utilization"): apitest.CPU("utilization", now, "50m", "50m", "50m")}
	c.HPA = apitest.Synced(c.HPA, 3, controller)
	return sync(t, decider, apitest.Read(t, c), now.Add(time.Hour+time.Minute)).Disagreement
}

func TestAControllerThatWasStartedAgainRemembersLess(t *testing.T) {
	if found := lasting(t, 3); found == nil || found.Reason != decide.ReasonHistory || found.Decided != 6 {
		t.Errorf("it found %+v", found)
	}
}

func TestWhatNothingExplainsIsUnknown(t *testing.T) {
	if found := lasting(t, 8); found == nil || found.Reason != decide.ReasonUnknown {
		t.Errorf("it found %+v", found)
	}
}

func TestADisagreementLastsSinceItsFirstSync(t *testing.T) {
	decider := decide.New(hpa.Options{}, "1.37")
	snapshot := synced(t, "utilization", 3, 5, 100)
	sync(t, decider, snapshot, now)
	found := sync(t, decider, snapshot, now.Add(time.Minute)).Disagreement
	if found == nil || !found.Since.Equal(now) {
		t.Errorf("it found %+v", found)
	}
}
