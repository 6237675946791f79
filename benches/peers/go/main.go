// This program times upstream's own code at the operations that ours is timed at: {name: nanoseconds} on standard output
// for the cases on standard input. `cargo xtask bench --peers` runs it.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/labels"
)

// What is computed must be used, or the compiler leaves it out.
var (
	length   int
	integer  int64
	boolean  bool
	quantity resource.Quantity
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	var cases struct {
		Quantities []string
		Selector   string
		Labels     labels.Set
		HPA        json.RawMessage
		Pods       []int
		Queries    []string
		QueryPods  int
	}
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		return err
	}
	selector, err := labels.Parse(cases.Selector)
	if err != nil {
		return err
	}
	figures := quantities(cases.Quantities)
	figures["selector: parse"] = nanoseconds(1, func() {
		s, _ := labels.Parse(cases.Selector)
		boolean = s.Empty()
	})
	figures["selector: match"] = nanoseconds(1, func() { boolean = selector.Matches(cases.Labels) })
	if err := decode(cases.HPA, figures); err != nil {
		return err
	}
	if err := queries(cases.Queries, cases.QueryPods, figures); err != nil {
		return err
	}
	for _, count := range cases.Pods {
		if err := replicas(count, figures); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(figures)
}

func quantities(texts []string) map[string]float64 {
	parsed := make([]resource.Quantity, len(texts))
	for i, text := range texts {
		parsed[i] = resource.MustParse(text)
	}
	return map[string]float64{
		"quantity: parse": nanoseconds(len(texts), func() {
			for _, text := range texts {
				quantity, _ = resource.ParseQuantity(text)
			}
		}),
		"quantity: parse and print": nanoseconds(len(texts), func() {
			for _, text := range texts {
				q, _ := resource.ParseQuantity(text)
				number, suffix := q.CanonicalizeBytes(make([]byte, 0, 32))
				length += len(string(number) + string(suffix))
			}
		}),
		"quantity: compare": nanoseconds(len(texts), func() {
			for i := range parsed {
				integer += int64(parsed[i].Cmp(parsed[(i+1)%len(parsed)]))
			}
		}),
		"quantity: sum of 1,000": nanoseconds(1, func() {
			var sum resource.Quantity
			for i := range 1000 {
				sum.Add(parsed[i%len(parsed)])
			}
			quantity = sum
		}),
		"quantity: milli value": nanoseconds(len(texts), func() {
			for i := range parsed {
				integer += parsed[i].MilliValue()
			}
		}),
	}
}

// nanoseconds is the time of one of the operations that a run makes: of the best of ten rounds, since noise can only
// lengthen one.
func nanoseconds(operations int, run func()) float64 {
	round := func(times int) time.Duration {
		start := time.Now()
		for range times {
			run()
		}
		return time.Since(start)
	}
	times := 1
	for round(times) < 10*time.Millisecond {
		times *= 2
	}
	best := round(times)
	for range 9 {
		best = min(best, round(times))
	}
	return float64(best.Nanoseconds()) / float64(times) / float64(operations)
}
