package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/api/meta/testrestmapper"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"
	custom "k8s.io/metrics/pkg/apis/custom_metrics/v1beta2"
	resourceclient "k8s.io/metrics/pkg/client/clientset/versioned/typed/metrics/v1beta1"
	customclient "k8s.io/metrics/pkg/client/custom_metrics"
	externalclient "k8s.io/metrics/pkg/client/external_metrics"

	_ "k8s.io/kubernetes/pkg/apis/apps/install"
	_ "k8s.io/kubernetes/pkg/apis/batch/install"
	_ "k8s.io/kubernetes/pkg/apis/core/install"
	_ "k8s.io/kubernetes/pkg/apis/networking/install"
)

// api answers requests by their paths, in place of an API server.
type api func(path string) json.RawMessage

// RoundTrip answers one request; {"error": "…"} and no answer are failures.
func (api api) RoundTrip(request *http.Request) (*http.Response, error) {
	code, body := http.StatusOK, api(request.URL.RequestURI())
	var failed struct{ Error *string }
	if body == nil {
		code, body = http.StatusInternalServerError, failure("the request was not answered")
	} else if json.Unmarshal(body, &failed) == nil && failed.Error != nil {
		code, body = http.StatusInternalServerError, failure(*failed.Error)
	}
	return &http.Response{
		StatusCode: code,
		Header:     http.Header{"Content-Type": {"application/json"}},
		Body:       io.NopCloser(bytes.NewReader(body)),
		Request:    request,
	}, nil
}

func failure(message string) json.RawMessage {
	status := metav1.Status{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Status"},
		Status:   metav1.StatusFailure,
		Message:  message,
	}
	text, _ := json.Marshal(status)
	return text
}

func (api api) config() *rest.Config {
	return &rest.Config{Host: "http://api", Transport: api, QPS: -1}
}

// metricsClient is the controller's own client.
func (api api) metricsClient(mapper meta.RESTMapper) (metrics.MetricsClient, error) {
	resources, err := resourceclient.NewForConfig(api.config())
	if err != nil {
		return nil, err
	}
	external, err := externalclient.NewForConfig(api.config())
	if err != nil {
		return nil, err
	}
	custom := customclient.NewForConfig(api.config(), mapper, newest{})
	return metrics.NewRESTMetricsClient(resources, custom, external), nil
}

// newest is the discovery of a cluster that has the newest custom metrics API.
type newest struct{}

func (newest) PreferredVersion() (schema.GroupVersion, error) { return custom.SchemeGroupVersion, nil }
func (newest) Invalidate()                                    {}

// known has the kinds of Kubernetes itself.
var known = testrestmapper.TestOnlyStaticRESTMapper(scheme)

// mapperOf knows what a cluster's discovery lists, and else the kinds of Kubernetes itself.
func mapperOf(lists []metav1.APIResourceList) meta.RESTMapper {
	if lists == nil {
		return known
	}
	var groups []*restmapper.APIGroupResources
	for _, list := range lists {
		version, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			continue
		}
		discovered := metav1.GroupVersionForDiscovery{GroupVersion: list.GroupVersion, Version: version.Version}
		groups = append(groups, &restmapper.APIGroupResources{
			Group: metav1.APIGroup{
				Name:             version.Group,
				Versions:         []metav1.GroupVersionForDiscovery{discovered},
				PreferredVersion: discovered,
			},
			VersionedResources: map[string][]metav1.APIResource{version.Version: list.APIResources},
		})
	}
	return meta.FirstHitRESTMapper{
		MultiRESTMapper: meta.MultiRESTMapper{restmapper.NewDiscoveryRESTMapper(groups), known},
	}
}

func metricName(metric autoscalingv2.MetricSpec) string {
	switch {
	case metric.Object != nil:
		return metric.Object.Metric.Name
	case metric.Pods != nil:
		return metric.Pods.Metric.Name
	case metric.Resource != nil:
		return string(metric.Resource.Name)
	case metric.ContainerResource != nil:
		return string(metric.ContainerResource.Name)
	case metric.External != nil:
		return metric.External.Metric.Name
	}
	return ""
}
