package main

import (
	"bufio"
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// Shape of the canned Prometheus: each pod has every metric, and a namespace has podsOfNamespace pods.
const (
	rules           = 10
	metricsOfRule   = 10
	podsOfNamespace = 50
)

// canned is a Prometheus whose series are counted out and whose values are always the same.
type canned struct {
	namespaces int
	vectors    map[string][]byte
	// labels is the end of a series of each pod, behind its name.
	labels [][]byte
}

// newCanned makes one that has at least as many series as asked for.
func newCanned(series int) *canned {
	perNamespace := rules * metricsOfRule * podsOfNamespace
	c := &canned{namespaces: max(1, (series+perNamespace-1)/perNamespace), vectors: map[string][]byte{}}
	for n := range c.namespaces {
		var b strings.Builder
		b.WriteString(`{"status":"success","data":{"resultType":"vector","result":[`)
		for p := range podsOfNamespace {
			if p > 0 {
				b.WriteByte(',')
			}
			c.labels = append(c.labels, fmt.Appendf(nil, `","namespace":"%s","pod":"%s","job":"web"}`, namespaceOf(n), podOf(n, p)))
			fmt.Fprintf(&b, `{"metric":{"namespace":"%s","pod":"%s"},"value":[1700000000.123,"%d.25"]}`, namespaceOf(n), podOf(n, p), p)
		}
		b.WriteString("]}}")
		c.vectors[namespaceOf(n)] = []byte(b.String())
	}
	return c
}

func namespaceOf(n int) string { return fmt.Sprintf("team-%04d", n) }
func podOf(n, p int) string    { return fmt.Sprintf("web-%04d-7d9f8c6b5-%05d", n, p) }
func metricOf(r, m int) string { return fmt.Sprintf("app_%d_requests_%d", r, m) }

// series is how many series there are.
func (c *canned) series() int { return c.namespaces * rules * metricsOfRule * podsOfNamespace }

// config gives the rules that make a metric of each series' name.
func config() []byte {
	var b strings.Builder
	b.WriteString("rules:\n")
	for r := range rules {
		fmt.Fprintf(&b, `- seriesQuery: '{__name__=~"^app_%d_.*",namespace!="",pod!=""}'
  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
`, r)
	}
	b.WriteString(`externalRules:
- seriesQuery: '{__name__=~"^app_0_requests_0$",namespace!="",pod!=""}'
  resources: {overrides: {namespace: {resource: namespace}}}
  name: {as: all_requests}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (pod)
`)
	return []byte(b.String())
}

var (
	ruleOf     = regexp.MustCompile(`\^app_(\d)_`)
	namespaced = regexp.MustCompile(`namespace="([^"]+)"`)
)

func (c *canned) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/api/v1/series":
		c.writeSeries(w, r.FormValue("match[]"))
	case "/api/v1/query":
		found := namespaced.FindStringSubmatch(r.FormValue("query"))
		if found == nil {
			http.Error(w, "no namespace", http.StatusBadRequest)
			return
		}
		_, _ = w.Write(c.vectors[found[1]])
	default:
		http.NotFound(w, r)
	}
}

// writeSeries counts the series of a rule out: they need no memory here, and little of the processors, which are the adapter's.
func (c *canned) writeSeries(w http.ResponseWriter, match string) {
	found := ruleOf.FindStringSubmatch(match)
	if found == nil {
		http.Error(w, "no rule", http.StatusBadRequest)
		return
	}
	metrics := metricsOfRule
	if strings.Contains(match, "_0$") {
		metrics = 1
	}
	b := bufio.NewWriterSize(w, 64<<10)
	defer b.Flush()
	b.WriteString(`{"status":"success","data":[`)
	for m := range metrics {
		head := fmt.Appendf(nil, `,{"__name__":"app_%s_requests_%d`, found[1], m)
		for i, labels := range c.labels {
			if m == 0 && i == 0 {
				b.Write(head[1:])
			} else {
				b.Write(head)
			}
			b.Write(labels)
		}
	}
	b.WriteString("]}")
}
