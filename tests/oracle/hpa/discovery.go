package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// discovery is what a cluster tells about its resources, by the paths that are asked for it.
type discovery map[string]json.RawMessage

// stable are the versions that a cluster serves unless told otherwise.
var stable = regexp.MustCompile(`^v[0-9]+$`)

// builtin is what Kubernetes itself tells, by the documents that its releases carry.
var builtin = sync.OnceValues(func() (discovery, error) {
	source, err := protocol.Source("k8s.io/kubernetes", release)
	if err != nil {
		return nil, err
	}
	document := func(name string, into any) error {
		text, err := os.ReadFile(filepath.Join(source, "api", "discovery", name+".json"))
		if err != nil {
			return err
		}
		return json.Unmarshal(text, into)
	}
	var lists []metav1.APIResourceList
	add := func(name string) error {
		var list metav1.APIResourceList
		err := document(name, &list)
		lists = append(lists, list)
		return err
	}
	if err := add("api__v1"); err != nil {
		return nil, err
	}
	var groups metav1.APIGroupList
	if err := document("apis", &groups); err != nil {
		return nil, err
	}
	for _, group := range groups.Groups {
		for _, version := range group.Versions {
			if stable.MatchString(version.Version) {
				if err := add("apis__" + group.Name + "__" + version.Version); err != nil {
					return nil, err
				}
			}
		}
	}
	return discoveryOf(lists)
})

// discoveryOf is what a cluster with such resources tells: of each group the first version is the preferred one.
func discoveryOf(lists []metav1.APIResourceList) (discovery, error) {
	core := metav1.APIVersions{TypeMeta: metav1.TypeMeta{Kind: "APIVersions"}}
	groups := metav1.APIGroupList{TypeMeta: metav1.TypeMeta{Kind: "APIGroupList", APIVersion: "v1"}}
	told := discovery{}
	tell := func(path string, document any) error {
		text, err := json.Marshal(document)
		told[path] = text
		return err
	}
	at := map[string]int{}
	for _, list := range lists {
		of, err := schema.ParseGroupVersion(list.GroupVersion)
		if err != nil {
			return nil, protocol.Refusal{Code: "request.type", Err: err}
		}
		list.TypeMeta = metav1.TypeMeta{Kind: "APIResourceList", APIVersion: "v1"}
		if of.Group == "" {
			core.Versions = append(core.Versions, of.Version)
			if err := tell("/api/"+of.Version, list); err != nil {
				return nil, err
			}
			continue
		}
		version := metav1.GroupVersionForDiscovery{GroupVersion: list.GroupVersion, Version: of.Version}
		if _, known := at[of.Group]; !known {
			at[of.Group] = len(groups.Groups)
			groups.Groups = append(groups.Groups, metav1.APIGroup{Name: of.Group, PreferredVersion: version})
		}
		group := &groups.Groups[at[of.Group]]
		group.Versions = append(group.Versions, version)
		if err := tell("/apis/"+list.GroupVersion, list); err != nil {
			return nil, err
		}
	}
	if err := tell("/api", core); err != nil {
		return nil, err
	}
	return told, tell("/apis", groups)
}

// api answers what is asked of the cluster; an object that is asked for is there.
func (told discovery) api() api {
	return func(path string) json.RawMessage {
		path, _, _ = strings.Cut(path, "?")
		if document, found := told[path]; found {
			return document
		}
		return json.RawMessage(`{"apiVersion":"v1","kind":"Object","metadata":{"name":"object"}}`)
	}
}
