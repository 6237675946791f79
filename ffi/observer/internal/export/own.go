package export

import (
	"strconv"
	"time"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/prometheus/client_golang/prometheus"
)

// Own are the metrics about the observer itself.
type Own struct {
	families []Family

	info           *prometheus.GaugeVec
	hpas           prometheus.Gauge
	leftOut        prometheus.Gauge
	leftOutTotal   prometheus.Counter
	syncs          *prometheus.CounterVec
	syncSeconds    prometheus.Histogram
	requests       *prometheus.CounterVec
	requestSeconds *prometheus.HistogramVec
	disagreements  *prometheus.CounterVec
	events         *prometheus.CounterVec
	registerer     prometheus.Registerer
}

// NewOwn makes and registers them.
func NewOwn(registerer prometheus.Registerer) *Own {
	o := &Own{registerer: registerer}
	o.info = o.gauges("counterpoise_observer_info", "1, with the engine's version, the release whose behaviour it has, and the API server's.", "engine", "profile", "release")
	o.hpas = o.gauges("counterpoise_observer_hpas", "HPAs that are decided.").WithLabelValues()
	o.leftOut = o.gauges("counterpoise_observer_hpas_left_out", "HPAs that are not decided, since there are more than there may be.").WithLabelValues()
	o.leftOutTotal = o.counters("counterpoise_observer_hpas_refused_total", "HPAs that came and were left out, since there were as many as there may be.").WithLabelValues()
	o.syncs = o.counters("counterpoise_observer_syncs_total", "Syncs of HPAs, by whether they decided or failed.", "result")
	o.syncSeconds = o.histograms("counterpoise_observer_sync_duration_seconds", "How long syncs took, with the requests for metrics.").WithLabelValues().(prometheus.Histogram)
	o.requests = o.counters("counterpoise_observer_metric_requests_total", "Requests to the metrics APIs, by API group and HTTP status; status 0 where no answer came.", "group", "status")
	o.requestSeconds = o.histograms("counterpoise_observer_metric_request_duration_seconds", "How long requests to the metrics APIs took, by API group.", "group")
	o.disagreements = o.counters("counterpoise_observer_disagreements_total", "Disagreements with the cluster's controller that began, by reason.", "reason")
	o.events = o.counters("counterpoise_observer_events_total", "Events about HPAs, by whether they were recorded or dropped for their rate.", "result")
	for _, result := range []string{"decided", "failed"} {
		o.syncs.WithLabelValues(result)
	}
	for _, reason := range reasons() {
		o.disagreements.WithLabelValues(reason)
	}
	for _, result := range []string{"recorded", "dropped"} {
		o.events.WithLabelValues(result)
	}
	return o
}

// Runs says which engine runs, with which profile, against an API server of which release.
func (o *Own) Runs(engine, profile, release string) {
	o.info.WithLabelValues(engine, profile, release).Set(1)
}

// Watches says how many HPAs are decided, and how many are left out.
func (o *Own) Watches(hpas, leftOut int) {
	o.hpas.Set(float64(hpas))
	o.leftOut.Set(float64(leftOut))
}

// LeftOut counts an HPA that is left out.
func (o *Own) LeftOut() { o.leftOutTotal.Inc() }

// Synced counts a sync, and a disagreement that began with it.
func (o *Own) Synced(before, after *decide.Decision, took time.Duration) {
	result := "decided"
	if after.Error != "" {
		result = "failed"
	}
	o.syncs.WithLabelValues(result).Inc()
	o.syncSeconds.Observe(took.Seconds())
	now := after.Disagreement
	if now == nil {
		return
	}
	if before == nil || before.Disagreement == nil || before.Disagreement.Reason != now.Reason {
		o.disagreements.WithLabelValues(string(now.Reason)).Inc()
	}
}

// Answered counts a request to a metrics API.
func (o *Own) Answered(group string, status int, took time.Duration) {
	o.requests.WithLabelValues(group, strconv.Itoa(status)).Inc()
	o.requestSeconds.WithLabelValues(group).Observe(took.Seconds())
}

// Told counts an event that was recorded, or dropped.
func (o *Own) Told(recorded bool) {
	result := "dropped"
	if recorded {
		result = "recorded"
	}
	o.events.WithLabelValues(result).Inc()
}

func (o *Own) gauges(name, help string, labels ...string) *prometheus.GaugeVec {
	vector := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
	o.add(vector, Family{name, "gauge", labels, help})
	return vector
}

func (o *Own) counters(name, help string, labels ...string) *prometheus.CounterVec {
	vector := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	o.add(vector, Family{name, "counter", labels, help})
	return vector
}

func (o *Own) histograms(name, help string, labels ...string) *prometheus.HistogramVec {
	vector := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: prometheus.DefBuckets}, labels)
	o.add(vector, Family{name, "histogram", labels, help})
	return vector
}

func (o *Own) add(collector prometheus.Collector, family Family) {
	o.registerer.MustRegister(collector)
	o.families = append(o.families, family)
}
