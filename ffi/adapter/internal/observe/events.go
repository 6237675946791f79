package observe

import (
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/tools/record"
)

// longest is as much as the API server takes of an event's message.
const longest = 1024

// PodEvents makes events about the adapter's own pod, which POD_NAME and POD_NAMESPACE name. Without them there are none.
type PodEvents struct {
	recorder record.EventRecorder
	pod      *corev1.ObjectReference
	stop     func()
}

// NewPodEvents makes a recorder.
func NewPodEvents(client kubernetes.Interface) *PodEvents {
	name, namespace := os.Getenv("POD_NAME"), os.Getenv("POD_NAMESPACE")
	if name == "" || namespace == "" {
		return &PodEvents{stop: func() {}}
	}
	broadcaster := record.NewBroadcaster()
	broadcaster.StartRecordingToSink(&typedcorev1.EventSinkImpl{Interface: client.CoreV1().Events(namespace)})
	return &PodEvents{
		recorder: broadcaster.NewRecorder(runtime.NewScheme(), corev1.EventSource{Component: "counterpoise-adapter"}),
		pod:      &corev1.ObjectReference{APIVersion: "v1", Kind: "Pod", Name: name, Namespace: namespace},
		stop:     broadcaster.Shutdown,
	}
}

// Stop ends the recording.
func (e *PodEvents) Stop() { e.stop() }

// Warn makes an event of type Warning.
func (e *PodEvents) Warn(reason, message string) { e.event(corev1.EventTypeWarning, reason, message) }

// Note makes an event of type Normal.
func (e *PodEvents) Note(reason, message string) { e.event(corev1.EventTypeNormal, reason, message) }

func (e *PodEvents) event(kind, reason, message string) {
	if e.recorder == nil {
		return
	}
	if len(message) > longest {
		message = message[:longest-3] + "..."
	}
	e.recorder.Event(e.pod, kind, reason, message)
}
