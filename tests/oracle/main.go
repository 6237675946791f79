// This program answers the operations quantity.*, selector.* and template.render by asking upstream: apimachinery's
// packages, and text/template of the Go release that builds it. It speaks the protocol of `counterpoise batch`.
package main

import "github.com/counterpoise/counterpoise/tests/oracle/protocol"

func main() {
	protocol.Main(protocol.Join(quantities, selectors, templates))
}
