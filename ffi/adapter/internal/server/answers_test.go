package server

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

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
