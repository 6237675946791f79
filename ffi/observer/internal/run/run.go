// Package run starts the observer as its flags say, and ends it.
package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"time"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/observer"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/options"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/serve"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/tell"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

// Run observes until the context ends. The version is printed to `out` where the options ask for it.
func Run(ctx context.Context, options *options.Options, out io.Writer) error {
	engine, err := counterpoise.Version()
	if err != nil {
		return fmt.Errorf("the engine: %w", err)
	}
	if options.Version {
		_, err := fmt.Fprintln(out, "counterpoise-observer", engine.Version)
		return err
	}
	log, err := logger(options.LogLevel)
	if err != nil {
		return err
	}
	config, err := restConfig(options)
	if err != nil {
		return fmt.Errorf("how to reach the API server: %w", err)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	store, own := export.NewStore(), export.NewOwn(registry)
	registry.MustRegister(export.NewCollector(store))

	cluster, err := cluster.New(cluster.Config{
		REST:                  config,
		Namespaces:            options.Namespaces,
		MaxConcurrentRequests: options.MaxMetricRequests,
		MaxAnswerBytes:        options.MaxAnswerBytes,
		RequestTimeout:        options.RequestTimeout,
		Answered:              own.Answered,
	})
	if err != nil {
		return err
	}
	profile, release, err := profileOf(cluster, options.KubeVersion, engine.Profiles)
	if err != nil {
		return err
	}
	log.Info("decides as the controller of a release", "engine", engine.Version, "profile", profile, "release", release)
	own.Runs(engine.Version, profile, release)
	parts := observer.Parts{
		Cluster: cluster,
		Decider: decide.New(options.Controller(), profile),
		Store:   store,
		Own:     own,
		Log:     log,
		Period:  options.SyncPeriod(),
		Workers: options.Workers,
		MaxHPAs: options.MaxHPAs,
	}
	if options.EmitEvents {
		parts.Teller = tell.New(tell.Recorder(ctx, cluster.Clients()), options.EventsPerMinute, own.Told)
	}
	observer, err := observer.New(parts)
	if err != nil {
		return err
	}
	ready := func() error {
		if !observer.Ready() {
			return errors.New("the informers do not hold the cluster's objects yet")
		}
		return nil
	}
	return together(ctx, log, observer.Run, serving(options.ListenAddress, serve.Handler(registry, store, ready), log))
}

// profileOf is the release that the flag names, or the one nearest to the API server's.
func profileOf(cluster *cluster.Cluster, wanted string, profiles []string) (profile, release string, err error) {
	if wanted == "" {
		return cluster.Profile(profiles)
	}
	if !slices.Contains(profiles, wanted) {
		return "", "", fmt.Errorf("--kube-version %q is none of %v", wanted, profiles)
	}
	return wanted, "", nil
}

func logger(level string) (*slog.Logger, error) {
	var least slog.Level
	if err := least.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("--log-level: %w", err)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: least}))
	klog.SetSlogLogger(log)
	return log, nil
}

func restConfig(options *options.Options) (*rest.Config, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = options.Kubeconfig
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, nil).ClientConfig()
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = float32(options.QPS), options.Burst
	config.UserAgent = "counterpoise-observer"
	return config, nil
}

// serving answers HTTP until its context ends.
func serving(address string, handler http.Handler, log *slog.Logger) func(context.Context) error {
	return func(ctx context.Context) error {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
		if err != nil {
			return err
		}
		log.Info("answers HTTP", "address", listener.Addr().String())
		server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute}
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(listener) }()
		select {
		case err := <-ended:
			return err
		case <-ctx.Done():
		}
		// Who is being answered gets the rest.
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		return server.Shutdown(grace)
	}
}

// together runs all until the context ends or one of them fails, and returns once all have ended.
func together(ctx context.Context, log *slog.Logger, parts ...func(context.Context) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, len(parts))
	for _, part := range parts {
		go func() {
			err := part(ctx)
			cancel()
			ended <- err
		}()
	}
	var failures []error
	for range parts {
		failures = append(failures, <-ended)
	}
	log.Info("ended")
	return errors.Join(failures...)
}
