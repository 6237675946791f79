package serve_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/serve"
	"github.com/prometheus/client_golang/prometheus"
)

// decided are the decisions of all cases.
func decided(t *testing.T) *export.Store {
	t.Helper()
	store := export.NewStore()
	decider := decide.New(hpa.Options{}, "1.37")
	for _, c := range apitest.Cases() {
		store.Put(decider.Sync(t.Context(), apitest.Read(t, c), apitest.Began.Add(time.Hour)))
	}
	return store
}

func get(t *testing.T, handler http.Handler, path string) (int, string) {
	t.Helper()
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	body, err := io.ReadAll(answer.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Code, string(body)
}

func TestHealth(t *testing.T) {
	var notReady error
	handler := serve.Handler(prometheus.NewRegistry(), export.NewStore(), func() error { return notReady })
	for path, expected := range map[string]int{
		"/healthz": 200, "/readyz": 200, "/metrics": 200, "/debug/hpa/": 200, "/debug/hpa/default/web": 404, "/": 404, "/debug/hpa/a/b/c": 404,
	} {
		if status, body := get(t, handler, path); status != expected {
			t.Errorf("%s is %d: %s", path, status, body)
		}
	}
	notReady = errors.New("not yet")
	if status, body := get(t, handler, "/readyz"); status != 503 || body != "not yet\n" {
		t.Errorf("/readyz is %d: %s", status, body)
	}
}

func TestOnlyReading(t *testing.T) {
	handler := serve.Handler(prometheus.NewRegistry(), decided(t), func() error { return nil })
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/debug/hpa/default/limited", nil))
	if answer.Code != http.StatusMethodNotAllowed {
		t.Errorf("it is %d", answer.Code)
	}
}

func TestExplain(t *testing.T) {
	store := decided(t)
	handler := serve.Handler(prometheus.NewRegistry(), store, func() error { return nil })
	for _, decision := range store.All() {
		status, page := get(t, handler, "/debug/hpa/"+decision.HPA.String())
		if status != 200 || !strings.HasPrefix(page, decision.HPA.String()+", "+decision.Reference+", decided 2026-05-01T11:00:00Z\n") {
			t.Errorf("%s is %d: %s", decision.HPA, status, page)
		}
		// Each sentence of the engine is there, and what holds the count back.
		sentences := []string{decision.Target.Why}
		for _, metric := range decision.Metrics {
			sentences = append(sentences, metric.Why)
		}
		for _, step := range []*hpa.Step{decision.Maximum, decision.Stabilization, decision.Limits, decision.Final} {
			if step != nil {
				sentences = append(sentences, step.Why)
			}
		}
		for _, hold := range decision.Holds {
			sentences = append(sentences, "held by        "+string(hold.By))
		}
		for _, sentence := range sentences {
			if sentence == "" || !strings.Contains(page, strings.SplitN(sentence, "\n", 2)[0]) {
				t.Errorf("%s does not say %q:\n%s", decision.HPA, sentence, page)
			}
		}
		if !strings.Contains(page, "not_synced") && decision.Disagreement != nil {
			t.Errorf("%s does not say that the controller disagrees:\n%s", decision.HPA, page)
		}
	}
}

func TestList(t *testing.T) {
	handler := serve.Handler(prometheus.NewRegistry(), decided(t), func() error { return nil })
	_, page := get(t, handler, "/debug/hpa/")
	lines := strings.Split(strings.TrimSpace(page), "\n")
	if len(lines) != 8 || !strings.HasPrefix(lines[1], "default    limited") || !strings.HasSuffix(lines[1], "policy") {
		t.Errorf("it is\n%s", page)
	}
}

func TestAnHPAThatCannotBeDecided(t *testing.T) {
	store := export.NewStore()
	store.Put(decide.Failed(apitest.HPA("web", "maxReplicas: 3"), apitest.Began, errors.New("no access")))
	handler := serve.Handler(prometheus.NewRegistry(), store, func() error { return nil })
	if _, page := get(t, handler, "/debug/hpa/default/web"); !strings.Contains(page, "no access") {
		t.Errorf("it is\n%s", page)
	}
	if _, page := get(t, handler, "/debug/hpa/"); !strings.Contains(page, "not decided") {
		t.Errorf("it is\n%s", page)
	}
}
