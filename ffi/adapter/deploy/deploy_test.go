// Package deploy holds the manifests; its tests read them as the API server would.
package deploy

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
	strict "sigs.k8s.io/yaml"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/engine"
	"github.com/counterpoise/counterpoise/ffi/adapter/internal/options"
)

// What is not of k8s.io/api, as far as it is used here.
type (
	apiService struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
		Spec              struct {
			Group                 string `json:"group"`
			Version               string `json:"version"`
			GroupPriorityMinimum  int32  `json:"groupPriorityMinimum"`
			VersionPriority       int32  `json:"versionPriority"`
			InsecureSkipTLSVerify bool   `json:"insecureSkipTLSVerify,omitempty"`
			CABundle              []byte `json:"caBundle,omitempty"`
			Service               struct {
				Name      string `json:"name"`
				Namespace string `json:"namespace"`
				Port      int32  `json:"port,omitempty"`
			} `json:"service"`
		} `json:"spec"`
	}
	serviceMonitor struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
		Spec              struct {
			Selector  metav1.LabelSelector `json:"selector"`
			Endpoints []struct {
				Port            string `json:"port"`
				Scheme          string `json:"scheme"`
				Path            string `json:"path"`
				Interval        string `json:"interval"`
				BearerTokenFile string `json:"bearerTokenFile"`
				TLSConfig       struct {
					InsecureSkipVerify bool `json:"insecureSkipVerify"`
				} `json:"tlsConfig"`
			} `json:"endpoints"`
		} `json:"spec"`
	}
	kustomization struct {
		metav1.TypeMeta `json:",inline"`
		Resources       []string `json:"resources"`
		Images          []struct {
			Name    string `json:"name"`
			NewName string `json:"newName"`
			NewTag  string `json:"newTag"`
		} `json:"images"`
	}
)

func decode[T any](t *testing.T, document []byte) *T {
	t.Helper()
	v := new(T)
	if err := strict.UnmarshalStrict(document, v, strict.DisallowUnknownFields); err != nil {
		t.Fatalf("%v in\n%s", err, document)
	}
	return v
}

func readKustomization(t *testing.T) *kustomization {
	t.Helper()
	text, err := os.ReadFile("kustomization.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return decode[kustomization](t, text)
}

// objects reads all manifests, strictly.
func objects(t *testing.T) []any {
	t.Helper()
	codecs := serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict)
	var all []any
	for _, file := range readKustomization(t).Resources {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		documents := yaml.NewDocumentDecoder(io.NopCloser(bytes.NewReader(text)))
		for buffer := make([]byte, 1<<20); ; {
			n, err := documents.Read(buffer)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			document := slices.Clone(buffer[:n])
			switch {
			case bytes.Contains(document, []byte("\nkind: APIService\n")):
				all = append(all, decode[apiService](t, document))
			case bytes.Contains(document, []byte("\nkind: ServiceMonitor\n")):
				all = append(all, decode[serviceMonitor](t, document))
			default:
				object, _, err := codecs.UniversalDeserializer().Decode(document, nil, nil)
				if err != nil {
					t.Fatalf("%s: %v", file, err)
				}
				all = append(all, object)
			}
		}
	}
	return all
}

func of[T any](t *testing.T) []T {
	t.Helper()
	var found []T
	for _, o := range objects(t) {
		if v, ok := o.(T); ok {
			found = append(found, v)
		}
	}
	if len(found) == 0 {
		t.Fatalf("there is no %T", *new(T))
	}
	return found
}

func TestEveryManifestIsReadAndListed(t *testing.T) {
	listed := readKustomization(t).Resources
	files, err := filepath.Glob("*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f != "kustomization.yaml" && !slices.Contains(listed, f) {
			t.Errorf("%s is not in kustomization.yaml", f)
		}
	}
	names := map[string]bool{}
	for _, o := range objects(t) {
		if object, ok := o.(metav1.Object); ok {
			var kind string
			if typed, ok := o.(runtime.Object); ok {
				kind = typed.GetObjectKind().GroupVersionKind().Kind
			}
			name := kind + "/" + object.GetNamespace() + "/" + object.GetName()
			if names[name] {
				t.Errorf("%s is there twice", name)
			}
			names[name] = true
			if object.GetLabels()["app.kubernetes.io/name"] != "counterpoise-adapter" {
				t.Errorf("%s has labels %v", name, object.GetLabels())
			}
		}
	}
}

