// This program answers the operations promql.*, quantity.*, rules.name, selector.* and template.render by asking
// upstream: apimachinery, the parser and the engine of Prometheus, and regexp and text/template of the Go release that builds it. It
// speaks the protocol of `counterpoise batch`.
package main

import "github.com/counterpoise/counterpoise/tests/oracle/protocol"

func main() {
	protocol.Main(protocol.Join(arithmetic, evaluation, evaluations, queries, quantities, rules, scripts, selectors, tables, templates))
}
