package e2e

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/compare"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/controlplane"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/process"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/recorder"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/workload"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Deadlines: of what takes a few syncs, and of what the API server or Prometheus must notice first.
const (
	soon  = 60 * time.Second
	later = 120 * time.Second
)

// scenario is one deployment with one HPA.
type scenario struct {
	*testing.T
	namespace, app string
	hpa            *autoscalingv2.HorizontalPodAutoscaler
	// Names of the loads that a file of tests gave last.
	played []string
}

// begin creates a namespace and a deployment with so many replicas of an application.
func begin(t *testing.T, namespace, app string, replicas int32, containers ...corev1.Container) *scenario {
	t.Helper()
	s := &scenario{T: t, namespace: namespace, app: app}
	if namespace != metav1.NamespaceDefault {
		object := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: namespace}}
		_, err := cluster.client.CoreV1().Namespaces().Create(t.Context(), object, metav1.CreateOptions{})
		s.must(err)
	}
	if len(containers) == 0 {
		containers = []corev1.Container{container("app", "", "")}
	}
	labels := map[string]string{workload.AppLabel: app}
	deployment := &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: app},
		Spec: appsv1.DeploymentSpec{
			Replicas: &replicas,
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec:       corev1.PodSpec{Containers: containers},
			},
		},
	}
	_, err := cluster.client.AppsV1().Deployments(namespace).Create(t.Context(), deployment, metav1.CreateOptions{})
	s.must(err)
	s.until(soon, fmt.Sprintf("%d pods", replicas), func(ctx context.Context) error {
		return s.isReady(ctx, replicas)
	})
	return s
}

// container is one with requests of CPU and memory; empty for none.
func container(name, cpu, memory string) corev1.Container {
	requests := corev1.ResourceList{}
	if cpu != "" {
		requests[corev1.ResourceCPU] = resource.MustParse(cpu)
	}
	if memory != "" {
		requests[corev1.ResourceMemory] = resource.MustParse(memory)
	}
	return corev1.Container{
		Name:      name,
		Image:     "sample",
		Resources: corev1.ResourceRequirements{Requests: requests},
	}
}

// scale creates the HPA; the target is the scenario's deployment.
func (s *scenario) scale(spec autoscalingv2.HorizontalPodAutoscalerSpec) {
	s.Helper()
	spec.ScaleTargetRef = autoscalingv2.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: s.app}
	object := &autoscalingv2.HorizontalPodAutoscaler{ObjectMeta: metav1.ObjectMeta{Name: s.app}, Spec: spec}
	created, err := cluster.client.AutoscalingV2().HorizontalPodAutoscalers(s.namespace).Create(s.Context(), object, metav1.CreateOptions{})
	s.must(err)
	s.hpa = created
}

// applied takes an HPA that was created by other means.
func (s *scenario) applied(name string) {
	s.Helper()
	object, err := cluster.client.AutoscalingV2().HorizontalPodAutoscalers(s.namespace).Get(s.Context(), name, metav1.GetOptions{})
	s.must(err)
	s.hpa = object
}

// load sets a metric of the application, told apart by name.
func (s *scenario) load(name string, load workload.Load) {
	cluster.app.Set(s.namespace+"/"+name, load)
	s.Cleanup(func() { cluster.app.Remove(s.namespace + "/" + name) })
}

// unload takes a metric away.
func (s *scenario) unload(name string) { cluster.app.Remove(s.namespace + "/" + name) }

// replicas waits until the deployment has so many pods that are ready.
func (s *scenario) replicas(count int32) {
	s.Helper()
	s.until(soon, fmt.Sprintf("%d replicas", count), func(ctx context.Context) error {
		return s.isReady(ctx, count)
	})
}

// wanted waits until the deployment is asked to have so many replicas, whether they are ready or not.
func (s *scenario) wanted(count int32) {
	s.Helper()
	s.until(soon, fmt.Sprintf("%d replicas wanted", count), func(ctx context.Context) error {
		deployment, err := cluster.client.AppsV1().Deployments(s.namespace).Get(ctx, s.app, metav1.GetOptions{})
		if err == nil && *deployment.Spec.Replicas != count {
			err = fmt.Errorf("it is asked for %d", *deployment.Spec.Replicas)
		}
		return err
	})
}

func (s *scenario) isReady(ctx context.Context, count int32) error {
	deployment, err := cluster.client.AppsV1().Deployments(s.namespace).Get(ctx, s.app, metav1.GetOptions{})
	if err != nil {
		return err
	}
	if status := deployment.Status; *deployment.Spec.Replicas != count || status.Replicas != count || status.ReadyReplicas != count {
		return fmt.Errorf("it is asked for %d, has %d, of which %d are ready", *deployment.Spec.Replicas, status.Replicas, status.ReadyReplicas)
	}
	return nil
}

