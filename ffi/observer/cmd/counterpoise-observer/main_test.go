package main_test

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
)

// binary is the command, built as its image does, without C.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		folder, err := os.MkdirTemp("", "counterpoise-observer")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(folder) //nolint:errcheck // A temporary folder may stay.
		binary = filepath.Join(folder, "counterpoise-observer")
		command := exec.Command("go", "build", "-o", binary, ".")
		command.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := command.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "go build: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

func kubeconfig(t *testing.T, server *apitest.Server) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "kubeconfig")
	content := fmt.Sprintf(`
apiVersion: v1
kind: Config
current-context: test
clusters: [{name: test, cluster: {server: %q}}]
contexts: [{name: test, context: {cluster: test, user: test}}]
users: [{name: test, user: {}}]
`, server.URL)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// running is the command while it runs.
type running struct {
	command *exec.Cmd
	address string
	log     chan string
}

// start starts the command and waits until it answers HTTP.
func start(t *testing.T, arguments ...string) *running {
	t.Helper()
	command := exec.CommandContext(t.Context(), binary, arguments...)
	out, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() })
	address := make(chan string, 1)
	log := make(chan string, 1)
	go func() {
		var lines strings.Builder
		listens := regexp.MustCompile(`msg="answers HTTP" address=(\S+)`)
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			fmt.Fprintln(&lines, scanner.Text())
			if found := listens.FindStringSubmatch(scanner.Text()); found != nil {
				address <- found[1]
			}
		}
		log <- lines.String()
	}()
	select {
	case found := <-address:
		return &running{command, found, log}
	case lines := <-log:
		t.Fatalf("it ended:\n%s", lines)
		return nil
	}
}

func (r *running) get(t *testing.T, path, accept string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+r.address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", accept)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer answer.Body.Close() //nolint:errcheck // It was only read.
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func TestTheCommand(t *testing.T) {
	server := apitest.New(t)
	for _, c := range apitest.Cases() {
		server.Serve(c)
	}
	r := start(t, "--kubeconfig", kubeconfig(t, server), "--listen-address", "127.0.0.1:0", "--log-level", "debug", "--emit-events")
	apitest.Eventually(t, func() string {
		if status, body := r.get(t, "/readyz", ""); status != http.StatusOK {
			return fmt.Sprint(status, " ", body)
		}
		return ""
	})
	var metrics string
	apitest.Eventually(t, func() string {
		var status int
		if status, metrics = r.get(t, "/metrics", ""); status != http.StatusOK || strings.Count(metrics, "\ncounterpoise_hpa_desired_replicas{") < 7 {
			return metrics
		}
		return ""
	})
	for _, line := range []string{
		`counterpoise_hpa_desired_replicas{horizontalpodautoscaler="utilization",namespace="default"} 6`,
		`counterpoise_observer_info{engine="0.1.0",profile="1.37",release="1.37"} 1`,
	} {
		if !strings.Contains(metrics, "\n"+line+"\n") {
			t.Errorf("there is no line %s", line)
		}
	}
	if status, page := r.get(t, "/debug/hpa/default/limited", ""); status != http.StatusOK || !strings.Contains(page, "held by        policy") {
		t.Errorf("the page is %d\n%s", status, page)
	}
	if status, body := r.get(t, "/healthz", ""); status != http.StatusOK {
		t.Errorf("/healthz is %d %s", status, body)
	}
	checkFamilies(t, metrics)
	checkByPromtool(t, metrics)
	// The other form has names of counters without their ending, which must not meet those of gauges.
	if status, open := r.get(t, "/metrics", "application/openmetrics-text;version=1.0.0"); status != http.StatusOK || !strings.HasSuffix(open, "# EOF\n") {
		t.Errorf("as OpenMetrics it is %d", status)
	} else {
		checkTypes(t, open)
	}

	if runtime.GOOS == "windows" {
		return
	}
	if err := r.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	log := <-r.log
	if err := r.command.Wait(); err != nil {
		t.Errorf("it ended with %v\n%s", err, log)
	}
}

// checkFamilies holds what is published to what is documented.
func checkFamilies(t *testing.T, metrics string) {
	t.Helper()
	documented := map[string]string{}
	for _, family := range export.Families() {
		documented[family.Name] = family.Type
	}
	for _, line := range regexp.MustCompile(`(?m)^# TYPE (counterpoise_\S+) (\S+)$`).FindAllStringSubmatch(metrics, -1) {
		if documented[line[1]] != line[2] {
			t.Errorf("%s is a %s, the documentation says %q", line[1], line[2], documented[line[1]])
		}
		delete(documented, line[1])
	}
	// No window holds a count whose HPAs were seen for the first time.
	delete(documented, "counterpoise_hpa_held_until_timestamp_seconds")
	for name := range documented {
		t.Errorf("there is no %s", name)
	}
}

func checkTypes(t *testing.T, metrics string) {
	t.Helper()
	seen := map[string]bool{}
	for _, line := range regexp.MustCompile(`(?m)^# TYPE (counterpoise_\S+) `).FindAllStringSubmatch(metrics, -1) {
		if seen[line[1]] {
			t.Errorf("two metrics are called %s", line[1])
		}
		seen[line[1]] = true
	}
	if len(seen) < 30 {
		t.Errorf("there are only %d metrics", len(seen))
	}
}

func checkByPromtool(t *testing.T, metrics string) {
	t.Helper()
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Log("promtool is not installed: the form of the metrics is not checked")
		return
	}
	command := exec.CommandContext(t.Context(), promtool, "check", "metrics")
	command.Stdin = strings.NewReader(metrics)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("promtool check metrics: %v\n%s", err, out)
	}
}

func TestWhatTheCommandRefuses(t *testing.T) {
	server := apitest.New(t)
	file := kubeconfig(t, server)
	for name, test := range map[string]struct {
		arguments []string
		expected  string
	}{
		"a flag that does not exist": {[]string{"--apply"}, "-apply"},
		"a release that is none":     {[]string{"--kubeconfig", file, "--kube-version", "9.9"}, `--kube-version "9.9" is none of`},
		"a file that is not there":   {[]string{"--kubeconfig", "/nowhere"}, "/nowhere"},
		"an address that is none":    {[]string{"--kubeconfig", file, "--listen-address", "nowhere"}, "nowhere"},
		"a level that is none":       {[]string{"--log-level", "loud"}, "--log-level"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := exec.CommandContext(t.Context(), binary, test.arguments...).CombinedOutput()
			if err == nil || !strings.Contains(string(out), test.expected) {
				t.Errorf("it ended with %v\n%s", err, out)
			}
		})
	}
	out, err := exec.CommandContext(t.Context(), binary, "--version").CombinedOutput()
	if err != nil || !regexp.MustCompile(`^counterpoise-observer \d+\.\d+\.\d+\n$`).Match(out) {
		t.Errorf("--version gives %v\n%s", err, out)
	}
}
