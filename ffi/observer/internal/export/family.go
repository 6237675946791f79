package export

import (
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/prometheus/client_golang/prometheus"
)

// Family is a metric of the observer: what its documentation says of it.
type Family struct {
	// Name is the metric's name.
	Name string
	// Type is its type: gauge, counter or histogram.
	Type string
	// Labels are the names of its labels.
	Labels []string
	// Help is its description.
	Help string
}

// ofHPA are the labels of everything about one HPA, as kube-state-metrics names them.
var ofHPA = []string{"namespace", "horizontalpodautoscaler"}

// ofMetric are the labels of everything about one metric of one HPA. A spec may name a metric twice, with other selectors, so its
// place in the spec is one of them.
var ofMetric = []string{"namespace", "horizontalpodautoscaler", "index", "source", "metric"}

// add is called for each sample of a family, with the values of the labels that the family has beside those of its subject.
type add func(value float64, labels ...string)

// hpaFamily is a gauge about an HPA.
type hpaFamily struct {
	name, help string
	labels     []string
	samples    func(*decide.Decision, add)
}

// metricFamily is a gauge about a metric of an HPA.
type metricFamily struct {
	name, help string
	labels     []string
	samples    func(*decide.Metric, add)
}

func describe(name, help string, subject, labels []string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, joined(subject, labels), nil)
}

func joined(subject, labels []string) []string {
	return append(append(make([]string, 0, len(subject)+len(labels)), subject...), labels...)
}

func truth(value bool) float64 {
	if value {
		return 1
	}
	return 0
}
