//go:build !race

// The race detector slows the engine down so much that this would take minutes; its other tests show that it is clean.

package main

import (
	"testing"
	"time"
)

func TestLoadOfASmallPrometheusHasNoErrors(t *testing.T) {
	r, err := run(10_000, 4, 2*time.Second, 500*time.Millisecond, "")
	if err != nil {
		t.Fatal(err)
	}
	if r.Errors != 0 || r.Requests == 0 || r.Series != 10_000 {
		t.Errorf("%+v", r)
	}
}
