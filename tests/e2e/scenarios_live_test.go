package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/workload"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
)

// explained is what of an explanation is looked at.
type explained struct {
	Decision struct{ DesiredReplicas int32 }
	Sections []struct {
		Title string
		Rows  []struct {
			Label, Text string
			Why         []string
		}
	}
}

// row is the text of a row, and whether it is there.
func (e explained) row(title, label string) (string, bool) {
	for _, section := range e.Sections {
		for _, row := range section.Rows {
			if section.Title == title && row.Label == label {
				return row.Text, true
			}
		}
	}
	return "", false
}

// TestLive asks the cluster as the owner of a namespace does: with the rights that docs/live.md says are enough, and without any.
func TestLive(t *testing.T) {
	t.Parallel()
	s := begin(t, "live", "web", 1)
	s.load("sessions", workload.Load{Metric: "sessions", Namespace: s.namespace, App: s.app, Total: 12})
	s.scale(autoscalingv2.HorizontalPodAutoscalerSpec{
		MinReplicas: pointer(int32(1)),
		MaxReplicas: 6,
		Metrics: []autoscalingv2.MetricSpec{{
			Type: autoscalingv2.PodsMetricSourceType,
			Pods: &autoscalingv2.PodsMetricSource{
				Metric: autoscalingv2.MetricIdentifier{Name: "sessions"},
				Target: autoscalingv2.MetricTarget{Type: autoscalingv2.AverageValueMetricType, AverageValue: quantity("5")},
			},
		}},
	})
	s.replicas(3)
	s.syncs(2)

	folder := t.TempDir()
	config := filepath.Join(folder, "rules.yaml")
	s.must(os.WriteFile(config, []byte(rules), 0o600))
	owner, err := cluster.plane.Impersonating("owner-of-live")
	s.must(err)
	arguments := []string{"--namespace=" + s.namespace, "--kubeconfig=" + owner, "--adapter-config=" + config}
	live := append([]string{"explain", "--live", "hpa/" + s.hpa.Name, "--output=json"}, arguments...)

	_, said, status := s.command(live...)
	if status != 2 || !strings.Contains(said, "get horizontalpodautoscalers.autoscaling") && !strings.Contains(said, "orbidden") {
		t.Errorf("without rights it ends with %d and says %q", status, said)
	}

	page, err := os.ReadFile(filepath.Join(root, "docs/live.md"))
	s.must(err)
	_, role, _ := strings.Cut(string(page), "```yaml\n")
	role, _, _ = strings.Cut(role, "```")
	role = strings.Replace(role, "namespace: shop", "namespace: "+s.namespace, 1)
	_, err = cluster.plane.Kubectl.RunWith(t.Context(), role, "apply", "--filename=-")
	s.must(err)
	_, err = cluster.plane.Kubectl.Run(t.Context(), "--namespace="+s.namespace, "create", "rolebinding", "owner", "--role=counterpoise", "--user=owner-of-live")
	s.must(err)

	s.until(soon, "an explanation of all", func(context.Context) error {
		output, said, status := s.command(live...)
		if status != 0 {
			return fmt.Errorf("it ends with %d and says %s%s", status, output, said)
		}
		var told explained
		s.must(json.Unmarshal([]byte(output), &told))
		if row, _ := told.row("The next sync beside it", "desired"); told.Decision.DesiredReplicas != 3 || row != "3, as it said" {
			return fmt.Errorf("it decides %d, and beside it stands %q", told.Decision.DesiredReplicas, row)
		}
		return nil
	})

	// By the rules and Prometheus itself it comes to the same.
	output, said, status := s.command(append(live, "--prometheus="+cluster.prometheus.URL())...)
	var told explained
	if status != 0 || json.Unmarshal([]byte(output), &told) != nil || told.Decision.DesiredReplicas != 3 {
		t.Errorf("with Prometheus it ends with %d and says %s%s", status, output, said)
	}

	output, said, status = s.command(append([]string{"explain", "--scan"}, arguments...)...)
	if status != 0 || !strings.Contains(output, "live        web    fine    3 → 3") {
		t.Errorf("a scan ends with %d and says %s%s", status, output, said)
	}

	// A folder of what the metrics API says, and one of what Prometheus says.
	for name, more := range map[string][]string{"captured": nil, "asked": {"--prometheus=" + cluster.prometheus.URL()}} {
		captured := filepath.Join(folder, name)
		capture := append([]string{"capture", "hpa/" + s.hpa.Name, "--output=" + captured}, arguments...)
		if output, said, status := s.command(append(capture, more...)...); status != 0 {
			t.Fatalf("capture ends with %d: %s%s", status, output, said)
		}
		output, said, status = s.command("explain", captured, "--output=json")
		told = explained{}
		if status != 0 || json.Unmarshal([]byte(output), &told) != nil || told.Decision.DesiredReplicas != 3 {
			t.Errorf("the folder %s is explained with %d, as %s%s", name, status, output, said)
		}
		for _, command := range []string{"check", "test"} {
			if output, said, status := s.command(command, captured); status != 0 {
				t.Errorf("%s of the folder %s ends with %d and says %s%s", command, name, status, output, said)
			}
		}
	}

	s.watched(live[1:3], arguments, func() {
		s.load("sessions", workload.Load{Metric: "sessions", Namespace: s.namespace, App: s.app, Total: 22})
	}, "→ 5")
	s.replicas(5)
	s.agrees(4, 2)
}

// watched follows an HPA until a line of it has some replicas, after something is changed; the controller may have written them by then.
func (s *scenario) watched(hpa, arguments []string, change func(), replicas string) {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.Context(), soon)
	defer cancel()
	watch := s.started(ctx, append(append([]string{"explain", "--watch", "--interval=100ms"}, hpa...), arguments...)...)
	output, err := watch.StdoutPipe()
	s.must(err)
	s.must(watch.Start())
	var lines []string
	isThere := false
	for reader := bufio.NewScanner(output); !isThere && reader.Scan(); {
		lines = append(lines, reader.Text())
		// The first is the table's head, the second how it stands.
		if len(lines) == 2 {
			change()
		}
		isThere = strings.Contains(reader.Text(), replicas)
	}
	if !isThere {
		s.Errorf("it was not seen to have %s replicas: %s", replicas, strings.Join(lines, "\n"))
	}
	cancel()
	_ = watch.Wait()
}

// command runs the counterpoise command: its output, what it said besides, and how it ended.
func (s *scenario) command(arguments ...string) (output, said string, status int) {
	s.Helper()
	command := s.started(s.Context(), arguments...)
	var out, errors bytes.Buffer
	command.Stdout, command.Stderr = &out, &errors
	if err := command.Run(); err != nil && command.ProcessState == nil {
		s.Fatal(err)
	}
	return out.String(), errors.String(), command.ProcessState.ExitCode()
}

// started is the counterpoise command before it runs.
func (s *scenario) started(ctx context.Context, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, os.Getenv(commandVariable), arguments...)
	command.Env = append(slices.Clone(os.Environ()), "KUBECTL="+cluster.plane.Kubectl.Program(), "NO_COLOR=1")
	return command
}
