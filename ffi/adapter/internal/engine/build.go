package engine

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Lister gives the series of Prometheus.
type Lister interface {
	// Series gives the bytes of an answer of /api/v1/series.
	Series(ctx context.Context, match, start string) ([]byte, error)
}

// Maker makes generations.
type Maker struct {
	// Prometheus is asked for series.
	Prometheus Lister
	// Resources gives the cluster's resources; nil stands for Kubernetes' own.
	Resources func() []*metav1.APIResourceList
	// Compat is whose behaviour is wanted where upstream's is known to hurt.
	Compat counterpoise.Compat
	// MaxAge is how old a series may be.
	MaxAge time.Duration
	// Concurrency bounds how many requests of one relist run, and wait to be taken in, at once.
	Concurrency int
}

// ConfigError is a configuration that cannot serve, whatever Prometheus answers.
type ConfigError struct{ Err error }

func (e *ConfigError) Error() string { return "the configuration cannot be used: " + e.Err.Error() }

// Unwrap gives the engine's error, or Prometheus' refusal of a seriesQuery.
func (e *ConfigError) Unwrap() error { return e.Err }

// Check compiles a configuration and gives it up again.
func (m *Maker) Check(ctx context.Context, config []byte) error {
	_, err := m.Requests(ctx, config, time.Time{})
	return err
}

// Requests gives what a relist of a configuration asks Prometheus for.
func (m *Maker) Requests(ctx context.Context, config []byte, now time.Time) ([]counterpoise.SeriesRequest, error) {
	b, requests, err := m.begin(ctx, config, now, nil)
	if err != nil {
		return nil, err
	}
	return requests, b.Close()
}

// begin compiles a configuration and tells which series it needs.
func (m *Maker) begin(ctx context.Context, config []byte, now time.Time, pause func()) (*counterpoise.Builder, []counterpoise.SeriesRequest, error) {
	c := counterpoise.Config{Rules: config, Compat: m.Compat, Pause: pause}
	if m.Resources != nil {
		c.Resources = m.Resources()
	}
	b, err := counterpoise.NewBuilder(ctx, c)
	if err != nil {
		return nil, nil, &ConfigError{err}
	}
	requests, err := b.SeriesRequests(counterpoise.SeriesOptions{Now: now, MaxAge: m.MaxAge})
	if err != nil {
		return nil, nil, errors.Join(&ConfigError{err}, b.Close())
	}
	return b, requests, nil
}

// Make asks Prometheus for the series of a configuration and makes the generation that serves them. With beside it takes its time:
// another generation answers requests meanwhile, which shall not be slower for it.
func (m *Maker) Make(ctx context.Context, config []byte, beside bool) (*Generation, error) {
	var pause func()
	if beside {
		pause = newPace().rest
	}
	now := time.Now()
	b, requests, err := m.begin(ctx, config, now, pause)
	if err != nil {
		return nil, err
	}
	// A builder that was built is used up, and Close then has nothing to do.
	defer b.Close()
	counts, err := m.list(ctx, b, requests)
	if err != nil {
		return nil, err
	}
	counts = append(counts, m.leftOut(ctx, config, counts)...)
	sortByRule(counts)
	e, err := b.Build()
	if err != nil {
		return nil, fmt.Errorf("no engine can be made of the series: %w", err)
	}
	g := &Generation{Engine: e, ListedAt: now, Rules: counts}
	if err := g.describe(ctx); err != nil {
		e.Close()
		return nil, err
	}
	return g, nil
}

// answer is one request's outcome on its way to the builder.
type answer struct {
	body []byte
	err  error
}

