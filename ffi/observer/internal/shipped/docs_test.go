package shipped

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/export"
	"github.com/counterpoise/counterpoise/ffi/observer/internal/options"
)

const docs = "../../../../docs/observer.md"

// rows are the rows of the table that follows a heading, without the head.
func rows(t *testing.T, heading string) []string {
	t.Helper()
	_, after, found := strings.Cut(string(read(t, docs)), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("there is no heading %q", heading)
	}
	after, _, _ = strings.Cut(after, "\n## ")
	var rows []string
	for line := range strings.SplitSeq(after, "\n") {
		if strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "|-") && !strings.HasPrefix(line, "| --") {
			rows = append(rows, line)
		}
	}
	if len(rows) < 2 {
		t.Fatalf("below %q there is no table", heading)
	}
	return rows[1:]
}

func TestEveryMetricIsInTheTable(t *testing.T) {
	var expected []string
	for _, family := range export.Families() {
		var labels []string
		for _, label := range family.Labels {
			labels = append(labels, "`"+label+"`")
		}
		expected = append(expected, fmt.Sprintf("| `%s` | %s | %s | %s |", family.Name, family.Type, strings.Join(labels, ", "), family.Help))
	}
	if found := rows(t, "Metrics"); !slices.Equal(found, expected) {
		t.Errorf("the table should be\n%s", strings.Join(expected, "\n"))
	}
}

func TestEveryFlagIsInTheTable(t *testing.T) {
	var usage bytes.Buffer
	if _, err := options.Parse([]string{"--help"}, &usage); err == nil {
		t.Fatal("help was not given")
	}
	var expected []string
	for _, flag := range regexp.MustCompile(`(?m)^  -([\w-]+)`).FindAllStringSubmatch(usage.String(), -1) {
		expected = append(expected, flag[1])
	}
	var found []string
	for _, row := range rows(t, "Flags") {
		name := regexp.MustCompile("^\\| `--([\\w-]+)` \\|").FindStringSubmatch(row)
		if name == nil {
			t.Fatalf("%s names no flag", row)
		}
		found = append(found, name[1])
	}
	slices.Sort(found)
	if !slices.Equal(found, expected) {
		t.Errorf("the table has\n%v\nthe command\n%v", found, expected)
	}
}

func TestWordsOfTheDocumentationAreThere(t *testing.T) {
	for _, word := range words(string(read(t, docs))) {
		if !slices.Contains(names(), word) {
			t.Errorf("%s is no metric", word)
		}
	}
}
