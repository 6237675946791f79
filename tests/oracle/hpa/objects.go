package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/autoscaling"
	_ "k8s.io/kubernetes/pkg/apis/autoscaling/install"
	"k8s.io/kubernetes/pkg/registry/autoscaling/horizontalpodautoscaler"
)

var scheme = legacyscheme.Scheme

type problem struct {
	Type    string `json:"type"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

var objects = protocol.Operations{
	"hpa.default": protocol.Of(func(in struct {
		HPA     json.RawMessage
		Profile string
	}) (any, error) {
		if err := checkProfile(in.Profile); err != nil {
			return nil, err
		}
		hpa, err := filled(in.HPA)
		if err != nil {
			return nil, err
		}
		return encode(hpa, in.HPA)
	}),
	"hpa.convert": protocol.Of(func(in struct {
		HPA json.RawMessage
		To  string
	}) (any, error) {
		to, err := schema.ParseGroupVersion(in.To)
		if err != nil {
			return nil, err
		}
		hpa, err := filledInternal(in.HPA)
		if err != nil {
			return nil, err
		}
		converted, err := scheme.ConvertToVersion(hpa, to)
		if err != nil {
			return nil, err
		}
		return encode(converted, in.HPA)
	}),
	"hpa.validate": protocol.Of(func(in struct {
		HPA     json.RawMessage
		Profile string
		Strict  bool
	}) (any, error) {
		if err := checkProfile(in.Profile); err != nil {
			return nil, err
		}
		if in.Strict {
			return strictly(in.HPA)
		}
		hpa, err := filledInternal(in.HPA)
		if err != nil {
			return nil, err
		}
		if hpa.Namespace == "" {
			hpa.Namespace = "default"
		}
		generated := hpa.Name == "" && hpa.GenerateName != ""
		if generated {
			hpa.Name = hpa.GenerateName + "abcde"
		}
		info := &genericapirequest.RequestInfo{
			IsResourceRequest: true, APIGroup: "autoscaling", APIVersion: "v2", Resource: "horizontalpodautoscalers",
		}
		ctx := genericapirequest.WithRequestInfo(context.Background(), info)
		ctx = genericapirequest.WithNamespace(ctx, hpa.Namespace)
		rest.FillObjectMetaSystemFields(hpa)
		err = rest.BeforeCreate(horizontalpodautoscaler.Strategy, ctx, hpa)
		problems := []problem{}
		var status *apierrors.StatusError
		if errors.As(err, &status) && status.ErrStatus.Details != nil {
			for _, cause := range status.ErrStatus.Details.Causes {
				// A name that the server makes is another one each time, and so is the address of a pointer.
				if generated && cause.Field == "metadata.name" {
					continue
				}
				message := address.ReplaceAllString(cause.Message, "(0x0)")
				problems = append(problems, problem{string(cause.Type), cause.Field, message})
			}
		} else if err != nil {
			return nil, err
		}
		return struct {
			Errors []problem `json:"errors"`
		}{problems}, nil
	}),
}

var address = regexp.MustCompile(`\(0x[0-9a-f]+\)`)

// release is the version of Kubernetes that this program asks.
var release = func() string {
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if module.Path == "k8s.io/kubernetes" {
			return module.Version
		}
	}
	return ""
}()

// checkProfile refuses a question that is another release's.
func checkProfile(profile string) error {
	if profile == "" {
		profile = "1.37"
	}
	if strings.HasPrefix(release, "v"+profile+".") {
		return nil
	}
	return protocol.Refusal{Code: "request.profile", Err: fmt.Errorf("%s is asked here, not %s", release, profile)}
}

// read reads an object of any version.
func read(text json.RawMessage) (runtime.Object, error) {
	hpa, kind, err := legacyscheme.Codecs.UniversalDeserializer().Decode(text, nil, nil)
	if err == nil && (kind.Group != "autoscaling" || kind.Kind != "HorizontalPodAutoscaler") {
		err = fmt.Errorf("a %v", kind)
	}
	return hpa, err
}

// filled is the same with its defaults.
func filled(text json.RawMessage) (runtime.Object, error) {
	hpa, err := read(text)
	if err == nil {
		scheme.Default(hpa)
	}
	return hpa, err
}

func toInternal(hpa runtime.Object) (*autoscaling.HorizontalPodAutoscaler, error) {
	converted, err := scheme.ConvertToVersion(hpa, autoscaling.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	return converted.(*autoscaling.HorizontalPodAutoscaler), nil
}

func toV2(hpa *autoscaling.HorizontalPodAutoscaler) (*autoscalingv2.HorizontalPodAutoscaler, error) {
	converted, err := scheme.ConvertToVersion(hpa, autoscalingv2.SchemeGroupVersion)
	if err != nil {
		return nil, err
	}
	v2 := converted.(*autoscalingv2.HorizontalPodAutoscaler)
	v2.SetGroupVersionKind(autoscalingv2.SchemeGroupVersion.WithKind("HorizontalPodAutoscaler"))
	return v2, nil
}

func filledInternal(text json.RawMessage) (*autoscaling.HorizontalPodAutoscaler, error) {
	hpa, err := filled(text)
	if err != nil {
		return nil, err
	}
	return toInternal(hpa)
}

func filledV2(text json.RawMessage) (*autoscalingv2.HorizontalPodAutoscaler, error) {
	hpa, err := filledInternal(text)
	if err != nil {
		return nil, err
	}
	return toV2(hpa)
}

// encode prints an object. A status that nobody gave, and the times of an object that was never made, say nothing.
func encode(hpa runtime.Object, given json.RawMessage) (any, error) {
	kinds, _, err := scheme.ObjectKinds(hpa)
	if err != nil {
		return nil, err
	}
	hpa.GetObjectKind().SetGroupVersionKind(kinds[0])
	fields, err := generic(hpa)
	if err != nil {
		return nil, err
	}
	var before struct{ Status *json.RawMessage }
	if err := json.Unmarshal(given, &before); err != nil {
		return nil, err
	}
	zero, err := scheme.New(kinds[0])
	if err != nil {
		return nil, err
	}
	unset, err := generic(zero)
	if err != nil {
		return nil, err
	}
	if before.Status == nil && reflect.DeepEqual(filledFields(fields["status"]), filledFields(unset["status"])) {
		delete(fields, "status")
	}
	if object, err := meta.Accessor(hpa); err == nil && object.GetCreationTimestamp() == (metav1.Time{}) {
		if metadata, is := fields["metadata"].(map[string]any); is {
			delete(metadata, "creationTimestamp")
		}
	}
	return map[string]any{"hpa": fields}, nil
}

// filledFields are the fields of an object that hold more than nothing.
func filledFields(object any) map[string]any {
	filled := map[string]any{}
	fields, _ := object.(map[string]any)
	for name, value := range fields {
		if list, is := value.([]any); value != nil && !(is && len(list) == 0) {
			filled[name] = value
		}
	}
	return filled
}

func generic(object any) (map[string]any, error) {
	text, err := json.Marshal(object)
	if err != nil {
		return nil, err
	}
	var fields map[string]any
	return fields, json.Unmarshal(text, &fields)
}