// list asks for all series, several requests at once, and takes the answers in one by one in the order of the requests,
// so that a listing does not depend on which answer came first. No more answers than requests in flight wait in memory.
func (m *Maker) list(ctx context.Context, b *counterpoise.Builder, requests []counterpoise.SeriesRequest) ([]RuleCount, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slots := make(chan struct{}, max(m.Concurrency, 1))
	answers := make([]chan answer, len(requests))
	for i := range answers {
		answers[i] = make(chan answer, 1)
	}
	go func() {
		for i, r := range requests {
			select {
			case slots <- struct{}{}:
			case <-ctx.Done():
				return
			}
			go func() {
				body, err := m.Prometheus.Series(ctx, r.Match, r.Start)
				answers[i] <- answer{body, err}
			}()
		}
	}()
	var counts []RuleCount
	for i, r := range requests {
		var a answer
		select {
		case a = <-answers[i]:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		count, err := m.take(b, r, a)
		if err != nil {
			return nil, err
		}
		for _, of := range r.Rules {
			counts = append(counts, RuleCount{Rule: of.Rule, Series: count.Series, Failure: count.Failure})
		}
		<-slots
	}
	return counts, nil
}

// sortByRule sorts by list, and then by number: a shorter one is smaller.
func sortByRule(counts []RuleCount) {
	slices.SortFunc(counts, func(a, b RuleCount) int {
		listA, _, _ := strings.Cut(a.Rule, "[")
		listB, _, _ := strings.Cut(b.Rule, "[")
		return cmp.Or(strings.Compare(listA, listB), cmp.Compare(len(a.Rule), len(b.Rule)), strings.Compare(a.Rule, b.Rule))
	})
}

// take puts one answer into the builder. A request that Prometheus refuses is the rule's own fault: it is told so, and
// in safe mode the other rules go on without it. Everything else is an outage, in which the listing must not shrink.
func (m *Maker) take(b *counterpoise.Builder, r counterpoise.SeriesRequest, a answer) (RuleCount, error) {
	if a.err != nil {
		failure := fmt.Errorf("series of %s: %w", names(r.Rules), a.err)
		switch {
		case prometheus.KindOf(a.err) != prometheus.Refused:
			return RuleCount{}, failure
		case m.Compat == counterpoise.Safe:
			return RuleCount{Failure: failure}, nil
		}
		return RuleCount{}, &ConfigError{failure}
	}
	if err := b.AddSeries(a.body); err != nil {
		return RuleCount{}, fmt.Errorf("series of %s: %w", names(r.Rules), err)
	}
	return RuleCount{Series: bytes.Count(a.body, []byte(`"__name__":`))}, nil
}

func names(rules []counterpoise.SeriesOfRule) string {
	all := make([]string, len(rules))
	for i, r := range rules {
		all[i] = r.Rule
	}
	return strings.Join(all, ", ")
}

// describe asks the new engine what it lists. It asks all at once, and as often as there are processors: an engine makes
// ready for as many calls at a time as it has met, and the first requests that it serves shall not wait for that.
func (g *Generation) describe(ctx context.Context) error {
	var custom, external *metav1.APIResourceList
	var customErr, externalErr error
	var all sync.WaitGroup
	all.Go(func() { custom, customErr = g.Engine.Metrics(ctx, "custom.metrics.k8s.io", "v1beta2") })
	all.Go(func() { external, externalErr = g.Engine.Metrics(ctx, "external.metrics.k8s.io", "v1beta1") })
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() { _, _ = g.Engine.Metrics(ctx, "custom.metrics.k8s.io", "v1beta2") })
	}
	all.Wait()
	switch {
	case customErr != nil:
		return fmt.Errorf("custom metrics cannot be listed: %w", customErr)
	case externalErr != nil:
		return fmt.Errorf("external metrics cannot be listed: %w", externalErr)
	}
	g.Custom, g.External = customInfos(custom), externalInfos(external)
	_, err := g.Engine.Query(ctx, counterpoise.Request{
		Path:    counterpoise.ResourceRequest{Resource: "nodes"}.Path(),
		Objects: []string{"any"},
	})
	var refusal *counterpoise.Error
	g.Usage = !errors.As(err, &refusal) || refusal.Code != "metrics.no-resource-rules"
	return nil
}
