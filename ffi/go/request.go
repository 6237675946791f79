package counterpoise

import (
	"net/url"
	"strings"
)

// Request is a request to a metrics API.
type Request struct {
	// Path is its path with its query, as an API server receives it:
	// "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests?labelSelector=app%3Dweb". [CustomRequest],
	// [ExternalRequest] and [ResourceRequest] make such.
	Path string
	// Objects are the names that the host's listing returned, for a request of all objects that a selector selects.
	Objects []string
}

// CustomRequest asks for a metric of objects in the cluster.
type CustomRequest struct {
	// Version is that of custom.metrics.k8s.io; empty is v1beta2.
	Version string
	// Namespace is the namespace of the objects; empty in the root scope. A namespace's own metric has the resource "namespaces",
	// the namespace as Name, or "*", and no Namespace.
	Namespace string
	// Resource is the objects' with its group after a dot: "pods", "deployments.apps".
	Resource string
	// Name is the object's; empty or "*" asks for all.
	Name string
	// Metric is the metric's name.
	Metric string
	// LabelSelector selects the objects, MetricLabelSelector the series of the metric.
	LabelSelector, MetricLabelSelector string
}

// Path is the request's path, as Kubernetes' client of the API writes it.
func (r CustomRequest) Path() string {
	version, name := r.Version, r.Name
	if version == "" {
		version = "v1beta2"
	}
	if name == "" {
		name = "*"
	}
	segments := []string{"apis", "custom.metrics.k8s.io", version}
	switch {
	case r.Namespace == "" && r.Resource == "namespaces":
		segments = append(segments, "namespaces", name, "metrics", r.Metric)
	case r.Namespace == "":
		segments = append(segments, r.Resource, name, r.Metric)
	default:
		segments = append(segments, "namespaces", r.Namespace, r.Resource, name, r.Metric)
	}
	return path(segments, url.Values{"labelSelector": {r.LabelSelector}, "metricLabelSelector": {r.MetricLabelSelector}})
}

// ExternalRequest asks for a metric of nothing in the cluster.
type ExternalRequest struct {
	// Namespace is the namespace of who asks.
	Namespace string
	// Metric is the metric's name.
	Metric string
	// LabelSelector selects the series of the metric.
	LabelSelector string
}

// Path is the request's path.
func (r ExternalRequest) Path() string {
	return path([]string{"apis", "external.metrics.k8s.io", "v1beta1", "namespaces", r.Namespace, r.Metric},
		url.Values{"labelSelector": {r.LabelSelector}})
}

// ResourceRequest asks for the usage of CPU and memory.
type ResourceRequest struct {
	// Resource is "pods" or "nodes".
	Resource string
	// Namespace is that of the pods; empty for all namespaces, and for nodes.
	Namespace string
	// Name is that of the pod or node; empty for a list.
	Name string
	// LabelSelector selects what is listed.
	LabelSelector string
}

// Path is the request's path.
func (r ResourceRequest) Path() string {
	segments := []string{"apis", "metrics.k8s.io", "v1beta1"}
	if r.Namespace != "" {
		segments = append(segments, "namespaces", r.Namespace)
	}
	segments = append(segments, r.Resource)
	if r.Name != "" {
		segments = append(segments, r.Name)
	}
	return path(segments, url.Values{"labelSelector": {r.LabelSelector}})
}

// path joins what is escaped, without the parameters that are empty.
func path(segments []string, parameters url.Values) string {
	var b strings.Builder
	for _, segment := range segments {
		b.WriteByte('/')
		b.WriteString((&url.URL{Path: strings.ReplaceAll(segment, "/", "\x00")}).EscapedPath())
	}
	for name, values := range parameters {
		if values[0] == "" {
			delete(parameters, name)
		}
	}
	text := strings.ReplaceAll(b.String(), "%00", "%2F")
	if len(parameters) > 0 {
		text += "?" + parameters.Encode()
	}
	return text
}
