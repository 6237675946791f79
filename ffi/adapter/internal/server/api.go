package server

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/apiserver/pkg/server/healthz"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/apiserver"
	usage "sigs.k8s.io/metrics-server/pkg/api"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/debug"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/observe"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/options"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
)

// Parts are what the API is served from.
type Parts struct {
	// Backend answers.
	Backend *provider.Backend
	// Observer counts.
	Observer *observe.Observer
	// Usage watches pods and nodes for metrics.k8s.io; nil leaves that API out.
	Usage *cluster.Usage
	// Timeout bounds an answer that needs several requests to Prometheus.
	Timeout time.Duration
}

// NewAPI installs the metrics APIs, /metrics, /debug/explain and the readiness of the listing on a generic API server.
// All three APIs are installed, whatever the rules are, since a reload may bring rules of each.
func NewAPI(c *apiserver.Config, informers informers.SharedInformerFactory, p Parts) (*genericapiserver.GenericAPIServer, error) {
	// The handler below shows these metrics, and the adapter's own.
	c.GenericConfig.EnableMetrics = false
	c.GenericConfig.OpenAPIConfig, c.GenericConfig.OpenAPIV3Config = openAPI()
	s, err := c.Complete(informers).New(options.Name, provider.Custom{Backend: p.Backend}, provider.External{Backend: p.Backend})
	if err != nil {
		return nil, err
	}
	server := s.GenericAPIServer
	if p.Usage != nil {
		getter := provider.Usage{Backend: p.Backend, Timeout: p.Timeout}
		if err := usage.Install(getter, p.Usage.Pods(), p.Usage.Nodes(), server, nil); err != nil {
			return nil, fmt.Errorf("metrics.k8s.io cannot be installed: %w", err)
		}
	}
	server.Handler.NonGoRestfulMux.Handle("/metrics", p.Observer.Handler())
	server.Handler.NonGoRestfulMux.Handle("/debug/explain", &debug.Explainer{
		Holder:     p.Backend.Holder,
		Prometheus: p.Backend.Prometheus,
		Objects:    p.Backend.Objects,
		Timeout:    p.Timeout,
	})
	return server, server.AddReadyzChecks(
		healthz.NamedCheck("listing", func(*http.Request) error {
			g := p.Backend.Holder.Listed()
			switch {
			case g == nil:
				return errors.New("the series of Prometheus are not listed yet")
			case g.Usage && p.Usage != nil && !p.Usage.Synced():
				return errors.New("pods and nodes are not listed yet")
			}
			return nil
		}))
}

// Unprotected gives the handler of an API server that asks nobody who they are and what they may: for tests and for
// measuring, within one process.
func Unprotected(p Parts) (http.Handler, error) {
	generic := genericapiserver.NewRecommendedConfig(apiserver.Codecs)
	generic.ExternalAddress = "localhost:443"
	generic.LoopbackClientConfig = &rest.Config{Host: "localhost"}
	server, err := NewAPI(&apiserver.Config{GenericConfig: &generic.Config}, nil, p)
	if err != nil {
		return nil, err
	}
	return server.PrepareRun().Handler, nil
}
