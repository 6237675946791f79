package export

import (
	"strconv"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/prometheus/client_golang/prometheus"
)

// hpaCollector lays out the decisions of a store.
type hpaCollector struct {
	store  *Store
	hpa    []*prometheus.Desc
	metric []*prometheus.Desc
}

// NewCollector makes the collector of a store's decisions.
func NewCollector(store *Store) prometheus.Collector {
	c := &hpaCollector{store: store}
	for _, family := range aboutHPA {
		c.hpa = append(c.hpa, describe(family.name, family.help, ofHPA, family.labels))
	}
	for _, family := range aboutMetric {
		c.metric = append(c.metric, describe(family.name, family.help, ofMetric, family.labels))
	}
	return c
}

// Describe tells all families, which are the same at all times.
func (c *hpaCollector) Describe(into chan<- *prometheus.Desc) {
	for _, description := range c.hpa {
		into <- description
	}
	for _, description := range c.metric {
		into <- description
	}
}

// Collect lays out the last decision of each HPA.
func (c *hpaCollector) Collect(into chan<- prometheus.Metric) {
	for _, decision := range c.store.All() {
		c.collect(decision, into)
	}
}

func (c *hpaCollector) collect(decision *decide.Decision, into chan<- prometheus.Metric) {
	subject := []string{decision.HPA.Namespace, decision.HPA.Name}
	for index, family := range aboutHPA {
		family.samples(decision, gauge(into, c.hpa[index], subject))
	}
	for place := range min(len(decision.Metrics), mostMetrics) {
		metric := &decision.Metrics[place]
		subject := joined(subject, []string{strconv.Itoa(place), string(metric.Source), metric.Name})
		for index, family := range aboutMetric {
			family.samples(metric, gauge(into, c.metric[index], subject))
		}
	}
}

func gauge(into chan<- prometheus.Metric, description *prometheus.Desc, subject []string) add {
	return func(value float64, labels ...string) {
		into <- prometheus.MustNewConstMetric(description, prometheus.GaugeValue, value, joined(subject, labels)...)
	}
}
