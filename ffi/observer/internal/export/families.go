package export

import "github.com/prometheus/client_golang/prometheus"

// Families are all metrics of the observer: those about HPAs, about their metrics, and about itself.
func Families() []Family {
	var families []Family
	for _, family := range aboutHPA {
		families = append(families, Family{family.name, "gauge", joined(ofHPA, family.labels), family.help})
	}
	for _, family := range aboutMetric {
		families = append(families, Family{family.name, "gauge", joined(ofMetric, family.labels), family.help})
	}
	return append(families, NewOwn(prometheus.NewRegistry()).families...)
}
