package debug

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/provider"
)

// Objects lists the objects of a path that asks for all: `*` of custom metrics, or a list of usage. Of other paths it
// gives none.
func Objects(ctx context.Context, lister provider.ObjectLister, path string) ([]string, error) {
	namespace, resource, selector, all := allObjects(path)
	if !all {
		return nil, nil
	}
	if lister == nil {
		return nil, errors.New("the path asks for all objects, and there is no cluster to list them")
	}
	picked, err := labels.Parse(selector)
	if err != nil {
		return nil, err
	}
	return lister.Names(ctx, namespace, schema.ParseGroupResource(resource), picked)
}

// allObjects tells what is to be listed for a path, if anything is.
func allObjects(path string) (namespace, resource, selector string, all bool) {
	u, err := url.Parse(path)
	if err != nil {
		return "", "", "", false
	}
	selector = u.Query().Get("labelSelector")
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) < 4 || parts[0] != "apis" {
		return "", "", "", false
	}
	group, rest := parts[1], parts[3:]
	if group == provider.CustomGroup && len(rest) == 4 && rest[0] == "namespaces" && rest[1] == "*" && rest[2] == "metrics" {
		return "", "namespaces", selector, true
	}
	if len(rest) > 2 && rest[0] == "namespaces" {
		namespace, rest = rest[1], rest[2:]
	}
	switch {
	case group == provider.CustomGroup && len(rest) == 3 && rest[1] == "*":
		return namespace, rest[0], selector, true
	case group == provider.UsageGroup && len(rest) == 1:
		return namespace, rest[0], selector, true
	}
	return "", "", "", false
}
