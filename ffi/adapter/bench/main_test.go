//go:build !race

// The race detector slows the engine down so much that this would take minutes; its other tests show that it is clean.

package main

import (
	"testing"
	"time"
)

func TestLoadOfASmallPrometheusHasNoErrors(t *testing.T) {
	for name, s := range map[string]settings{
		"as fast as they are answered": {replace: 500 * time.Millisecond},
		"at a fixed rate":              {replace: 500 * time.Millisecond, rate: 100},
		"with what Go has":             {peer: true},
	} {
		t.Run(name, func(t *testing.T) {
			s.series, s.clients, s.duration = 10_000, 4, 2*time.Second
			r, err := run(s)
			if err != nil {
				t.Fatal(err)
			}
			if r.Errors != 0 || r.Requests == 0 || r.Series != 10_000 || (r.Replaced == 0) != s.peer {
				t.Errorf("%+v", r)
			}
			if s.rate > 0 && r.PerSecond > 1.1*s.rate {
				t.Errorf("%.0f requests a second in place of %.0f", r.PerSecond, s.rate)
			}
		})
	}
}
