package provider

import (
	"context"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/klog/v2"
	"k8s.io/metrics/pkg/apis/external_metrics"
	"k8s.io/metrics/pkg/apis/external_metrics/v1beta1"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/provider"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// External answers external.metrics.k8s.io.
type External struct{ *Backend }

var _ provider.ExternalMetricsProvider = External{}

// GetExternalMetric gives the values of a metric that belongs to no object.
func (e External) GetExternalMetric(ctx context.Context, namespace string, metricSelector labels.Selector, info provider.ExternalMetricInfo) (*external_metrics.ExternalMetricValueList, error) {
	r := counterpoise.Request{Path: counterpoise.ExternalRequest{
		Namespace:     namespace,
		Metric:        info.Metric,
		LabelSelector: metricSelector.String(),
	}.Path()}
	list := &external_metrics.ExternalMetricValueList{}
	converted, rule, err := e.Answer(ctx, info, r)
	if err == nil {
		err = v1beta1.Convert_v1beta1_ExternalMetricValueList_To_external_metrics_ExternalMetricValueList(converted.External, list, nil)
	}
	if err != nil {
		klog.V(2).InfoS("No external metric", "path", r.Path, "rule", rule, "cause", prometheus.Detail(err))
		err = status(err, provider.NewMetricNotFoundError(described(namespace), info.Metric))
	}
	e.Observer.Answered(ExternalGroup, rule, err)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// ListAllExternalMetrics gives what the API lists.
func (e External) ListAllExternalMetrics() []provider.ExternalMetricInfo {
	if g := e.Holder.Listed(); g != nil {
		return g.External
	}
	return nil
}

// described is the resource that prometheus-adapter's error names: namespaces for the one that is called default.
func described(namespace string) schema.GroupResource {
	if namespace == "default" {
		return schema.GroupResource{Resource: "namespaces"}
	}
	return schema.GroupResource{}
}
