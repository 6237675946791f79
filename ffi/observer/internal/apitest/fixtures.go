package apitest

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/yaml"
)

// Namespace is where the fixtures live.
const Namespace = "default"

// Began is when the pods of the fixtures were started and became ready.
var Began = time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC)

// HPA is an HPA of the Deployment of its name, with a spec in YAML. It panics where that is none.
func HPA(name, spec string) *autoscalingv2.HorizontalPodAutoscaler {
	hpa := &autoscalingv2.HorizontalPodAutoscaler{ObjectMeta: metav1.ObjectMeta{
		Name: name, Namespace: Namespace, UID: types.UID(name), Generation: 1, CreationTimestamp: metav1.NewTime(Began),
	}}
	if err := yaml.UnmarshalStrict([]byte(spec), &hpa.Spec); err != nil {
		panic(err)
	}
	hpa.Spec.ScaleTargetRef = autoscalingv2.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: name}
	return hpa
}

// Synced is the same HPA after the controller came to a count and wrote nothing.
func Synced(hpa *autoscalingv2.HorizontalPodAutoscaler, current, desired int32) *autoscalingv2.HorizontalPodAutoscaler {
	synced := hpa.DeepCopy()
	synced.Status.CurrentReplicas, synced.Status.DesiredReplicas = current, desired
	synced.Status.ObservedGeneration = &synced.Generation
	synced.Status.Conditions = []autoscalingv2.HorizontalPodAutoscalerCondition{
		{Type: autoscalingv2.AbleToScale, Status: corev1.ConditionTrue, Reason: "ReadyForNewScale"},
		{Type: autoscalingv2.ScalingActive, Status: corev1.ConditionTrue, Reason: "ValidMetricFound"},
	}
	return synced
}

// Scale is a scale of pods with the label app of this name.
func Scale(app string, replicas int32) autoscalingv1.Scale {
	return autoscalingv1.Scale{
		Spec:   autoscalingv1.ScaleSpec{Replicas: replicas},
		Status: autoscalingv1.ScaleStatus{Replicas: replicas, Selector: "app=" + app},
	}
}

// Pods are ready pods NAME-0, NAME-1 and so on, each with a request of 100 milli-CPUs and what a sync does not read.
func Pods(app string, count int) []corev1.Pod {
	var pods []corev1.Pod
	for index := range count {
		started := metav1.NewTime(Began)
		pods = append(pods, corev1.Pod{
			ObjectMeta: metav1.ObjectMeta{
				Name:        fmt.Sprintf("%s-%d", app, index),
				Namespace:   Namespace,
				Labels:      map[string]string{"app": app},
				Annotations: map[string]string{"note": strings.Repeat("long ", 20)},
			},
			Spec: corev1.PodSpec{
				NodeName: "node",
				Containers: []corev1.Container{{
					Name:  "main",
					Image: "registry.example/main:1",
					Resources: corev1.ResourceRequirements{
						Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("100m")},
						Limits:   corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("1")},
					},
				}},
			},
			Status: corev1.PodStatus{
				Phase:     corev1.PodRunning,
				StartTime: &started,
				Conditions: []corev1.PodCondition{
					{Type: corev1.PodInitialized, Status: corev1.ConditionTrue},
					{Type: corev1.PodReady, Status: corev1.ConditionTrue, LastTransitionTime: started},
				},
			},
		})
	}
	return pods
}

// CPUPath is the request for the CPU usage of the pods of an app.
func CPUPath(app string) string {
	return "/apis/metrics.k8s.io/v1beta1/namespaces/" + Namespace + "/pods?labelSelector=" + url.QueryEscape("app="+app)
}

// CPU is an answer of the resource metrics API: pods NAME-0, NAME-1 and so on with this usage each.
func CPU(app string, at time.Time, usage ...string) Answer {
	var items []string
	for index, quantity := range usage {
		items = append(items, fmt.Sprintf(`{"metadata":{"name":"%s-%d","namespace":"%s"},"timestamp":"%s","window":"30s",`+
			`"containers":[{"name":"main","usage":{"cpu":"%s","memory":"10Mi"}}]}`,
			app, index, Namespace, at.Format(time.RFC3339), quantity))
	}
	return Answer{Body: `{"kind":"PodMetricsList","apiVersion":"metrics.k8s.io/v1beta1","metadata":{},"items":[` + strings.Join(items, ",") + `]}`}
}

// PodsPath is the request for a metric of the pods of an app.
func PodsPath(app, metric string) string {
	return "/apis/custom.metrics.k8s.io/v1beta2/namespaces/" + Namespace + "/pods/%2A/" + metric + "?labelSelector=" + url.QueryEscape("app="+app)
}

// PodValues is an answer of the custom metrics API: pods NAME-0, NAME-1 and so on with these values.
func PodValues(app, metric string, at time.Time, values ...string) Answer {
	var items []string
	for index, value := range values {
		items = append(items, custom("Pod", "v1", fmt.Sprintf("%s-%d", app, index), metric, value, at))
	}
	return customList(items)
}

// ObjectValue is an answer of the custom metrics API about one object.
func ObjectValue(kind, apiVersion, name, metric, value string, at time.Time) Answer {
	return customList([]string{custom(kind, apiVersion, name, metric, value, at)})
}

func custom(kind, apiVersion, name, metric, value string, at time.Time) string {
	return fmt.Sprintf(`{"describedObject":{"kind":"%s","apiVersion":"%s","namespace":"%s","name":"%s"},`+
		`"metric":{"name":"%s"},"timestamp":"%s","value":"%s"}`, kind, apiVersion, Namespace, name, metric, at.Format(time.RFC3339), value)
}

func customList(items []string) Answer {
	return Answer{Body: `{"kind":"MetricValueList","apiVersion":"custom.metrics.k8s.io/v1beta2","metadata":{},"items":[` + strings.Join(items, ",") + `]}`}
}

// ExternalPath is the request for an external metric.
func ExternalPath(metric string) string {
	return "/apis/external.metrics.k8s.io/v1beta1/namespaces/" + Namespace + "/" + metric
}

// ExternalValue is an answer of the external metrics API.
func ExternalValue(metric, value string, at time.Time) Answer {
	return Answer{Body: fmt.Sprintf(`{"kind":"ExternalMetricValueList","apiVersion":"external.metrics.k8s.io/v1beta1","metadata":{},`+
		`"items":[{"metricName":"%s","metricLabels":{},"timestamp":"%s","value":"%s"}]}`, metric, at.Format(time.RFC3339), value)}
}
