package engine

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// rule gives a configuration with one rule for one series.
func rule(series string) string {
	return `
rules:
- seriesQuery: '` + series + `{namespace!="",pod!=""}'
  resources: {template: "<<.Resource>>"}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
`
}

const twoRules = `
rules:
- seriesQuery: 'good{namespace!="",pod!=""}'
  resources: {template: "<<.Resource>>"}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
- seriesQuery: 'bad{namespace!="",pod!=""}'
  resources: {template: "<<.Resource>>"}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
`

// brokenRule does not compile: its pattern is none of Go's.
const brokenRule = `
rules:
- seriesQuery: 'good{namespace!="",pod!=""}'
  resources: {template: "<<.Resource>>"}
  name: {matches: "(?<=x)"}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
`

// each answers a request for series with one series of the name that its selector begins with.
func each(w http.ResponseWriter, r *http.Request) {
	name, _, _ := strings.Cut(r.Form.Get("match[]"), "{")
	testkit.Answer(`{"status":"success","data":[{"__name__":"`+name+`","namespace":"default","pod":"web-0"}]}`)(w, r)
}

type told struct {
	mu                 sync.Mutex
	accepted           int
	refused            []error
	relisted, failures int
}

func (o *told) ConfigAccepted(time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.accepted++
}

func (o *told) ConfigRefused(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.refused = append(o.refused, err)
}

func (o *told) Relisted(_ *Generation, _ time.Duration, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err != nil {
		o.failures++
	} else {
		o.relisted++
	}
}

func (o *told) counts() (accepted, refused, relisted, failures int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.accepted, len(o.refused), o.relisted, o.failures
}

func (*told) PrometheusRequest(string, prometheus.Kind, time.Duration) {}

// setup is a relister over a file and a Prometheus.
type setup struct {
	*Relister
	told       *told
	prometheus *testkit.Prometheus
	file       string
	reload     chan os.Signal
}

func newSetup(t *testing.T, config string, compat counterpoise.Compat) *setup {
	t.Helper()
	s := &setup{told: &told{}, prometheus: testkit.NewPrometheus(t), file: filepath.Join(t.TempDir(), "config.yaml"), reload: make(chan os.Signal, 1)}
	s.write(t, config)
	s.prometheus.Series(each)
	c := prometheus.Defaults()
	c.URL, c.MaxBackoff = s.prometheus.URL, 0
	client, err := prometheus.New(c, s.told)
	if err != nil {
		t.Fatal(err)
	}
	s.Relister = &Relister{
		Maker:    &Maker{Prometheus: client, Compat: compat, MaxAge: time.Minute, Concurrency: 2},
		Holder:   &Holder{},
		Observer: s.told,
		Source:   &Source{File: s.file},
		Interval: time.Hour,
		Poll:     5 * time.Millisecond,
		Reload:   s.reload,
	}
	return s
}

func (s *setup) write(t *testing.T, config string) {
	t.Helper()
	// As a ConfigMap's mount changes: at once.
	next := s.file + ".next"
	if err := os.WriteFile(next, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, s.file); err != nil {
		t.Fatal(err)
	}
}

func (s *setup) start(t *testing.T) {
	t.Helper()
	if err := s.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
		s.Holder.Replace(nil)
	})
}

func (s *setup) serves(metric string) bool {
	g := s.Holder.Listed()
	if g == nil {
		return false
	}
	for _, info := range g.Custom {
		if info.Metric == metric {
			return true
		}
	}
	return false
}

func TestChangeOfTheFileIsTakenUp(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Upstream)
	s.start(t)
	testkit.Eventually(t, "the first configuration serves", func() bool { return s.serves("first") })
	s.write(t, rule("second"))
	testkit.Eventually(t, "the second configuration serves", func() bool { return s.serves("second") })
	if s.serves("first") {
		t.Error("the first still serves")
	}
	if accepted, refused, _, _ := s.told.counts(); accepted != 2 || refused != 0 {
		t.Errorf("accepted %d, refused %d", accepted, refused)
	}
}

