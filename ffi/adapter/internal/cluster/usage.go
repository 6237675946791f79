package cluster

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/tools/cache"
)

// Usage watches the running pods and the nodes, of which metrics.k8s.io tells the usage. It watches nothing before
// Start, so that an adapter without resourceRules needs no right to.
type Usage struct {
	start   sync.Once
	started atomic.Bool
	pods    informers.GenericInformer
	nodes   informers.SharedInformerFactory
	lister  corelisters.NodeLister
	synced  cache.InformerSynced
}

// NewUsage makes the watchers, which rest.
func NewUsage(meta metadata.Interface, client kubernetes.Interface) (*Usage, error) {
	running := func(o *metav1.ListOptions) { o.FieldSelector = "status.phase=Running" }
	pods := metadatainformer.NewFilteredSharedInformerFactory(meta, 0, metav1.NamespaceAll, running).
		ForResource(corev1.SchemeGroupVersion.WithResource("pods"))
	nodes := informers.NewSharedInformerFactory(client, 0)
	u := &Usage{pods: pods, nodes: nodes, lister: nodes.Core().V1().Nodes().Lister()}
	u.synced = nodes.Core().V1().Nodes().Informer().HasSynced
	return u, errors.Join(
		pods.Informer().SetTransform(keepLabels),
		nodes.Core().V1().Nodes().Informer().SetTransform(keepLabels))
}

// Start begins to watch, once, until the context ends.
func (u *Usage) Start(ctx context.Context) {
	u.start.Do(func() {
		go u.pods.Informer().RunWithContext(ctx)
		u.nodes.Start(ctx.Done())
		u.started.Store(true)
	})
}

// Synced tells whether pods and nodes are listed. It waits for nothing.
func (u *Usage) Synced() bool {
	return u.started.Load() && u.pods.Informer().HasSynced() && u.synced()
}

// Started tells whether Start was called.
func (u *Usage) Started() bool { return u.started.Load() }

var (
	errNoRules   = errors.New("the configuration has no resourceRules, so that no usage can be told")
	errNotSynced = errors.New("pods and nodes are not listed yet")
)

func (u *Usage) usable() error {
	switch {
	case !u.Started():
		return errNoRules
	case !u.Synced():
		return errNotSynced
	}
	return nil
}

// Pods is the lister of running pods, as *metav1.PartialObjectMetadata.
func (u *Usage) Pods() cache.GenericLister { return podLister{u, u.pods.Lister()} }

// Nodes is the lister of nodes, of which nothing but names and labels are kept.
func (u *Usage) Nodes() corelisters.NodeLister { return nodeLister{u, u.lister} }

type podLister struct {
	usage *Usage
	cache.GenericLister
}

func (l podLister) List(s labels.Selector) ([]runtime.Object, error) {
	if err := l.usage.usable(); err != nil {
		return nil, err
	}
	return l.GenericLister.List(s)
}

func (l podLister) Get(name string) (runtime.Object, error) {
	if err := l.usage.usable(); err != nil {
		return nil, err
	}
	return l.GenericLister.Get(name)
}

func (l podLister) ByNamespace(namespace string) cache.GenericNamespaceLister {
	return podNamespaceLister{l.usage, l.GenericLister.ByNamespace(namespace)}
}

type podNamespaceLister struct {
	usage *Usage
	cache.GenericNamespaceLister
}

func (l podNamespaceLister) List(s labels.Selector) ([]runtime.Object, error) {
	if err := l.usage.usable(); err != nil {
		return nil, err
	}
	return l.GenericNamespaceLister.List(s)
}

func (l podNamespaceLister) Get(name string) (runtime.Object, error) {
	if err := l.usage.usable(); err != nil {
		return nil, err
	}
	return l.GenericNamespaceLister.Get(name)
}

type nodeLister struct {
	usage *Usage
	corelisters.NodeLister
}

func (l nodeLister) List(s labels.Selector) ([]*corev1.Node, error) {
	if err := l.usage.usable(); err != nil {
		return nil, err
	}
	return l.NodeLister.List(s)
}

func (l nodeLister) Get(name string) (*corev1.Node, error) {
	if err := l.usage.usable(); err != nil {
		return nil, err
	}
	return l.NodeLister.Get(name)
}

// keepLabels drops what no answer holds, since a cluster may have very many pods.
func keepLabels(object any) (any, error) {
	switch o := object.(type) {
	case *metav1.PartialObjectMetadata:
		o.ManagedFields, o.Annotations, o.OwnerReferences = nil, nil, nil
	case *corev1.Node:
		o.ManagedFields, o.Annotations = nil, nil
		o.Spec, o.Status = corev1.NodeSpec{}, corev1.NodeStatus{}
	}
	return object, nil
}
