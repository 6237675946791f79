package shipped

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

type dashboard struct {
	Title, UID    string
	SchemaVersion int
	Panels        []panel
	Templating    struct {
		List []struct {
			Name, Type string
			Query      json.RawMessage
			Definition string
		}
	}
}

type panel struct {
	ID                       int
	Type, Title, Description string
	GridPos                  struct{ H, W, X, Y int }
	Targets                  []struct {
		RefID, Expr, LegendFormat string
		Datasource                struct{ UID string }
	}
}

func dashboards(t *testing.T) map[string]dashboard {
	t.Helper()
	files, err := filepath.Glob("../../dashboards/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("there is none, %v", err)
	}
	found := map[string]dashboard{}
	for _, file := range files {
		var decoded dashboard
		if err := json.Unmarshal(read(t, file), &decoded); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		found[file] = decoded
	}
	return found
}

var (
	variable    = regexp.MustCompile(`\$\{?(\w+)\}?`)
	labelValues = regexp.MustCompile(`^label_values\((.+), (\w+)\)$`)
)

// asQuery is an expression with its variables in place, as Grafana sends it.
func asQuery(expression string) string {
	return variable.ReplaceAllStringFunc(expression, func(name string) string {
		if strings.Contains(name, "__rate_interval") {
			return "5m"
		}
		return "web"
	})
}

func TestEveryQueryOfADashboardAsksForWhatThereIs(t *testing.T) {
	for file, dashboard := range dashboards(t) {
		queries := 0
		for _, panel := range dashboard.Panels {
			for _, target := range panel.Targets {
				queries++
				checkQuery(t, asQuery(target.Expr))
				for _, label := range regexp.MustCompile(`\{\{(\w+)\}\}`).FindAllStringSubmatch(target.LegendFormat, -1) {
					if !strings.Contains(target.Expr, label[1]) {
						t.Errorf("%s: the legend of %q names %s, which its result does not have", file, panel.Title, label[1])
					}
				}
			}
		}
		if queries < 20 {
			t.Errorf("%s has %d queries", file, queries)
		}
	}
}

func TestVariablesOfADashboard(t *testing.T) {
	for file, dashboard := range dashboards(t) {
		known := map[string]bool{"__rate_interval": true}
		for _, variable := range dashboard.Templating.List {
			known[variable.Name] = true
			if variable.Type != "query" {
				continue
			}
			parts := labelValues.FindStringSubmatch(variable.Definition)
			if parts == nil {
				t.Errorf("%s: %s is no label_values", file, variable.Definition)
				continue
			}
			checkQuery(t, fmt.Sprintf("group by (%s) (%s)", parts[2], asQuery(parts[1])))
		}
		for _, name := range variable.FindAllStringSubmatch(string(read(t, file)), -1) {
			if !known[name[1]] {
				t.Errorf("%s: there is no variable %s", file, name[1])
			}
		}
	}
}

func TestPanelsOfADashboard(t *testing.T) {
	for file, dashboard := range dashboards(t) {
		if dashboard.Title == "" || dashboard.UID == "" || dashboard.SchemaVersion == 0 {
			t.Errorf("%s has no title, uid or schemaVersion", file)
		}
		ids := map[int]bool{}
		taken := map[[2]int]string{}
		for _, panel := range dashboard.Panels {
			if ids[panel.ID] {
				t.Errorf("%s: two panels have the id %d", file, panel.ID)
			}
			ids[panel.ID] = true
			if panel.Type != "row" && (panel.Description == "" || len(panel.Targets) == 0) {
				t.Errorf("%s: %q has no description or no query", file, panel.Title)
			}
			for x := range panel.GridPos.W {
				for y := range panel.GridPos.H {
					place := [2]int{panel.GridPos.X + x, panel.GridPos.Y + y}
					if other, ok := taken[place]; ok {
						t.Fatalf("%s: %q lies on %q", file, panel.Title, other)
					}
					taken[place] = panel.Title
				}
			}
		}
	}
}
