package observer_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/observer"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/tell"
	"github.com/prometheus/client_golang/prometheus"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// observed is an observer that runs.
type observed struct {
	t        *testing.T
	registry *prometheus.Registry
	store    *export.Store
}

type settings struct {
	period     time.Duration
	most       int
	namespaces []string
	events     bool
}

// observe runs an observer of a server until the test ends.
func observe(t *testing.T, server *apitest.Server, settings settings) *observed {
	t.Helper()
	registry := prometheus.NewRegistry()
	own, store := export.NewOwn(registry), export.NewStore()
	registry.MustRegister(export.NewCollector(store))
	config := apitest.Config(server)
	config.Namespaces, config.Answered = settings.namespaces, own.Answered
	read, err := cluster.New(config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	parts := observer.Parts{
		Cluster: read,
		Decider: decide.New(hpa.Options{}, "1.37"),
		Store:   store,
		Own:     own,
		Log:     slog.New(slog.DiscardHandler),
		Period:  settings.period,
		Workers: 3,
		MaxHPAs: settings.most,
	}
	if settings.events {
		parts.Teller = tell.New(tell.Recorder(ctx, read.Clients()), 60, own.Told)
	}
	running, err := observer.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- running.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	apitest.Eventually(t, func() string {
		if !running.Ready() {
			return "it is not ready"
		}
		return ""
	})
	return &observed{t, registry, store}
}

// sum is the sum of all samples of a metric, and how many there are, of those with all these labels.
func (o *observed) sum(name string, labels ...string) (sum float64, samples int) {
	o.t.Helper()
	families, err := o.registry.Gather()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() != name {
			continue
		}
	sample:
		for _, metric := range family.GetMetric() {
			there := map[string]bool{}
			for _, label := range metric.GetLabel() {
				there[label.GetName()+"="+label.GetValue()] = true
			}
			for _, label := range labels {
				if !there[label] {
					continue sample
				}
			}
			sum += metric.GetGauge().GetValue() + metric.GetCounter().GetValue()
			samples++
		}
	}
	return sum, samples
}

// becomes waits until a metric has one sample, or more that add up, of this value.
func (o *observed) becomes(expected float64, name string, labels ...string) {
	o.t.Helper()
	apitest.Eventually(o.t, func() string {
		if found, samples := o.sum(name, labels...); samples == 0 || found != expected {
			return fmt.Sprintf("%s%v is %v in %d samples", name, labels, found, samples)
		}
		return ""
	})
}

// goes waits until a metric has no sample.
func (o *observed) goes(name string, labels ...string) {
	o.t.Helper()
	apitest.Eventually(o.t, func() string {
		if _, samples := o.sum(name, labels...); samples > 0 {
			return fmt.Sprintf("%s%v has %d samples", name, labels, samples)
		}
		return ""
	})
}

func ofHPA(name string) string { return "horizontalpodautoscaler=" + name }

func of(t *testing.T, name string) apitest.Case {
	t.Helper()
	for _, c := range apitest.Cases() {
		if c.HPA.Name == name {
			return c
		}
	}
	t.Fatalf("there is no case %q", name)
	return apitest.Case{}
}

func TestEachHPAIsDecided(t *testing.T) {
	server := apitest.New(t)
	for _, c := range apitest.Cases() {
		server.Serve(c)
	}
	o := observe(t, server, settings{period: time.Hour, most: 100})
	for name, desired := range map[string]float64{
		"utilization": 6, "tolerated": 2, "pods": 6, "limited": 3, "object": 4, "unavailable": 3, "zero": 0,
	} {
		o.becomes(desired, "counterpoise_hpa_desired_replicas", ofHPA(name))
	}
	o.becomes(7, "counterpoise_observer_hpas")
	o.becomes(7, "counterpoise_observer_syncs_total", "result=decided")
	o.becomes(1, "counterpoise_observer_metric_requests_total", "group=custom.metrics.k8s.io", "status=404")
}

func TestTheSeriesOfAnHPAGoWithIt(t *testing.T) {
	server := apitest.New(t)
	server.Serve(of(t, "utilization"))
	server.Serve(of(t, "tolerated"))
	o := observe(t, server, settings{period: 10 * time.Millisecond, most: 100})
	o.becomes(6, "counterpoise_hpa_desired_replicas", ofHPA("utilization"))
	server.DeleteHPA(apitest.Namespace, "utilization")
	o.becomes(1, "counterpoise_observer_hpas")
	// The other goes on being synced, and nothing brings the series back.
	before, _ := o.sum("counterpoise_observer_syncs_total")
	apitest.Eventually(t, func() string {
		if now, _ := o.sum("counterpoise_observer_syncs_total"); now < before+5 {
			return "it does not go on"
		}
		return ""
	})
	families, err := o.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if strings.Contains(family.String(), `"utilization"`) {
			t.Errorf("%s still has it", family.GetName())
		}
	}
	if found := o.store.Get(decidedKey("utilization")); found != nil {
		t.Errorf("there is still %+v", found)
	}
}

func TestASpecThatChangesIsSyncedAtOnce(t *testing.T) {
	server := apitest.New(t)
	c := of(t, "utilization")
	server.Serve(c)
	o := observe(t, server, settings{period: time.Hour, most: 100})
	o.becomes(6, "counterpoise_hpa_desired_replicas")
	c.HPA.Spec.MaxReplicas, c.HPA.Generation = 4, 2
	server.SetHPA(c.HPA)
	o.becomes(4, "counterpoise_hpa_desired_replicas")
	o.becomes(1, "counterpoise_hpa_held", "by=max_replicas")
}

