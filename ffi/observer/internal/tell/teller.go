package tell

import (
	"sync"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"golang.org/x/time/rate"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/tools/record"
)

// Teller records events on change, at most so many a minute over all HPAs. What is dropped for that is told at a later sync, if it
// still holds then. Safe for concurrent use.
type Teller struct {
	recorder record.EventRecorder
	limiter  *rate.Limiter
	told     func(recorded bool)

	lock sync.Mutex
	last map[types.NamespacedName]map[subject]string
}

// New makes one that records by a recorder. `told` is called for each event with whether it was recorded or dropped.
func New(recorder record.EventRecorder, perMinute int, told func(recorded bool)) *Teller {
	return &Teller{
		recorder: recorder,
		limiter:  rate.NewLimiter(rate.Limit(float64(perMinute)/60), max(1, perMinute)),
		told:     told,
		last:     make(map[types.NamespacedName]map[subject]string),
	}
}

// Tell records what changed since the decision that was told before. The first decision about an HPA is told only in so far as
// something holds it back or the controller decides otherwise.
func (t *Teller) Tell(object *autoscalingv2.HorizontalPodAutoscaler, decision *decide.Decision) {
	if decision.Error != "" {
		return
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	before, known := t.last[decision.HPA]
	if !known {
		before = make(map[subject]string)
		t.last[decision.HPA] = before
	}
	for _, news := range newsOf(decision) {
		previous, said := before[news.subject]
		if previous == news.state {
			continue
		}
		if !said && news.quietAtFirst {
			before[news.subject] = news.state
			continue
		}
		recorded := t.limiter.Allow()
		t.told(recorded)
		if recorded {
			before[news.subject] = news.state
			t.recorder.Event(object, news.kind, news.reason, shortened(news.message))
		}
	}
}

// Forget drops what is known of an HPA.
func (t *Teller) Forget(key types.NamespacedName) {
	t.lock.Lock()
	defer t.lock.Unlock()
	delete(t.last, key)
}
