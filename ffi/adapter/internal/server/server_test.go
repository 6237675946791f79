package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
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
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
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
	g, err := a.maker.Make(t.Context(), []byte(config))
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

func TestWhatIsListed(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	for path, want := range map[string][]string{
		"/apis/custom.metrics.k8s.io/v1beta1": {"namespaces/hits_total", "namespaces/http_requests", "pods/hits_total",
			"pods/http_requests", "services/hits_total", "services/http_requests"},
		"/apis/external.metrics.k8s.io/v1beta1": {"queue_messages"},
	} {
		code, body := a.get(path)
		var got []string
		for _, r := range read[resources](t, body).Resources {
			got = append(got, r.Name)
		}
		if code != 200 || strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %d %v, want %v", path, code, got, want)
		}
	}
}

func TestOneObject(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1700000000,"1.5"]}`))
	for _, version := range []string{"v1beta1", "v1beta2"} {
		code, body := a.get("/apis/custom.metrics.k8s.io/" + version + "/namespaces/default/pods/web-0/http_requests")
		l := read[list](t, body)
		if code != 200 || len(l.Items) != 1 {
			t.Fatalf("%d %s", code, body)
		}
		item := l.Items[0]
		if item.Value != "1500m" || item.DescribedObject.Name != "web-0" || item.DescribedObject.Kind != "Pod" || item.DescribedObject.Namespace != "default" {
			t.Errorf("%+v", item)
		}
	}
	want := `sum(rate(http_requests_total{namespace="default",pod="web-0"}[2m])) by (pod)`
	if got := a.prometheus.Queried(); got[0] != want {
		t.Errorf("asked %s, want %s", got[0], want)
	}
}

func TestAllObjectsOfASelector(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1,"2"]},{"metric":{"pod":"web-1"},"value":[1,"3"]},{"metric":{"pod":"other"},"value":[1,"9"]}`))
	code, body := a.get(custom + "/pods/*/http_requests?labelSelector=app%3Dweb&metricLabelSelector=verb%3DGET")
	l := read[list](t, body)
	if code != 200 || len(l.Items) != 2 || l.Items[0].Value != "2" || l.Items[1].Value != "3" {
		t.Fatalf("%d %s", code, body)
	}
	if a.objects.asked != "default pods app=web" {
		t.Errorf("listed %q", a.objects.asked)
	}
	want := `sum(rate(http_requests_total{verb="GET",namespace="default",pod=~"web-0|web-1"}[2m])) by (pod)`
	if got := a.prometheus.Queried()[0]; got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
}

