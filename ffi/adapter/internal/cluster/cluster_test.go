package cluster

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/kubernetes/fake"
	metadatafake "k8s.io/client-go/metadata/fake"
	clienttesting "k8s.io/client-go/testing"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

func resources() []*metav1.APIResourceList {
	return []*metav1.APIResourceList{
		{GroupVersion: "v1", APIResources: []metav1.APIResource{
			{Name: "pods", SingularName: "pod", Kind: "Pod", Namespaced: true},
			{Name: "nodes", SingularName: "node", Kind: "Node"},
		}},
		{GroupVersion: "example.com/v1beta1", APIResources: []metav1.APIResource{{Name: "widgets", SingularName: "widget", Kind: "Widget", Namespaced: true}}},
		{GroupVersion: "example.com/v1", APIResources: []metav1.APIResource{{Name: "widgets", SingularName: "widget", Kind: "Widget", Namespaced: true}}},
	}
}

func object(version, kind, namespace, name string, labels map[string]string) *metav1.PartialObjectMetadata {
	return &metav1.PartialObjectMetadata{
		TypeMeta:   metav1.TypeMeta{APIVersion: version, Kind: kind},
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name, Labels: labels, Annotations: map[string]string{"large": "text"}},
	}
}

func metadataClient(t *testing.T, objects ...runtime.Object) *metadatafake.FakeMetadataClient {
	t.Helper()
	scheme := metadatafake.NewTestScheme()
	if err := metav1.AddMetaToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	return metadatafake.NewSimpleMetadataClient(scheme, objects...)
}

func newDiscovery(t *testing.T) (*Discovery, *fake.Clientset) {
	t.Helper()
	client := fake.NewClientset()
	client.Resources = resources()
	d, err := NewDiscovery(client.Discovery())
	if err != nil {
		t.Fatal(err)
	}
	return d, client
}

func TestDiscoveryGivesAllVersionsThePreferredFirst(t *testing.T) {
	d, client := newDiscovery(t)
	var got []string
	for _, l := range d.Resources() {
		got = append(got, l.GroupVersion)
	}
	slices.Sort(got)
	if strings.Join(got, " ") != "example.com/v1 example.com/v1beta1 v1" {
		t.Errorf("%v", got)
	}
	client.Resources = append(client.Resources, &metav1.APIResourceList{GroupVersion: "new.example.com/v1",
		APIResources: []metav1.APIResource{{Name: "gadgets", SingularName: "gadget", Kind: "Gadget"}}})
	if err := d.Refresh(); err != nil {
		t.Fatal(err)
	}
	if len(d.Resources()) != 4 {
		t.Errorf("%d lists after a refresh", len(d.Resources()))
	}
}

func TestNamesOfObjects(t *testing.T) {
	d, _ := newDiscovery(t)
	client := metadataClient(t,
		object("v1", "Pod", "default", "web-0", map[string]string{"app": "web"}),
		object("v1", "Pod", "default", "db-0", map[string]string{"app": "db"}),
		object("v1", "Pod", "other", "web-1", map[string]string{"app": "web"}),
		object("v1", "Node", "", "node-1", nil))
	o := NewObjects(client, d)
	for _, c := range []struct{ namespace, resource, selector, want string }{
		{"default", "pods", "app=web", "web-0"},
		{"default", "pod", "app=web", "web-0"},
		{"default", "pods", "", "db-0 web-0"},
		{"other", "pods", "app=db", ""},
		{"", "nodes", "", "node-1"},
	} {
		selector, err := labels.Parse(c.selector)
		if err != nil {
			t.Fatal(err)
		}
		names, err := o.Names(t.Context(), c.namespace, schema.ParseGroupResource(c.resource), selector)
		slices.Sort(names)
		if got := strings.Join(names, " "); err != nil || got != c.want {
			t.Errorf("%+v: %q %v", c, got, err)
		}
	}
	if _, err := o.Names(t.Context(), "default", schema.GroupResource{Resource: "unicorns"}, labels.Everything()); err == nil {
		t.Error("a resource that is not there")
	}
}

func TestNamesComeInPages(t *testing.T) {
	d, _ := newDiscovery(t)
	client := metadataClient(t)
	pages := 0
	client.PrependReactor("list", "pods", func(clienttesting.Action) (bool, runtime.Object, error) {
		pages++
		list := &metav1.List{}
		list.APIVersion, list.Kind = "v1", "List"
		if pages < 3 {
			list.Continue = "more"
		}
		list.Items = []runtime.RawExtension{{Object: object("v1", "Pod", "default", "web", nil)}}
		return true, list, nil
	})
	names, err := NewObjects(client, d).Names(t.Context(), "default", schema.GroupResource{Resource: "pods"}, labels.Everything())
	if err != nil || len(names) != 3 || pages != 3 {
		t.Errorf("%v in %d pages: %v", names, pages, err)
	}
}

func TestUsageWatchesNothingBeforeItStarts(t *testing.T) {
	pods := metadataClient(t, object("v1", "Pod", "default", "web-0", map[string]string{"app": "web"}))
	nodes := fake.NewClientset(&corev1.Node{
		ObjectMeta: metav1.ObjectMeta{Name: "node-1", Labels: map[string]string{"zone": "a"}},
		Status:     corev1.NodeStatus{NodeInfo: corev1.NodeSystemInfo{KernelVersion: "6"}},
	})
	u, err := NewUsage(pods, nodes)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.Pods().ByNamespace("default").List(labels.Everything()); !errors.Is(err, errNoRules) {
		t.Errorf("pods: %v", err)
	}
	if _, err := u.Nodes().Get("node-1"); !errors.Is(err, errNoRules) {
		t.Errorf("nodes: %v", err)
	}
	if len(pods.Actions())+len(nodes.Actions()) != 0 {
		t.Errorf("asked %v %v", pods.Actions(), nodes.Actions())
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	u.Start(ctx)
	u.Start(ctx)
	testkit.Eventually(t, "pods and nodes are listed", u.Synced)
	pod, err := u.Pods().ByNamespace("default").Get("web-0")
	if err != nil {
		t.Fatal(err)
	}
	if m := pod.(*metav1.PartialObjectMetadata); m.Labels["app"] != "web" || m.Annotations != nil {
		t.Errorf("%+v", m)
	}
	node, err := u.Nodes().Get("node-1")
	if err != nil || node.Labels["zone"] != "a" || node.Status.NodeInfo.KernelVersion != "" {
		t.Errorf("%+v %v", node, err)
	}
	if all, err := u.Nodes().List(labels.Everything()); err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}
	if all, err := u.Pods().List(labels.Everything()); err != nil || len(all) != 1 {
		t.Errorf("%v %v", all, err)
	}
	var selected bool
	for _, a := range pods.Actions() {
		if l, ok := a.(clienttesting.ListAction); ok {
			selected = l.GetListRestrictions().Fields.String() == "status.phase=Running"
		}
	}
	if !selected {
		t.Error("not only running pods are listed")
	}
}
