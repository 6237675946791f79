package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// sequence is some syncs of one HPA.
type sequence struct {
	Profile    string
	Controller flags
	HPA        json.RawMessage
	// Other HPAs of the namespace, with the selectors of their targets.
	HPAs  []other
	Steps []step
}

type flags struct {
	SyncPeriod              *duration
	Tolerance               *float64
	DownscaleStabilization  *duration
	CPUInitializationPeriod *duration
	InitialReadinessDelay   *duration
}

type duration time.Duration

func (d *duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	*d = duration(parsed)
	return err
}

type other struct {
	HPA      json.RawMessage
	Selector string
}

// step is the cluster as a sync finds it.
type step struct {
	Now   time.Time
	Scale struct {
		autoscalingv1.Scale
		Error *string
	}
	Pods corev1.PodList
	// The answers to the metrics of the spec, in its order.
	Metrics []json.RawMessage
}

// outcome is what a sync gave.
type outcome struct {
	DesiredReplicas int32                                       `json:"desiredReplicas"`
	Rescale         bool                                        `json:"rescale"`
	Status          autoscalingv2.HorizontalPodAutoscalerStatus `json:"status"`
	Events          []event                                     `json:"events"`
}

func sequences(t *testing.T) protocol.Operations {
	return protocol.Operations{
		"hpa.sequence": protocol.Of(func(in sequence) (any, error) {
			return inBubble(t, func() (any, error) {
				outcomes, err := in.run()
				return map[string]any{"steps": outcomes}, err
			})
		}),
	}
}

// run starts a controller at the instant of the first sync and lets it sync step by step.
func (in sequence) run() (outcomes []outcome, err error) {
	if err := checkProfile(in.Profile); err != nil {
		return nil, err
	}
	hpa, err := filledV2(in.HPA)
	if err != nil {
		return nil, err
	}
	// The status goes from sync to sync in the version that the controller writes.
	if given, err := read(in.HPA); err != nil || given.GetObjectKind().GroupVersionKind().Version != "v2" || hpa.Name == "" {
		return nil, protocol.Refusal{Code: "request.version", Err: errors.New("a sequence takes a named HPA of autoscaling/v2")}
	}
	if hpa.Namespace == "" {
		hpa.Namespace = "default"
	}
	cluster := newCluster()
	outcomes = []outcome{}
	ctx, cancel := context.WithCancel(context.Background())
	defer func() {
		cancel()
		synctest.Wait()
	}()
	for index, step := range in.Steps {
		if err := sleepUntil(step.Now); err != nil {
			return nil, err
		}
		if index == 0 {
			if err := cluster.start(ctx, in.Controller); err != nil {
				return nil, err
			}
			for _, other := range in.HPAs {
				if err := cluster.register(other); err != nil {
					return nil, err
				}
			}
			cluster.addHPA(hpa)
			cluster.status = hpa.Status
		}
		outcome, err := cluster.sync(hpa, step)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, outcome)
	}
	return outcomes, nil
}

// register makes another HPA's selector known to the controller, which learns it by a sync of its own.
func (c *cluster) register(other other) error {
	hpa, err := filledV2(other.HPA)
	if err != nil {
		return err
	}
	c.scale = &autoscalingv1.Scale{
		Spec:   autoscalingv1.ScaleSpec{Replicas: 1},
		Status: autoscalingv1.ScaleStatus{Replicas: 1, Selector: other.Selector},
	}
	c.addHPA(hpa)
	c.trigger(hpa)
	return nil
}

// panics is what the controller died of in this sync.
var panics any

// sync is one sync of the controller.
func (c *cluster) sync(hpa *autoscalingv2.HorizontalPodAutoscaler, step step) (outcome, error) {
	c.events, c.written = []event{}, nil
	c.scale, c.scaleError = &step.Scale.Scale, step.Scale.Error
	c.pods = step.Pods.Items
	for index := range c.pods {
		if c.pods[index].Namespace == "" {
			c.pods[index].Namespace = hpa.Namespace
		}
	}
	c.answers = map[string]json.RawMessage{}
	selector, err := labels.Parse(step.Scale.Status.Selector)
	if err != nil {
		selector = labels.Nothing()
	}
	if len(step.Metrics) != len(hpa.Spec.Metrics) {
		return outcome{}, protocol.Refusal{Code: "request.metrics", Err: fmt.Errorf("%d answers to %d metrics", len(step.Metrics), len(hpa.Spec.Metrics))}
	}
	for index, answer := range step.Metrics {
		if path, err := pathOf(hpa.Spec.Metrics[index], hpa.Namespace, selector, known); err == nil {
			c.answers[path] = answer
		}
	}
	panics = nil
	c.trigger(hpa)
	if panics != nil {
		return outcome{}, protocol.Refusal{Code: "panic", Err: fmt.Errorf("%v", panics)}
	}

	result := outcome{
		DesiredReplicas: step.Scale.Spec.Replicas,
		Status:          c.status,
		Events:          c.events,
	}
	switch {
	case step.Scale.Error != nil || c.failedScale():
		result.DesiredReplicas = c.status.DesiredReplicas
	case c.written != nil:
		result.DesiredReplicas, result.Rescale = *c.written, true
	}
	return result, nil
}

func (c *cluster) failedScale() bool {
	return len(c.events) > 0 && c.events[len(c.events)-1].Reason == "FailedGetScale"
}
