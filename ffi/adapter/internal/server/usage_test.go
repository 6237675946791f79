package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"
	metadatafake "k8s.io/client-go/metadata/fake"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

const usageConfig = `
resourceRules:
  cpu:
    containerQuery: sum(rate(cpu{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
    nodeQuery: sum(rate(cpu{<<.LabelMatchers>>,id="/"}[2m])) by (<<.GroupBy>>)
    resources: {overrides: {namespace: {resource: namespace}, node: {resource: node}, pod: {resource: pod}}}
    containerLabel: container
  memory:
    containerQuery: sum(memory{<<.LabelMatchers>>}) by (<<.GroupBy>>)
    nodeQuery: sum(memory{<<.LabelMatchers>>,id="/"}) by (<<.GroupBy>>)
    resources: {overrides: {namespace: {resource: namespace}, node: {resource: node}, pod: {resource: pod}}}
    containerLabel: container
  window: 2m
`

type podMetrics struct {
	Metadata struct {
		Name, Namespace string
		Labels          map[string]string
	}
	Window     string
	Containers []struct {
		Name  string
		Usage map[string]string
	}
	Usage map[string]string
}

// withUsage adds two pods of one namespace, one of another, and a node.
func withUsage(t *testing.T, a *adapter) *cluster.Usage {
	t.Helper()
	pod := func(namespace, name string) *metav1.PartialObjectMetadata {
		return &metav1.PartialObjectMetadata{
			TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, Labels: map[string]string{"app": name[:len(name)-2]}},
		}
	}
	scheme := metadatafake.NewTestScheme()
	if err := metav1.AddMetaToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	pods := metadatafake.NewSimpleMetadataClient(scheme, pod("default", "web-0"), pod("default", "db-0"), pod("other", "web-1"))
	nodes := fake.NewClientset(&corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "node-1", Labels: map[string]string{"zone": "a"}}})
	u, err := cluster.NewUsage(pods, nodes)
	if err != nil {
		t.Fatal(err)
	}
	a.Handler, err = Unprotected(Parts{
		Backend: &provider.Backend{Holder: a.holder, Prometheus: a.maker.Prometheus.(provider.Querier), Objects: a.objects,
			Observer: a.observer},
		Observer: a.observer,
		Usage:    u,
		Timeout:  2 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// consumption answers queries for CPU and memory of pods of the namespace default, and of a node.
func consumption(w http.ResponseWriter, r *http.Request) {
	query := r.Form.Get("query")
	value := "0.25"
	if strings.Contains(query, "memory") {
		value = "1048576"
	}
	sample := func(labels string) string { return `{"metric":{` + labels + `},"value":[1700000000,"` + value + `"]}` }
	switch {
	case strings.Contains(query, `id="/"`):
		testkit.Vector(sample(`"node":"node-1"`))(w, r)
	case strings.Contains(query, `namespace="default"`):
		testkit.Vector(sample(`"pod":"web-0","container":"app"`)+","+sample(`"pod":"db-0","container":"app"`))(w, r)
	default:
		testkit.Status(503, "text/plain", "down")(w, r)
	}
}

func TestUsage(t *testing.T) {
	a := newAdapter(t)
	u := withUsage(t, a)
	a.prometheus.Query(consumption)
	a.serve(t, usageConfig)
	if code, body := a.get("/readyz/listing"); code != 500 {
		t.Errorf("ready without pods: %d %s", code, body)
	}
	if code, body := a.get("/apis/metrics.k8s.io/v1beta1/nodes"); code != 500 || !strings.Contains(body, "no resourceRules") {
		t.Errorf("before the watch: %d %s", code, body)
	}
	u.Start(t.Context())
	testkit.Eventually(t, "pods and nodes are listed", u.Synced)
	if code, body := a.get("/readyz/listing"); code != 200 {
		t.Errorf("not ready: %d %s", code, body)
	}

	type items struct{ Items []podMetrics }
	code, body := a.get("/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb")
	l := read[items](t, body)
	if code != 200 || len(l.Items) != 1 {
		t.Fatalf("%d %s", code, body)
	}
	m := l.Items[0]
	if m.Metadata.Name != "web-0" || m.Metadata.Labels["app"] != "web" || m.Window != "2m0s" || len(m.Containers) != 1 ||
		m.Containers[0].Usage["cpu"] != "250m" || m.Containers[0].Usage["memory"] != "1Mi" {
		t.Errorf("%+v", m)
	}
	// Prometheus answers for one namespace of two: the other is left out.
	code, body = a.get("/apis/metrics.k8s.io/v1beta1/pods")
	if l = read[items](t, body); code != 200 || len(l.Items) != 2 {
		t.Errorf("%d %s", code, body)
	}
	code, body = a.get("/apis/metrics.k8s.io/v1beta1/namespaces/other/pods")
	if code != 500 || !strings.Contains(body, "503 Service Unavailable") {
		t.Errorf("a namespace without an answer: %d %s", code, body)
	}
	code, body = a.get("/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/db-0")
	if one := read[podMetrics](t, body); code != 200 || one.Metadata.Name != "db-0" {
		t.Errorf("%d %s", code, body)
	}
	if code, body = a.get("/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/nobody"); code != 404 {
		t.Errorf("%d %s", code, body)
	}
	code, body = a.get("/apis/metrics.k8s.io/v1beta1/nodes/node-1")
	if one := read[podMetrics](t, body); code != 200 || one.Usage["cpu"] != "250m" || one.Metadata.Labels["zone"] != "a" {
		t.Errorf("%d %s", code, body)
	}
	a.serve(t, config)
	code, body = a.get("/apis/metrics.k8s.io/v1beta1/nodes/node-1")
	if code != 500 || !strings.Contains(body, "no resourceRules") {
		t.Errorf("without rules: %d %s", code, body)
	}
}
