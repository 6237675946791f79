package server

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

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
