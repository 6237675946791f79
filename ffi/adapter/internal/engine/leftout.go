package engine

import (
	"context"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/klog/v2"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
)

// leftOut tells which rules of a configuration the engine goes without, and why. Only in safe mode there can be such:
// otherwise the first of them fails the configuration.
func (m *Maker) leftOut(ctx context.Context, config []byte, listed []RuleCount) []RuleCount {
	if m.Compat != counterpoise.Safe {
		return nil
	}
	known := map[string]bool{}
	for _, r := range listed {
		known[r.Rule] = true
	}
	in := struct {
		Config    string                    `json:"config"`
		Resources []*metav1.APIResourceList `json:"resources,omitempty"`
		Compat    counterpoise.Compat       `json:"compat"`
	}{Config: string(config), Compat: m.Compat}
	if m.Resources != nil {
		in.Resources = m.Resources()
	}
	var found struct{ Diagnostics []counterpoise.Error }
	if err := counterpoise.Call(ctx, "rules.check", in, &found); err != nil {
		klog.ErrorS(err, "What the configuration says wrongly is not known")
		return nil
	}
	var out []RuleCount
	for _, d := range found.Diagnostics {
		// "rules[1].name.matches" is of "rules[1]"; what is of no rule of a list takes none away.
		rule, _, ok := strings.Cut(d.Path, "]")
		if !ok || known[rule+"]"] {
			continue
		}
		known[rule+"]"] = true
		out = append(out, RuleCount{Rule: rule + "]", Failure: &d})
	}
	return out
}
