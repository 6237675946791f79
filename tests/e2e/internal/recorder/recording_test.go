package recorder

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"
)

var start = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

func exchange(second int, method, uri string, status int) Exchange {
	at := start.Add(time.Duration(second) * time.Second)
	return Exchange{Start: at, End: at, Method: method, URI: uri, Status: status}
}

func scaleOf(name string) string {
	return "/apis/apps/v1/namespaces/default/deployments/" + name + "/scale"
}

const (
	metric = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue?labelSelector=a%3Db"
	status = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/web/status"
)

var web = &autoscalingv2.HorizontalPodAutoscaler{
	ObjectMeta: metav1.ObjectMeta{Namespace: "default", Name: "web"},
	Spec:       autoscalingv2.HorizontalPodAutoscalerSpec{ScaleTargetRef: autoscalingv2.CrossVersionObjectReference{Name: "web"}},
}

func TestSyncsAreToldByTheScale(t *testing.T) {
	recording := Recording{Exchanges: []Exchange{
		// Written.
		exchange(0, http.MethodGet, scaleOf("web"), 200),
		exchange(1, http.MethodGet, "/apis/external.metrics.k8s.io/v1beta1", 200),
		exchange(2, http.MethodGet, metric, 200),
		exchange(3, http.MethodPut, scaleOf("web"), 409),
		exchange(4, http.MethodGet, scaleOf("web"), 200),
		exchange(5, http.MethodPut, scaleOf("web"), 200),
		exchange(6, http.MethodPut, status, 200),
		// Of another.
		exchange(7, http.MethodGet, scaleOf("api"), 200),
		exchange(8, http.MethodGet, metric, 200),
		// Not written, and over once the next one begins.
		exchange(9, http.MethodGet, scaleOf("web"), 200),
		exchange(10, http.MethodGet, metric, 404),
		exchange(11, http.MethodPost, "/api/v1/namespaces/default/events", 201),
		// Perhaps not over.
		exchange(12, http.MethodGet, scaleOf("web"), 200),
	}}
	var told []string
	for _, sync := range recording.Syncs(web) {
		told = append(told, fmt.Sprint(
			sync.Start().Second(), sync.Computed().Second(), sync.End().Second(), len(sync.Metrics), sync.Rescale != nil, sync.Status != nil,
		))
	}
	if got, want := fmt.Sprint(told), "[0 2 6 1 true true 9 10 10 1 false false]"; got != want {
		t.Errorf("the syncs are %s, not %s", got, want)
	}
}

func TestPodsAreThoseOfTheInstant(t *testing.T) {
	frame := func(second int, kind watch.EventType, uid, phase string) Frame {
		return Frame{At: start.Add(time.Duration(second) * time.Second), Type: kind, Pod: &corev1.Pod{
			ObjectMeta: metav1.ObjectMeta{Namespace: "default", UID: types.UID(uid)},
			Status:     corev1.PodStatus{Phase: corev1.PodPhase(phase)},
		}}
	}
	recording := Recording{Frames: []Frame{
		frame(1, watch.Added, "a", "Pending"),
		frame(2, watch.Added, "b", "Pending"),
		frame(3, watch.Modified, "a", "Running"),
		frame(4, watch.Deleted, "b", "Pending"),
	}}
	for second, want := range []string{"[]", "[a Pending]", "[a Pending b Pending]", "[b Pending a Running]", "[a Running]"} {
		got := []string{}
		for _, pod := range recording.PodsAt("default", start.Add(time.Duration(second)*time.Second)) {
			got = append(got, string(pod.UID)+" "+string(pod.Status.Phase))
		}
		if fmt.Sprint(got) != want {
			t.Errorf("after %d seconds there are %v, not %s", second, got, want)
		}
	}
	if changes := recording.PodChanges("default", start.Add(2*time.Second), start.Add(3*time.Second)); len(changes) != 2 {
		t.Errorf("the pods change at %v", changes)
	}
}
