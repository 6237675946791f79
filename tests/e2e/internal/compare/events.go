package compare

import (
	"fmt"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/record"
	clocktesting "k8s.io/utils/clock/testing"
)

// machinery is what stands between a controller's events and the API server: client-go's own, which counts repeated events, joins
// similar ones and drops some of many.
type machinery struct {
	object     *autoscalingv2.HorizontalPodAutoscaler
	clock      *clocktesting.FakePassiveClock
	correlator *record.EventCorrelator
	told       []recorder.Told
}

func newMachinery(object *autoscalingv2.HorizontalPodAutoscaler) *machinery {
	clock := clocktesting.NewFakePassiveClock(time.Time{})
	return &machinery{object: object, clock: clock, correlator: record.NewEventCorrelator(clock)}
}

// record takes the events of one sync.
func (m *machinery) record(now time.Time, events []hpa.Event) {
	m.clock.SetTime(now)
	for _, event := range events {
		given := &corev1.Event{
			ObjectMeta: metav1.ObjectMeta{
				Name:      fmt.Sprintf("%s.%x", m.object.Name, now.UnixNano()),
				Namespace: m.object.Namespace,
			},
			InvolvedObject: corev1.ObjectReference{
				Kind:       "HorizontalPodAutoscaler",
				APIVersion: autoscalingv2.SchemeGroupVersion.String(),
				Namespace:  m.object.Namespace,
				Name:       m.object.Name,
				UID:        m.object.UID,
			},
			Source:              corev1.EventSource{Component: "horizontal-pod-autoscaler"},
			ReportingController: "horizontal-pod-autoscaler",
			Type:                event.Type,
			Reason:              event.Reason,
			Message:             event.Message,
			Count:               1,
		}
		result, err := m.correlator.EventCorrelate(given)
		if err != nil || result.Skip {
			continue
		}
		m.correlator.UpdateState(result.Event)
		m.told = append(m.told, recorder.Told{
			Again:   result.Event.Count > 1,
			Type:    result.Event.Type,
			Reason:  result.Event.Reason,
			Message: result.Event.Message,
			Count:   result.Event.Count,
		})
	}
}

// EventsThatDiffer tells where the controller told other events; those beyond ours are of syncs that were not compared.
func EventsThatDiffer(real, ours []recorder.Told) (differences []string) {
	for index, expected := range ours {
		if index >= len(real) {
			return append(differences, fmt.Sprintf("event %d: the controller told none, we %s", index, text(expected)))
		}
		if real[index] != expected {
			differences = append(differences, fmt.Sprintf("event %d: the controller %s, we %s", index, text(real[index]), text(expected)))
		}
	}
	return differences
}
