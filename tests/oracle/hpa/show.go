package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubectl/pkg/describe"
	"k8s.io/kubernetes/pkg/printers"
	"k8s.io/kubernetes/pkg/printers/internalversion"
)

var tables = printers.NewTableGenerator().With(internalversion.AddHandlers)

func shows(t *testing.T) protocol.Operations {
	return protocol.Operations{
		"hpa.show": protocol.Of(func(in struct {
			HPA    json.RawMessage
			Now    time.Time
			Events []corev1.Event
		}) (any, error) {
			return inBubble(t, func() (any, error) {
				if err := sleepUntil(in.Now); err != nil {
					return nil, err
				}
				return show(in.HPA, in.Events)
			})
		}),
	}
}

// show prints an object as it is: what it lacked was filled in when it was made.
func show(text json.RawMessage, events []corev1.Event) (any, error) {
	decoded, err := read(text)
	if err != nil {
		return nil, err
	}
	hpa, err := toInternal(decoded)
	if err != nil {
		return nil, err
	}
	table, err := tables.GenerateTable(hpa, printers.GenerateOptions{})
	if err != nil {
		return nil, err
	}
	row := map[string]string{}
	for index, column := range table.ColumnDefinitions {
		row[strings.ToUpper(column.Name)] = fmt.Sprint(table.Rows[0].Cells[index])
	}

	v2, err := toV2(hpa)
	if err != nil {
		return nil, err
	}
	config := api(func(path string) json.RawMessage {
		var answer any = v2
		if strings.Contains(path, "/events") {
			answer = corev1.EventList{
				TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "EventList"},
				Items:    events,
			}
		}
		text, _ := json.Marshal(answer)
		return text
	}).config()
	describer, known := describe.DescriberFor(schema.GroupKind{Group: "autoscaling", Kind: "HorizontalPodAutoscaler"}, config)
	if !known {
		return nil, errors.New("kubectl does not know the kind")
	}
	settings := describe.DescriberSettings{ShowEvents: true, ChunkSize: 500}
	described, err := describer.Describe(v2.Namespace, v2.Name, settings)
	if err != nil {
		return nil, err
	}
	return map[string]any{"get": row, "describe": described}, nil
}

// inBubble runs a function on a virtual clock, which begins with the year 2000. A panic is an error.
func inBubble(t *testing.T, run func() (any, error)) (ok any, err error) {
	synctest.Test(t, func(*testing.T) {
		defer func() {
			if panicked := recover(); panicked != nil {
				err = fmt.Errorf("panic: %v", panicked)
			}
		}()
		ok, err = run()
	})
	return ok, err
}

func sleepUntil(now time.Time) error {
	if now.Before(time.Now()) {
		return protocol.Refusal{Code: "request.time", Err: fmt.Errorf("%v is before %v", now, time.Now())}
	}
	time.Sleep(time.Until(now))
	return nil
}
