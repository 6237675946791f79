package naming

import (
	"text/template"
	"text/template/parse"
)

// count makes a template fail after so many turns of its loops and calls of its templates, since one that prints nothing
// cannot be stopped from outside. Every body begins with a call that prints nothing.
func count(parsed *template.Template) error {
	// No functions of text/template have these names, and a template that said them would not have parsed.
	turn, err := counter(parsed, "countTurn", mostTurns)
	if err != nil {
		return err
	}
	call, err := counter(parsed, "countCall", mostCalls)
	if err != nil {
		return err
	}
	for _, held := range parsed.Templates() {
		if held.Tree != nil {
			countTurns(held.Root, turn)
			begin(held.Root, call)
		}
	}
	return nil
}

// counter gives the node that calls a function of this name, which fails after so many calls.
func counter(parsed *template.Template, name string, most int) (parse.Node, error) {
	functions := template.FuncMap{name: func() (string, error) {
		if most--; most < 0 {
			return "", errLimit
		}
		return "", nil
	}}
	parsed.Funcs(functions)
	calling, err := template.New(name).Funcs(functions).Parse("{{" + name + "}}")
	if err != nil {
		return nil, err
	}
	return calling.Root.Nodes[0], nil
}

func countTurns(list *parse.ListNode, turn parse.Node) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.IfNode:
			countTurns(node.List, turn)
			countTurns(node.ElseList, turn)
		case *parse.WithNode:
			countTurns(node.List, turn)
			countTurns(node.ElseList, turn)
		case *parse.RangeNode:
			countTurns(node.List, turn)
			countTurns(node.ElseList, turn)
			begin(node.List, turn)
			begin(node.ElseList, turn)
		}
	}
}

func begin(list *parse.ListNode, call parse.Node) {
	if list == nil {
		return
	}
	list.Nodes = append([]parse.Node{call}, list.Nodes...)
}
