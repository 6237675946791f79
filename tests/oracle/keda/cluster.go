package main

import (
	"time"

	eventing "github.com/kedacore/keda/v2/apis/eventing/v1alpha1"
	keda "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	controllers "github.com/kedacore/keda/v2/controllers/keda"
	"github.com/kedacore/keda/v2/pkg/eventemitter"
	"github.com/kedacore/keda/v2/pkg/scalers/authentication"
	"github.com/kedacore/keda/v2/pkg/scaling"
	apps "k8s.io/api/apps/v1"
	scaling1 "k8s.io/api/autoscaling/v1"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	clientscheme "k8s.io/client-go/kubernetes/scheme"
	scalefake "k8s.io/client-go/scale/fake"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/manager"
)

type cluster struct {
	client     client.Client
	reconciler *controllers.ScaledObjectReconciler
}

// A manager that has nothing but a REST mapper.
type mapperOnly struct {
	manager.Manager
	mapper meta.RESTMapper
}

func (only mapperOnly) GetRESTMapper() meta.RESTMapper { return only.mapper }

func newScheme() (*runtime.Scheme, error) {
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{clientscheme.AddToScheme, keda.AddToScheme, eventing.AddToScheme} {
		if err := add(scheme); err != nil {
			return nil, err
		}
	}
	return scheme, nil
}

func newCluster(object *keda.ScaledObject) (*cluster, error) {
	scheme, err := newScheme()
	if err != nil {
		return nil, err
	}
	mapper := meta.NewDefaultRESTMapper(nil)
	mapper.Add(apps.SchemeGroupVersion.WithKind("Deployment"), meta.RESTScopeNamespace)
	mapper.Add(apps.SchemeGroupVersion.WithKind("StatefulSet"), meta.RESTScopeNamespace)

	objects := []client.Object{object}
	if name := object.Spec.ScaleTargetRef.Name; name != "" {
		objects = append(objects, targets(name, object.Namespace)...)
	}
	fakeClient := fake.NewClientBuilder().WithScheme(scheme).WithRESTMapper(mapper).
		WithObjects(objects...).WithStatusSubresource(&keda.ScaledObject{}).Build()
	scales := &scalefake.FakeScaleClient{}
	scales.AddReactor("get", "*", func(clienttesting.Action) (bool, runtime.Object, error) {
		scale := &scaling1.Scale{ObjectMeta: v1.ObjectMeta{Name: object.Spec.ScaleTargetRef.Name, Namespace: object.Namespace}}
		scale.Spec.Replicas = 1
		return true, scale, nil
	})
	scales.AddReactor("update", "*", func(action clienttesting.Action) (bool, runtime.Object, error) {
		return true, action.(clienttesting.UpdateAction).GetObject(), nil
	})

	recorder := events.NewFakeRecorder(1000)
	secrets := &authentication.AuthClientSet{}
	reconciler := &controllers.ScaledObjectReconciler{
		Client:       fakeClient,
		Scheme:       scheme,
		ScaleClient:  scales,
		ScaleHandler: scaling.NewScaleHandler(fakeClient, scales, scheme, time.Second, time.Second, recorder, secrets),
		EventEmitter: eventemitter.NewEventEmitter(fakeClient, recorder, "", secrets),
	}
	// It takes the mapper first, and then finds that this is no manager.
	func() {
		defer func() { _ = recover() }()
		_ = reconciler.SetupWithManager(mapperOnly{mapper: mapper}, controller.Options{})
	}()
	return &cluster{fakeClient, reconciler}, nil
}

// A workload of each kind.
func targets(name, namespace string) []client.Object {
	named := v1.ObjectMeta{Name: name, Namespace: namespace}
	pods := core.PodTemplateSpec{Spec: core.PodSpec{Containers: []core.Container{{Name: "app"}}}}
	return []client.Object{
		&apps.Deployment{ObjectMeta: named, Spec: apps.DeploymentSpec{Template: pods}},
		&apps.StatefulSet{ObjectMeta: named, Spec: apps.StatefulSetSpec{Template: pods}},
	}
}
