package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"testing/synctest"
	"time"
	"unsafe"

	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	autoscalingclient "k8s.io/client-go/kubernetes/typed/autoscaling/v2"
	coreclient "k8s.io/client-go/kubernetes/typed/core/v1"
	autoscalinglisters "k8s.io/client-go/listers/autoscaling/v2"
	corelisters "k8s.io/client-go/listers/core/v1"
	scaleclient "k8s.io/client-go/scale"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/kubernetes/pkg/controller/podautoscaler"
)

// cluster is all that a controller sees of one, in memory: it stands for the API server and the informers. Real informers
// do not end up idle inside a bubble.
type cluster struct {
	controller *podautoscaler.HorizontalController
	handler    cache.ResourceEventHandler
	hpas       cache.Indexer
	version    int

	// What a sync finds.
	scale      *autoscalingv1.Scale
	scaleError *string
	pods       []corev1.Pod
	answers    map[string]json.RawMessage

	// What it leaves.
	written *int32
	events  []event
	status  autoscalingv2.HorizontalPodAutoscalerStatus
}

type event struct {
	Type    string `json:"type"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}

func newCluster() *cluster {
	byNamespace := cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc}
	return &cluster{hpas: cache.NewIndexer(cache.MetaNamespaceKeyFunc, byNamespace)}
}

// never is later than any sync of a sequence: the controller syncs when it is told to.
const never = 100 * 365 * 24 * time.Hour

func or[T, D any](given *T, otherwise D, convert func(T) D) D {
	if given == nil {
		return otherwise
	}
	return convert(*given)
}

func (c *cluster) start(ctx context.Context, flags flags) error {
	metrics, err := api(func(path string) json.RawMessage { return c.answers[path] }).metricsClient(known)
	if err != nil {
		return err
	}
	seconds := func(given *duration, otherwise time.Duration) time.Duration {
		return or(given, otherwise, func(d duration) time.Duration { return time.Duration(d) })
	}
	c.controller = podautoscaler.NewHorizontalController(
		ctx,
		noEvents{},
		scales{cluster: c},
		statuses{cluster: c},
		anyKind{RESTMapper: known},
		metrics,
		hpaInformer{c},
		podInformer{c},
		never,
		seconds(flags.DownscaleStabilization, 5*time.Minute),
		or(flags.Tolerance, 0.1, func(tolerance float64) float64 { return tolerance }),
		seconds(flags.CPUInitializationPeriod, 5*time.Minute),
		seconds(flags.InitialReadinessDelay, 30*time.Second),
	)
	// What the controller records, before the machinery that counts repeated events and drops some of many.
	*field[record.EventRecorder](c.controller, "eventRecorder") = recorder{cluster: c}
	go c.controller.Run(ctx, 1)
	synctest.Wait()
	return nil
}

// field is a field of the controller that is not exported.
func field[T any](controller *podautoscaler.HorizontalController, name string) *T {
	return (*T)(unsafe.Pointer(reflect.ValueOf(controller).Elem().FieldByName(name).UnsafeAddr()))
}

// addHPA makes an object known to the controller and stores it then: a release that syncs at once finds none.
func (c *cluster) addHPA(hpa *autoscalingv2.HorizontalPodAutoscaler) {
	c.handler.OnAdd(hpa, false)
	synctest.Wait()
	c.store(hpa)
}

// trigger makes the controller sync an HPA now.
func (c *cluster) trigger(hpa *autoscalingv2.HorizontalPodAutoscaler) {
	queue := *field[workqueue.TypedRateLimitingInterface[string]](c.controller, "queue")
	queue.Add(hpa.Namespace + "/" + hpa.Name)
	synctest.Wait()
}

func (c *cluster) store(hpa *autoscalingv2.HorizontalPodAutoscaler) {
	c.version++
	hpa.ResourceVersion = strconv.Itoa(c.version)
	if err := c.hpas.Update(hpa); err != nil {
		panic(err)
	}
}

type hpaInformer struct{ *cluster }

func (i hpaInformer) Informer() cache.SharedIndexInformer {
	return informer{cluster: i.cluster, store: i.hpas, handler: &i.cluster.handler}
}

func (i hpaInformer) Lister() autoscalinglisters.HorizontalPodAutoscalerLister {
	return autoscalinglisters.NewHorizontalPodAutoscalerLister(i.hpas)
}

type podInformer struct{ *cluster }

func (i podInformer) Informer() cache.SharedIndexInformer { return informer{cluster: i.cluster} }
func (i podInformer) Lister() corelisters.PodLister       { return pods{cluster: i.cluster} }

type informer struct {
	cache.SharedIndexInformer
	*cluster
	store   cache.Store
	handler *cache.ResourceEventHandler
}

func (i informer) AddEventHandlerWithResyncPeriod(handler cache.ResourceEventHandler, _ time.Duration) (cache.ResourceEventHandlerRegistration, error) {
	*i.handler = handler
	return nil, nil
}
func (i informer) GetStore() cache.Store { return i.store }
func (i informer) HasSynced() bool       { return true }

// pods lists pods in their order, where a cache has none.
type pods struct {
	corelisters.PodNamespaceLister
	*cluster
	namespace string
}

func (p pods) Pods(namespace string) corelisters.PodNamespaceLister {
	return pods{cluster: p.cluster, namespace: namespace}
}

func (p pods) List(selector labels.Selector) (found []*corev1.Pod, err error) {
	for index := range p.cluster.pods {
		pod := &p.cluster.pods[index]
		if (p.namespace == "" || pod.Namespace == p.namespace) && selector.Matches(labels.Set(pod.Labels)) {
			found = append(found, pod)
		}
	}
	return found, nil
}

type scales struct {
	scaleclient.ScaleInterface
	*cluster
}

func (s scales) Scales(string) scaleclient.ScaleInterface { return s }

func (s scales) Get(context.Context, schema.GroupResource, string, metav1.GetOptions) (*autoscalingv1.Scale, error) {
	if s.scaleError != nil {
		return nil, errors.New(*s.scaleError)
	}
	return s.scale.DeepCopy(), nil
}

func (s scales) Update(_ context.Context, _ schema.GroupResource, scale *autoscalingv1.Scale, _ metav1.UpdateOptions) (*autoscalingv1.Scale, error) {
	replicas := scale.Spec.Replicas
	s.written = &replicas
	return scale, nil
}

// statuses takes statuses as an API server does: their times have whole seconds then.
type statuses struct {
	autoscalingclient.HorizontalPodAutoscalerInterface
	*cluster
}

func (s statuses) HorizontalPodAutoscalers(string) autoscalingclient.HorizontalPodAutoscalerInterface {
	return s
}

func (s statuses) UpdateStatus(_ context.Context, hpa *autoscalingv2.HorizontalPodAutoscaler, _ metav1.UpdateOptions) (*autoscalingv2.HorizontalPodAutoscaler, error) {
	s.status = hpa.Status
	text, err := json.Marshal(hpa.Status)
	if err != nil {
		return nil, err
	}
	stored := hpa.DeepCopy()
	stored.Status = autoscalingv2.HorizontalPodAutoscalerStatus{}
	if err := json.Unmarshal(text, &stored.Status); err != nil {
		return nil, err
	}
	s.store(stored)
	return stored, nil
}

// anyKind finds a resource for a target of any kind, since the scale is given.
type anyKind struct{ meta.RESTMapper }

func (m anyKind) RESTMappings(kind schema.GroupKind, versions ...string) ([]*meta.RESTMapping, error) {
	resource, _ := meta.UnsafeGuessKindToResource(kind.WithVersion("v1"))
	return []*meta.RESTMapping{{Resource: resource, GroupVersionKind: kind.WithVersion("v1")}}, nil
}

type noEvents struct{ coreclient.EventsGetter }

func (noEvents) Events(string) coreclient.EventInterface { return nil }

type recorder struct {
	record.EventRecorder
	*cluster
}

func (r recorder) Event(_ runtime.Object, kind, reason, message string) {
	r.events = append(r.events, event{kind, reason, message})
}

func (r recorder) Eventf(object runtime.Object, kind, reason, format string, arguments ...any) {
	r.Event(object, kind, reason, fmt.Sprintf(format, arguments...))
}
