// Package testkit has what the tests of several packages share: a Prometheus that answers as it is told to, and a wait
// for a condition.
package testkit

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Prometheus is an HTTP server with two endpoints, whose answers can be exchanged while it runs.
type Prometheus struct {
	*httptest.Server
	mu            sync.Mutex
	series, query http.HandlerFunc
	asked         []string
	queried       []string
}

// NewPrometheus starts one that has no series and no values.
func NewPrometheus(t testing.TB) *Prometheus {
	p := &Prometheus{series: Answer(`{"status":"success","data":[]}`), query: Vector("")}
	p.Server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(p.Close)
	return p
}

func (p *Prometheus) serve(w http.ResponseWriter, r *http.Request) {
	// What cannot be parsed has no values, and fails the test by that.
	_ = r.ParseForm()
	p.mu.Lock()
	var answer http.HandlerFunc
	switch r.URL.Path {
	case "/api/v1/series":
		p.asked = append(p.asked, r.Form.Get("match[]"))
		answer = p.series
	case "/api/v1/query":
		p.queried = append(p.queried, r.Form.Get("query"))
		answer = p.query
	default:
		answer = http.NotFound
	}
	p.mu.Unlock()
	answer(w, r)
}

// Series exchanges the answer of /api/v1/series.
func (p *Prometheus) Series(h http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.series = h
}

// Query exchanges the answer of /api/v1/query.
func (p *Prometheus) Query(h http.HandlerFunc) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.query = h
}

// Asked gives the selectors of the series that were asked for so far.
func (p *Prometheus) Asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.asked...)
}

// Queried gives the queries so far.
func (p *Prometheus) Queried() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.queried...)
}

// Answer is a handler that answers with a body.
func Answer(body string) http.HandlerFunc { return Status(http.StatusOK, "application/json", body) }

// Status is a handler that answers with a status, a content type and a body.
func Status(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// Vector is a handler that answers with an instant vector of samples in JSON.
func Vector(samples string) http.HandlerFunc {
	return Answer(`{"status":"success","data":{"resultType":"vector","result":[` + samples + `]}}`)
}

// Eventually waits for a condition, and fails the test where it does not come about within a minute.
func Eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("did not come about: %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
