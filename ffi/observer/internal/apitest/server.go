// Package apitest is an API server for tests: HPAs and pods to list and watch, scales and answers of metrics APIs to get. It takes
// events and refuses every other write, which it remembers.
package apitest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/version"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
)

// Answer is what the server answers to one request for metrics.
type Answer struct {
	// Status is the HTTP status, 200 where it is 0.
	Status int
	// Body is the body; that of a Status object where it starts with "{".
	Body string
}

// Server is the server. Safe for concurrent use.
type Server struct {
	// URL is where it listens.
	URL string

	hpas, pods *objects

	lock    sync.Mutex
	release version.Info
	scales  map[string]*autoscalingv1.Scale
	answers map[string]Answer
	asked   map[string]int
	writes  []string
	events  []corev1.Event
}

// New starts a server that ends with the test. It fails the test at its end if anything but events was written.
func New(t testing.TB) *Server {
	s := &Server{
		hpas:    newObjects("HorizontalPodAutoscaler", "autoscaling/v2"),
		pods:    newObjects("Pod", "v1"),
		release: version.Info{Major: "1", Minor: "37", GitVersion: "v1.37.2"},
		scales:  make(map[string]*autoscalingv1.Scale),
		answers: make(map[string]Answer),
		asked:   make(map[string]int),
	}
	server := httptest.NewServer(s)
	s.URL = server.URL
	t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		if writes := s.Writes(); len(writes) > 0 {
			t.Errorf("it wrote %v", writes)
		}
	})
	return s
}

// Config is how a client reaches the server.
func (s *Server) Config() *rest.Config { return &rest.Config{Host: s.URL, QPS: 1000, Burst: 1000} }

// SetRelease says which release the server is of, such as "1", "34+".
func (s *Server) SetRelease(major, minor string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.release.Major, s.release.Minor = major, minor
}

// SetHPA makes or changes an HPA.
func (s *Server) SetHPA(hpa *autoscalingv2.HorizontalPodAutoscaler) { s.hpas.set(hpa.DeepCopy()) }

// DeleteHPA deletes an HPA.
func (s *Server) DeleteHPA(namespace, name string) { s.hpas.remove(namespace, name) }

// SetPod makes or changes a pod.
func (s *Server) SetPod(pod *corev1.Pod) { s.pods.set(pod.DeepCopy()) }

// SetScale says what the scale of a Deployment is.
func (s *Server) SetScale(namespace, name string, scale autoscalingv1.Scale) {
	s.lock.Lock()
	defer s.lock.Unlock()
	scale.TypeMeta = metav1.TypeMeta{Kind: "Scale", APIVersion: "autoscaling/v1"}
	scale.Namespace, scale.Name = namespace, name
	s.scales[namespace+"/"+name] = &scale
}

// SetAnswer says what is answered to a request for metrics, by its path and query.
func (s *Server) SetAnswer(path string, answer Answer) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.answers[path] = answer
}

// Asked is how often a path of a metrics API was asked for.
func (s *Server) Asked(path string) int {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.asked[path]
}

// Writes are the requests that would have changed something but events.
func (s *Server) Writes() []string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.Clone(s.writes)
}

// Events are the events that were recorded.
func (s *Server) Events() []corev1.Event {
	s.lock.Lock()
	defer s.lock.Unlock()
	return slices.Clone(s.events)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	last := parts[len(parts)-1]
	switch {
	case r.Method != http.MethodGet && last != "events" && (len(parts) < 2 || parts[len(parts)-2] != "events"):
		s.lock.Lock()
		s.writes = append(s.writes, r.Method+" "+r.URL.Path)
		s.lock.Unlock()
		fail(w, http.StatusForbidden, "nothing but events is written")
	case r.Method != http.MethodGet:
		s.record(w, r)
	case last == "version":
		s.lock.Lock()
		defer s.lock.Unlock()
		write(w, s.release)
	case last == "horizontalpodautoscalers":
		s.hpas.serve(w, r, namespaceOf(parts))
	case last == "pods" && parts[0] == "api":
		s.pods.serve(w, r, namespaceOf(parts))
	case last == "scale":
		s.scale(w, parts)
	case discovered(r.URL.Path) != nil:
		write(w, discovered(r.URL.Path))
	default:
		s.metrics(w, r)
	}
}

func (s *Server) scale(w http.ResponseWriter, parts []string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	name := parts[len(parts)-2]
	scale, ok := s.scales[namespaceOf(parts)+"/"+name]
	if !ok {
		fail(w, http.StatusNotFound, `deployments.apps "`+name+`" not found`)
		return
	}
	write(w, scale)
}

func (s *Server) metrics(w http.ResponseWriter, r *http.Request) {
	s.lock.Lock()
	answer, ok := s.answers[r.URL.RequestURI()]
	s.asked[r.URL.RequestURI()]++
	s.lock.Unlock()
	if !ok {
		// As an API server answers for a group that it does not serve.
		http.Error(w, "404 page not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/plain")
	if strings.HasPrefix(answer.Body, "{") {
		w.Header().Set("Content-Type", "application/json")
	}
	if answer.Status != 0 {
		w.WriteHeader(answer.Status)
	}
	_, _ = io.WriteString(w, answer.Body)
}

func (s *Server) record(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	var event corev1.Event
	if _, _, err := scheme.Codecs.UniversalDeserializer().Decode(body, nil, &event); err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	s.lock.Lock()
	s.events = append(s.events, event)
	s.lock.Unlock()
	event.TypeMeta = metav1.TypeMeta{Kind: "Event", APIVersion: "v1"}
	write(w, &event)
}

// namespaceOf is what follows "namespaces" in a path, or nothing.
func namespaceOf(parts []string) string {
	if index := slices.Index(parts, "namespaces"); index >= 0 && index+2 < len(parts) {
		return parts[index+1]
	}
	return ""
}

func write(w http.ResponseWriter, object any) {
	w.Header().Set("Content-Type", runtime.ContentTypeJSON)
	_ = json.NewEncoder(w).Encode(object)
}

func fail(w http.ResponseWriter, code int, message string) {
	w.Header().Set("Content-Type", runtime.ContentTypeJSON)
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(metav1.Status{
		TypeMeta: metav1.TypeMeta{Kind: "Status", APIVersion: "v1"},
		Status:   metav1.StatusFailure,
		Message:  message,
		Code:     int32(code),
		Details:  &metav1.StatusDetails{Kind: "deployments"},
	})
}
