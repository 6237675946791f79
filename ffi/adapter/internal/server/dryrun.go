package server

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/dryrun"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/options"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// DryRun prints what would be asked. Without a cluster it goes by Kubernetes' own resources, and says so in `notes`.
func DryRun(ctx context.Context, o *options.Options, out, notes io.Writer) error {
	config, err := (&engine.Source{File: o.ConfigFile}).Read()
	if err != nil {
		return err
	}
	m := &engine.Maker{Compat: counterpoise.Compat(o.Compat), MaxAge: o.MaxAge, Concurrency: o.RelistConcurrency}
	var objects provider.ObjectLister
	if c, err := newClients(o); err != nil {
		fmt.Fprintf(notes, "no cluster, so by Kubernetes' own resources: %v\n", err)
	} else {
		m.Resources = c.discovery.Resources
		objects = cluster.NewObjects(c.metadata, c.discovery)
	}
	if err := dryrun.Requests(ctx, out, m, config, time.Now()); err != nil || o.DryRunPath == "" {
		return err
	}
	client, err := prometheus.New(o.Prometheus, unobserved{})
	if err != nil {
		return err
	}
	m.Prometheus = client
	return dryrun.Query(ctx, out, m, config, o.DryRunPath, objects)
}

type unobserved struct{}

func (unobserved) PrometheusRequest(string, prometheus.Kind, time.Duration) {}
