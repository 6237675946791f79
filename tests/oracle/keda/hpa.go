package main

import (
	"context"
	"encoding/json"
	"fmt"

	keda "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	autoscaling "k8s.io/api/autoscaling/v2"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

type question struct {
	ScaledObject *keda.ScaledObject `json:"scaledObject"`
}

// What is compared of an HPA.
type written struct {
	Metadata metadata                                 `json:"metadata"`
	Spec     *autoscaling.HorizontalPodAutoscalerSpec `json:"spec"`
}

type metadata struct {
	Name        string            `json:"name,omitempty"`
	Namespace   string            `json:"namespace,omitempty"`
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

type answer struct {
	HPA *written `json:"hpa"`
}

// controller-runtime takes a panic of a reconciler for an error.
func hpa(asked question) (given any, err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			given, err = nil, fmt.Errorf("panic: %v", panicked)
		}
	}()
	object := asked.ScaledObject
	if object == nil {
		return nil, fmt.Errorf("no ScaledObject")
	}
	if object.Spec.ScaleTargetRef == nil {
		return nil, fmt.Errorf("no target")
	}
	cluster, err := newCluster(object)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	key := client.ObjectKeyFromObject(object)
	if _, err := cluster.reconciler.Reconcile(ctx, reconcile.Request{NamespacedName: key}); err != nil {
		return nil, err
	}
	var found autoscaling.HorizontalPodAutoscalerList
	if err := cluster.client.List(ctx, &found); err != nil {
		return nil, err
	}
	if len(found.Items) == 0 {
		return answer{}, nil
	}
	made := found.Items[0]
	delete(made.Labels, "app.kubernetes.io/version")
	spec, err := copied(made.Spec)
	if err != nil {
		return nil, err
	}
	return answer{&written{metadata{made.Name, made.Namespace, made.Labels, made.Annotations}, spec}}, nil
}

// As an API server would give it back.
func copied(spec autoscaling.HorizontalPodAutoscalerSpec) (*autoscaling.HorizontalPodAutoscalerSpec, error) {
	text, err := json.Marshal(spec)
	if err != nil {
		return nil, err
	}
	var again autoscaling.HorizontalPodAutoscalerSpec
	return &again, json.Unmarshal(text, &again)
}