func TestNamespaceItself(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"namespace":"default"},"value":[1,"7"]}`))
	code, body := a.get(custom + "/metrics/http_requests")
	l := read[list](t, body)
	if code != 200 || len(l.Items) != 1 || l.Items[0].DescribedObject.Kind != "Namespace" || l.Items[0].Value != "7" {
		t.Fatalf("%d %s", code, body)
	}
}

func TestExternalMetric(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"queue":"a"},"value":[1700000000,"4"]},{"metric":{"queue":"b"},"value":[1700000000,"0.25"]}`))
	code, body := a.get("/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_messages?labelSelector=queue+in+%28a%2Cb%29")
	l := read[list](t, body)
	if code != 200 || len(l.Items) != 2 || l.Items[0].Value != "4" || l.Items[1].Value != "250m" || l.Items[1].MetricLabels["queue"] != "b" {
		t.Fatalf("%d %s", code, body)
	}
	if got := a.prometheus.Queried()[0]; got != `max(queue_messages{queue=~"a|b",namespace="default"}) by (queue)` {
		t.Errorf("asked %s", got)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	for path, want := range map[string]string{
		custom + "/pods/web-0/nothing":                                     "the server could not find the metric nothing for pods web-0",
		custom + "/pods/web-0/http_requests":                               "the server could not find the metric http_requests for pods web-0",
		custom + "/pods/*/nothing":                                         "the server could not find the metric nothing for pods",
		custom + "/unicorns/x/http_requests":                               "the server could not find the metric http_requests for unicorns x",
		"/apis/external.metrics.k8s.io/v1beta1/namespaces/default/nothing": "the server could not find the metric nothing for namespaces",
	} {
		code, body := a.get(path)
		s := read[apiStatus](t, body)
		if code != 404 || s.Reason != "NotFound" || s.Message != want {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	a.objects.names = nil
	if code, body := a.get(custom + "/pods/*/http_requests"); code != 404 {
		t.Errorf("no pods: %d %s", code, body)
	}
	a.objects.err = errors.New("pods are forbidden")
	code, body := a.get(custom + "/pods/*/http_requests")
	if code != 500 || strings.Contains(body, "forbidden") {
		t.Errorf("a listing that fails: %d %s", code, body)
	}
}

func TestBadPrometheus(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	slow := make(chan struct{})
	t.Cleanup(func() { close(slow) })
	for name, c := range map[string]struct {
		answer  http.HandlerFunc
		code    int
		message string
	}{
		"slow": {func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-slow:
			case <-r.Context().Done():
			}
		}, 503, "did not answer in time"},
		"503":    {testkit.Status(503, "text/plain", "down"), 503, "503 Service Unavailable"},
		"HTML":   {testkit.Status(200, "text/html", "<html><body>Login</body></html>"), 500, "text/html"},
		"200 MB": {func(w http.ResponseWriter, _ *http.Request) { large(w) }, 500, "larger than"},
		"cut in the middle": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, `{"status":"success","data":{"resultType":"vector","result":[{"metric":`)
		}, 500, "ends in the middle"},
		"half of JSON": {testkit.Answer(`{"status":"success","data":{"resultType":"vector","result":[{"metric":{}}`), 500, "unable to fetch metrics"},
		"an error":     {testkit.Status(422, "application/json", `{"status":"error","errorType":"execution","error":"too many samples"}`), 500, "too many samples"},
		"a scalar":     {testkit.Answer(`{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}`), 500, "unable to fetch metrics"},
		"other JSON":   {testkit.Answer(`{"hello":"world"}`), 500, "unable to fetch metrics"},
		"no JSON":      {testkit.Answer("{\x00\xff}"), 500, "unable to fetch metrics"},
	} {
		t.Run(name, func(t *testing.T) {
			a.prometheus.Query(c.answer)
			for _, path := range []string{custom + "/pods/web-0/http_requests", custom + "/pods/*/http_requests"} {
				code, body := a.get(path)
				s := read[apiStatus](t, body)
				if code != c.code || s.Code != c.code || !strings.Contains(s.Message, c.message) {
					t.Errorf("%s: %d %s, want %d with %q", path, code, body, c.code, c.message)
				}
				if strings.Contains(body, a.prometheus.URL) || strings.Contains(body, "127.0.0.1") {
					t.Errorf("tells an address: %s", body)
				}
			}
		})
	}
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1,"1"]}`))
	if code, body := a.get(custom + "/pods/web-0/http_requests"); code != 200 {
		t.Errorf("afterwards: %d %s", code, body)
	}
}

func large(w io.Writer) {
	piece := []byte(strings.Repeat("x", 64<<10))
	_, _ = io.WriteString(w, `{"status":"`)
	for range 200 << 20 / len(piece) {
		if _, err := w.Write(piece); err != nil {
			return
		}
	}
}

func TestReadiness(t *testing.T) {
	a := newAdapter(t)
	if code, body := a.get("/readyz"); code != 500 || !strings.Contains(body, "listing") {
		t.Errorf("before the listing: %d %s", code, body)
	}
	if code, body := a.get(custom + "/pods/web-0/http_requests"); code != 503 {
		t.Errorf("before the listing: %d %s", code, body)
	}
	if code, _ := a.get("/livez/ping"); code != 200 {
		t.Error("is not alive")
	}
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	if code, body := a.get("/readyz/listing"); code != 200 {
		t.Errorf("after the listing: %d %s", code, body)
	}
}

