// Package observer puts the parts together: it syncs each HPA on the controller's period, publishes what came of it, and forgets
// HPAs that are gone.
package observer
