package recorder

import (
	"encoding/json"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/watch"
)

// Frame is what an informer was told of one object: an HPA or a pod.
type Frame struct {
	// At is when it was about to be passed on.
	At   time.Time
	Type watch.EventType
	// One of them is set.
	HPA *autoscalingv2.HorizontalPodAutoscaler
	Pod *corev1.Pod
}

// decoder reads an object into a frame.
type decoder func(*Frame, json.RawMessage) error

// informed are the requests of the informers that the HPA controller has.
var informed = map[string]decoder{
	"/api/v1/pods": func(frame *Frame, text json.RawMessage) error {
		frame.Pod = &corev1.Pod{}
		return json.Unmarshal(text, frame.Pod)
	},
	"/apis/autoscaling/v2/horizontalpodautoscalers": func(frame *Frame, text json.RawMessage) error {
		frame.HPA = &autoscalingv2.HorizontalPodAutoscaler{}
		return json.Unmarshal(text, frame.HPA)
	},
}

// framesOfWatch reads a line of a watch; a bookmark gives none.
func framesOfWatch(decode decoder, line []byte) []Frame {
	var event struct {
		Type   watch.EventType
		Object json.RawMessage
	}
	if err := json.Unmarshal(line, &event); err != nil {
		return nil
	}
	switch event.Type {
	case watch.Added, watch.Modified, watch.Deleted:
	default:
		return nil
	}
	frame := Frame{Type: event.Type}
	if err := decode(&frame, event.Object); err != nil {
		return nil
	}
	return []Frame{frame}
}

// framesOfList reads the objects of a list as a watch would tell them.
func framesOfList(decode decoder, text []byte) []Frame {
	var list struct{ Items []json.RawMessage }
	if err := json.Unmarshal(text, &list); err != nil {
		return nil
	}
	frames := make([]Frame, 0, len(list.Items))
	for _, item := range list.Items {
		frame := Frame{Type: watch.Added}
		if err := decode(&frame, item); err == nil {
			frames = append(frames, frame)
		}
	}
	return frames
}