func TestMetrics(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1,"1"]}`))
	a.get(custom + "/pods/web-0/http_requests")
	a.get(custom + "/pods/web-7/http_requests")
	a.get(custom + "/pods/web-0/nothing")
	code, body := a.get("/metrics")
	if code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	for _, line := range []string{
		`counterpoise_adapter_engine_info{version="1.2.3"} 1`,
		`counterpoise_adapter_answers_total{group="custom.metrics.k8s.io",outcome="ok",rule="rules[0]"} 1`,
		`counterpoise_adapter_answers_total{group="custom.metrics.k8s.io",outcome="not_found",rule="rules[0]"} 1`,
		`counterpoise_adapter_answers_total{group="custom.metrics.k8s.io",outcome="not_found",rule=""} 1`,
		`counterpoise_adapter_prometheus_requests_total{endpoint="/api/v1/query",outcome="ok"} 2`,
		`counterpoise_adapter_prometheus_requests_total{endpoint="/api/v1/series",outcome="ok"} 3`,
		`counterpoise_adapter_rule_series{rule="rules[0]"} 2`,
		`counterpoise_adapter_rule_failed{rule="externalRules[0]"} 0`,
		`counterpoise_adapter_relists_total{result="ok"} 1`,
		`counterpoise_adapter_listed_metrics{group="external.metrics.k8s.io"} 1`,
		`counterpoise_adapter_listing_age_seconds 0`,
		`prometheus_adapter_prometheus_client_request_duration_seconds_count{path="/api/v1/query",server="http://prometheus"} 2`,
	} {
		if !strings.Contains(body, line+"\n") {
			t.Errorf("not there: %s", line)
		}
	}
	for _, other := range []string{"go_goroutines", "process_resident_memory_bytes", "apiserver_request_total"} {
		if !strings.Contains(body, other) {
			t.Errorf("not there: %s", other)
		}
	}
}

func TestExplain(t *testing.T) {
	type explanation struct {
		Rule, PromQL, BrokeAt string
		Error                 struct{ Code, Message, Hint string }
		Fates                 []counterpoise.SampleFate
		Rules                 []struct {
			Rule   string
			Series int
		}
	}
	a := newAdapter(t)
	explain := func(path string) explanation {
		t.Helper()
		code, body := a.get("/debug/explain?path=" + url.QueryEscape(path))
		if code != 200 {
			t.Fatalf("%d %s", code, body)
		}
		return read[explanation](t, body)
	}
	if e := explain(custom + "/pods/web-0/http_requests"); e.BrokeAt != "listing of the series" {
		t.Errorf("%+v", e)
	}
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1,"1"]},{"metric":{"pod":"db-0"},"value":[1,"1"]}`))
	e := explain(custom + "/pods/*/http_requests?labelSelector=app%3Dweb")
	if e.Rule != "rules[0]" || !strings.Contains(e.PromQL, "web-0|web-1") || e.BrokeAt != "" || len(e.Rules) != 3 {
		t.Errorf("%+v", e)
	}
	if len(e.Fates) != 2 || e.Fates[0].Fate != "used" || e.Fates[1].Fate != "ignored" {
		t.Errorf("fates %+v", e.Fates)
	}
	if e := explain(custom + "/pods/web-0/http_request"); e.BrokeAt != "rule and series" || e.Error.Code != "metrics.not-found" || e.Error.Hint == "" {
		t.Errorf("%+v", e)
	}
	if e := explain(custom + "/pods/web-9/http_requests"); e.BrokeAt != "conversion" || e.Error.Code != "metrics.no-value" {
		t.Errorf("%+v", e)
	}
	a.prometheus.Query(testkit.Status(503, "text/plain", "down"))
	if e := explain(custom + "/pods/web-0/http_requests"); e.BrokeAt != "Prometheus answers" || e.Error.Code != "prometheus.unavailable" {
		t.Errorf("%+v", e)
	}
	a.objects.err = errors.New("pods are forbidden")
	if e := explain(custom + "/pods/*/http_requests"); e.BrokeAt != "listing of the objects" {
		t.Errorf("%+v", e)
	}
	if code, _ := a.get("/debug/explain"); code != 400 {
		t.Errorf("without a path: %d", code)
	}
}

func TestReplacedEngineLosesNoRequest(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.prometheus.Query(testkit.Vector(`{"metric":{"pod":"web-0"},"value":[1,"1"]}`))
	stop := make(chan struct{})
	failed := make(chan string, 8)
	for range 8 {
		go func() {
			for {
				select {
				case <-stop:
					failed <- ""
					return
				default:
				}
				if code, body := a.get(custom + "/pods/web-0/http_requests"); code != 200 {
					failed <- fmt.Sprintf("%d %s", code, body)
					return
				}
			}
		}()
	}
	for range 10 {
		a.serve(t, config)
	}
	close(stop)
	for range 8 {
		if f := <-failed; f != "" {
			t.Error(f)
		}
	}
}

func TestAllNamespaces(t *testing.T) {
	a := newAdapter(t)
	a.prometheus.Series(bySelector)
	a.serve(t, config)
	a.objects.names = []string{"default", "other"}
	a.prometheus.Query(testkit.Vector(`{"metric":{"namespace":"default"},"value":[1,"7"]}`))
	path := "/apis/custom.metrics.k8s.io/v1beta2/namespaces/*/metrics/http_requests?labelSelector=team%3Da"
	code, body := a.get(path)
	l := read[list](t, body)
	if code != 200 || len(l.Items) != 1 || l.Items[0].DescribedObject.Kind != "Namespace" || l.Items[0].Value != "7" {
		t.Fatalf("%d %s", code, body)
	}
	if a.objects.asked != " namespaces team=a" {
		t.Errorf("listed %q", a.objects.asked)
	}
	asked := a.prometheus.Queried()[0]
	_, body = a.get("/debug/explain?path=" + url.QueryEscape(path))
	if got := a.prometheus.Queried()[1]; got != asked {
		t.Errorf("explained by %s, answered by %s: %s", got, asked, body)
	}
}