// condition waits until a condition of the HPA has a status and a reason.
func (s *scenario) condition(kind autoscalingv2.HorizontalPodAutoscalerConditionType, status corev1.ConditionStatus, reason string) {
	s.Helper()
	s.until(soon, fmt.Sprintf("%s=%s, %s", kind, status, reason), func(ctx context.Context) error {
		object, err := cluster.client.AutoscalingV2().HorizontalPodAutoscalers(s.namespace).Get(ctx, s.hpa.Name, metav1.GetOptions{})
		if err != nil {
			return err
		}
		for _, condition := range object.Status.Conditions {
			if condition.Type == kind && condition.Status == status && condition.Reason == reason {
				return nil
			}
		}
		return fmt.Errorf("the conditions are %v", object.Status.Conditions)
	})
}

// syncs waits until the controller has synced the HPA so many times more.
func (s *scenario) syncs(more int) {
	s.Helper()
	first := len(cluster.proxy.Recording().Syncs(s.hpa))
	s.until(soon, fmt.Sprintf("%d syncs", more), func(context.Context) error {
		if seen := len(cluster.proxy.Recording().Syncs(s.hpa)) - first; seen < more {
			return fmt.Errorf("there were %d", seen)
		}
		return nil
	})
}

// shown compares what kubectl prints with what the engine prints.
func (s *scenario) shown() {
	s.Helper()
	s.until(soon, "an HPA that keeps still while it is printed", func(ctx context.Context) error {
		differences, err := compare.Show(ctx, cluster.client, cluster.plane.Kubectl, s.namespace, s.hpa.Name)
		if errors.Is(err, compare.ErrMoved) {
			return err
		}
		s.must(err)
		if len(differences) > 0 {
			s.Error(strings.Join(differences, "\n"))
		}
		return nil
	})
}

// controller is how the real one was started.
var controller = compare.Controller{
	Profile: "1.37",
	Options: hpa.Options{
		SyncPeriod:              pointer(controlplane.SyncPeriod),
		DownscaleStabilization:  pointer(controlplane.DownscaleStabilization),
		CPUInitializationPeriod: pointer(controlplane.CPUInitialization),
		InitialReadinessDelay:   pointer(controlplane.InitialReadinessDelay),
	},
}

// mistaken is how it was not started: a tolerance with which no metric changes a count.
var mistaken = compare.Controller{Profile: controller.Profile, Options: hpa.Options{Tolerance: pointer(1000.0)}}

// agrees asks the engine at every sync until now, of which there must be some, and takes the HPA away.
func (s *scenario) agrees(atLeast, rescales int) {
	s.Helper()
	recording := cluster.proxy.Recording()
	agreement, err := controller.Syncs(s.Context(), recording, s.hpa)
	s.must(err)
	disagreement, err := mistaken.Syncs(s.Context(), recording, s.hpa)
	s.must(err)
	if len(disagreement.Differences) == 0 {
		s.Error("it is not noticed when the engine decides otherwise")
	}
	s.Logf("%d syncs, %d with a new scale, %d events told, %d uncertain", agreement.Syncs, agreement.Rescales, len(agreement.Events), agreement.Uncertain)
	for _, difference := range agreement.Differences {
		s.Error(difference)
	}
	if agreement.Syncs < atLeast {
		s.Errorf("only %d syncs were compared", agreement.Syncs)
	}
	if agreement.Rescales < rescales {
		s.Errorf("only %d syncs wrote a scale", agreement.Rescales)
	}
	// Events are told after the sync.
	var told []recorder.Told
	s.until(soon, "the events", func(context.Context) error {
		told = cluster.proxy.Recording().Events(string(s.hpa.UID))
		if len(told) < len(agreement.Events) {
			return fmt.Errorf("%d of %d were told", len(told), len(agreement.Events))
		}
		return nil
	})
	for _, difference := range compare.EventsThatDiffer(told, agreement.Events) {
		s.Error(difference)
	}
	s.must(cluster.client.AutoscalingV2().HorizontalPodAutoscalers(s.namespace).Delete(s.Context(), s.hpa.Name, metav1.DeleteOptions{}))
}

// until waits for something.
func (s *scenario) until(deadline time.Duration, what string, look func(context.Context) error) {
	s.Helper()
	s.must(process.Until(s.Context(), deadline, what, look))
}

func (s *scenario) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func pointer[T any](value T) *T { return &value }

func quantity(text string) *resource.Quantity { return pointer(resource.MustParse(text)) }