func TestFlagsOfTheDeploymentAreTaken(t *testing.T) {
	container := of[*appsv1.Deployment](t)[0].Spec.Template.Spec.Containers[0]
	o := options.New()
	if err := o.AddFlags().Parse(container.Args); err != nil {
		t.Fatal(err)
	}
	o.Complete()
	if err := o.Validate(); err != nil {
		t.Fatal(err)
	}
	if o.SecureServing.BindPort != int(container.Ports[0].ContainerPort) {
		t.Errorf("listens on %d", o.SecureServing.BindPort)
	}
	var mounted bool
	for _, m := range container.VolumeMounts {
		mounted = mounted || strings.HasPrefix(o.ConfigFile, m.MountPath+"/")
	}
	if !mounted {
		t.Errorf("%s is not mounted", o.ConfigFile)
	}
}

func TestRulesOfTheConfigMapCompile(t *testing.T) {
	rules := of[*corev1.ConfigMap](t)[0].Data["config.yaml"]
	if err := (&engine.Maker{}).Check(t.Context(), []byte(rules)); err != nil {
		t.Fatal(err)
	}
}

func TestSelectorsMeetThePods(t *testing.T) {
	pods := labels.Set(of[*appsv1.Deployment](t)[0].Spec.Template.Labels)
	for what, selector := range map[string]*metav1.LabelSelector{
		"Deployment":          of[*appsv1.Deployment](t)[0].Spec.Selector,
		"PodDisruptionBudget": of[*policyv1.PodDisruptionBudget](t)[0].Spec.Selector,
		"NetworkPolicy":       &of[*networkingv1.NetworkPolicy](t)[0].Spec.PodSelector,
		"Service":             {MatchLabels: of[*corev1.Service](t)[0].Spec.Selector},
	} {
		s, err := metav1.LabelSelectorAsSelector(selector)
		if err != nil || s.Empty() || !s.Matches(pods) {
			t.Errorf("%s selects by %v: %v", what, selector, err)
		}
	}
	s, err := metav1.LabelSelectorAsSelector(&of[*serviceMonitor](t)[0].Spec.Selector)
	if service := of[*corev1.Service](t)[0]; err != nil || !s.Matches(labels.Set(service.Labels)) || of[*serviceMonitor](t)[0].Spec.Endpoints[0].Port != service.Spec.Ports[0].Name {
		t.Errorf("the ServiceMonitor selects by %v: %v", s, err)
	}
}

func TestAPIServicesLeadToTheService(t *testing.T) {
	service := of[*corev1.Service](t)[0]
	var served []string
	for _, a := range of[*apiService](t) {
		served = append(served, a.Spec.Group+"/"+a.Spec.Version)
		if a.Name != a.Spec.Version+"."+a.Spec.Group || a.APIVersion != "apiregistration.k8s.io/v1" {
			t.Errorf("%s of %s is for %s %s", a.Name, a.APIVersion, a.Spec.Group, a.Spec.Version)
		}
		if a.Spec.Service.Name != service.Name || a.Spec.Service.Namespace != service.Namespace || a.Spec.Service.Port != service.Spec.Ports[0].Port {
			t.Errorf("%s leads to %+v", a.Name, a.Spec.Service)
		}
	}
	slices.Sort(served)
	if strings.Join(served, " ") != "custom.metrics.k8s.io/v1beta1 custom.metrics.k8s.io/v1beta2 external.metrics.k8s.io/v1beta1 metrics.k8s.io/v1beta1" {
		t.Errorf("%v", served)
	}
}

func TestThePodMayDoLittle(t *testing.T) {
	pod := of[*appsv1.Deployment](t)[0].Spec.Template.Spec
	c := pod.Containers[0].SecurityContext
	if !*pod.SecurityContext.RunAsNonRoot || !*c.ReadOnlyRootFilesystem || *c.AllowPrivilegeEscalation || c.Capabilities.Drop[0] != "ALL" {
		t.Errorf("%+v %+v", pod.SecurityContext, c)
	}
	roles := map[string]bool{"system:auth-delegator": true}
	for _, role := range of[*rbacv1.ClusterRole](t) {
		roles[role.Name] = true
		for _, rule := range role.Rules {
			for _, verb := range rule.Verbs {
				if !slices.Contains([]string{"get", "list", "watch"}, verb) {
					t.Errorf("%s may %s", role.Name, verb)
				}
			}
		}
	}
	for _, b := range of[*rbacv1.ClusterRoleBinding](t) {
		if !roles[b.RoleRef.Name] {
			t.Errorf("%s binds %s, which is not there", b.Name, b.RoleRef.Name)
		}
	}
	account := of[*corev1.ServiceAccount](t)[0]
	if pod.ServiceAccountName != account.Name {
		t.Errorf("runs as %s", pod.ServiceAccountName)
	}
}
