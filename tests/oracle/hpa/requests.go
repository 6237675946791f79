package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

type request struct {
	Metric string                         `json:"metric"`
	Source autoscalingv2.MetricSourceType `json:"source"`
	Path   string                         `json:"path"`
}

var requests = protocol.Operations{
	"hpa.requests": protocol.Of(func(in struct {
		HPA       json.RawMessage
		Selector  string
		Resources []metav1.APIResourceList
	}) (any, error) {
		hpa, err := filledV2(in.HPA)
		if err != nil {
			return nil, err
		}
		selector, err := labels.Parse(in.Selector)
		if err != nil {
			return nil, err
		}
		found := []request{}
		for _, metric := range hpa.Spec.Metrics {
			path, err := pathOf(metric, hpa.Namespace, selector, mapperOf(in.Resources))
			if err != nil {
				return nil, err
			}
			found = append(found, request{metricName(metric), metric.Type, path})
		}
		return map[string]any{"requests": found}, nil
	}),
}

// pathOf is what the controller's client asks for a metric.
func pathOf(metric autoscalingv2.MetricSpec, namespace string, selector labels.Selector, mapper meta.RESTMapper) (string, error) {
	asked := ""
	client, err := api(func(path string) json.RawMessage {
		asked = path
		return nil
	}).metricsClient(mapper)
	if err != nil {
		return "", err
	}
	if namespace == "" {
		namespace = "default"
	}
	switch metric.Type {
	case autoscalingv2.ObjectMetricSourceType:
		series, failed := metav1.LabelSelectorAsSelector(metric.Object.Metric.Selector)
		if failed != nil {
			return "", failed
		}
		_, _, err = client.GetObjectMetric(metric.Object.Metric.Name, namespace, &metric.Object.DescribedObject, series)
	case autoscalingv2.PodsMetricSourceType:
		series, failed := metav1.LabelSelectorAsSelector(metric.Pods.Metric.Selector)
		if failed != nil {
			return "", failed
		}
		_, _, err = client.GetRawMetric(metric.Pods.Metric.Name, namespace, selector, series)
	case autoscalingv2.ResourceMetricSourceType:
		_, _, err = client.GetResourceMetric(context.Background(), metric.Resource.Name, namespace, selector, "")
	case autoscalingv2.ContainerResourceMetricSourceType:
		resource := metric.ContainerResource
		_, _, err = client.GetResourceMetric(context.Background(), resource.Name, namespace, selector, resource.Container)
	case autoscalingv2.ExternalMetricSourceType:
		series, failed := metav1.LabelSelectorAsSelector(metric.External.Metric.Selector)
		if failed != nil {
			return "", failed
		}
		_, _, err = client.GetExternalMetric(metric.External.Metric.Name, namespace, series)
	default:
		return "", fmt.Errorf("no metric source is called %q", metric.Type)
	}
	if asked == "" {
		return "", err
	}
	return asked, nil
}
