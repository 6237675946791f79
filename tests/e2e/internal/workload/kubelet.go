package workload

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

// AppLabel is the label that pods are told apart by.
const AppLabel = "app"

// Kubelet marks pods Running and Ready as they come, and tells the application which there are.
type Kubelet struct {
	client kubernetes.Interface
	app    *App
	pods   corelisters.PodLister

	mutex sync.Mutex
	// Values of the label `app` whose pods stay as they are created.
	held map[group]bool
}

// StartKubelet watches all pods until the context ends.
func StartKubelet(ctx context.Context, client kubernetes.Interface, app *App) (*Kubelet, error) {
	factory := informers.NewSharedInformerFactory(client, 0)
	informer := factory.Core().V1().Pods()
	k := &Kubelet{client: client, app: app, pods: informer.Lister(), held: map[group]bool{}}
	changed := func(object any) {
		if pod, ok := object.(*corev1.Pod); ok {
			k.start(ctx, pod)
		}
		k.report()
	}
	_, err := informer.Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    changed,
		UpdateFunc: func(_, object any) { changed(object) },
		DeleteFunc: func(any) { k.report() },
	})
	if err != nil {
		return nil, err
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	return k, nil
}

// Hold leaves new pods of an application pending until Release.
func (k *Kubelet) Hold(namespace, app string) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.held[group{namespace, app}] = true
}

// Release starts the pods that were held.
func (k *Kubelet) Release(ctx context.Context, namespace, app string) error {
	k.mutex.Lock()
	delete(k.held, group{namespace, app})
	k.mutex.Unlock()
	pods, err := k.pods.Pods(namespace).List(labels.SelectorFromSet(labels.Set{AppLabel: app}))
	if err != nil {
		return err
	}
	for _, pod := range pods {
		k.start(ctx, pod)
	}
	return nil
}

// start writes the status that a kubelet writes when the containers of a pod run and are ready.
func (k *Kubelet) start(ctx context.Context, pod *corev1.Pod) {
	k.mutex.Lock()
	held := k.held[groupOf(pod)]
	k.mutex.Unlock()
	if held || pod.Status.Phase != corev1.PodPending || pod.DeletionTimestamp != nil {
		return
	}
	now := metav1.NewTime(time.Now())
	condition := func(kind corev1.PodConditionType) corev1.PodCondition {
		return corev1.PodCondition{Type: kind, Status: corev1.ConditionTrue, LastTransitionTime: now}
	}
	status := corev1.PodStatus{
		Phase:     corev1.PodRunning,
		StartTime: &now,
		Conditions: []corev1.PodCondition{
			condition(corev1.PodInitialized), condition(corev1.ContainersReady), condition(corev1.PodReady), condition(corev1.PodScheduled),
		},
	}
	for _, container := range pod.Spec.Containers {
		started := true
		status.ContainerStatuses = append(status.ContainerStatuses, corev1.ContainerStatus{
			Name:    container.Name,
			Image:   container.Image,
			Ready:   true,
			Started: &started,
			State:   corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}},
		})
	}
	patch, err := json.Marshal(map[string]any{"status": status})
	if err != nil {
		return
	}
	// A pod that is gone meanwhile has no status to write; any other failure shows where its application does not come up.
	_, _ = k.client.CoreV1().Pods(pod.Namespace).Patch(ctx, pod.Name, types.StrategicMergePatchType, patch, metav1.PatchOptions{}, "status")
}

// report tells the application which pods run.
func (k *Kubelet) report() {
	all, err := k.pods.List(labels.Everything())
	if err != nil {
		return
	}
	running := map[group][]string{}
	for _, pod := range all {
		if pod.Status.Phase == corev1.PodRunning && pod.DeletionTimestamp == nil {
			running[groupOf(pod)] = append(running[groupOf(pod)], pod.Name)
		}
	}
	k.app.running(running)
}

func groupOf(pod *corev1.Pod) group { return group{pod.Namespace, pod.Labels[AppLabel]} }
