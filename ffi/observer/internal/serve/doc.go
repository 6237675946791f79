// Package serve answers HTTP: metrics, health, and what is known of one HPA as text.
package serve
