package main

import (
	"math"
	"runtime/metrics"
	"slices"
)

// What the Go runtime tells of itself, as histograms of seconds: how long the collector stopped all goroutines, how long of that it
// waited for the last of them, and how long goroutines that could run waited for a processor.
var watched = [...]string{"/sched/pauses/total/gc:seconds", "/sched/pauses/stopping/gc:seconds", "/sched/latencies:seconds"}

// waits are the counts of the histograms' buckets.
type waits struct {
	counts [len(watched)][]uint64
	limits [len(watched)][]float64
}

// waitsNow reads them as they stand since the program began.
func waitsNow() (w waits) {
	var samples [len(watched)]metrics.Sample
	for i, name := range watched {
		samples[i].Name = name
	}
	metrics.Read(samples[:])
	for i, sample := range samples {
		if sample.Value.Kind() != metrics.KindFloat64Histogram {
			continue
		}
		h := sample.Value.Float64Histogram()
		w.counts[i], w.limits[i] = slices.Clone(h.Counts), slices.Clone(h.Buckets)
	}
	return w
}

// since gives what came after an earlier reading; one without counts is of the beginning.
func (w waits) since(earlier waits) waits {
	if earlier.limits[0] == nil {
		return w
	}
	return w.with(earlier, func(n, before uint64) uint64 { return n - before })
}

// plus gives what came in both.
func (w waits) plus(other waits) waits {
	if w.limits[0] == nil {
		return other
	}
	return w.with(other, func(n, more uint64) uint64 { return n + more })
}

func (w waits) with(other waits, count func(a, b uint64) uint64) waits {
	for i, counts := range w.counts {
		w.counts[i] = slices.Clone(counts)
		for j, n := range counts {
			w.counts[i][j] = count(n, other.counts[i][j])
		}
	}
	return w
}

// told is what is printed of them, in milliseconds.
type told struct {
	Stopped     float64 `json:"longestPauseOfAllMilliseconds"`
	Stopping    float64 `json:"longestWaitForThatMilliseconds"`
	RunnableP99 float64 `json:"p99RunnableMilliseconds"`
}

func (w waits) tell() told {
	return told{w.quantile(0, 1), w.quantile(1, 1), w.quantile(2, 0.99)}
}

// quantile is the end of the bucket that a quantile falls into, in milliseconds.
func (w waits) quantile(i int, q float64) float64 {
	var all uint64
	for _, n := range w.counts[i] {
		all += n
	}
	place, seen := uint64(math.Ceil(q*float64(all))), uint64(0)
	for j, n := range w.counts[i] {
		if seen += n; n > 0 && seen >= place {
			end := w.limits[i][j+1]
			if math.IsInf(end, 1) {
				end = w.limits[i][j]
			}
			return end * 1000
		}
	}
	return 0
}
