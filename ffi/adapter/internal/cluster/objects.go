package cluster

import (
	"context"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/metadata"
)

// Objects lists objects by label, of which it asks for nothing but their metadata.
type Objects struct {
	client    metadata.Interface
	discovery *Discovery
}

// NewObjects makes a lister.
func NewObjects(client metadata.Interface, d *Discovery) *Objects {
	return &Objects{client: client, discovery: d}
}

// pageSize bounds one answer of the API server.
const pageSize = 500

// Names gives the names of the objects of a resource that a selector picks; without a namespace those of the cluster.
func (o *Objects) Names(ctx context.Context, namespace string, resource schema.GroupResource, selector labels.Selector) ([]string, error) {
	of, err := o.discovery.mapper().ResourceFor(resource.WithVersion(""))
	if err != nil {
		return nil, fmt.Errorf("the cluster has no resource %s: %w", resource, err)
	}
	var client metadata.ResourceInterface = o.client.Resource(of)
	if namespace != "" {
		client = o.client.Resource(of).Namespace(namespace)
	}
	names := []string{}
	options := metav1.ListOptions{LabelSelector: selector.String(), Limit: pageSize}
	for {
		list, err := client.List(ctx, options)
		if err != nil {
			return nil, err
		}
		for i := range list.Items {
			names = append(names, list.Items[i].Name)
		}
		if list.Continue == "" {
			return names, nil
		}
		options.Continue = list.Continue
	}
}
