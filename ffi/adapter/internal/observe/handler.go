package observe

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	apimetrics "k8s.io/apiserver/pkg/endpoints/metrics"
	"k8s.io/component-base/metrics/legacyregistry"
)

// Handler serves the adapter's metrics together with those of the generic API server, of Go and of the process.
func (o *Observer) Handler() http.Handler {
	apimetrics.Register()
	return promhttp.HandlerFor(prometheus.Gatherers{legacyregistry.DefaultGatherer, o.registry}, promhttp.HandlerOpts{})
}
