package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

// tables answers oracle.promqlTexts: every text in the tests of Prometheus' parser, read where Go keeps the module's source. What of
// them is a query upstream says itself when it is asked.
var tables = protocol.Operations{
	"oracle.promqlTexts": func(json.RawMessage) (any, error) {
		folder, err := sourceOf("github.com/prometheus/prometheus")
		if err != nil {
			return nil, protocol.Refusal{Code: "request.source", Err: err}
		}
		files, err := filepath.Glob(filepath.Join(folder, "promql", "parser", "*_test.go"))
		if err != nil || len(files) == 0 {
			return nil, protocol.Refusal{Code: "request.source", Err: errors.New("no tests in " + folder)}
		}
		texts, seen := []string{}, map[string]bool{}
		for _, path := range files {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return nil, protocol.Refusal{Code: "request.source", Err: err}
			}
			ast.Inspect(file, func(node ast.Node) bool {
				literal, ok := node.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					return true
				}
				text, err := strconv.Unquote(literal.Value)
				if err == nil && utf8.ValidString(text) && !seen[text] {
					seen[text] = true
					texts = append(texts, text)
				}
				return true
			})
		}
		return struct {
			Texts []string `json:"texts"`
		}{texts}, nil
	},
}

// sourceOf is the folder of a module that this program is built of.
func sourceOf(module string) (string, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", errors.New("no build information")
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		return "", err
	}
	for _, dep := range info.Deps {
		if dep.Path == module {
			return filepath.Join(strings.TrimSpace(string(cache)), module+"@"+dep.Version), nil
		}
	}
	return "", errors.New("no module " + module)
}
