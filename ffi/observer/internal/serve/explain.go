package serve

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/counterpoise/counterpoise/ffi/go/hpa"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// List is a line for each decision.
func List(decisions []*decide.Decision) string {
	var out strings.Builder
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NAMESPACE\tNAME\tREFERENCE\tDECIDED\tCONTROLLER\tHELD BY")
	for _, d := range decisions {
		decided := "-"
		if d.Error == "" {
			decided = fmt.Sprint(d.Desired)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%d\t%s\n", d.HPA.Namespace, d.HPA.Name, d.Reference, decided, d.ControllerReplicas, heldBy(d))
	}
	_ = table.Flush() // A strings.Builder takes everything.
	return out.String()
}

func heldBy(d *decide.Decision) string {
	if d.Error != "" {
		return "not decided"
	}
	var by []string
	for _, hold := range d.Holds {
		by = append(by, string(hold.By))
	}
	if len(by) == 0 {
		return "-"
	}
	return strings.Join(by, ", ")
}

// Explain tells how a decision came about, step by step.
func Explain(d *decide.Decision) string {
	page := &page{}
	page.line("%s, %s, decided %s", d.HPA, d.Reference, stamp(d.At))
	if d.Error != "" {
		page.section("not decided")
		page.row("error", d.Error)
		return page.String()
	}
	if target := d.Target; target != nil {
		page.section("target")
		page.rowf("replicas", "%d wanted, %d there, %d to %d allowed",
			*target.CurrentReplicas, *target.StatusReplicas, *target.MinReplicas, *target.MaxReplicas)
		page.row("why", target.Why)
	}
	for index := range d.Metrics {
		page.metric(index, &d.Metrics[index])
	}
	if d.Maximum != nil {
		page.section("largest proposal")
		page.row("why", d.Maximum.Why)
	}
	page.bound("earlier recommendations", d.Stabilization)
	page.bound("limits", d.Limits)
	page.section("decision")
	page.row("replicas", fmt.Sprint(d.Desired))
	if d.Final != nil {
		page.row("why", d.Final.Why)
	}
	for _, hold := range d.Holds {
		page.row("held by", string(hold.By)+until(hold.Until))
	}
	page.record(d)
	page.controller(d)
	return page.String()
}

// page is text in sections of rows.
type page struct{ strings.Builder }

func (p *page) line(format string, values ...any) {
	fmt.Fprintf(p, format+"\n", values...)
}

func (p *page) section(title string) { p.line("\n%s", title) }

// row writes a label and its text, further lines below the first.
func (p *page) row(label, text string) {
	p.line("  %-14s %s", label, strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", 17)))
}

func (p *page) rowf(label, format string, values ...any) {
	p.row(label, fmt.Sprintf(format, values...))
}

func (p *page) metric(index int, m *decide.Metric) {
	title := fmt.Sprintf("metric %d: %s", index, m.Metric)
	if m.Won {
		title += " (its proposal was taken)"
	}
	p.section(title)
	p.row("source", string(m.Source))
	p.values("value", m.Values())
	p.values("target", decide.TargetValues(m.Target))
	if m.Ratio != nil && m.Tolerances != nil {
		p.rowf("ratio", "%.6g, tolerance %.6g down, %.6g up", *m.Ratio, m.Tolerances.ScaleDown, m.Tolerances.ScaleUp)
	}
	if m.RecomputedRatio != nil {
		p.rowf("recomputed", "%.6g with missing and unready pods counted in", *m.RecomputedRatio)
	}
	p.values("below", decide.Values(m.Below()))
	p.values("above", decide.Values(m.Above()))
	if m.Pods != nil {
		p.rowf("pods", "%d ready, %d unready, %d missing, %d ignored", m.Pods.Ready, m.Pods.Unready, m.Pods.Missing, m.Pods.Ignored)
	}
	if m.Proposal != nil {
		p.row("proposal", fmt.Sprint(*m.Proposal))
	}
	p.row("why", m.Why)
}

func (p *page) values(label string, values []decide.Value) {
	var texts []string
	for _, value := range values {
		texts = append(texts, value.Text)
	}
	if len(texts) > 0 {
		p.row(label, strings.Join(texts, ", "))
	}
}

func (p *page) bound(title string, step *hpa.Step) {
	if step == nil {
		return
	}
	p.section(title)
	p.rowf("replicas", "%d before, %d after", *step.Before, *step.After)
	p.row("why", step.Why)
}

func (p *page) record(d *decide.Decision) {
	p.section("conditions, as the controller would set them")
	for _, condition := range d.Conditions {
		p.rowf(string(condition.Type), "%s, %s: %s", condition.Status, condition.Reason, condition.Message)
	}
	if len(d.Events) == 0 {
		return
	}
	p.section("events, as the controller would record them")
	for _, event := range d.Events {
		p.rowf(event.Type, "%s: %s", event.Reason, event.Message)
	}
}

func (p *page) controller(d *decide.Decision) {
	p.section("the cluster's controller")
	p.row("replicas", fmt.Sprint(d.ControllerReplicas))
	if found := d.Disagreement; found != nil {
		p.rowf("disagrees", "since %s: %s, %s", stamp(found.Since), found.Reason, found.Why)
	}
}

func until(end *metav1.Time) string {
	if end == nil {
		return ""
	}
	return " until " + stamp(end.Time)
}

func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }
