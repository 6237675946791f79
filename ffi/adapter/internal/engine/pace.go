package engine

import "time"

// Work and rest in turns, while an engine is made beside one that answers requests. A request is answered within some
// milliseconds, and shall not wait for much more than that.
const (
	worktime = 2 * time.Millisecond
	// restOfWork is how long a rest is beside the work before it: three quarters of a processor's time are left.
	restOfWork = 3
	// longestRest is a rest after work that took long because others had the processor, or because it waited for Prometheus.
	longestRest = 10 * worktime
)

// pace keeps a goroutine to a quarter of a processor.
type pace struct {
	now   func() time.Time
	sleep func(time.Duration)
	// since is when the work began.
	since time.Time
}

func newPace() *pace { return &pace{now: time.Now, sleep: time.Sleep, since: time.Now()} }

// rest rests once there was enough work.
func (p *pace) rest() {
	worked := p.now().Sub(p.since)
	if worked < worktime {
		return
	}
	p.sleep(min(restOfWork*worked, longestRest))
	p.since = p.now()
}