func TestHPAsBeyondTheBoundAreCounted(t *testing.T) {
	server := apitest.New(t)
	server.Serve(of(t, "utilization"))
	o := observe(t, server, settings{period: time.Hour, most: 1})
	o.becomes(6, "counterpoise_hpa_desired_replicas", ofHPA("utilization"))
	server.Serve(of(t, "tolerated"))
	o.becomes(1, "counterpoise_observer_hpas_left_out")
	o.becomes(1, "counterpoise_observer_hpas_refused_total")
	if _, samples := o.sum("counterpoise_hpa_desired_replicas", ofHPA("tolerated")); samples != 0 {
		t.Error("it is decided all the same")
	}
	// One that goes makes room.
	server.DeleteHPA(apitest.Namespace, "utilization")
	o.becomes(2, "counterpoise_hpa_desired_replicas", ofHPA("tolerated"))
	o.becomes(0, "counterpoise_observer_hpas_left_out")
	o.goes("counterpoise_hpa_desired_replicas", ofHPA("utilization"))
}

func TestOnlyTheNamespacesThatAreNamed(t *testing.T) {
	server := apitest.New(t)
	server.Serve(of(t, "utilization"))
	elsewhere := of(t, "tolerated").HPA
	elsewhere.Namespace = "elsewhere"
	server.SetHPA(elsewhere)
	third := of(t, "zero").HPA
	third.Namespace = "third"
	server.SetHPA(third)
	o := observe(t, server, settings{period: time.Hour, most: 100, namespaces: []string{"default", "third"}})
	o.becomes(2, "counterpoise_observer_hpas")
	o.becomes(1, "counterpoise_hpa_decided", ofHPA("utilization"))
	// Its scale is not there, so that no count is come to.
	o.becomes(0, "counterpoise_hpa_decided", "namespace=third")
	o.goes("counterpoise_hpa_decided", "namespace=elsewhere")
}

// The controller writes the scale; the status tells, and the policy of a pod a minute holds.
func TestWhatTheControllerDidIsFollowed(t *testing.T) {
	server := apitest.New(t)
	c := of(t, "limited")
	c.HPA = apitest.Synced(c.HPA, 2, 2)
	server.Serve(c)
	o := observe(t, server, settings{period: 10 * time.Millisecond, most: 100})
	o.becomes(3, "counterpoise_hpa_desired_replicas")
	o.becomes(1, "counterpoise_hpa_disagreement")

	at := metav1.NewTime(time.Now().Truncate(time.Second))
	scaled := apitest.Synced(c.HPA, 2, 3)
	scaled.Status.LastScaleTime = &at
	server.SetHPA(scaled)
	server.SetScale(apitest.Namespace, "limited", apitest.Scale("limited", 3))
	o.becomes(3, "counterpoise_hpa_current_replicas")
	o.becomes(3, "counterpoise_hpa_desired_replicas")
	o.becomes(float64(at.Add(time.Minute).Unix()), "counterpoise_hpa_held_until_timestamp_seconds", "by=policy")

	server.SetHPA(apitest.Synced(scaled, 3, 3))
	o.goes("counterpoise_hpa_disagreement")
	o.becomes(3, "counterpoise_hpa_controller_desired_replicas")
}

func TestAMetricThatComesBack(t *testing.T) {
	server := apitest.New(t)
	c := of(t, "utilization")
	path := apitest.CPUPath("utilization")
	answer := c.Answers[path]
	c.Answers = map[string]apitest.Answer{path: {Status: 503, Body: "service unavailable"}}
	server.Serve(c)
	o := observe(t, server, settings{period: 10 * time.Millisecond, most: 100})
	o.becomes(0, "counterpoise_hpa_metric_available")
	o.becomes(1, "counterpoise_hpa_held", "by=metrics")
	o.goes("counterpoise_hpa_metric_ratio")
	server.SetAnswer(path, answer)
	o.becomes(1, "counterpoise_hpa_metric_available")
	o.becomes(2, "counterpoise_hpa_metric_ratio")
	o.goes("counterpoise_hpa_held")
}

func TestEventsAreRecordedOnChange(t *testing.T) {
	server := apitest.New(t)
	c := of(t, "limited")
	server.Serve(c)
	o := observe(t, server, settings{period: 10 * time.Millisecond, most: 100, events: true})
	reasons := func() string {
		var reasons []string
		for _, event := range server.Events() {
			if event.InvolvedObject.Kind != "HorizontalPodAutoscaler" || event.Source.Component != "counterpoise-observer" {
				t.Errorf("an event is about %s by %s", event.InvolvedObject.Kind, event.Source.Component)
			}
			reasons = append(reasons, event.Reason)
		}
		return strings.Join(reasons, " ")
	}
	apitest.Eventually(t, func() string {
		if found := reasons(); found != "ObservedHold ObservedDisagreement" {
			return "the events are " + found
		}
		return ""
	})
	server.SetAnswer(apitest.ExternalPath("queue"), apitest.ExternalValue("queue", "2", apitest.Began))
	o.becomes(2, "counterpoise_hpa_desired_replicas")
	apitest.Eventually(t, func() string {
		if found := reasons(); found != "ObservedHold ObservedDisagreement ObservedRelease" {
			return "the events are " + found
		}
		return ""
	})
}
