package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
)

// replacer makes engines while clients ask.
type replacer struct {
	maker    *engine.Maker
	holder   *engine.Holder
	load     *load
	replaced int
	took     time.Duration
	swap     time.Duration
}

func (r *replacer) run(ctx context.Context, every time.Duration) error {
	if every <= 0 {
		return nil
	}
	// The first at once: of a million series one alone may take most of the time.
	next := time.NewTimer(0)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-next.C:
		}
		r.load.replacing.Store(true)
		start := time.Now()
		g, err := r.maker.Make(ctx, config())
		if ctx.Err() != nil {
			if g != nil {
				g.Engine.Close()
			}
			return nil
		}
		if err != nil {
			return err
		}
		swap := time.Now()
		r.holder.Replace(g)
		r.swap = max(r.swap, time.Since(swap))
		r.took = max(r.took, time.Since(start))
		r.replaced++
		r.load.replacing.Store(false)
		next.Reset(every)
	}
}

// load is clients that ask.
type load struct {
	data      *canned
	address   string
	client    *http.Client
	replacing atomic.Bool
	errors    atomic.Int64
	told      sync.Once
}

// sample is how long one request took, and whether an engine was being made meanwhile.
type sample struct {
	took      time.Duration
	replacing bool
}

func (l *load) run(clients int, duration, every time.Duration, r *replacer) (*result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), duration)
	defer cancel()
	samples := make([][]sample, clients)
	var all sync.WaitGroup
	start := time.Now()
	for i := range clients {
		all.Go(func() { samples[i] = l.ask(ctx, rand.New(rand.NewPCG(uint64(i), 16))) })
	}
	err := r.run(ctx, every)
	all.Wait()
	seconds := time.Since(start).Seconds()
	if err != nil {
		return nil, err
	}
	var whole, while, rest []time.Duration
	for _, s := range slices.Concat(samples...) {
		whole = append(whole, s.took)
		if s.replacing {
			while = append(while, s.took)
		} else {
			rest = append(rest, s.took)
		}
	}
	for _, d := range [][]time.Duration{whole, while, rest} {
		slices.Sort(d)
	}
	return &result{
		Clients: clients, Seconds: seconds, Requests: len(whole), PerSecond: float64(len(whole)) / seconds,
		P50: percentile(whole, 0.5), P99: percentile(whole, 0.99), Max: percentile(whole, 1),
		Replaced: r.replaced, ReplaceP99: percentile(while, 0.99), RestP99: percentile(rest, 0.99),
		SwapMax: float64(r.swap.Nanoseconds()) / 1000, RelistLoad: r.took.Seconds(), Errors: int(l.errors.Load()),
	}, nil
}

// ask sends requests until the time is over: most of all pods of a namespace, as the HPA controller does.
func (l *load) ask(ctx context.Context, random *rand.Rand) []sample {
	var samples []sample
	for ctx.Err() == nil {
		n := random.IntN(l.data.namespaces)
		path, items := l.request(random, n)
		before := l.replacing.Load()
		start := time.Now()
		got, err := l.get(path)
		took := time.Since(start)
		samples = append(samples, sample{took, before || l.replacing.Load()})
		if err == nil && got != items {
			err = fmt.Errorf("%d items in place of %d", got, items)
		}
		if err != nil {
			l.errors.Add(1)
			l.told.Do(func() { fmt.Fprintf(os.Stderr, "%s: %v\n", path, err) })
		}
	}
	return samples
}

// request chooses a path, and tells how many values its answer has.
func (l *load) request(random *rand.Rand, n int) (string, int) {
	metric := metricOf(random.IntN(rules), random.IntN(metricsOfRule))
	base := "/apis/custom.metrics.k8s.io/v1beta2/namespaces/" + namespaceOf(n)
	switch random.IntN(10) {
	case 0:
		return base + "/pods/" + podOf(n, random.IntN(podsOfNamespace)) + "/" + metric, 1
	case 1:
		return "/apis/external.metrics.k8s.io/v1beta1/namespaces/" + namespaceOf(n) + "/all_requests", podsOfNamespace
	}
	return base + "/pods/*/" + metric + "?labelSelector=app%3Dweb", podsOfNamespace
}

func (l *load) get(path string) (int, error) {
	response, err := l.client.Get(l.address + path)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err
	}
	if response.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s", response.Status, body)
	}
	return strings.Count(string(body), `"value":`), nil
}

// percentile is in milliseconds.
func percentile(sorted []time.Duration, p float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	place := min(len(sorted)-1, int(float64(len(sorted))*p))
	return float64(sorted[place].Nanoseconds()) / 1e6
}
