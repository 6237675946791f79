package main

import (
	"context"
	"net/http"
	"time"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/observe"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/server"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// replacer makes the first engine of the adapter, and others while clients ask.
type replacer struct {
	maker  *engine.Maker
	holder engine.Holder
	load   *load
	// first is how long the first engine took, which nobody waits beside.
	first    time.Duration
	replaced int
	// took and swap are the longest times of making an engine and of putting it in its place.
	took, swap time.Duration
	// waits are those of the runtime while engines were made.
	waits waits
}

type noEvents struct{}

func (noEvents) Warn(string, string) {}
func (noEvents) Note(string, string) {}

// adapter gives the adapter's handler, with an engine.
func (r *replacer) adapter(upstream string, clients int) (http.Handler, error) {
	observer := observe.New("", "", func() (time.Duration, bool) { return 0, false }, noEvents{})
	c := prometheus.Defaults()
	c.URL, c.MaxConcurrency, c.MaxResponseBytes = upstream, clients, 1<<30
	client, err := prometheus.New(c, observer)
	if err != nil {
		return nil, err
	}
	r.maker = &engine.Maker{Prometheus: client, MaxAge: time.Hour, Concurrency: 4}
	if err := counterpoise.Warm(context.Background()); err != nil {
		return nil, err
	}
	start := time.Now()
	g, err := r.maker.Make(context.Background(), config(), false)
	if err != nil {
		return nil, err
	}
	r.first = time.Since(start)
	r.holder.Replace(g)
	return server.Unprotected(server.Parts{
		Backend:  &provider.Backend{Holder: &r.holder, Prometheus: client, Objects: pods{}, Observer: observer},
		Observer: observer,
		Timeout:  time.Minute,
	})
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
		start, before := time.Now(), waitsNow()
		g, err := r.maker.Make(ctx, config(), true)
		if ctx.Err() != nil {
			if g != nil {
				g.Engine.Close()
			}
			r.waits = r.waits.plus(waitsNow().since(before))
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
		r.waits = r.waits.plus(waitsNow().since(before))
		r.load.replacing.Store(false)
		next.Reset(every)
	}
}
