// This program answers keda.hpa by letting KEDA's own reconciler work on a cluster that is a fake client: the ScaledObject, a
// Deployment and a StatefulSet of the target's name, and a REST mapper that knows these two kinds. It speaks the protocol of
// `counterpoise batch`.
package main

import (
	"os"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"github.com/go-logr/logr"
	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	ctrl.SetLogger(logr.Discard())
	// KEDA prints notices of its own to standard output, which is the replies' here.
	replies := os.Stdout
	os.Stdout = os.Stderr
	if err := protocol.Serve(os.Stdin, replies, protocol.Operations{"keda.hpa": protocol.Of(hpa)}); err != nil {
		panic(err)
	}
}
