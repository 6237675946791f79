package counterpoise_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

const rules = `
rules:
- seriesQuery: 'http_requests_total{namespace!=""}'
  resources: {template: <<.Resource>>}
  name: {matches: "^(.*)_total$"}
  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)
externalRules:
- seriesQuery: 'queue_messages'
  resources: {namespaced: false}
  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>})
resourceRules:
  cpu:
    containerQuery: sum(rate(cpu_seconds_total{<<.LabelMatchers>>}[3m])) by (<<.GroupBy>>)
    nodeQuery: sum(rate(cpu_seconds_total{<<.LabelMatchers>>}[3m])) by (<<.GroupBy>>)
    resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}, node: {resource: node}}}
    containerLabel: container
  memory:
    containerQuery: sum(memory_bytes{<<.LabelMatchers>>}) by (<<.GroupBy>>)
    nodeQuery: sum(memory_bytes{<<.LabelMatchers>>}) by (<<.GroupBy>>)
    resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}, node: {resource: node}}}
    containerLabel: container
  window: 3m
`

const series = `[{"__name__": "http_requests_total", "namespace": "default", "pod": "web-0"}, {"__name__": "queue_messages"}]`

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func engine(t testing.TB) *counterpoise.Engine {
	t.Helper()
	e, err := counterpoise.New(context.Background(), counterpoise.Config{Rules: []byte(rules), Series: [][]byte{[]byte(series)}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

func pods(objects ...string) counterpoise.Request {
	path := counterpoise.CustomRequest{Namespace: "default", Resource: "pods", Metric: "http_requests"}.Path()
	return counterpoise.Request{Path: path, Objects: objects}
}

func TestAQueryOfEachAPI(t *testing.T) {
	e := engine(t)
	for _, c := range []struct {
		request counterpoise.Request
		want    counterpoise.Query
	}{
		{pods("web-0", "web-1"), counterpoise.Query{
			PromQL: `sum(rate(http_requests_total{namespace="default",pod=~"web-0|web-1"}[2m])) by (pod)`,
		}},
		{counterpoise.Request{Path: counterpoise.ExternalRequest{Namespace: "default", Metric: "queue_messages", LabelSelector: "queue=orders"}.Path()},
			counterpoise.Query{PromQL: `sum(queue_messages{queue="orders"})`}},
		{counterpoise.Request{Path: counterpoise.ResourceRequest{Resource: "pods", Namespace: "default"}.Path(), Objects: []string{"web-0"}},
			counterpoise.Query{
				CPU:    `sum(rate(cpu_seconds_total{namespace="default",pod="web-0"}[3m])) by (pod,container)`,
				Memory: `sum(memory_bytes{namespace="default",pod="web-0"}) by (pod,container)`,
			}},
	} {
		got, err := e.Query(context.Background(), c.request)
		if err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", c.request.Path, got, err)
		}
	}
}

func TestALongQueryFitsAfterASecondTry(t *testing.T) {
	e := engine(t)
	names := make([]string, 3000)
	for place := range names {
		names[place] = "a-pod-with-a-name-that-is-rather-long"
	}
	short, err := e.Query(context.Background(), pods(names[:1]...))
	if err != nil {
		t.Fatal(err)
	}
	long, err := e.Query(context.Background(), pods(names...))
	if err != nil || len(long.PromQL) < len(short.PromQL)+2999*len(names[0]) {
		t.Fatalf("%d bytes, %v", len(long.PromQL), err)
	}
}

func TestAMetricThatIsNotThereSaysWhy(t *testing.T) {
	e := engine(t)
	_, err := e.Query(context.Background(), counterpoise.Request{
		Path:    counterpoise.CustomRequest{Namespace: "default", Resource: "pods", Metric: "absent"}.Path(),
		Objects: []string{"web-0"},
	})
	var told *counterpoise.Error
	if !errors.As(err, &told) || told.Code != "metrics.not-found" || told.Hint == "" {
		t.Fatalf("%+v", err)
	}
}

func TestAnAnswerBecomesValues(t *testing.T) {
	e := engine(t)
	answers := counterpoise.Answers{Response: []byte(`{"status": "success", "data": {"resultType": "vector", "result": [
		{"metric": {"pod": "web-1"}, "value": [1714561200, "2.5"]},
		{"metric": {"pod": "web-0"}, "value": [1714561200, "501.4831"]},
		{"metric": {"pod": "db-0"}, "value": [1714561200, "1"]}
	]}}`)}
	request := pods("web-0", "web-1")
	made, err := e.Convert(context.Background(), request, answers, now)
	if err != nil {
		t.Fatal(err)
	}
	milli := map[string]int64{}
	for _, item := range made.Custom.Items {
		milli[item.DescribedObject.Name] = item.Value.MilliValue()
	}
	if len(milli) != 2 || milli["web-0"] != 501483 || milli["web-1"] != 2500 {
		t.Errorf("%v", milli)
	}
	if len(made.Fates) != 3 || made.Fates[2].Fate != "ignored" {
		t.Errorf("%+v", made.Fates)
	}
	values, err := e.Values(context.Background(), request, answers, 0, now)
	if err != nil || len(values) != 2 {
		t.Fatalf("%+v, %v", values, err)
	}
	for _, value := range values {
		if milli[request.Objects[value.Object]] != value.Milli || !value.Timestamp.Equal(now) {
			t.Errorf("%+v", value)
		}
	}
}

func TestUsageOfPods(t *testing.T) {
	e := engine(t)
	answer := func(value string) []byte {
		return []byte(`{"status": "success", "data": {"resultType": "vector", "result": [
			{"metric": {"pod": "web-0", "container": "web"}, "value": [1714561200, "` + value + `"]}]}}`)
	}
	request := counterpoise.Request{Path: counterpoise.ResourceRequest{Resource: "pods", Namespace: "default"}.Path(), Objects: []string{"web-0"}}
	answers := counterpoise.Answers{CPU: answer("0.25"), Memory: answer("1048576")}
	made, err := e.Convert(context.Background(), request, answers, now)
	if err != nil || len(made.Pods.Items) != 1 {
		t.Fatalf("%+v, %v", made, err)
	}
	usage := made.Pods.Items[0].Containers[0].Usage
	if usage.Cpu().MilliValue() != 250 || usage.Memory().Value() != 1<<20 {
		t.Errorf("%v", usage)
	}
	values, err := e.Values(context.Background(), request, answers, counterpoise.CPU, now)
	if err != nil || len(values) != 1 || values[0].Milli != 250 || values[0].Window != 3*time.Minute {
		t.Errorf("%+v, %v", values, err)
	}
}

func TestAnEngineOfPieces(t *testing.T) {
	b, err := counterpoise.NewBuilder(context.Background(), counterpoise.Config{Rules: []byte(rules)})
	if err != nil {
		t.Fatal(err)
	}
	requests, err := b.SeriesRequests(counterpoise.SeriesOptions{Now: now, MaxAge: time.Minute})
	if err != nil || len(requests) != 2 || requests[0].Match != `http_requests_total{namespace!=""}` || requests[0].Start != "1777636740" {
		t.Fatalf("%+v, %v", requests, err)
	}
	for _, piece := range []string{
		`{"status": "success", "data": [{"__name__": "http_requests_total", "namespace": "default", "pod": "web-0"}]}`,
		`{"status": "success", "data": [{"__name__": "queue_messages"}]}`,
	} {
		if err := b.AddSeries([]byte(piece)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.AddSeries([]byte(`<html>`)); err == nil {
		t.Error("a page of HTML holds no series")
	}
	e, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := b.AddSeries(nil); !errors.Is(err, counterpoise.ErrClosed) {
		t.Errorf("a builder that is used up: %v", err)
	}
	list, err := e.Metrics(context.Background(), "custom.metrics.k8s.io", "")
	if err != nil || len(list.APIResources) != 2 || list.APIResources[1].Name != "pods/http_requests" {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestABadConfigurationIsAnErrorWithItsPlace(t *testing.T) {
	_, err := counterpoise.New(context.Background(), counterpoise.Config{Rules: []byte("rules:\n- seriesQuery: up\n  metricsQuery: '<<.Nothing>>'\n  resources: {template: x}\n")})
	var told *counterpoise.Error
	if !errors.As(err, &told) || told.Path == "" || told.Span == nil {
		t.Fatalf("%+v", err)
	}
}

func TestAnEngineThatIsClosedWhileItIsUsed(t *testing.T) {
	e, err := counterpoise.New(context.Background(), counterpoise.Config{Rules: []byte(rules), Series: [][]byte{[]byte(series)}})
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	started := make(chan struct{}, 8)
	for range 8 {
		group.Go(func() {
			for first := true; ; first = false {
				_, err := e.Query(context.Background(), pods("web-0"))
				if first {
					started <- struct{}{}
				}
				if errors.Is(err, counterpoise.ErrClosed) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 8 {
		<-started
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	group.Wait()
	if err := e.Close(); err != nil {
		t.Errorf("closed twice: %v", err)
	}
	if _, err := e.Metrics(context.Background(), "custom.metrics.k8s.io", ""); !errors.Is(err, counterpoise.ErrClosed) {
		t.Errorf("%v", err)
	}
}

func TestManyGoroutinesGetTheSame(t *testing.T) {
	e := engine(t)
	want, err := e.Query(context.Background(), pods("web-0"))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 64 {
		group.Go(func() {
			for range 20 {
				if got, err := e.Query(context.Background(), pods("web-0")); err != nil || got != want {
					t.Errorf("%+v, %v", got, err)
				}
			}
		})
	}
	group.Wait()
}

func TestAContextThatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := counterpoise.Call(ctx, "engine.version", nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestTheVersion(t *testing.T) {
	info, err := counterpoise.Version()
	if err != nil || info.ABI != 1 || len(info.Profiles) == 0 {
		t.Errorf("%+v, %v", info, err)
	}
}
