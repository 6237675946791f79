package dryrun

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

const config = `
rules:
- seriesQuery: 'hits{namespace!="",pod!=""}'
  resources: {template: "<<.Resource>>"}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
externalRules:
- seriesQuery: 'hits{namespace!="",pod!=""}'
  resources: {template: "<<.Resource>>"}
  name: {as: all_hits}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})
`

type unobserved struct{}

func (unobserved) PrometheusRequest(string, prometheus.Kind, time.Duration) {}

type pods struct{}

func (pods) Names(context.Context, string, schema.GroupResource, labels.Selector) ([]string, error) {
	return []string{"web-0", "web-1"}, nil
}

func TestRequests(t *testing.T) {
	var out bytes.Buffer
	m := &engine.Maker{MaxAge: time.Minute}
	if err := Requests(t.Context(), &out, m, []byte(config), time.Unix(1_700_000_060, 0)); err != nil {
		t.Fatal(err)
	}
	want := "# rules[0]\n# externalRules[0]\nGET /api/v1/series?match%5B%5D=hits%7Bnamespace%21%3D%22%22%2Cpod%21%3D%22%22%7D&start=1700000000\n"
	if out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
}

func TestQuery(t *testing.T) {
	p := testkit.NewPrometheus(t)
	p.Series(testkit.Answer(`{"status":"success","data":[{"__name__":"hits","namespace":"default","pod":"web-0"}]}`))
	p.Query(func(http.ResponseWriter, *http.Request) { t.Error("a dry run asked for values") })
	c := prometheus.Defaults()
	c.URL = p.URL
	client, err := prometheus.New(c, unobserved{})
	if err != nil {
		t.Fatal(err)
	}
	m := &engine.Maker{MaxAge: time.Minute, Prometheus: client, Concurrency: 1}
	var out bytes.Buffer
	path := "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/hits"
	if err := Query(t.Context(), &out, m, []byte(config), path, pods{}); err != nil {
		t.Fatal(err)
	}
	if want := "# rules[0], for " + path + "\n" + `sum(hits{namespace="default",pod=~"web-0|web-1"}) by (pod)` + "\n"; out.String() != want {
		t.Errorf("%s\nwant\n%s", out.String(), want)
	}
	if err := Query(t.Context(), &out, m, []byte(config), path, nil); err == nil || !strings.Contains(err.Error(), "no cluster") {
		t.Errorf("without a cluster: %v", err)
	}
}
