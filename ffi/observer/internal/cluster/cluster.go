package cluster

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/scale"
	"k8s.io/client-go/tools/cache"
)

// discoveryPeriod is how long a resource that came to the cluster may stay unknown. kube-controller-manager has the same.
const discoveryPeriod = 30 * time.Second

// Cluster reads one cluster. Safe for concurrent use once it is started.
type Cluster struct {
	clients    kubernetes.Interface
	mapper     *restmapper.DeferredDiscoveryRESTMapper
	scales     scale.ScalesGetter
	metrics    *metricsClient
	namespaces map[string]informers.SharedInformerFactory
	timeout    time.Duration
	running    sync.WaitGroup
}

// New makes the clients and informers. Nothing is asked yet.
func New(config Config) (*Cluster, error) {
	// Pods are many, and protobuf is the shorter form of what Kubernetes itself defines.
	typed := rest.CopyConfig(config.REST)
	typed.ContentType = runtime.ContentTypeProtobuf
	typed.AcceptContentTypes = runtime.ContentTypeProtobuf + "," + runtime.ContentTypeJSON
	clients, err := kubernetes.NewForConfig(typed)
	if err != nil {
		return nil, fmt.Errorf("clients: %w", err)
	}
	cached := memory.NewMemCacheClient(clients.Discovery())
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(cached)
	kinds := scale.NewDiscoveryScaleKindResolver(clients.Discovery())
	scales, err := scale.NewForConfig(config.REST, mapper, dynamic.LegacyAPIPathResolverFunc, kinds)
	if err != nil {
		return nil, fmt.Errorf("scale client: %w", err)
	}
	metrics, err := newMetricsClient(config)
	if err != nil {
		return nil, fmt.Errorf("metrics client: %w", err)
	}
	c := &Cluster{clients: clients, mapper: mapper, scales: scales, metrics: metrics, timeout: config.RequestTimeout}
	c.watch(config.Namespaces)
	return c, nil
}

func (c *Cluster) watch(namespaces []string) {
	if len(namespaces) == 0 {
		namespaces = []string{corev1.NamespaceAll}
	}
	c.namespaces = make(map[string]informers.SharedInformerFactory, len(namespaces))
	for _, namespace := range namespaces {
		factory := informers.NewSharedInformerFactoryWithOptions(c.clients, 0,
			informers.WithNamespace(namespace), informers.WithTransform(onlyWhatIsRead))
		factory.Autoscaling().V2().HorizontalPodAutoscalers().Informer()
		factory.Core().V1().Pods().Informer()
		c.namespaces[namespace] = factory
	}
}

// Clients are the typed clients, for whoever writes events.
func (c *Cluster) Clients() kubernetes.Interface { return c.clients }

// Discovery tells the API server's version.
func (c *Cluster) Discovery() discovery.DiscoveryInterface { return c.clients.Discovery() }

// OnHPA calls a handler for each HPA that comes, changes or goes. To be called before Start.
func (c *Cluster) OnHPA(handler cache.ResourceEventHandler) error {
	for _, factory := range c.namespaces {
		if _, err := factory.Autoscaling().V2().HorizontalPodAutoscalers().Informer().AddEventHandler(handler); err != nil {
			return err
		}
	}
	return nil
}

// Start runs the informers until the context ends and returns once they hold the cluster's HPAs and pods. An error means that
// the context ended before.
func (c *Cluster) Start(ctx context.Context) error {
	c.running.Go(func() { wait.UntilWithContext(ctx, func(context.Context) { c.mapper.Reset() }, discoveryPeriod) })
	for _, factory := range c.namespaces {
		factory.StartWithContext(ctx)
	}
	for _, factory := range c.namespaces {
		for _, synced := range factory.WaitForCacheSync(ctx.Done()) {
			if !synced {
				return errors.New("the informers did not come to hold the cluster's objects")
			}
		}
	}
	return nil
}

// Wait returns when all that Start began has ended, which it does after its context.
func (c *Cluster) Wait() {
	for _, factory := range c.namespaces {
		factory.Shutdown()
	}
	c.running.Wait()
}

// HPA is the HPA as the informer holds it, not to be changed, or nil where there is none.
func (c *Cluster) HPA(key types.NamespacedName) *autoscalingv2.HorizontalPodAutoscaler {
	factory := c.factory(key.Namespace)
	if factory == nil {
		return nil
	}
	// The lister's only error is that there is none.
	hpa, err := factory.Autoscaling().V2().HorizontalPodAutoscalers().Lister().HorizontalPodAutoscalers(key.Namespace).Get(key.Name)
	if err != nil {
		return nil
	}
	return hpa
}

func (c *Cluster) factory(namespace string) informers.SharedInformerFactory {
	if factory, ok := c.namespaces[namespace]; ok {
		return factory
	}
	return c.namespaces[corev1.NamespaceAll]
}

// pods are those that a scale's selector selects. None where the selector is empty or is none: the controller asks for none
// then either, and says why.
func (c *Cluster) pods(namespace, selector string) ([]corev1.Pod, error) {
	selected, err := labels.Parse(selector)
	if err != nil || selector == "" {
		return nil, nil //nolint:nilerr // The decision says what is wrong with the selector.
	}
	found, err := c.factory(namespace).Core().V1().Pods().Lister().Pods(namespace).List(selected)
	if err != nil {
		return nil, err
	}
	pods := make([]corev1.Pod, 0, len(found))
	for _, pod := range found {
		pods = append(pods, *pod)
	}
	return pods, nil
}

// others are the other HPAs of the same target: with another target one does not matter, unless its selector is known.
func (c *Cluster) others(hpa *autoscalingv2.HorizontalPodAutoscaler) ([]autoscalingv2.HorizontalPodAutoscaler, error) {
	all, err := c.factory(hpa.Namespace).Autoscaling().V2().HorizontalPodAutoscalers().Lister().
		HorizontalPodAutoscalers(hpa.Namespace).List(labels.Everything())
	if err != nil {
		return nil, err
	}
	var others []autoscalingv2.HorizontalPodAutoscaler
	for _, other := range all {
		same := other.Spec.ScaleTargetRef == hpa.Spec.ScaleTargetRef
		if same && other.UID != hpa.UID {
			others = append(others, *other)
		}
	}
	return others, nil
}
