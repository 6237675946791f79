package main

import (
	"fmt"
	"regexp"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

// group is what one group of a pattern captured; without a text where it took no part in the match.
type group struct {
	Name string  `json:"name,omitempty"`
	Text *string `json:"text,omitempty"`
}

type named struct {
	Name   *string `json:"name,omitempty"`
	Groups []group `json:"groups"`
}

var rules = protocol.Operations{
	"rules.name": protocol.Of(func(in struct{ Matches, As, Series string }) (any, error) {
		if in.Matches == "" {
			in.Matches = ".*"
		}
		pattern, err := regexp.Compile(in.Matches)
		if err != nil {
			return nil, err
		}
		// What prometheus-adapter takes for the name where nothing is said.
		if in.As == "" {
			switch groups := pattern.NumSubexp(); groups {
			case 0:
				in.As = "$0"
			case 1:
				in.As = "$1"
			default:
				return nil, fmt.Errorf("%d groups and no name", groups)
			}
		}
		out := named{Groups: []group{}}
		match := pattern.FindStringSubmatchIndex(in.Series)
		if match == nil {
			return out, nil
		}
		name := string(pattern.ExpandString(nil, in.As, in.Series, match))
		out.Name = &name
		for i, name := range pattern.SubexpNames() {
			captured := group{Name: name}
			if from, to := match[2*i], match[2*i+1]; from >= 0 {
				text := in.Series[from:to]
				captured.Text = &text
			}
			out.Groups = append(out.Groups, captured)
		}
		return out, nil
	}),
}
