package engine

import (
	"context"
	"errors"
	"os"
	"time"

	"k8s.io/klog/v2"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
)

// Observer is told what the relister does.
type Observer interface {
	// ConfigAccepted tells that a configuration serves now.
	ConfigAccepted(at time.Time)
	// ConfigRefused tells that one was found that cannot; the one before goes on serving.
	ConfigRefused(err error)
	// Relisted tells that a relist ended: with a generation that serves now, or with an error, after which the one before
	// goes on serving.
	Relisted(g *Generation, took time.Duration, err error)
}

// Relister replaces the generation that serves when the configuration changes and at each interval.
type Relister struct {
	Maker    *Maker
	Holder   *Holder
	Observer Observer
	Source   *Source
	// Interval is the time between two relists.
	Interval time.Duration
	// Poll is the time between two looks at the configuration file; 0 leaves it to Reload.
	Poll time.Duration
	// Reload asks for a look at the file and a relist now.
	Reload <-chan os.Signal
	// Serving is called with each generation before it serves.
	Serving func(*Generation)

	// accepted is the configuration that serves, pending one that was found since and waits for its series.
	accepted, pending []byte
	failures          int
	// unreadable is why the file could not be read the last time, which is told once.
	unreadable string
}

// Load reads the configuration for the first time. One that cannot be used is an error: nothing could be served.
func (r *Relister) Load(ctx context.Context) error {
	config, _, err := r.Source.Changed()
	if err != nil {
		return err
	}
	if err := r.Maker.Check(ctx, config); err != nil {
		return err
	}
	r.pending = config
	return nil
}

// Run relists until the context ends.
func (r *Relister) Run(ctx context.Context) {
	var poll <-chan time.Time
	if r.Poll > 0 {
		ticker := time.NewTicker(r.Poll)
		defer ticker.Stop()
		poll = ticker.C
	}
	next := time.NewTimer(0)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-next.C:
		case <-poll:
			if !r.look() {
				continue
			}
		case <-r.Reload:
			klog.InfoS("A reload was asked for")
			r.look()
		}
		next.Reset(r.relist(ctx))
	}
}

// look tells whether the configuration file has changed.
func (r *Relister) look() bool {
	config, changed, err := r.Source.Changed()
	if err != nil {
		if r.unreadable != err.Error() {
			r.unreadable = err.Error()
			r.refuse(err)
		}
		return false
	}
	r.unreadable = ""
	if changed {
		klog.InfoS("The configuration has changed", "file", r.Source.File)
		r.pending = config
	}
	return changed
}

// relist makes the next generation and gives the time until the relist after it.
func (r *Relister) relist(ctx context.Context) time.Duration {
	config := r.accepted
	if r.pending != nil {
		config = r.pending
	}
	start := time.Now()
	g, err := r.Maker.Make(ctx, config, r.Holder.Listed() != nil)
	took := time.Since(start)
	if ctx.Err() != nil {
		if g != nil {
			g.Engine.Close()
		}
		return r.Interval
	}
	var bad *ConfigError
	if errors.As(err, &bad) && r.pending != nil && r.accepted != nil {
		r.pending = nil
		r.refuse(err)
		// What serves is listed anew in its place.
		return 0
	}
	if err != nil {
		r.failures++
		wait := r.retry()
		klog.ErrorS(nil, "The series cannot be listed; what was listed before stays", "cause", prometheus.Detail(err), "retryAfter", wait)
		r.Observer.Relisted(nil, took, err)
		return wait
	}
	r.failures = 0
	for _, rule := range g.Rules {
		if rule.Failure != nil {
			klog.ErrorS(nil, "A rule gives no metrics", "rule", rule.Rule, "cause", prometheus.Detail(rule.Failure))
		}
	}
	if r.Serving != nil {
		r.Serving(g)
	}
	r.Holder.Replace(g)
	r.Observer.Relisted(g, took, nil)
	if r.pending != nil {
		r.accepted, r.pending = r.pending, nil
		r.Observer.ConfigAccepted(time.Now())
		klog.InfoS("The configuration serves", "custom", len(g.Custom), "external", len(g.External), "usage", g.Usage)
	}
	return r.Interval
}

func (r *Relister) refuse(err error) {
	klog.ErrorS(err, "The configuration cannot be used; the one before goes on serving", "file", r.Source.File)
	r.Observer.ConfigRefused(err)
}

// retry is the time until a relist that failed is tried again.
func (r *Relister) retry() time.Duration {
	wait := time.Second << min(r.failures-1, 5)
	return min(wait, r.Interval)
}
