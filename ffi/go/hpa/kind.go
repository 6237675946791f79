package hpa

import (
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	custommetrics "k8s.io/metrics/pkg/apis/custom_metrics/v1beta2"
	externalmetrics "k8s.io/metrics/pkg/apis/external_metrics/v1beta1"
	resourcemetrics "k8s.io/metrics/pkg/apis/metrics/v1beta1"
)

// Typed clients and informers leave apiVersion and kind of an object empty, while an operation tells by them what it is given. These
// copy an object, not what it refers to, and fill them in.

func kinded(hpa *autoscalingv2.HorizontalPodAutoscaler) *autoscalingv2.HorizontalPodAutoscaler {
	if hpa == nil || hpa.Kind != "" {
		return hpa
	}
	copied := *hpa
	copied.TypeMeta = metav1.TypeMeta{APIVersion: autoscalingv2.SchemeGroupVersion.String(), Kind: "HorizontalPodAutoscaler"}
	return &copied
}

func kindedAll(hpas []autoscalingv2.HorizontalPodAutoscaler) []*autoscalingv2.HorizontalPodAutoscaler {
	all := make([]*autoscalingv2.HorizontalPodAutoscaler, len(hpas))
	for place := range hpas {
		all[place] = kinded(&hpas[place])
	}
	return all
}

// withKind is an answer of a metrics API.
func withKind(object any) any {
	switch list := object.(type) {
	case *custommetrics.MetricValueList:
		copied := *list
		fill(&copied.TypeMeta, custommetrics.SchemeGroupVersion.String(), "MetricValueList")
		return &copied
	case *externalmetrics.ExternalMetricValueList:
		copied := *list
		fill(&copied.TypeMeta, externalmetrics.SchemeGroupVersion.String(), "ExternalMetricValueList")
		return &copied
	case *resourcemetrics.PodMetricsList:
		copied := *list
		fill(&copied.TypeMeta, resourcemetrics.SchemeGroupVersion.String(), "PodMetricsList")
		return &copied
	case *metav1.Status:
		copied := *list
		fill(&copied.TypeMeta, "v1", "Status")
		return &copied
	}
	return object
}

func fill(meta *metav1.TypeMeta, version, kind string) {
	if meta.Kind == "" {
		*meta = metav1.TypeMeta{APIVersion: version, Kind: kind}
	}
}
