package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/observe"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

const config = `
rules:
- seriesQuery: 'http_requests_total{namespace!="",pod!=""}'
  resources: {template: "<<.Resource>>"}
  name: {matches: "^(.*)_total$", as: "${1}"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
- seriesQuery: 'hits_total{namespace!="",service!=""}'
  resources: {template: "<<.Resource>>"}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
externalRules:
- seriesQuery: 'queue_messages{namespace!=""}'
  resources: {template: "<<.Resource>>"}
  metricsQuery: max(<<.Series>>{<<.LabelMatchers>>}) by (queue)
`

// bySelector answers with series of the name that the selector begins with.
func bySelector(w http.ResponseWriter, r *http.Request) {
	name, _, _ := strings.Cut(r.Form.Get("match[]"), "{")
	testkit.Answer(`{"status":"success","data":[`+
		`{"__name__":"`+name+`","namespace":"default","pod":"web-0","service":"web"},`+
		`{"__name__":"`+name+`","namespace":"default","pod":"web-1","service":"web"}]}`)(w, r)
}

type noEvents struct{}

func (noEvents) Warn(string, string) {}
func (noEvents) Note(string, string) {}

// objects lists these names, whatever is asked for, and remembers what was.
type objects struct {
	names []string
	err   error
	asked string
}

func (o *objects) Names(_ context.Context, namespace string, r schema.GroupResource, s labels.Selector) ([]string, error) {
	o.asked = fmt.Sprintf("%s %s %s", namespace, r, s)
	return o.names, o.err
}

// adapter is the whole of it but the cluster.
type adapter struct {
	http.Handler
	prometheus *testkit.Prometheus
	objects    *objects
	holder     *engine.Holder
	maker      *engine.Maker
	observer   *observe.Observer
}

func newAdapter(t *testing.T) *adapter {
	t.Helper()
	a := &adapter{prometheus: testkit.NewPrometheus(t), objects: &objects{names: []string{"web-0", "web-1"}}, holder: &engine.Holder{}}
	a.observer = observe.New("http://prometheus", "1.2.3", func() (time.Duration, bool) { return 0, a.holder.Listed() != nil }, noEvents{})
	c := prometheus.Defaults()
	c.URL, c.MaxBackoff, c.MaxResponseBytes, c.Timeout = a.prometheus.URL, 0, 1<<20, 2*time.Second
	client, err := prometheus.New(c, a.observer)
	if err != nil {
		t.Fatal(err)
	}
	a.maker = &engine.Maker{Prometheus: client, MaxAge: time.Minute, Concurrency: 4}
	a.Handler, err = Unprotected(Parts{
		Backend:  &provider.Backend{Holder: a.holder, Prometheus: client, Objects: a.objects, Observer: a.observer},
		Observer: a.observer,
		Timeout:  2 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.holder.Replace(nil) })
	return a
}

func (a *adapter) serve(t *testing.T, config string) {
	t.Helper()
	g, err := a.maker.Make(t.Context(), []byte(config), false)
	if err != nil {
		t.Fatal(err)
	}
	a.holder.Replace(g)
	a.observer.Relisted(g, time.Second, nil)
}

// get gives status and body of a request.
func (a *adapter) get(path string) (int, string) {
	w := httptest.NewRecorder()
	a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w.Code, w.Body.String()
}

func read[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

type list struct {
	Kind     string
	Metadata struct{ Name string }
	Items    []struct {
		DescribedObject struct{ Kind, Name, Namespace, APIVersion string }
		Metric          struct{ Name string }
		MetricName      string
		MetricLabels    map[string]string
		Value           string
	}
}

type apiStatus struct {
	Kind, Reason, Message string
	Code                  int
}

type resources struct {
	Resources []struct {
		Name       string
		Namespaced bool
	}
}

const custom = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default"
