package main

import (
	"errors"
	"strings"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
)

type matcher struct {
	Name     string `json:"name"`
	Operator string `json:"operator"`
	Value    string `json:"value"`
}

var queries = protocol.Operations{
	"promql.parseSelector": protocol.Of(func(in struct{ Text string }) (any, error) {
		matchers, err := selectorOf(in.Text)
		if err != nil {
			return nil, err
		}
		list := []matcher{}
		for _, m := range matchers {
			list = append(list, matcher{m.Name, m.Type.String(), m.Value})
		}
		// A name before the braces comes last there.
		if beginsWithName(in.Text) {
			last := len(list) - 1
			list = append([]matcher{list[last]}, list[:last]...)
		}
		return struct {
			Matchers []matcher `json:"matchers"`
		}{list}, nil
	}),
	"promql.parse": protocol.Of(func(in struct{ Text string }) (any, error) {
		expr, err := parser.NewParser(parser.Options{}).ParseExpr(in.Text)
		if err != nil {
			return nil, err
		}
		return struct {
			Printed string           `json:"printed"`
			Type    parser.ValueType `json:"type"`
		}{expr.String(), expr.Type()}, nil
	}),
	"promql.matches": protocol.Of(func(in struct {
		Text   string
		Labels map[string]string
	}) (any, error) {
		matchers, err := selectorOf(in.Text)
		if err != nil {
			return nil, err
		}
		matches := true
		for _, m := range matchers {
			matches = matches && m.Matches(in.Labels[m.Name])
		}
		return struct {
			Matches bool `json:"matches"`
		}{matches}, nil
	}),
}

// selectorOf reads what /api/v1/series takes: a selector that does not select every series.
func selectorOf(text string) ([]*labels.Matcher, error) {
	matchers, err := parser.NewParser(parser.Options{}).ParseMetricSelector(text)
	if err != nil {
		return nil, err
	}
	for _, m := range matchers {
		if !m.Matches("") {
			return matchers, nil
		}
	}
	return nil, errors.New("match[] must contain at least one non-empty matcher")
}

// beginsWithName is whether a selector begins with a name, behind white space and comments.
func beginsWithName(text string) bool {
	text = strings.TrimLeft(text, " \t\r\n")
	for strings.HasPrefix(text, "#") {
		text = strings.TrimLeft(text, "#")
		text = strings.TrimLeft(text[max(0, strings.IndexAny(text, "\r\n")):], " \t\r\n")
	}
	return !strings.HasPrefix(text, "{")
}
