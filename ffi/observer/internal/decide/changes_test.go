package decide_test

import (
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

var limited = types.NamespacedName{Namespace: apitest.Namespace, Name: "limited"}

// A policy allows one pod a minute. What was only decided does not count to it, what the controller did does.
func TestPoliciesCountWhatTheControllerDid(t *testing.T) {
	decider := decide.New(hpa.Options{}, "1.37")
	snapshot := apitest.Read(t, of(t, "limited"))
	for _, at := range []time.Duration{0, 15 * time.Second} {
		decision := sync(t, decider, snapshot, now.Add(at))
		if *decision.Final.To != 3 {
			t.Fatalf("after %s it decided %d replicas", at, *decision.Final.To)
		}
	}

	changed := now.Add(20 * time.Second)
	decider.Changed(limited, decide.Change{At: changed, Replicas: 1})
	snapshot.Scale.Spec.Replicas = 3
	decision := sync(t, decider, snapshot, now.Add(30*time.Second))
	if *decision.Final.To != 3 {
		t.Errorf("it decided %d replicas", *decision.Final.To)
	}
	hold := decision.Holds[len(decision.Holds)-1]
	if hold.By != decide.ByPolicy || hold.Until == nil || !hold.Until.Time.Equal(changed.Add(time.Minute)) {
		t.Errorf("it is held by %s until %v", hold.By, hold.Until)
	}

	// A change is forgotten with its HPA.
	decider.Forget(limited)
	if decision := sync(t, decider, snapshot, now.Add(30*time.Second)); *decision.Final.To != 4 {
		t.Errorf("anew it decided %d replicas", *decision.Final.To)
	}
}

// The scale went down a minute ago; with a window of none a policy of one pod an hour is what is left.
func TestPoliciesCountChangesDownwards(t *testing.T) {
	c := of(t, "limited")
	c.HPA.Spec.Behavior = &autoscalingv2.HorizontalPodAutoscalerBehavior{ScaleDown: &autoscalingv2.HPAScalingRules{
		StabilizationWindowSeconds: new(int32),
		Policies:                   []autoscalingv2.HPAScalingPolicy{{Type: autoscalingv2.PodsScalingPolicy, Value: 1, PeriodSeconds: 300}},
	}}
	c.Answers = map[string]apitest.Answer{apitest.ExternalPath("queue"): apitest.ExternalValue("queue", "1", now)}
	snapshot := apitest.Read(t, c)
	decider := decide.New(hpa.Options{}, "1.37")
	if decision := sync(t, decider, snapshot, now); *decision.Final.To != 1 {
		t.Fatalf("at first it decided %d replicas", *decision.Final.To)
	}
	decider.Changed(limited, decide.Change{At: now.Add(-time.Minute), Replicas: -1})
	decision := sync(t, decider, snapshot, now.Add(15*time.Second))
	if *decision.Final.To != 2 {
		t.Errorf("it decided %d replicas", *decision.Final.To)
	}
	// An hour later no policy looks at it any more.
	if decision := sync(t, decider, snapshot, now.Add(time.Hour)); *decision.Final.To != 1 {
		t.Errorf("an hour later it decided %d replicas", *decision.Final.To)
	}
}

func TestAChangeIsReadOffTheStatus(t *testing.T) {
	at := metav1.NewTime(now)
	earlier := metav1.NewTime(now.Add(-time.Minute))
	scaled := autoscalingv2.HorizontalPodAutoscalerStatus{LastScaleTime: &at, CurrentReplicas: 5, DesiredReplicas: 2}
	for name, before := range map[string]autoscalingv2.HorizontalPodAutoscalerStatus{
		"the first": {},
		"another":   {LastScaleTime: &earlier, CurrentReplicas: 5, DesiredReplicas: 5},
	} {
		if change, ok := decide.ChangeOf(&before, &scaled); !ok || change.Replicas != -3 || !change.At.Equal(now) {
			t.Errorf("%s: it read %+v, %v", name, change, ok)
		}
	}
	if change, ok := decide.ChangeOf(&scaled, &scaled); ok {
		t.Errorf("it read %+v where nothing was written", change)
	}
}
