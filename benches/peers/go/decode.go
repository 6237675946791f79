package main

import (
	"fmt"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
)

// decode times what the API server does first with an object of its newest version: from JSON to the version's type, with
// its defaults filled in.
func decode(text []byte, figures map[string]float64) error {
	decoder := legacyscheme.Codecs.UniversalDeserializer()
	read := func() (*autoscalingv2.HorizontalPodAutoscaler, error) {
		object, _, err := decoder.Decode(text, nil, nil)
		if err != nil {
			return nil, err
		}
		legacyscheme.Scheme.Default(object)
		return object.(*autoscalingv2.HorizontalPodAutoscaler), nil
	}
	hpa, err := read()
	if err != nil {
		return err
	}
	if hpa.Spec.MinReplicas == nil || hpa.Spec.Behavior.ScaleUp == nil {
		return fmt.Errorf("the defaults are missing")
	}
	figures["hpa: decode and default"] = nanoseconds(1, func() { decoded, _ = read() })
	return nil
}

var decoded runtime.Object
