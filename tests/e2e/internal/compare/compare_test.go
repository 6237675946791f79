package compare

import (
	"strings"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestClientErrors(t *testing.T) {
	for _, test := range []struct {
		uri, contentType, answer string
		status                   int
		want                     string
	}{
		{
			"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/sessions?labelSelector=app%3Dweb", "text/plain; charset=utf-8", "service unavailable\n", 503,
			"the server is currently unable to handle the request (get pods.custom.metrics.k8s.io *)",
		},
		{
			"/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb", "text/plain", "404 page not found", 404,
			"the server could not find the requested resource (get pods.metrics.k8s.io)",
		},
		{
			"/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue", "application/json", `{"kind": "Status", "message": "no such queue"}`, 404,
			"no such queue",
		},
	} {
		exchange := recorder.Exchange{Method: "GET", URI: test.uri, ContentType: test.contentType, Answer: []byte(test.answer), Status: test.status}
		if got := clientError(exchange); got != test.want {
			t.Errorf("%s: %q, not %q", test.uri, got, test.want)
		}
	}
}

func TestRepeatedEventsAreCounted(t *testing.T) {
	events := newMachinery(&autoscalingv2.HorizontalPodAutoscaler{ObjectMeta: metav1.ObjectMeta{Namespace: "default", Name: "web"}})
	event := hpa.Event{Type: corev1.EventTypeWarning, Reason: "FailedGetScale", Message: "gone"}
	// As many as client-go lets through of one object.
	for second := range 30 {
		events.record(time.Unix(int64(second), 0), []hpa.Event{event})
	}
	if len(events.told) != 25 || events.told[0].Again || !events.told[24].Again || events.told[24].Count != 25 {
		t.Errorf("%d were told, the last is %+v", len(events.told), events.told[len(events.told)-1])
	}
	if differences := EventsThatDiffer(events.told, events.told[:3]); differences != nil {
		t.Errorf("later events differ: %v", differences)
	}
	if differences := EventsThatDiffer(events.told[:3], events.told[:4]); len(differences) != 1 {
		t.Errorf("an event that was not told gives %v", differences)
	}
}

func TestTimesWithinASyncAreTheSame(t *testing.T) {
	at := func(seconds float64) time.Time { return time.UnixMilli(int64(seconds * 1000)) }
	sync := recorder.Sync{Scale: recorder.Exchange{Start: at(9.9), End: at(10.2)}}
	second := func(seconds int64) *metav1.Time { return &metav1.Time{Time: time.Unix(seconds, 0)} }
	for _, test := range []struct {
		before, real, ours *metav1.Time
		want               bool
	}{
		{nil, nil, nil, true},
		{nil, second(9), nil, false},
		{second(3), second(3), second(3), true},
		{second(3), second(9), second(10), true},
		{second(3), second(3), second(10), false},
		{second(3), second(9), second(11), false},
	} {
		if got := sameTime(test.before, test.real, test.ours, sync); got != test.want {
			t.Errorf("%v, then %v and %v: %t", test.before, test.real, test.ours, got)
		}
	}
}

func TestEventsOfOneSecondMayStandInAnyOrder(t *testing.T) {
	var events []corev1.Event
	var lines []string
	for index := range 14 {
		events = append(events, corev1.Event{LastTimestamp: metav1.Unix(int64(index/2), 0)})
		lines = append(lines, string(rune('a'+index)))
	}
	text := func(lines []string) string { return "Events:\n" + strings.Join(lines, "\n") + "\n" }
	swapped := func(a, b int) string {
		lines := append([]string{}, lines...)
		lines[a], lines[b] = lines[b], lines[a]
		return settled(text(lines), events)
	}
	whole := settled(text(lines), events)
	if swapped(2, 3) != whole {
		t.Error("two of one second are told apart")
	}
	if swapped(3, 4) == whole {
		t.Error("two of different seconds are not")
	}
}

func TestTablesAreComparedWithoutWidths(t *testing.T) {
	if columns("NAME   TARGETS\nweb    cpu: 5%/50%, memory: 1%/80%\n") != columns("NAME  TARGETS\nweb  cpu: 5%/50%, memory: 1%/80%") {
		t.Error("widths are told apart")
	}
	if columns("NAME   TARGETS\nweb    5/50\n") == columns("NAME   TARGETS\nweb    6/50\n") {
		t.Error("cells are not")
	}
}
