package shipped

import (
	"os/exec"
	"slices"
	"testing"

	"sigs.k8s.io/yaml"
)

const (
	rules      = "../../alerts/counterpoise-observer.rules.yaml"
	rulesTests = "../../alerts/counterpoise-observer.test.yaml"
)

type ruleFile struct {
	Groups []struct {
		Rules []struct {
			Alert, Expr string
			Labels      map[string]string
			Annotations map[string]string
		}
	}
}

type ruleTests struct {
	Tests []struct {
		Alerts []struct {
			Name     string `json:"alertname"`
			Expected []any  `json:"exp_alerts"`
		} `json:"alert_rule_test"`
	}
}

func TestAlertsAskForWhatThereIs(t *testing.T) {
	var file ruleFile
	if err := yaml.Unmarshal(read(t, rules), &file); err != nil {
		t.Fatal(err)
	}
	var tests ruleTests
	if err := yaml.Unmarshal(read(t, rulesTests), &tests); err != nil {
		t.Fatal(err)
	}
	fires := map[string]bool{}
	for _, test := range tests.Tests {
		for _, alert := range test.Alerts {
			fires[alert.Name] = fires[alert.Name] || len(alert.Expected) > 0
		}
	}
	count := 0
	for _, group := range file.Groups {
		for _, rule := range group.Rules {
			count++
			checkQuery(t, rule.Expr)
			if rule.Labels["severity"] == "" || rule.Annotations["summary"] == "" || rule.Annotations["description"] == "" {
				t.Errorf("%s has no severity, summary or description", rule.Alert)
			}
			for _, word := range words(rule.Annotations["description"]) {
				if !slices.Contains(names(), word) {
					t.Errorf("%s names %s, which is no metric", rule.Alert, word)
				}
			}
			if !fires[rule.Alert] {
				t.Errorf("no test sees %s fire", rule.Alert)
			}
		}
	}
	if count == 0 {
		t.Error("there is no rule")
	}
}

func TestAlertsByPromtool(t *testing.T) {
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("promtool is not installed")
	}
	for _, arguments := range [][]string{{"check", "rules", "--lint-fatal", rules}, {"test", "rules", rulesTests}} {
		if out, err := exec.CommandContext(t.Context(), promtool, arguments...).CombinedOutput(); err != nil {
			t.Errorf("promtool %v: %v\n%s", arguments, err, out)
		}
	}
}
