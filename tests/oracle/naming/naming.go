// Package naming renders templates as prometheus-adapter's package of this name does. A template can print the type of
// its data, so package and type are called as there.
package naming

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

// Arguments are the data of a query.
type Arguments = queryTemplateArgs

type queryTemplateArgs struct {
	Series            string
	LabelMatchers     string
	LabelValuesByName map[string]string
	GroupBy           string
	GroupBySlice      []string
}

// A template that prints more, builds longer strings or runs longer gets no answer; upstream has no such limits.
const (
	mostOutput = 1 << 20
	mostText   = 1 << 16
	mostCalls  = 1 << 18
	// Go unwinds a failure within loops in the square of their depth.
	mostTurns = 1 << 10
)

var errLimit = protocol.Refusal{Code: "limit", Err: errors.New("this template does not come to an end here")}

// bounded are the functions of text/template that make strings out of strings: a template that calls itself with what
// they give would fill the memory.
var bounded = template.FuncMap{
	"html":     bound(template.HTMLEscaper),
	"js":       bound(template.JSEscaper),
	"print":    bound(fmt.Sprint),
	"println":  bound(fmt.Sprintln),
	"urlquery": bound(template.URLQueryEscaper),
	"printf": func(format string, arguments ...any) (string, error) {
		return bound(func(arguments ...any) string { return fmt.Sprintf(format, arguments...) })(arguments...)
	},
}

func bound(function func(...any) string) func(...any) (string, error) {
	return func(arguments ...any) (string, error) {
		text := function(arguments...)
		if len(text) > mostText {
			return "", errLimit
		}
		return text, nil
	}
}

// Render renders a template with the data of a query.
func Render(text string, delimiters [2]string, arguments Arguments) (string, error) {
	parsed, err := template.New("metrics-query").Delims(delimiters[0], delimiters[1]).Funcs(bounded).Parse(text)
	if err != nil {
		return "", err
	}
	// A template can slice up to the capacity, which the JSON reader must not decide.
	arguments.GroupBySlice = slices.Clip(arguments.GroupBySlice)

	if err := count(parsed); err != nil {
		return "", err
	}
	var out limited
	err = execute(parsed, &out, arguments)
	return out.String(), err
}

func execute(template *template.Template, out *limited, arguments Arguments) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = fmt.Errorf("panic: %v", panicked)
		}
	}()
	return template.Execute(out, arguments)
}

type limited struct{ strings.Builder }

func (out *limited) Write(text []byte) (int, error) {
	if out.Len()+len(text) > mostOutput {
		return 0, errLimit
	}
	return out.Builder.Write(text)
}
