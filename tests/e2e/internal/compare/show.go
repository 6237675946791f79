package compare

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/tests/e2e/internal/controlplane"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/client-go/kubernetes"
)

// ErrMoved is given where an HPA or its events changed while they were printed: nothing can be said then.
var ErrMoved = errors.New("the HPA changed while it was printed")

// shown is an HPA as the API server has it.
type shown struct {
	hpa    *autoscalingv2.HorizontalPodAutoscaler
	events []corev1.Event
}

// Show compares what `kubectl get hpa` and `kubectl describe hpa` print with what the engine prints.
func Show(ctx context.Context, client kubernetes.Interface, kubectl controlplane.Kubectl, namespace, name string) (differences []string, err error) {
	before, err := read(ctx, client, namespace, name)
	if err != nil {
		return nil, err
	}
	namespaced := "--namespace=" + namespace
	started := time.Now()
	get, err := kubectl.Run(ctx, namespaced, "get", "hpa", name)
	if err != nil {
		return nil, err
	}
	got := time.Now()
	described, err := kubectl.Run(ctx, namespaced, "describe", "hpa", name)
	if err != nil {
		return nil, err
	}
	ended := time.Now()
	after, err := read(ctx, client, namespace, name)
	if err != nil {
		return nil, err
	}
	if before.version() != after.version() {
		return nil, ErrMoved
	}
	getDiffers, err := differs(started, got, func(now time.Time) (string, error) {
		ours, err := hpa.Show(ctx, before.hpa, before.events, now)
		if err != nil || columns(get) == columns(table(ours.Get)) {
			return "", err
		}
		return fmt.Sprintf("kubectl get prints\n%s\nwe\n%s", get, table(ours.Get)), nil
	})
	if err != nil {
		return nil, err
	}
	describeDiffers, err := differs(got, ended, func(now time.Time) (string, error) {
		ours, err := hpa.Show(ctx, before.hpa, before.events, now)
		if err != nil || settled(described, before.events) == settled(ours.Describe, before.events) {
			return "", err
		}
		return fmt.Sprintf("kubectl describe prints\n%s\nwe\n%s", described, ours.Describe), nil
	})
	for _, difference := range []string{getDiffers, describeDiffers} {
		if difference != "" {
			differences = append(differences, difference)
		}
	}
	return differences, err
}

// differs compares what was printed at an instant that is not known: ages are in whole seconds, so each second of the time is tried.
// It gives the last difference where none of them agrees.
func differs(from, to time.Time, compare func(time.Time) (string, error)) (difference string, err error) {
	for now := from; ; now = now.Add(time.Second) {
		last := !now.Before(to)
		if last {
			now = to
		}
		difference, err = compare(now)
		if err != nil || difference == "" || last {
			return difference, err
		}
	}
}

func read(ctx context.Context, client kubernetes.Interface, namespace, name string) (shown, error) {
	object, err := client.AutoscalingV2().HorizontalPodAutoscalers(namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return shown{}, err
	}
	events, err := client.CoreV1().Events(namespace).List(ctx, metav1.ListOptions{
		FieldSelector: fields.OneTermEqualSelector("involvedObject.uid", string(object.UID)).String(),
	})
	if err != nil {
		return shown{}, err
	}
	return shown{hpa: object, events: events.Items}, nil
}

func (s shown) version() string {
	versions := []string{s.hpa.ResourceVersion}
	for _, event := range s.events {
		versions = append(versions, event.Name, event.ResourceVersion)
	}
	return strings.Join(versions, " ")
}

// stable is up to how many elements Go's sort keeps those that are equal in their order.
const stable = 12

// settled is what describe prints with the events of one second in the order of their lines: kubectl sorts them by time with a sort
// that is not stable where there are many.
func settled(text string, events []corev1.Event) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	first := len(lines) - len(events)
	if len(events) <= stable || first < 0 {
		return text
	}
	seconds := make([]int64, 0, len(events))
	for _, event := range events {
		seconds = append(seconds, event.LastTimestamp.Unix())
	}
	slices.Sort(seconds)
	told := lines[first:]
	for from := 0; from < len(told); {
		to := from
		for to < len(told) && seconds[to] == seconds[from] {
			to++
		}
		slices.Sort(told[from:to])
		from = to
	}
	return strings.Join(lines, "\n")
}

// headings are the columns of `kubectl get hpa`.
var headings = []string{"NAME", "REFERENCE", "TARGETS", "MINPODS", "MAXPODS", "REPLICAS", "AGE"}

func table(row map[string]string) string {
	cells := make([]string, 0, len(headings))
	for _, heading := range headings {
		cells = append(cells, row[heading])
	}
	return strings.Join(headings, "   ") + "\n" + strings.Join(cells, "   ") + "\n"
}

// columns is a table without its widths.
func columns(table string) string {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	for index, line := range lines {
		var cells []string
		for cell := range strings.SplitSeq(line, "  ") {
			if cell = strings.TrimSpace(cell); cell != "" {
				cells = append(cells, cell)
			}
		}
		lines[index] = strings.Join(cells, "|")
	}
	return strings.Join(lines, "\n")
}