func TestSignalReloads(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Upstream)
	s.Poll = 0
	s.start(t)
	testkit.Eventually(t, "the first configuration serves", func() bool { return s.serves("first") })
	s.write(t, rule("second"))
	s.reload <- syscall.SIGHUP
	testkit.Eventually(t, "the second configuration serves", func() bool { return s.serves("second") })
	before := len(s.prometheus.Asked())
	s.reload <- syscall.SIGHUP
	testkit.Eventually(t, "a signal without a change lists anew", func() bool { return len(s.prometheus.Asked()) > before })
}

func TestBadConfigurationKeepsTheOneThatServes(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Upstream)
	s.start(t)
	testkit.Eventually(t, "the first configuration serves", func() bool { return s.serves("first") })
	for n, bad := range []string{brokenRule, "rules: [", "rulez: []"} {
		s.write(t, bad)
		testkit.Eventually(t, "it is refused", func() bool { _, refused, _, _ := s.told.counts(); return refused == n+1 })
		if !s.serves("first") {
			t.Fatalf("%q took what served away", bad)
		}
	}
	var bad *ConfigError
	if err := s.told.refused[0]; !errors.As(err, &bad) {
		t.Errorf("refused by %v", err)
	}
	var cause *counterpoise.Error
	if !errors.As(s.told.refused[0], &cause) || cause.Code != "rules.regex" {
		t.Errorf("refused by %v", s.told.refused[0])
	}
	s.write(t, rule("second"))
	testkit.Eventually(t, "a good one after bad ones serves", func() bool { return s.serves("second") })
}

func TestConfigurationThatPrometheusRefusesKeepsTheOneThatServes(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Upstream)
	s.start(t)
	testkit.Eventually(t, "the first configuration serves", func() bool { return s.serves("first") })
	s.prometheus.Series(refuseBad)
	s.write(t, twoRules)
	testkit.Eventually(t, "it is refused", func() bool { _, refused, _, _ := s.told.counts(); return refused == 1 })
	if !s.serves("first") || s.serves("good") {
		t.Error("what served is gone")
	}
}

func refuseBad(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.Form.Get("match[]"), "bad") {
		testkit.Status(400, "application/json", `{"status":"error","errorType":"bad_data","error":"no selector"}`)(w, r)
		return
	}
	each(w, r)
}

func TestOneBadRuleDoesNotTakeTheOthersWithItInSafeMode(t *testing.T) {
	s := newSetup(t, twoRules, counterpoise.Safe)
	s.prometheus.Series(refuseBad)
	s.start(t)
	testkit.Eventually(t, "the good rule serves", func() bool { return s.serves("good") })
	if s.serves("bad") {
		t.Error("the bad rule serves")
	}
	var failed []string
	for _, r := range s.Holder.Listed().Rules {
		if r.Failure != nil {
			failed = append(failed, r.Rule)
		}
	}
	if len(failed) != 1 || failed[0] != "rules[1]" {
		t.Errorf("failed: %v", failed)
	}
}

func TestRuleThatDoesNotCompileIsLeftOutInSafeMode(t *testing.T) {
	s := newSetup(t, brokenRule+strings.TrimPrefix(rule("first"), "\nrules:\n"), counterpoise.Safe)
	s.start(t)
	testkit.Eventually(t, "the other rule serves", func() bool { return s.serves("first") })
	rules := s.Holder.Listed().Rules
	var cause *counterpoise.Error
	if len(rules) != 2 || rules[0].Rule != "rules[0]" || !errors.As(rules[0].Failure, &cause) || cause.Code != "rules.regex" || rules[1].Failure != nil {
		t.Errorf("%+v", rules)
	}
}

func TestOutageKeepsTheListing(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Safe)
	s.Interval = 10 * time.Millisecond
	s.start(t)
	testkit.Eventually(t, "the rule serves", func() bool { return s.serves("first") })
	for what, answer := range map[string]http.HandlerFunc{
		"down":    testkit.Status(503, "text/plain", "down"),
		"a page":  testkit.Status(200, "text/html", "<html></html>"),
		"cut off": testkit.Answer(`{"status":"success","data":[{"__name__":"first",`),
		"no list": testkit.Answer(`{"status":"success","data":7}`),
	} {
		_, _, _, before := s.told.counts()
		s.prometheus.Series(answer)
		testkit.Eventually(t, what+" is noticed", func() bool { _, _, _, n := s.told.counts(); return n > before+1 })
		if !s.serves("first") {
			t.Fatalf("the listing is gone after %s", what)
		}
	}
	_, _, before, _ := s.told.counts()
	s.prometheus.Series(each)
	testkit.Eventually(t, "it is back", func() bool { _, _, n, _ := s.told.counts(); return n > before })
}

