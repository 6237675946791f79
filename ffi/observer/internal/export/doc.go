// Package export publishes decisions as Prometheus metrics.
//
// What is known of an HPA is kept as its last decision and laid out when it is asked for, so that the series of an HPA that is gone,
// of a metric that left its spec, or of a hold that ended are gone with it.
package export
