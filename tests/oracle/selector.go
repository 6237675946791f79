package main

import (
	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// form is a selector as text or as object; neither is an object that is absent.
type form struct {
	Text          *string
	LabelSelector *metav1.LabelSelector
}

func (f form) selector() (labels.Selector, error) {
	if f.Text != nil {
		return labels.Parse(*f.Text)
	}
	return metav1.LabelSelectorAsSelector(f.LabelSelector)
}

type requirement struct {
	Key      string   `json:"key"`
	Operator string   `json:"operator"`
	Values   []string `json:"values"`
}

var selectors = protocol.Operations{
	"selector.parse": protocol.Of(func(in form) (any, error) {
		selector, err := in.selector()
		if err != nil {
			return nil, err
		}
		list := []requirement{}
		requirements, _ := selector.Requirements()
		for _, r := range requirements {
			list = append(list, requirement{r.Key(), string(r.Operator()), r.Values().List()})
		}
		return struct {
			Canonical    string        `json:"canonical"`
			Requirements []requirement `json:"requirements"`
		}{selector.String(), list}, nil
	}),
	"selector.matches": protocol.Of(func(in struct {
		form
		Labels labels.Set
	}) (any, error) {
		selector, err := in.selector()
		if err != nil {
			return nil, err
		}
		return struct {
			Matches bool `json:"matches"`
		}{selector.Matches(in.Labels)}, nil
	}),
}
