package main

import (
	"fmt"
	"slices"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/restmapper"
)

type found struct {
	Group      string `json:"group"`
	Version    string `json:"version"`
	Resource   string `json:"resource"`
	Singular   string `json:"singular"`
	Kind       string `json:"kind"`
	Namespaced bool   `json:"namespaced"`
}

var resources = protocol.Operations{
	"resources.find": protocol.Of(func(in struct {
		Resource  string
		Resources []*metav1.APIResourceList
	}) (any, error) {
		mapper, err := mapperOf(in.Resources)
		if err != nil {
			return nil, err
		}
		partial := schema.ParseGroupResource(in.Resource).WithVersion("")
		resource, err := mapper.ResourceFor(partial)
		if err != nil {
			return nil, err
		}
		kind, err := mapper.KindFor(partial)
		if err != nil {
			return nil, err
		}
		singular, err := mapper.ResourceSingularizer(resource.Resource)
		if err != nil {
			return nil, err
		}
		mapping, err := mapper.RESTMapping(kind.GroupKind(), kind.Version)
		if err != nil {
			return nil, err
		}
		return found{
			Group:      resource.Group,
			Version:    resource.Version,
			Resource:   resource.Resource,
			Singular:   singular,
			Kind:       kind.Kind,
			Namespaced: mapping.Scope.Name() == meta.RESTScopeNameNamespace,
		}, nil
	}),
}

var ofBuiltin meta.RESTMapper

// mapperOf is the mapper that the lists of a cluster's discovery make, as prometheus-adapter has it.
func mapperOf(lists []*metav1.APIResourceList) (meta.RESTMapper, error) {
	if lists == nil && ofBuiltin != nil {
		return ofBuiltin, nil
	}
	of := lists
	if lists == nil {
		var err error
		if of, err = builtin(); err != nil {
			return nil, err
		}
	}
	groups, err := groupsOf(of)
	if err != nil {
		return nil, err
	}
	mapper := restmapper.NewDiscoveryRESTMapper(groups)
	if lists == nil {
		ofBuiltin = mapper
	}
	return mapper, nil
}

// groupsOf are the groups that discovery would give with such lists, in their order: of each group the first version is
// the preferred one.
func groupsOf(lists []*metav1.APIResourceList) ([]*restmapper.APIGroupResources, error) {
	var groups []*restmapper.APIGroupResources
	for _, list := range lists {
		of, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil || of.Version == "" {
			return nil, refuse("no version: %q", list.GroupVersion)
		}
		at := slices.IndexFunc(groups, func(group *restmapper.APIGroupResources) bool { return group.Group.Name == of.Group })
		version := metav1.GroupVersionForDiscovery{GroupVersion: list.GroupVersion, Version: of.Version}
		if at < 0 {
			at = len(groups)
			groups = append(groups, &restmapper.APIGroupResources{
				Group:              metav1.APIGroup{Name: of.Group, PreferredVersion: version},
				VersionedResources: map[string][]metav1.APIResource{},
			})
		}
		group := groups[at]
		if group.VersionedResources[of.Version] != nil {
			return nil, refuse("%q comes twice", list.GroupVersion)
		}
		names := map[string]bool{}
		for _, resource := range list.APIResources {
			if resource.Name == "" || resource.Kind == "" || names[resource.Name] {
				return nil, refuse("%v is no resource of a cluster", resource)
			}
			names[resource.Name] = true
		}
		group.Group.Versions = append(group.Group.Versions, version)
		group.VersionedResources[of.Version] = append([]metav1.APIResource{}, list.APIResources...)
	}
	return groups, nil
}

// refuse is about lists that no API server gives.
func refuse(format string, arguments ...any) error {
	return protocol.Refusal{Code: "request.type", Err: fmt.Errorf(format, arguments...)}
}
