// This program knows Kubernetes' own resources by the discovery documents that its releases carry, and finds resources with
// client-go's mapper. With the argument table it prints the documents as core/src/resources/builtin/table.rs; else it
// answers resources.find by the protocol of `counterpoise batch`.
//
// It is a module of its own, since client-go takes long to build.
package main

import (
	"fmt"
	"os"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

func main() {
	if len(os.Args) == 1 {
		protocol.Main(resources)
		return
	}
	if err := table(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
