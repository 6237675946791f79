// This program answers the operations hpa.* by asking upstream: the API server's code for defaults, validation and
// conversion, the controller's clients and the controller itself, and kubectl. It speaks the protocol of
// `counterpoise batch`.
//
// go.mod asks Kubernetes 1.37; the other .mod files, given as -modfile, ask older releases.
package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/go-logr/logr"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/klog/v2"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

func main() {
	klog.SetLogger(logr.Discard())
	// The handlers of errors would slow repeated ones down by the clock.
	utilruntime.ErrorHandlers = nil
	// A panic of the controller is the answer to what it was asked; it goes on with the next.
	utilruntime.ReallyCrash = false
	utilruntime.PanicHandlers = []func(context.Context, any){func(_ context.Context, panicked any) { panics = panicked }}
	// Times are printed in it.
	time.Local = time.UTC
	// A virtual clock needs a test around it.
	answer := testing.InternalTest{Name: "answer", F: func(t *testing.T) {
		protocol.Main(protocol.Join(autoscales, objects, requests, shows(t), sequences(t)))
		os.Exit(0)
	}}
	testing.Main(func(pattern, name string) (bool, error) { return true, nil }, []testing.InternalTest{answer}, nil, nil)
}
