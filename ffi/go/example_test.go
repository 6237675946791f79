package counterpoise_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// From a request of the HPA controller to the query, and from Prometheus' answer to the API's.
func Example() {
	ctx := context.Background()
	engine, err := counterpoise.New(ctx, counterpoise.Config{
		Rules: []byte(`
rules:
- seriesQuery: 'http_requests_total{namespace!=""}'
  resources: {template: <<.Resource>>}
  name: {matches: "^(.*)_total$"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
`),
		Series: [][]byte{[]byte(`{"status": "success", "data": [
			{"__name__": "http_requests_total", "namespace": "default", "pod": "web-0"}
		]}`)},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer engine.Close()

	request := counterpoise.Request{
		Path:    "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests?labelSelector=app%3Dweb",
		Objects: []string{"web-0", "web-1"}, // what the selector selects
	}
	query, err := engine.Query(ctx, request)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(query.PromQL)

	made, err := engine.Convert(ctx, request, counterpoise.Answers{Response: []byte(`{"status": "success", "data": {
		"resultType": "vector", "result": [
			{"metric": {"pod": "web-0"}, "value": [1777636800, "501.484"]},
			{"metric": {"pod": "web-1"}, "value": [1777636800, "20"]}
	]}}`)}, time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, item := range made.Custom.Items {
		fmt.Println(item.DescribedObject.Name, item.Value.String())
	}
	// Output:
	// sum(rate(http_requests_total{namespace="default",pod=~"web-0|web-1"}[2m])) by (pod)
	// web-0 501484m
	// web-1 20
}

// An engine of the series that Prometheus has now, piece by piece.
func ExampleBuilder() {
	prometheus := func(path string) []byte { // GET
		return []byte(`{"status": "success", "data": [{"__name__": "queue_messages", "queue": "orders"}]}`)
	}
	builder, err := counterpoise.NewBuilder(context.Background(), counterpoise.Config{Rules: []byte(`
externalRules:
- seriesQuery: 'queue_messages'
  resources: {namespaced: false}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})
`)})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer builder.Close()
	requests, err := builder.SeriesRequests(counterpoise.SeriesOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, request := range requests {
		fmt.Println(request.Path)
		if err := builder.AddSeries(prometheus(request.Path)); err != nil {
			fmt.Println(err)
			return
		}
	}
	engine, err := builder.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	defer engine.Close()
	list, err := engine.Metrics(context.Background(), "external.metrics.k8s.io", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(list.APIResources[0].Name)
	// Output:
	// /api/v1/series?match%5B%5D=queue_messages
	// queue_messages
}

// An error says what is wrong, where, and what to change.
func ExampleError() {
	_, err := counterpoise.ParseQuantity("12 apples")
	var told *counterpoise.Error
	if errors.As(err, &told) {
		fmt.Println(told.Code)
	}
	// Output: quantity.syntax
}

func ExampleParseQuantity() {
	rate, err := counterpoise.ParseQuantity("501484m")
	if err != nil {
		fmt.Println(err)
		return
	}
	value, err := rate.Value()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rate, "is at most", value)
	// Output: 501484m is at most 502
}

// Any operation of docs/operations.md.
func ExampleCall() {
	var parsed struct {
		Printed string `json:"printed"`
		Type    string `json:"type"`
	}
	err := counterpoise.Call(context.Background(), "promql.parse", map[string]string{"text": "sum (up) by(pod)"}, &parsed)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(parsed.Printed, parsed.Type)
	// Output: sum by (pod) (up) vector
}
