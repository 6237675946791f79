package hpa_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	externalmetrics "k8s.io/metrics/pkg/apis/external_metrics/v1beta1"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
)

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// worker is an HPA of one external metric, of which each replica is to have 10.
func worker() *autoscalingv2.HorizontalPodAutoscaler {
	average := resource.MustParse("10")
	return &autoscalingv2.HorizontalPodAutoscaler{
		ObjectMeta: metav1.ObjectMeta{Name: "worker", Namespace: "shop"},
		Spec: autoscalingv2.HorizontalPodAutoscalerSpec{
			ScaleTargetRef: autoscalingv2.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: "worker"},
			MaxReplicas:    10,
			Metrics: []autoscalingv2.MetricSpec{{
				Type: autoscalingv2.ExternalMetricSourceType,
				External: &autoscalingv2.ExternalMetricSource{
					Metric: autoscalingv2.MetricIdentifier{Name: "queue_length"},
					Target: autoscalingv2.MetricTarget{Type: autoscalingv2.AverageValueMetricType, AverageValue: &average},
				},
			}},
		},
	}
}

func scale(replicas int32) *autoscalingv1.Scale {
	return &autoscalingv1.Scale{
		Spec:   autoscalingv1.ScaleSpec{Replicas: replicas},
		Status: autoscalingv1.ScaleStatus{Replicas: replicas, Selector: "app=worker"},
	}
}

func queue(length string) hpa.Answer {
	return hpa.Answer{Object: &externalmetrics.ExternalMetricValueList{
		Items: []externalmetrics.ExternalMetricValue{{MetricName: "queue_length", Value: resource.MustParse(length)}},
	}}
}

func TestASyncAndTheOneAfterIt(t *testing.T) {
	ctx, object := context.Background(), worker()
	requests, err := hpa.Requests(ctx, object, "app=worker", nil)
	if err != nil || len(requests) != 1 || requests[0].Path != "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length" {
		t.Fatalf("%+v, %v", requests, err)
	}
	path := requests[0].Path

	up, err := hpa.Reconcile(ctx, hpa.Input{HPA: object, Scale: scale(3), Metrics: map[string]hpa.Answer{path: queue("55")}, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if up.DesiredReplicas != 6 || !up.Rescale || len(up.Events) != 1 || up.Events[0].Reason != "SuccessfulRescale" {
		t.Errorf("%+v", up)
	}
	metric := up.Steps[1]
	if metric.Kind != hpa.MetricStep || *metric.Proposal != 6 || metric.Current.AverageValue.MilliValue() != 18334 || !strings.Contains(metric.Why, "6 replicas") {
		t.Errorf("%+v", metric)
	}
	final := up.Steps[len(up.Steps)-1]
	if final.Kind != hpa.FinalStep || *final.From != 3 || *final.To != 6 || !*final.Rescale {
		t.Errorf("%+v", final)
	}

	// A minute later the queue is short, but the recommendation of before still holds.
	object.Status = up.Status
	down, err := hpa.Reconcile(ctx, hpa.Input{
		HPA: object, Scale: scale(6), Metrics: map[string]hpa.Answer{path: queue("20")}, State: up.State, Now: now.Add(time.Minute),
	})
	if err != nil {
		t.Fatal(err)
	}
	if down.DesiredReplicas != 6 || down.Rescale {
		t.Errorf("%+v", down)
	}
	for _, step := range down.Steps {
		if step.Kind == hpa.StabilizationStep && (*step.Before != 2 || *step.After != 6 || !step.Until.Time.Equal(now.Add(5*time.Minute))) {
			t.Errorf("%+v", step)
		}
	}
}

func TestAMetricThatWasNotAnswered(t *testing.T) {
	ctx, object := context.Background(), worker()
	path := "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length"
	got, err := hpa.Reconcile(ctx, hpa.Input{HPA: object, Scale: scale(3), Metrics: map[string]hpa.Answer{path: {Error: "no route to host"}}, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if got.DesiredReplicas != 3 || got.Steps[1].Proposal != nil || !strings.Contains(got.Steps[1].Error, "no route to host") {
		t.Errorf("%+v", got)
	}
}

func TestAScaleThatCouldNotBeRead(t *testing.T) {
	got, err := hpa.Reconcile(context.Background(), hpa.Input{HPA: worker(), ScaleError: "it is not there", Now: now})
	if err != nil {
		t.Fatal(err)
	}
	if got.Rescale || got.Status.Conditions[0].Reason != "FailedGetScale" {
		t.Errorf("%+v", got.Status)
	}
}

func TestFlagsOfTheController(t *testing.T) {
	ctx, object := context.Background(), worker()
	path := "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/queue_length"
	input := hpa.Input{HPA: object, Scale: scale(3), Metrics: map[string]hpa.Answer{path: queue("40")}, Now: now}
	tolerance := 0.5
	input.Options.Tolerance = &tolerance
	got, err := hpa.Reconcile(ctx, input)
	if err != nil || got.Rescale || *got.Steps[1].Tolerance != 0.5 {
		t.Errorf("%+v, %v", got, err)
	}
	input.Profile = "0.1"
	if _, err := hpa.Reconcile(ctx, input); err == nil {
		t.Error("there is no such release")
	}
}

func TestAStepKeepsItsFields(t *testing.T) {
	var step hpa.Step
	if err := json.Unmarshal([]byte(`{"step": "final", "current": 3, "desired": 4, "rescale": true, "why": "it is"}`), &step); err != nil {
		t.Fatal(err)
	}
	if *step.From != 3 || *step.To != 4 || step.Current != nil {
		t.Errorf("%+v", step)
	}
}

func TestWhatKubectlPrints(t *testing.T) {
	object := worker()
	object.CreationTimestamp = metav1.NewTime(now.Add(-time.Hour))
	shown, err := hpa.Show(context.Background(), object, []corev1.Event{}, now)
	if err != nil || shown.Get["NAME"] != "worker" || shown.Get["MAXPODS"] != "10" || !strings.HasPrefix(shown.Describe, "Name:") {
		t.Errorf("%+v, %v", shown, err)
	}
}
