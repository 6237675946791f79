package apitest

import (
	"context"
	"testing"
	"time"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/cluster"
	"k8s.io/apimachinery/pkg/types"
)

// Config is one with which a server is read.
func Config(server *Server) cluster.Config {
	return cluster.Config{
		REST:                  server.Config(),
		MaxConcurrentRequests: 4,
		MaxAnswerBytes:        1 << 20,
		RequestTimeout:        10 * time.Second,
	}
}

// Read is the snapshot of a case, read from a server that holds it.
func Read(t testing.TB, c Case) *cluster.Snapshot {
	t.Helper()
	server := New(t)
	server.Serve(c)
	return ReadFrom(t, Config(server), c.HPA.Name)
}

// ReadFrom is the snapshot of an HPA, read as the configuration says.
func ReadFrom(t testing.TB, config cluster.Config, name string) *cluster.Snapshot {
	t.Helper()
	observed, err := cluster.New(config)
	if err != nil {
		t.Fatal(err)
	}
	// The informers end before the server does, which waits for those who watch.
	ctx, cancel := context.WithCancel(t.Context())
	defer observed.Wait()
	defer cancel()
	if err := observed.Start(ctx); err != nil {
		t.Fatal(err)
	}
	object := observed.HPA(types.NamespacedName{Namespace: Namespace, Name: name})
	if object == nil {
		t.Fatalf("there is no HPA %q", name)
	}
	snapshot, err := observed.Read(ctx, object)
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

// Eventually waits until a check finds nothing to say, for a minute at most.
func Eventually(t testing.TB, check func() string) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for {
		wrong := check()
		if wrong == "" {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(wrong)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
