package provider

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/klog/v2"
	"k8s.io/metrics/pkg/apis/custom_metrics"
	"k8s.io/metrics/pkg/apis/custom_metrics/v1beta2"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/provider"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/prometheus"
	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// Custom answers custom.metrics.k8s.io.
type Custom struct{ *Backend }

var _ provider.CustomMetricsProvider = Custom{}

// GetMetricByName gives the metric of one object.
func (c Custom) GetMetricByName(ctx context.Context, name types.NamespacedName, info provider.CustomMetricInfo, metricSelector labels.Selector) (*custom_metrics.MetricValue, error) {
	missing := provider.NewMetricNotFoundForError(info.GroupResource, info.Metric, name.Name)
	list, rule, err := c.answer(ctx, info, counterpoise.Request{Path: counterpoise.CustomRequest{
		Namespace:           name.Namespace,
		Resource:            info.GroupResource.String(),
		Name:                name.Name,
		Metric:              info.Metric,
		MetricLabelSelector: metricSelector.String(),
	}.Path()})
	if err == nil && len(list.Items) == 0 {
		err = missing
	}
	err = status(err, missing)
	c.Observer.Answered(CustomGroup, rule, err)
	if err != nil {
		return nil, err
	}
	return &list.Items[0], nil
}

// GetMetricBySelector gives the metric of all objects that a selector picks.
func (c Custom) GetMetricBySelector(ctx context.Context, namespace string, selector labels.Selector, info provider.CustomMetricInfo, metricSelector labels.Selector) (*custom_metrics.MetricValueList, error) {
	names, err := c.Objects.Names(ctx, namespace, info.GroupResource, selector)
	if err != nil {
		klog.ErrorS(err, "Objects cannot be listed", "resource", info.GroupResource, "namespace", namespace)
		err = failed(fmt.Sprintf("the objects of %s cannot be listed", info.GroupResource))
		c.Observer.Answered(CustomGroup, "", err)
		return nil, err
	}
	path := counterpoise.CustomRequest{
		Namespace:           namespace,
		Resource:            info.GroupResource.String(),
		Name:                "*",
		Metric:              info.Metric,
		LabelSelector:       selector.String(),
		MetricLabelSelector: metricSelector.String(),
	}.Path()
	list, rule, err := c.answer(ctx, info, counterpoise.Request{Path: path, Objects: names})
	err = status(err, provider.NewMetricNotFoundError(info.GroupResource, info.Metric))
	c.Observer.Answered(CustomGroup, rule, err)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// ListAllMetrics gives what the API lists.
func (c Custom) ListAllMetrics() []provider.CustomMetricInfo {
	if g := c.Holder.Listed(); g != nil {
		return g.Custom
	}
	return nil
}

func (c Custom) answer(ctx context.Context, info provider.CustomMetricInfo, r counterpoise.Request) (*custom_metrics.MetricValueList, string, error) {
	converted, rule, err := c.Answer(ctx, info, r)
	if err != nil {
		klog.V(2).InfoS("No custom metric", "path", r.Path, "rule", rule, "cause", prometheus.Detail(err))
		return nil, rule, err
	}
	list := &custom_metrics.MetricValueList{}
	if err := v1beta2.Convert_v1beta2_MetricValueList_To_custom_metrics_MetricValueList(converted.Custom, list, nil); err != nil {
		return nil, rule, err
	}
	return list, rule, nil
}
