// Package hpa decides as the HPA controller of kube-controller-manager does: which metrics an HPA asks for ([Requests]), and what a
// sync makes of the answers ([Reconcile]), with the reason of every step.
package hpa
