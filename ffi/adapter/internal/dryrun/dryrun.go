// Package dryrun prints what the adapter would ask Prometheus for.
package dryrun

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/debug"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Requests prints the requests of one listing, each below the rules that it is for. Nothing is asked.
func Requests(ctx context.Context, w io.Writer, m *engine.Maker, config []byte, now time.Time) error {
	requests, err := m.Requests(ctx, config, now)
	if err != nil {
		return err
	}
	for _, r := range requests {
		for _, rule := range r.Rules {
			fmt.Fprintf(w, "# %s\n", rule.Rule)
		}
		fmt.Fprintf(w, "GET %s\n", r.Path)
	}
	return nil
}

// Query lists the series and prints the query for a request. `objects` lists what a request of all is about; without it
// such a request is an error.
func Query(ctx context.Context, w io.Writer, m *engine.Maker, config []byte, path string, objects provider.ObjectLister) error {
	g, err := m.Make(ctx, config, false)
	if err != nil {
		return err
	}
	defer g.Engine.Close()
	r := counterpoise.Request{Path: path}
	if r.Objects, err = debug.Objects(ctx, objects, path); err != nil {
		return err
	}
	q, err := g.Engine.QueryDetails(ctx, r)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "# %s, for %s\n", q.Rule, path)
	for _, promql := range []string{q.PromQL, q.CPU, q.Memory} {
		if promql != "" {
			fmt.Fprintln(w, promql)
		}
	}
	return nil
}
