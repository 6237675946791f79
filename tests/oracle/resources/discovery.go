package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"

	apidiscovery "k8s.io/api/apidiscovery/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

// stable are the versions that a cluster serves unless told otherwise.
var stable = regexp.MustCompile(`^v[0-9]+$`)

// release is the release of Kubernetes that client-go belongs to: its v0.37.2 is of Kubernetes 1.37.2.
func release() (string, error) {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if version, found := strings.CutPrefix(module.Version, "v0."); found && module.Path == "k8s.io/client-go" {
			return "v1." + version, nil
		}
	}
	return "", fmt.Errorf("this program is built without client-go")
}

// builtin are the stable resources of a release, group by group as its API server prefers them: the core group first.
var builtin = sync.OnceValues(func() ([]*metav1.APIResourceList, error) {
	version, err := release()
	if err != nil {
		return nil, err
	}
	source, err := protocol.Source("k8s.io/kubernetes", version)
	if err != nil {
		return nil, err
	}
	documents := filepath.Join(source, "api", "discovery")
	var core metav1.APIResourceList
	var groups apidiscovery.APIGroupDiscoveryList
	if err := read(filepath.Join(documents, "api__v1.json"), &core); err != nil {
		return nil, err
	}
	if err := read(filepath.Join(documents, "aggregated_v2.json"), &groups); err != nil {
		return nil, err
	}
	lists := []*metav1.APIResourceList{&core}
	for _, group := range groups.Items {
		for _, version := range group.Versions {
			if stable.MatchString(version.Version) {
				lists = append(lists, listOf(group.Name, version))
			}
		}
	}
	return lists, nil
})

func listOf(group string, version apidiscovery.APIVersionDiscovery) *metav1.APIResourceList {
	list := &metav1.APIResourceList{GroupVersion: group + "/" + version.Version}
	for _, resource := range version.Resources {
		list.APIResources = append(list.APIResources, metav1.APIResource{
			Name:         resource.Resource,
			SingularName: resource.SingularResource,
			Kind:         resource.ResponseKind.Kind,
			Namespaced:   resource.Scope == apidiscovery.ScopeNamespace,
			ShortNames:   resource.ShortNames,
		})
		for _, subresource := range resource.Subresources {
			list.APIResources = append(list.APIResources, metav1.APIResource{
				Name: resource.Resource + "/" + subresource.Subresource,
				Kind: subresource.ResponseKind.Kind,
			})
		}
	}
	return list
}

func read(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}
