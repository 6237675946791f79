package apitest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// object is an object of the API.
type object interface {
	metav1.Object
	runtime.Object
}

// objects are those of one resource, with all that ever happened to them.
type objects struct {
	kind schema.GroupVersionKind

	lock    sync.Mutex
	current map[string]object
	history []change
	changed chan struct{}
}

// change is an event of a watch. Its resource version is its place in the history, from 1.
type change struct {
	kind      string
	namespace string
	object    json.RawMessage
}

func newObjects(kind, version string) *objects {
	return &objects{
		kind:    schema.FromAPIVersionAndKind(version, kind),
		current: make(map[string]object),
		changed: make(chan struct{}),
	}
}

func (o *objects) set(object object) {
	o.lock.Lock()
	defer o.lock.Unlock()
	key := object.GetNamespace() + "/" + object.GetName()
	kind := "MODIFIED"
	if _, known := o.current[key]; !known {
		kind = "ADDED"
	}
	o.current[key] = object
	o.happened(kind, object)
}

func (o *objects) remove(namespace, name string) {
	o.lock.Lock()
	defer o.lock.Unlock()
	key := namespace + "/" + name
	if object, known := o.current[key]; known {
		delete(o.current, key)
		o.happened("DELETED", object)
	}
}

func (o *objects) happened(kind string, object object) {
	object.GetObjectKind().SetGroupVersionKind(o.kind)
	object.SetResourceVersion(strconv.Itoa(len(o.history) + 1))
	text, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	o.history = append(o.history, change{kind, object.GetNamespace(), text})
	close(o.changed)
	o.changed = make(chan struct{})
}

func (o *objects) serve(w http.ResponseWriter, r *http.Request, namespace string) {
	if r.URL.Query().Get("watch") == "true" {
		o.watch(w, r, namespace)
		return
	}
	o.lock.Lock()
	defer o.lock.Unlock()
	version, kind := o.kind.ToAPIVersionAndKind()
	write(w, map[string]any{
		"kind":       kind + "List",
		"apiVersion": version,
		"metadata":   metav1.ListMeta{ResourceVersion: strconv.Itoa(len(o.history))},
		"items":      o.in(namespace),
	})
}

func (o *objects) in(namespace string) []object {
	found := []object{}
	for _, object := range o.current {
		if namespace == "" || object.GetNamespace() == namespace {
			found = append(found, object)
		}
	}
	return found
}

func (o *objects) watch(w http.ResponseWriter, r *http.Request, namespace string) {
	w.Header().Set("Content-Type", runtime.ContentTypeJSON)
	out := json.NewEncoder(w)
	// Without a number the watch begins with what there is.
	seen, _ := strconv.Atoi(r.URL.Query().Get("resourceVersion"))
	if r.URL.Query().Get("sendInitialEvents") == "true" {
		seen = o.sendAll(out, namespace)
	}
	for {
		o.lock.Lock()
		fresh, changed := o.history[seen:], o.changed
		seen = len(o.history)
		o.lock.Unlock()
		for _, change := range fresh {
			if namespace == "" || change.namespace == namespace {
				_ = out.Encode(map[string]any{"type": change.kind, "object": change.object})
			}
		}
		if flusher, ok := w.(http.Flusher); ok {
			flusher.Flush()
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}

// sendAll sends what there is as a list that is watched, with the bookmark at its end.
func (o *objects) sendAll(out *json.Encoder, namespace string) int {
	o.lock.Lock()
	defer o.lock.Unlock()
	for _, object := range o.in(namespace) {
		_ = out.Encode(map[string]any{"type": "ADDED", "object": object})
	}
	version, kind := o.kind.ToAPIVersionAndKind()
	_ = out.Encode(map[string]any{"type": "BOOKMARK", "object": map[string]any{
		"kind": kind, "apiVersion": version,
		"metadata": metav1.ObjectMeta{
			ResourceVersion: strconv.Itoa(len(o.history)),
			Annotations:     map[string]string{metav1.InitialEventsAnnotationKey: "true"},
		},
	}})
	return len(o.history)
}
