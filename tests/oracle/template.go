package main

import (
	"github.com/counterpoise/counterpoise/tests/oracle/naming"
	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
)

var templates = protocol.Operations{
	"template.render": protocol.Of(func(in struct {
		Template   string
		Data       naming.Arguments
		Delimiters *[2]string
	}) (any, error) {
		delimiters := [2]string{"<<", ">>"}
		if in.Delimiters != nil {
			delimiters = *in.Delimiters
		}
		text, err := naming.Render(in.Template, delimiters, in.Data)
		if err != nil {
			return nil, err
		}
		return struct {
			Text string `json:"text"`
		}{text}, nil
	}),
}
