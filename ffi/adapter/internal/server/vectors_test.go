package server

import (
	"bufio"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

// vector is what prometheus-adapter itself answered to a request.
type vector struct {
	Op    string
	Input struct {
		Config    json.RawMessage
		Series    json.RawMessage
		Resources []*metav1.APIResourceList
		Request   string
		Objects   []string
		Response  json.RawMessage
		Compat    json.RawMessage
		Limits    json.RawMessage
	}
	OK *struct {
		PromQL string
		List   map[string]any
	}
	Error json.RawMessage
}

func vectors(t *testing.T, file, op string) []vector {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "..", "tests", "vectors", "metrics", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []vector
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var v vector
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		// Requests for usage go by way of the cluster's pods and nodes.
		if v.Op == op && v.Input.Compat == nil && v.Input.Limits == nil && !strings.HasPrefix(v.Input.Request, "/apis/metrics.k8s.io/") {
			all = append(all, v)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// text is a JSON string's value, and the text of any other JSON.
func text(value json.RawMessage) []byte {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return []byte(s)
	}
	return value
}

// answering makes the series of a vector what Prometheus has, and its engine the one that serves.
func (a *adapter) answering(t *testing.T, v vector) bool {
	t.Helper()
	series := text(v.Input.Series)
	if len(series) == 0 || string(series) == "null" {
		series = []byte("[]")
	}
	if series[0] != '[' && series[0] != '{' {
		// A page of /metrics is nothing that /api/v1/series answers.
		return false
	}
	if series[0] == '[' {
		series = slices.Concat([]byte(`{"status":"success","data":`), series, []byte("}"))
	}
	a.prometheus.Series(testkit.Answer(string(series)))
	a.maker.Resources = func() []*metav1.APIResourceList { return v.Input.Resources }
	g, err := a.maker.Make(t.Context(), text(v.Input.Config), false)
	if err != nil {
		return false
	}
	a.holder.Replace(g)
	a.objects.names = v.Input.Objects
	return true
}

// escaped tells whether a name in a request's path has a slash: the API server takes the path apart before it is unescaped.
func escaped(request string) bool {
	path, _, _ := strings.Cut(request, "?")
	return strings.Contains(strings.ToLower(path), "%2f")
}

func TestAnswersAreThoseOfPrometheusAdapter(t *testing.T) {
	a := newAdapter(t)
	compared, refused := 0, 0
	for _, v := range vectors(t, "adapter-convert.jsonl", "metrics.convert") {
		if escaped(v.Input.Request) || !a.answering(t, v) {
			continue
		}
		a.prometheus.Query(testkit.Answer(string(text(v.Input.Response))))
		code, body := a.get(v.Input.Request)
		if v.OK == nil {
			refused++
			if code == http.StatusOK {
				t.Errorf("%s: %s, and upstream gives an error", v.Input.Request, body)
			}
			continue
		}
		if code != http.StatusOK {
			t.Errorf("%s: %d %s", v.Input.Request, code, body)
			continue
		}
		compared++
		if got, want := comparable(read[map[string]any](t, body)), comparable(v.OK.List); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", v.Input.Request, got, want)
		}
	}
	if compared < 25 {
		t.Errorf("only %d answers were compared", compared)
	}
	t.Logf("%d answers are the same, %d requests are refused by both", compared, refused)
}

// comparable leaves out when a custom metric was asked for, which is now, and fields that are as good as absent.
func comparable(list map[string]any) any {
	external := list["kind"] == "ExternalMetricValueList"
	items, _ := list["items"].([]any)
	for _, item := range items {
		fields := item.(map[string]any)
		if !external {
			delete(fields, "timestamp")
		}
		if metric, ok := fields["metric"].(map[string]any); ok && metric["selector"] == nil {
			delete(metric, "selector")
		}
		maps.DeleteFunc(fields, func(_ string, v any) bool { return v == nil })
	}
	return map[string]any{"kind": list["kind"], "apiVersion": list["apiVersion"], "items": items}
}

func TestQueriesAreThoseOfPrometheusAdapter(t *testing.T) {
	a := newAdapter(t)
	compared := 0
	for _, v := range vectors(t, "adapter-query.jsonl", "metrics.query") {
		if v.OK == nil || v.OK.PromQL == "" || escaped(v.Input.Request) || !a.answering(t, v) {
			continue
		}
		before := len(a.prometheus.Queried())
		code, body := a.get(v.Input.Request)
		asked := a.prometheus.Queried()[before:]
		if len(asked) != 1 {
			t.Errorf("%s: %d queries, and %d %s", v.Input.Request, len(asked), code, body)
			continue
		}
		compared++
		if asked[0] != v.OK.PromQL {
			t.Errorf("%s:\n got %s\nwant %s", v.Input.Request, asked[0], v.OK.PromQL)
		}
	}
	if compared < 25 {
		t.Errorf("only %d queries were compared", compared)
	}
	t.Logf("%d queries are the same", compared)
}
