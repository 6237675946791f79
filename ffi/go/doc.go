// Package counterpoise is the arithmetic between a metric and a replica count: prometheus-adapter's rules, Prometheus' answers and
// the HPA controller's decisions, as a library.
//
// An [Engine] holds a configuration of prometheus-adapter, compiled, with the series that Prometheus has. It says which query
// answers a request of the metrics APIs ([Engine.Query]), and makes the API's objects of Prometheus' answer ([Engine.Convert]).
// The package hpa decides as the HPA controller does. Every other operation of Counterpoise is reached by [Call]: their inputs and
// results are described in docs/operations.md.
//
// # Two engines behind one API
//
// As it is, the package needs nothing but Go: the engine is a WebAssembly module that runs in pure Go, with CGO_ENABLED=0 and on every platform.
// It starts in tenths of a second and serves its first calls interpreted, while it is translated to machine code; after a second or two every call
// is fast. With the build tag counterpoise_cgo it is the static library instead, which `cargo xtask install --prefix P` makes and pkg-config finds by
// PKG_CONFIG_PATH=P/lib/pkgconfig. Both give the same results.
//
// # Concurrency
//
// Everything may be used by many goroutines at once, but for a [Builder]. An engine that is closed while it is used finishes the
// calls that run, and refuses later ones with [ErrClosed].
package counterpoise
