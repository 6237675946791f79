// Package tell records events about HPAs when what is known of them changes: another metric won, something else holds the count
// back, the cluster's controller decides otherwise. Events are the only thing that the observer writes.
package tell
