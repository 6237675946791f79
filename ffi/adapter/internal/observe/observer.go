// Package observe tells what the adapter does: metrics for Prometheus, events for the cluster.
package observe

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	prom "github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
)

// Events says things in the cluster.
type Events interface {
	// Warn makes an event of type Warning.
	Warn(reason, message string)
	// Note makes an event of type Normal.
	Note(reason, message string)
}

// Observer is what all parts of the adapter tell of themselves. It is safe for concurrent use.
type Observer struct {
	registry *prometheus.Registry
	events   Events
	server   string

	latency     *prometheus.HistogramVec
	requests    *prometheus.CounterVec
	answers     *prometheus.CounterVec
	relists     *prometheus.CounterVec
	relistTime  prometheus.Histogram
	listedAt    prometheus.Gauge
	listed      *prometheus.GaugeVec
	ruleSeries  *prometheus.GaugeVec
	ruleFailed  *prometheus.GaugeVec
	reloads     *prometheus.CounterVec
	reloadOK    prometheus.Gauge
	reloadOKAt  prometheus.Gauge
	refusedOnce bool
}

var (
	_ prom.Observer     = (*Observer)(nil)
	_ engine.Observer   = (*Observer)(nil)
	_ provider.Observer = (*Observer)(nil)
)

const namespace = "counterpoise_adapter"

// New makes an observer. `server` is Prometheus' URL without credentials, `version` the engine's, `age` gives the time
// since the series were listed and whether they were.
func New(server, version string, age func() (time.Duration, bool), events Events) *Observer {
	o := &Observer{registry: prometheus.NewRegistry(), events: events, server: server}
	o.latency = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		// The name that dashboards of prometheus-adapter have.
		Name:    "prometheus_adapter_prometheus_client_request_duration_seconds",
		Help:    "Time that requests to Prometheus took, by endpoint and server.",
		Buckets: prometheus.DefBuckets,
	}, []string{"path", "server"})
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
	}
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		return prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, labels)
	}
	o.requests = counter("prometheus_requests_total", "Requests to Prometheus by endpoint and outcome.", "endpoint", "outcome")
	o.answers = counter("answers_total", "Requests of the metrics APIs by group, rule and outcome.", "group", "rule", "outcome")
	o.relists = counter("relists_total", "Listings of the series by result.", "result")
	o.relistTime = prometheus.NewHistogram(prometheus.HistogramOpts{
		Namespace: namespace, Name: "relist_duration_seconds", Help: "Time from the first request of a listing to the engine that serves it.",
		Buckets: prometheus.ExponentialBuckets(0.05, 2, 12),
	})
	o.listed = gauge("listed_metrics", "Metrics that an API lists.", "group")
	o.ruleSeries = gauge("rule_series", "Series that Prometheus has for a rule.", "rule")
	o.ruleFailed = gauge("rule_failed", "1 where the rule gives no metric: it cannot be compiled, or Prometheus refuses its seriesQuery (--compat safe).", "rule")
	o.reloads = counter("config_reloads_total", "Configurations that were found, by result.", "result")
	o.reloadOK = plain("config_last_reload_successful", "1 where the last configuration that was found serves, 0 where it was refused.")
	o.reloadOKAt = plain("config_last_reload_success_timestamp_seconds", "When the configuration that serves began to.")
	o.listedAt = plain("listing_timestamp_seconds", "When the series that serve were listed.")
	info := gauge("engine_info", "The engine's version; always 1.", "version")
	info.WithLabelValues(version).Set(1)
	listingAge := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: namespace, Name: "listing_age_seconds", Help: "Time since the series that serve were listed; -1 before the first listing.",
	}, func() float64 {
		if d, ok := age(); ok {
			return d.Seconds()
		}
		return -1
	})
	o.registry.MustRegister(o.latency, o.requests, o.answers, o.relists, o.relistTime, o.listed, o.ruleSeries, o.ruleFailed,
		o.reloads, o.reloadOK, o.reloadOKAt, o.listedAt, info, listingAge)
	return o
}

func plain(name, help string) prometheus.Gauge {
	return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help})
}

// PrometheusRequest counts a request to Prometheus.
func (o *Observer) PrometheusRequest(endpoint string, failure prom.Kind, took time.Duration) {
	outcome := string(failure)
	if failure == "" {
		outcome = "ok"
	}
	o.requests.WithLabelValues(endpoint, outcome).Inc()
	if failure != prom.BackingOff {
		o.latency.WithLabelValues(endpoint, o.server).Observe(took.Seconds())
	}
}

// Answered counts a request of a metrics API.
func (o *Observer) Answered(group, rule string, err error) {
	o.answers.WithLabelValues(group, rule, provider.Outcome(err)).Inc()
}

// ConfigAccepted tells that a configuration serves.
func (o *Observer) ConfigAccepted(at time.Time) {
	o.reloads.WithLabelValues("ok").Inc()
	o.reloadOK.Set(1)
	o.reloadOKAt.Set(float64(at.UnixMilli()) / 1000)
	if o.refusedOnce {
		o.events.Note("ConfigReloaded", "The configuration serves.")
		o.refusedOnce = false
	}
}

// ConfigRefused tells that a configuration cannot be used.
func (o *Observer) ConfigRefused(err error) {
	o.reloads.WithLabelValues("refused").Inc()
	o.reloadOK.Set(0)
	o.refusedOnce = true
	o.events.Warn("ConfigRefused", err.Error()+"; the one before goes on serving")
}

// Relisted tells how a listing ended.
func (o *Observer) Relisted(g *engine.Generation, took time.Duration, err error) {
	o.relistTime.Observe(took.Seconds())
	if err != nil {
		o.relists.WithLabelValues("error").Inc()
		return
	}
	o.relists.WithLabelValues("ok").Inc()
	o.listedAt.Set(float64(g.ListedAt.UnixMilli()) / 1000)
	o.listed.WithLabelValues(provider.CustomGroup).Set(float64(len(g.Custom)))
	o.listed.WithLabelValues(provider.ExternalGroup).Set(float64(len(g.External)))
	// Rules of a configuration that went must not stay.
	o.ruleSeries.Reset()
	o.ruleFailed.Reset()
	for _, rule := range g.Rules {
		o.ruleSeries.WithLabelValues(rule.Rule).Set(float64(rule.Series))
		failed := 0.0
		if rule.Failure != nil {
			failed = 1
		}
		o.ruleFailed.WithLabelValues(rule.Rule).Set(failed)
	}
}
