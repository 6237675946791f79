// Package decide makes one sync of an HPA: what the engine decides of a snapshot, what held the count back, and whether the
// cluster's controller came to the same. It decides nothing itself: counts, ratios and ends of windows are the engine's.
package decide
