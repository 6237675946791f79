package main

import (
	"encoding/json"
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
	serializer "k8s.io/apimachinery/pkg/runtime/serializer/json"
)

// strictly lists what strict decoding has against an object, as the API server has it decoded with
// fieldValidation=Strict. The object may be given as its text, in which fields can come twice.
func strictly(given json.RawMessage) (any, error) {
	text := []byte(given)
	var quoted string
	if json.Unmarshal(given, &quoted) == nil {
		text = []byte(quoted)
	}
	options := serializer.SerializerOptions{Strict: true}
	decoder := serializer.NewSerializerWithOptions(serializer.DefaultMetaFactory, scheme, scheme, options)
	hpa, kind, err := decoder.Decode(text, nil, nil)
	found := []string{}
	if strict, is := runtime.AsStrictDecodingError(err); is {
		for _, each := range strict.Errors() {
			found = append(found, each.Error())
		}
	} else if err != nil {
		return nil, err
	}
	if kind.Group != "autoscaling" || kind.Kind != "HorizontalPodAutoscaler" {
		return nil, fmt.Errorf("a %v", kind)
	}
	// An annotation may be one that no other version can be made of.
	if _, err := toInternal(hpa); err != nil {
		return nil, err
	}
	return struct {
		Strict []string `json:"strict"`
	}{found}, nil
}
