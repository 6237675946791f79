package e2e

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/adapter"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/process"
)

// TestDeployFiles has the API server look at the files that the adapter is deployed by, but for that of the APIs, by which it is
// registered here, and that of a kind that comes with Prometheus' operator.
func TestDeployFiles(t *testing.T) {
	folder := filepath.Join(root, "ffi/adapter/deploy")
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	others := []string{"api-services.yaml", "kustomization.yaml", "service-monitor.yaml"}
	checked := 0
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".yaml") || slices.Contains(others, name) {
			continue
		}
		checked++
		_, err := cluster.plane.Kubectl.Run(
			t.Context(), "apply", "--dry-run=server", "--validate=strict", "--force-conflicts", "--server-side", "--filename="+filepath.Join(folder, name),
		)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if checked < 8 {
		t.Errorf("only %d files were looked at", checked)
	}
}

// TestAuthorization asks the adapter past the API server: it has the API server tell who a client is and what it may do.
func TestAuthorization(t *testing.T) {
	// An account without rights to metrics: the adapter's own.
	token, err := cluster.plane.Kubectl.Run(t.Context(), "--namespace="+adapter.Namespace, "create", "token", "counterpoise-adapter")
	if err != nil {
		t.Fatal(err)
	}
	token = strings.TrimSpace(token)
	const path = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_messages_cnt"
	for _, test := range []struct {
		who, token, path string
		want             int
	}{
		{"anybody", "", path, http.StatusForbidden},
		{"anybody", "", "/metrics", http.StatusForbidden},
		{"anybody", "", "/debug/explain", http.StatusForbidden},
		{"the owner of a token that nobody gave", "nonsense", path, http.StatusUnauthorized},
		{"an account without rights", token, path, http.StatusForbidden},
		{"an account without rights", token, "/debug/explain", http.StatusForbidden},
	} {
		got, err := cluster.adapter.StatusFor(t.Context(), test.token, test.path)
		if err != nil {
			t.Fatal(err)
		}
		if got != test.want {
			t.Errorf("%s is answered %d at %s, not %d", test.who, got, test.path, test.want)
		}
	}
	// Once a role says so.
	if _, err := cluster.plane.Kubectl.Run(
		t.Context(), "create", "clusterrolebinding", "e2e-metrics-reader",
		"--clusterrole=counterpoise-adapter:metrics-reader", "--serviceaccount="+adapter.Namespace+":counterpoise-adapter",
	); err != nil {
		t.Fatal(err)
	}
	const missing = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/nobody_has_it"
	err = process.Until(t.Context(), soon, "the right", func(ctx context.Context) error {
		got, err := cluster.adapter.StatusFor(ctx, token, missing)
		if err == nil && got != http.StatusNotFound {
			err = fmt.Errorf("it is answered %d", got)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
