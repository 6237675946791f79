package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"text/template"
	"time"

	"github.com/prometheus/client_golang/api"
	promv1 "github.com/prometheus/client_golang/api/prometheus/v1"
	"github.com/prometheus/common/model"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/client-go/rest"
	"k8s.io/metrics/pkg/apis/custom_metrics"
	"k8s.io/metrics/pkg/apis/external_metrics"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/apiserver"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/provider"
)

// peer answers as an adapter would that is written with what Go has: a template for the query, Prometheus' own client, and its model
// for the answer. prometheus-adapter does it in this way, but cannot be had as a module. It knows the one form of the rules here, no
// selectors of metrics and no registry: what it takes is the least that Go takes for this.
type peer struct {
	prometheus promv1.API
	objects    pods
	custom     *template.Template
	external   *template.Template
}

var (
	_ provider.CustomMetricsProvider   = &peer{}
	_ provider.ExternalMetricsProvider = &peer{}
)

// newPeer gives the handler of the API server that the adapter is, too, with the peer behind it.
func newPeer(address string, clients int) (http.Handler, error) {
	client, err := api.NewClient(api.Config{
		Address: address,
		Client:  &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}},
	})
	if err != nil {
		return nil, err
	}
	query := func(by string) *template.Template {
		return template.Must(template.New("query").Delims("<<", ">>").Parse(
			"sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (" + by + ")"))
	}
	p := &peer{prometheus: promv1.NewAPI(client), custom: query("<<.GroupBy>>"), external: query("pod")}
	generic := genericapiserver.NewRecommendedConfig(apiserver.Codecs)
	generic.ExternalAddress = "localhost:443"
	generic.LoopbackClientConfig = &rest.Config{Host: "localhost"}
	generic.SkipOpenAPIInstallation = true
	config := &apiserver.Config{GenericConfig: &generic.Config}
	server, err := config.Complete(nil).New("peer", p, p)
	if err != nil {
		return nil, err
	}
	return server.GenericAPIServer.PrepareRun().Handler, nil
}

// ask makes a query and gives the answer's samples.
func (p *peer) ask(ctx context.Context, query *template.Template, series, namespace string, pods []string) (model.Vector, error) {
	matchers := fmt.Sprintf("namespace=%q", namespace)
	switch len(pods) {
	case 0:
	case 1:
		matchers += fmt.Sprintf(",pod=%q", pods[0])
	default:
		matchers += fmt.Sprintf(",pod=~%q", strings.Join(pods, "|"))
	}
	var b strings.Builder
	given := struct{ Series, LabelMatchers, GroupBy string }{series, matchers, "pod"}
	if err := query.Execute(&b, given); err != nil {
		return nil, err
	}
	answer, _, _, err := p.prometheus.Query(ctx, b.String(), time.Now())
	if err != nil {
		return nil, err
	}
	vector, ok := answer.(model.Vector)
	if !ok {
		return nil, fmt.Errorf("%s in place of a vector", answer.Type())
	}
	return vector, nil
}

func quantity(v model.SampleValue) resource.Quantity {
	return *resource.NewMilliQuantity(int64(v*1000), resource.DecimalSI)
}

// values asks for pods and gives the values of those that have one.
func (p *peer) values(ctx context.Context, metric, namespace string, pods []string) (*custom_metrics.MetricValueList, error) {
	vector, err := p.ask(ctx, p.custom, metric, namespace, pods)
	if err != nil {
		return nil, err
	}
	byPod := make(map[string]model.SampleValue, len(vector))
	for _, sample := range vector {
		byPod[string(sample.Metric["pod"])] = sample.Value
	}
	list := &custom_metrics.MetricValueList{}
	for _, pod := range pods {
		value, ok := byPod[pod]
		if !ok {
			continue
		}
		list.Items = append(list.Items, custom_metrics.MetricValue{
			DescribedObject: custom_metrics.ObjectReference{Kind: "Pod", APIVersion: "/v1", Name: pod, Namespace: namespace},
			Metric:          custom_metrics.MetricIdentifier{Name: metric},
			Timestamp:       metav1.Now(),
			Value:           quantity(value),
		})
	}
	return list, nil
}

func (p *peer) GetMetricByName(ctx context.Context, name types.NamespacedName, info provider.CustomMetricInfo, _ labels.Selector) (*custom_metrics.MetricValue, error) {
	list, err := p.values(ctx, info.Metric, name.Namespace, []string{name.Name})
	if err != nil {
		return nil, err
	}
	if len(list.Items) == 0 {
		return nil, provider.NewMetricNotFoundForError(info.GroupResource, info.Metric, name.Name)
	}
	return &list.Items[0], nil
}

func (p *peer) GetMetricBySelector(ctx context.Context, namespace string, selector labels.Selector, info provider.CustomMetricInfo, _ labels.Selector) (*custom_metrics.MetricValueList, error) {
	names, err := p.objects.Names(ctx, namespace, info.GroupResource, selector)
	if err != nil {
		return nil, err
	}
	return p.values(ctx, info.Metric, namespace, names)
}

func (p *peer) ListAllMetrics() []provider.CustomMetricInfo { return nil }

func (p *peer) GetExternalMetric(ctx context.Context, namespace string, _ labels.Selector, info provider.ExternalMetricInfo) (*external_metrics.ExternalMetricValueList, error) {
	vector, err := p.ask(ctx, p.external, metricOf(0, 0), namespace, nil)
	if err != nil {
		return nil, err
	}
	list := &external_metrics.ExternalMetricValueList{}
	for _, sample := range vector {
		of := make(map[string]string, len(sample.Metric))
		for name, value := range sample.Metric {
			of[string(name)] = string(value)
		}
		list.Items = append(list.Items, external_metrics.ExternalMetricValue{
			MetricName: info.Metric, MetricLabels: of, Timestamp: metav1.NewTime(sample.Timestamp.Time()), Value: quantity(sample.Value),
		})
	}
	return list, nil
}

func (p *peer) ListAllExternalMetrics() []provider.ExternalMetricInfo { return nil }
