package workload

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/counterpoise/counterpoise/tests/e2e/internal/process"
)

// Scrape is the time from one scrape to the next.
const Scrape = 500 * time.Millisecond

// ready is how long Prometheus may take to be ready.
const ready = 60 * time.Second

// Prometheus is a real one that scrapes the application.
type Prometheus struct {
	path, folder string
	port         int
	process      *process.Process
}

// StartPrometheus starts it on 127.0.0.1 and waits until it is ready.
func StartPrometheus(ctx context.Context, folder, path string, app *App) (*Prometheus, error) {
	ports, err := process.Ports(1)
	if err != nil {
		return nil, err
	}
	// The application's labels are the pods', not those of the target.
	config := fmt.Sprintf(`global:
  scrape_interval: %[1]s
  scrape_timeout: %[1]s
scrape_configs:
- job_name: sample
  honor_labels: true
  static_configs:
  - targets: [%[2]q]
`, Scrape, app.Address())
	p := &Prometheus{path: path, folder: folder, port: ports[0]}
	if err := os.WriteFile(p.config(), []byte(config), 0o644); err != nil {
		return nil, err
	}
	return p, p.Start(ctx)
}

func (p *Prometheus) config() string { return filepath.Join(p.folder, "prometheus.yaml") }

// Start starts it again, on the same port and with the same data.
func (p *Prometheus) Start(ctx context.Context) error {
	started, err := process.Start(p.folder, process.Program{Name: "prometheus", Path: p.path, Arguments: []string{
		"--config.file=" + p.config(),
		"--storage.tsdb.path=" + filepath.Join(p.folder, "prometheus"),
		fmt.Sprintf("--web.listen-address=127.0.0.1:%d", p.port),
		"--log.level=warn",
	}})
	if err != nil {
		return err
	}
	p.process = started
	return process.Until(ctx, ready, "Prometheus", func(ctx context.Context) error {
		if err := p.process.Alive(); err != nil {
			return err
		}
		_, err := p.get(ctx, "/-/ready")
		return err
	})
}

// Stop ends it.
func (p *Prometheus) Stop() { p.process.Stop() }

// URL is where it listens.
func (p *Prometheus) URL() string { return fmt.Sprintf("http://127.0.0.1:%d", p.port) }

func (p *Prometheus) get(ctx context.Context, path string) ([]byte, error) {
	return get(ctx, http.DefaultClient, p.URL()+path)
}
