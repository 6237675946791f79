package serve

import (
	"fmt"
	"io"
	"net/http"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"k8s.io/apimachinery/pkg/types"
)

// Decisions are what is known of each HPA.
type Decisions interface {
	// Get is an HPA's last decision, or nil.
	Get(types.NamespacedName) *decide.Decision
	// All are those of all HPAs, in their order.
	All() []*decide.Decision
}

// Handler answers /metrics, /healthz, /readyz and /debug/hpa/. `ready` is why the observer is not ready yet, or nil.
func Handler(metrics prometheus.Gatherer, decisions Decisions, ready func() error) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics, promhttp.HandlerOpts{EnableOpenMetrics: true}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { text(w, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := ready(); err != nil {
			text(w, http.StatusServiceUnavailable, err.Error()+"\n")
			return
		}
		text(w, http.StatusOK, "ok\n")
	})
	mux.HandleFunc("GET /debug/hpa/{$}", func(w http.ResponseWriter, _ *http.Request) {
		text(w, http.StatusOK, List(decisions.All()))
	})
	mux.HandleFunc("GET /debug/hpa/{namespace}/{name}", func(w http.ResponseWriter, r *http.Request) {
		key := types.NamespacedName{Namespace: r.PathValue("namespace"), Name: r.PathValue("name")}
		decision := decisions.Get(key)
		if decision == nil {
			text(w, http.StatusNotFound, fmt.Sprintf("no HPA %q was decided; /debug/hpa/ lists those that were\n", key))
			return
		}
		text(w, http.StatusOK, Explain(decision))
	})
	return mux
}

func text(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	// Whoever asked is gone where this fails.
	_, _ = io.WriteString(w, body)
}
