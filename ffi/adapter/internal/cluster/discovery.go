// Package cluster knows what the adapter asks the Kubernetes API for: which resources there are, and the names of the
// objects that a selector picks.
package cluster

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/restmapper"
	"k8s.io/klog/v2"
)

// Discovery holds the cluster's resources as they were when they were last listed. It is safe for concurrent use.
type Discovery struct {
	client  discovery.DiscoveryInterface
	current atomic.Pointer[snapshot]
}

type snapshot struct {
	mapper meta.RESTMapper
	lists  []*metav1.APIResourceList
}

// NewDiscovery lists the cluster's resources once.
func NewDiscovery(client discovery.DiscoveryInterface) (*Discovery, error) {
	d := &Discovery{client: client}
	return d, d.Refresh()
}

// Refresh lists the resources anew. A group whose server does not answer, such as the adapter's own before it runs, is
// left out; where nothing can be listed what was known stays.
func (d *Discovery) Refresh() error {
	groups, err := restmapper.GetAPIGroupResources(d.client)
	if err != nil {
		return fmt.Errorf("the cluster's resources cannot be listed: %w", err)
	}
	d.current.Store(&snapshot{mapper: restmapper.NewDiscoveryRESTMapper(groups), lists: lists(groups)})
	return nil
}

// Run refreshes at an interval until the context ends.
func (d *Discovery) Run(ctx context.Context, interval time.Duration) {
	if interval <= 0 {
		return
	}
	wait.JitterUntilWithContext(ctx, func(context.Context) {
		if err := d.Refresh(); err != nil {
			klog.ErrorS(err, "The resources known so far stay")
		}
	}, interval, 0.1, false)
}

// Resources gives the lists as the engine takes them: group by group, the preferred version of each first.
func (d *Discovery) Resources() []*metav1.APIResourceList { return d.current.Load().lists }

func (d *Discovery) mapper() meta.RESTMapper { return d.current.Load().mapper }

func lists(groups []*restmapper.APIGroupResources) []*metav1.APIResourceList {
	var all []*metav1.APIResourceList
	for _, group := range groups {
		preferred := group.Group.PreferredVersion.Version
		add := func(v metav1.GroupVersionForDiscovery) {
			if resources, ok := group.VersionedResources[v.Version]; ok {
				all = append(all, &metav1.APIResourceList{GroupVersion: v.GroupVersion, APIResources: resources})
			}
		}
		for _, v := range group.Group.Versions {
			if v.Version == preferred {
				add(v)
			}
		}
		for _, v := range group.Group.Versions {
			if v.Version != preferred {
				add(v)
			}
		}
	}
	return all
}
