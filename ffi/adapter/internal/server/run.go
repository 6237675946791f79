package server

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/klog/v2"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/observe"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/options"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// clients are the ways to the cluster.
type clients struct {
	kube      kubernetes.Interface
	metadata  metadata.Interface
	discovery *cluster.Discovery
}

func newClients(o *options.Options) (*clients, error) {
	config, err := o.ClientConfig()
	if err != nil {
		return nil, err
	}
	c := &clients{}
	if c.kube, err = kubernetes.NewForConfig(config); err != nil {
		return nil, err
	}
	if c.metadata, err = metadata.NewForConfig(config); err != nil {
		return nil, err
	}
	c.discovery, err = cluster.NewDiscovery(c.kube.Discovery())
	return c, err
}

// Run serves until the context ends, and then until the requests that run are answered.
func Run(ctx context.Context, o *options.Options) error {
	version, err := counterpoise.Version()
	if err != nil {
		return err
	}
	c, err := newClients(o)
	if err != nil {
		return err
	}
	events := observe.NewPodEvents(c.kube)
	defer events.Stop()
	holder := &engine.Holder{}
	observer := observe.New(redacted(o.Prometheus.URL), version.Version, func() (time.Duration, bool) {
		g := holder.Listed()
		if g == nil {
			return 0, false
		}
		return time.Since(g.ListedAt), true
	}, events)
	client, err := prometheus.New(o.Prometheus, observer)
	if err != nil {
		return err
	}
	watchers, err := cluster.NewUsage(c.metadata, c.kube)
	if err != nil {
		return err
	}
	reload := make(chan os.Signal, 1)
	signal.Notify(reload, syscall.SIGHUP)
	defer signal.Stop(reload)
	relister := &engine.Relister{
		Maker: &engine.Maker{
			Prometheus:  client,
			Resources:   c.discovery.Resources,
			Compat:      counterpoise.Compat(o.Compat),
			MaxAge:      o.MaxAge,
			Concurrency: o.RelistConcurrency,
		},
		Holder:   holder,
		Observer: observer,
		Source:   &engine.Source{File: o.ConfigFile},
		Interval: o.RelistInterval,
		Poll:     o.ConfigPoll,
		Reload:   reload,
		Serving: func(g *engine.Generation) {
			if g.Usage {
				watchers.Start(ctx)
			}
		},
	}
	if err := relister.Load(ctx); err != nil {
		return err
	}
	config, err := o.Config()
	if err != nil {
		return err
	}
	config.GenericConfig.ShutdownDelayDuration = o.ShutdownDelay
	if config.GenericConfig.SecureServing != nil {
		config.GenericConfig.SecureServing.DisableHTTP2 = o.DisableHTTP2
	}
	informers, err := o.Informers()
	if err != nil {
		return err
	}
	api, err := NewAPI(config, informers, Parts{
		Backend: &provider.Backend{
			Holder:     holder,
			Prometheus: client,
			Objects:    cluster.NewObjects(c.metadata, c.discovery),
			Observer:   observer,
		},
		Observer: observer,
		Usage:    watchers,
		Timeout:  o.Prometheus.Timeout,
	})
	if err != nil {
		return err
	}
	klog.InfoS("The adapter starts", "engine", version.Version, "prometheus", redacted(o.Prometheus.URL), "config", o.ConfigFile, "compat", o.Compat)
	var background sync.WaitGroup
	background.Go(func() { c.discovery.Run(ctx, o.DiscoveryInterval) })
	background.Go(func() {
		// Of many series the first listing is much work, and done sooner for the wait.
		if err := counterpoise.Warm(ctx); err != nil && ctx.Err() == nil {
			klog.ErrorS(err, "The engine stays slow")
		}
		relister.Run(ctx)
	})
	err = api.PrepareRun().RunWithContext(ctx)
	background.Wait()
	// The last request is answered: the engine can go.
	holder.Replace(nil)
	if err != nil {
		return fmt.Errorf("the API server ended: %w", err)
	}
	return nil
}

func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	u.User, u.RawQuery = nil, ""
	return u.String()
}
