package shipped

import (
	"os"
	"slices"
	"strings"
	"testing"

	counterpoise "github.com/counterpoise/counterpoise/ffi/go"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
)

// ofTarget are the labels that Prometheus adds, and those that a recording of it has.
var ofTarget = []string{"__name__", "le", "job", "instance"}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// names are those of all metrics.
func names() []string {
	var names []string
	for _, family := range export.Families() {
		names = append(names, family.Name)
	}
	return names
}

// family is the metric of a series' name.
func family(series string) (export.Family, bool) {
	for _, family := range export.Families() {
		names := []string{family.Name}
		if family.Type == "histogram" {
			names = []string{family.Name + "_bucket", family.Name + "_sum", family.Name + "_count"}
		}
		if slices.Contains(names, series) {
			return family, true
		}
	}
	return export.Family{}, false
}

// node is an expression of a query as the operation promql.parse tells it.
type node struct {
	Kind, Name string
	Labels     []string
	Include    []string
	Matchers   []struct{ Name string }
}

// wrongIn is what is wrong with a query: that it is none, or that it asks for a metric or a label that the observer does not have.
func wrongIn(t *testing.T, query string) []string {
	t.Helper()
	var parsed struct{ Tree []node }
	if err := counterpoise.Call(t.Context(), "promql.parse", map[string]string{"text": query}, &parsed); err != nil {
		return []string{err.Error()}
	}
	var wrong []string
	known := slices.Clone(ofTarget)
	for _, node := range parsed.Tree {
		if node.Kind != "vectorSelector" && node.Kind != "matrixSelector" {
			continue
		}
		found, ok := family(node.Name)
		if !ok {
			wrong = append(wrong, "there is no metric "+node.Name)
			continue
		}
		known = append(known, found.Labels...)
		for _, matcher := range node.Matchers {
			if !slices.Contains(append(slices.Clone(ofTarget), found.Labels...), matcher.Name) {
				wrong = append(wrong, node.Name+" has no label "+matcher.Name)
			}
		}
	}
	for _, node := range parsed.Tree {
		for _, label := range append(node.Labels, node.Include...) {
			if !slices.Contains(known, label) {
				wrong = append(wrong, "there is no label "+label)
			}
		}
	}
	return wrong
}

func checkQuery(t *testing.T, query string) {
	t.Helper()
	for _, wrong := range wrongIn(t, query) {
		t.Errorf("%s: %s", query, wrong)
	}
}

func TestWhatIsWrongInAQueryIsFound(t *testing.T) {
	for _, query := range []string{
		"sum(", "counterpoise_hpa_unknown", `counterpoise_hpa_held{why="x"}`, "sum by (pod) (counterpoise_hpa_held)",
		"rate(counterpoise_observer_sync_duration_seconds[5m])",
	} {
		if len(wrongIn(t, query)) == 0 {
			t.Errorf("%s is taken", query)
		}
	}
}

// words are those of a text that look like a metric of the observer.
func words(text string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		if strings.HasPrefix(word, "counterpoise_hpa_") || strings.HasPrefix(word, "counterpoise_observer_") {
			words = append(words, word)
		}
	}
	return words
}
