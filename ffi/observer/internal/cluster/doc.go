// Package cluster reads what one sync of an HPA looks at: the HPA and the pods from informers, the scale and the values of the
// metrics by requests of its own. It writes nothing.
package cluster
