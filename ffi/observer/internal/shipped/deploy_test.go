package shipped

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/options"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
)

// manifests are all objects of a file of deploy.
func manifests(t *testing.T, file string) []*unstructured.Unstructured {
	t.Helper()
	reader := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(read(t, file)), 4096)
	var objects []*unstructured.Unstructured
	for {
		object := &unstructured.Unstructured{}
		if err := reader.Decode(object); errors.Is(err, io.EOF) {
			return objects
		} else if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		objects = append(objects, object)
	}
}

// each calls a function for every object of deploy that Kubernetes itself defines, read strictly.
func each(t *testing.T, do func(runtime.Object)) {
	t.Helper()
	files, err := filepath.Glob("../../deploy/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for _, file := range files {
		for _, object := range manifests(t, file) {
			typed, err := scheme.Scheme.New(object.GroupVersionKind())
			if runtime.IsNotRegisteredError(err) {
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(object.Object, typed, true); err != nil {
				t.Errorf("%s: %v", file, err)
			}
			count++
			do(typed)
		}
	}
	if count < 7 {
		t.Fatalf("there are only %d objects", count)
	}
}

// The observer may read, and record events. Nothing lets it write a scale.
func TestRolesOnlyRead(t *testing.T) {
	rules := 0
	each(t, func(object runtime.Object) {
		role, ok := object.(*rbacv1.ClusterRole)
		if !ok {
			return
		}
		for _, rule := range role.Rules {
			rules++
			for _, verb := range rule.Verbs {
				reads := slices.Contains([]string{"get", "list", "watch"}, verb)
				records := slices.Equal(rule.Resources, []string{"events"}) && slices.Contains([]string{"create", "patch"}, verb)
				if !reads && !records {
					t.Errorf("%s may %s %v", role.Name, verb, rule.Resources)
				}
			}
		}
	})
	if rules == 0 {
		t.Error("there are no rules")
	}
}

func TestTheDeployment(t *testing.T) {
	var deployment *appsv1.Deployment
	var service *corev1.Service
	each(t, func(object runtime.Object) {
		switch object := object.(type) {
		case *appsv1.Deployment:
			deployment = object
		case *corev1.Service:
			service = object
		}
	})
	pod := deployment.Spec.Template
	container := pod.Spec.Containers[0]
	// Its arguments are flags that there are, and its ports those that it listens to.
	read, err := options.Parse(container.Args, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if read.ListenAddress != ":8080" || container.Ports[0].ContainerPort != 8080 || service.Spec.Ports[0].TargetPort.StrVal != container.Ports[0].Name {
		t.Errorf("it listens to %s, the ports are %v and %v", read.ListenAddress, container.Ports, service.Spec.Ports)
	}
	for name, value := range service.Spec.Selector {
		if pod.Labels[name] != value || deployment.Spec.Selector.MatchLabels[name] != value {
			t.Errorf("the service selects %s=%s", name, value)
		}
	}
	security := container.SecurityContext
	if !*pod.Spec.SecurityContext.RunAsNonRoot || *security.AllowPrivilegeEscalation || !*security.ReadOnlyRootFilesystem ||
		!slices.Contains(security.Capabilities.Drop, "ALL") {
		t.Error("it runs with more than it needs")
	}
}

// kustomization.yaml names files that there are.
func TestTheKustomization(t *testing.T) {
	for _, object := range manifests(t, "../../deploy/kustomization.yaml") {
		resources, _, err := unstructured.NestedStringSlice(object.Object, "resources")
		if err != nil || len(resources) == 0 {
			t.Fatalf("it names %v, %v", resources, err)
		}
		for _, file := range resources {
			if len(manifests(t, "../../deploy/"+file)) == 0 {
				t.Errorf("%s is empty", file)
			}
		}
	}
}

// The image has the command alone, built without C, and does not run as root.
func TestTheContainerfile(t *testing.T) {
	content := read(t, "../../Containerfile")
	for _, line := range []string{`(?m)^RUN CGO_ENABLED=0 go build .* \./cmd/counterpoise-observer$`, `(?m)^FROM scratch$`, `(?m)^USER 65532:65532$`} {
		if !regexp.MustCompile(line).Match(content) {
			t.Errorf("there is no line %s", line)
		}
	}
	// What is copied is there, seen from ffi/.
	for _, copied := range regexp.MustCompile(`(?m)^COPY (\w+) `).FindAllSubmatch(content, -1) {
		if found, err := filepath.Glob("../../../" + string(copied[1]) + "/go.mod"); err != nil || len(found) != 1 {
			t.Errorf("%s is not there", copied[1])
		}
	}
}
