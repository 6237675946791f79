// This program times upstream's own code. `cargo xtask bench --peers` runs it next to ours, with the same inputs: it reads
// {"quantities": […], "selector": …, "labels": {…}} and prints {name: {"ns": …, "allocs": …}} for one operation each.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/labels"
)

type figure struct {
	Ns     float64 `json:"ns"`
	Allocs float64 `json:"allocs"`
}

// What is computed must be used, or the compiler leaves it out.
var (
	bytes    int
	integer  int64
	boolean  bool
	quantity resource.Quantity
)

func main() {
	var input struct {
		Quantities []string
		Selector   string
		Labels     labels.Set
	}
	if err := json.NewDecoder(os.Stdin).Decode(&input); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	texts := input.Quantities
	parsed := make([]resource.Quantity, len(texts))
	for i, text := range texts {
		parsed[i] = resource.MustParse(text)
	}
	selector, err := labels.Parse(input.Selector)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	next := func(i int) int { return (i + 1) % len(parsed) }

	figures := map[string]figure{
		"quantity.parse": measure(len(texts), func() {
			for _, text := range texts {
				quantity, _ = resource.ParseQuantity(text)
			}
		}),
		"quantity.parse+print": measure(len(texts), func() {
			for _, text := range texts {
				q, _ := resource.ParseQuantity(text)
				number, suffix := q.CanonicalizeBytes(make([]byte, 0, 32))
				bytes += len(string(number) + string(suffix))
			}
		}),
		"quantity.parse+String": measure(len(texts), func() {
			for _, text := range texts {
				q, _ := resource.ParseQuantity(text)
				bytes += len(q.String())
			}
		}),
		"quantity.cmp": measure(len(parsed), func() {
			for i := range parsed {
				integer += int64(parsed[i].Cmp(parsed[next(i)]))
			}
		}),
		"quantity.sum of 1000": measure(1, func() {
			var sum resource.Quantity
			for i := range 1000 {
				sum.Add(parsed[i%len(parsed)])
			}
			quantity = sum
		}),
		"quantity.milliValue": measure(len(parsed), func() {
			for i := range parsed {
				integer += parsed[i].MilliValue()
			}
		}),
		"selector.parse": measure(1, func() {
			s, _ := labels.Parse(input.Selector)
			boolean = s.Empty()
		}),
		"selector.matches": measure(1, func() {
			boolean = selector.Matches(input.Labels)
		}),
	}
	if err := json.NewEncoder(os.Stdout).Encode(figures); err != nil {
		os.Exit(1)
	}
}

// measure gives the time of one of so many operations: the best of some rounds, which noise can only lengthen.
func measure(operations int, run func()) figure {
	const rounds, long = 10, 10 * time.Millisecond
	best := math.Inf(1)
	times := 1
	for round := 0; round < rounds; {
		start := time.Now()
		for range times {
			run()
		}
		took := time.Since(start)
		if took < long {
			times *= 2
			continue
		}
		best = min(best, float64(took.Nanoseconds())/float64(times))
		round++
	}
	return figure{
		Ns:     best / float64(operations),
		Allocs: testing.AllocsPerRun(100, run) / float64(operations),
	}
}
