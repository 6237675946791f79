package prometheus

import (
	"math/rand/v2"
	"sync"
	"time"
)

// failuresBeforeBackoff is how many requests in a row must fail: one that fails alone may be to blame itself.
const failuresBeforeBackoff = 3

// backoff leaves a Prometheus alone that is down, for a time that doubles with each failure up to a bound.
type backoff struct {
	max time.Duration

	mu       sync.Mutex
	failures int
	until    time.Time
	last     string
}

// allow says why Prometheus is not to be asked at a time, or nothing.
func (b *backoff) allow(now time.Time) *Error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !now.Before(b.until) {
		return nil
	}
	// Without the time that is left: what an HPA's event says must stay the same to be counted as one.
	return &Error{Kind: BackingOff, Message: "Prometheus is left alone for a while, since " + b.last}
}

// done takes the outcome of a request.
func (b *backoff) done(now time.Time, err *Error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case err != nil && err.Kind == Canceled:
		return
	case err == nil || !err.Outage():
		b.failures, b.until = 0, time.Time{}
		return
	}
	b.failures++
	b.last = err.Message
	if wait := b.wait(err.retryAfter); wait > 0 {
		b.until = now.Add(wait)
	}
}

func (b *backoff) wait(asked time.Duration) time.Duration {
	if asked > 0 {
		return min(asked, b.max)
	}
	beyond := b.failures - failuresBeforeBackoff
	if beyond < 0 {
		return 0
	}
	wait := min(b.max, 250*time.Millisecond<<min(beyond, 16))
	// Several replicas must not come back at the same moment.
	return wait/2 + rand.N(wait/2+1)
}
