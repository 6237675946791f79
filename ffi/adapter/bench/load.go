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
)

// load is clients that ask.
type load struct {
	data    *canned
	address string
	client  *http.Client
	clients int
	// interval is the time from one request of a client to the next; 0: each asks again once it is answered.
	interval  time.Duration
	replacing atomic.Bool
	errors    atomic.Int64
	told      sync.Once
}

// sample is how long one request took, and whether an engine was being made meanwhile.
type sample struct {
	took      time.Duration
	replacing bool
}

func (l *load) run(duration, every time.Duration, r *replacer) (*result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), duration)
	defer cancel()
	samples := make([][]sample, l.clients)
	var all sync.WaitGroup
	start, before := time.Now(), waitsNow()
	for i := range l.clients {
		// At a fixed rate they ask one after the other.
		first := start.Add(l.interval * time.Duration(i) / time.Duration(l.clients))
		all.Go(func() { samples[i] = l.ask(ctx, first, rand.New(rand.NewPCG(uint64(i), 16))) })
	}
	replaced := make(chan error, 1)
	go func() { replaced <- r.run(ctx, every) }()
	all.Wait()
	seconds := time.Since(start).Seconds()
	if err := <-replaced; err != nil {
		return nil, err
	}
	waits := waitsNow().since(before)
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
		Clients: l.clients, Seconds: seconds, Requests: len(whole), PerSecond: float64(len(whole)) / seconds,
		P50: percentile(whole, 0.5), P99: percentile(whole, 0.99), Max: percentile(whole, 1),
		Replaced: r.replaced, While: window{percentile(while, 0.99), r.waits.tell()},
		Rest:    window{percentile(rest, 0.99), waits.since(r.waits).tell()},
		SwapMax: float64(r.swap.Nanoseconds()) / 1000, RelistLoad: r.took.Seconds(), Errors: int(l.errors.Load()),
	}, nil
}

// ask sends requests until the time is over: most of all pods of a namespace, as the HPA controller does. At a fixed rate a request
// takes from when it is due, so that one which keeps the next from being sent counts as two that are late.
func (l *load) ask(ctx context.Context, due time.Time, random *rand.Rand) []sample {
	var samples []sample
	for ; ctx.Err() == nil; due = due.Add(l.interval) {
		if l.interval == 0 {
			due = time.Now()
		} else if !sleep(ctx, time.Until(due)) {
			break
		}
		n := random.IntN(l.data.namespaces)
		path, items := l.request(random, n)
		before := l.replacing.Load()
		got, err := l.get(path)
		took := time.Since(due)
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

// sleep tells whether it slept for as long as it should.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
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