func TestStartWithoutPrometheus(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Upstream)
	s.Interval = 10 * time.Millisecond
	s.prometheus.Series(testkit.Status(503, "text/plain", "down"))
	s.start(t)
	testkit.Eventually(t, "it is tried", func() bool { _, _, _, n := s.told.counts(); return n > 1 })
	if _, err := s.Holder.Acquire(); !errors.Is(err, ErrNoListing) {
		t.Fatal(err)
	}
	s.prometheus.Series(each)
	testkit.Eventually(t, "the rule serves", func() bool { return s.serves("first") })
}

func TestBadConfigurationAtTheStartIsAnError(t *testing.T) {
	s := newSetup(t, brokenRule, counterpoise.Upstream)
	var bad *ConfigError
	if err := s.Load(t.Context()); !errors.As(err, &bad) {
		t.Fatal(err)
	}
	s.Source = &Source{File: s.file + ".gone"}
	if err := s.Load(t.Context()); err == nil || !strings.Contains(err.Error(), "--config") {
		t.Fatal(err)
	}
}

func TestRequestsOfOneListingAreBounded(t *testing.T) {
	var config strings.Builder
	config.WriteString("rules:\n")
	for i := range 24 {
		config.WriteString(strings.TrimPrefix(rule("series_"+string(rune('a'+i))), "\nrules:\n"))
	}
	s := newSetup(t, config.String(), counterpoise.Upstream)
	s.Maker.Concurrency = 3
	var running, most atomic.Int64
	s.prometheus.Series(func(w http.ResponseWriter, r *http.Request) {
		n := running.Add(1)
		defer running.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(2 * time.Millisecond)
		each(w, r)
	})
	s.start(t)
	testkit.Eventually(t, "all rules serve", func() bool { return s.serves("series_x") && s.serves("series_a") })
	if m := most.Load(); m < 2 || m > 3 {
		t.Errorf("%d requests ran at once", m)
	}
	g := s.Holder.Listed()
	if len(g.Rules) != 24 || g.Rules[0].Series != 1 || g.Rules[2].Rule != "rules[2]" || g.Rules[23].Rule != "rules[23]" {
		t.Errorf("rules %v", g.Rules)
	}
}

func TestReadersNeverMeetAClosedEngine(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Upstream)
	s.Interval = time.Millisecond
	s.start(t)
	testkit.Eventually(t, "the rule serves", func() bool { return s.serves("first") })
	path := counterpoise.CustomRequest{Namespace: "default", Resource: "pods", Name: "web-0", Metric: "first"}.Path()
	_, _, start, _ := s.told.counts()
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for {
				if _, _, n, _ := s.told.counts(); n > start+20 {
					return
				}
				g, err := s.Holder.Acquire()
				if err != nil {
					t.Error(err)
					return
				}
				_, err = g.Engine.Query(t.Context(), counterpoise.Request{Path: path})
				g.Release()
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	readers.Wait()
}

func TestLargeSeriesComeInPieces(t *testing.T) {
	s := newSetup(t, rule("first"), counterpoise.Upstream)
	s.prometheus.Series(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"status":"success","data":[`))
		// Together they are more than the 16 MiB that one text may have.
		filler := strings.Repeat("x", 1000)
		for i := range 20_000 {
			if i > 0 {
				_, _ = w.Write([]byte(","))
			}
			_, _ = w.Write([]byte(`{"__name__":"first","namespace":"default","pod":"web-0","label":"` + filler + `"}`))
		}
		_, _ = w.Write([]byte(`]}`))
	})
	g, err := s.Maker.Make(t.Context(), []byte(rule("first")), false)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Engine.Close()
	if g.Rules[0].Series != 20_000 {
		t.Errorf("%d series", g.Rules[0].Series)
	}
}
