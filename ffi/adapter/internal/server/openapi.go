// Package server puts the adapter together: clients, engine, providers and the API server.
package server

import (
	"maps"

	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	openapinamer "k8s.io/apiserver/pkg/endpoints/openapi"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/kube-openapi/pkg/common"
	v1 "k8s.io/metrics/pkg/apis/metrics/v1"
	"k8s.io/metrics/pkg/apis/metrics/v1beta1"
	"sigs.k8s.io/custom-metrics-apiserver/pkg/apiserver"
	coreapi "sigs.k8s.io/custom-metrics-apiserver/pkg/generated/openapi/core"
	customapi "sigs.k8s.io/custom-metrics-apiserver/pkg/generated/openapi/custommetrics"
	externalapi "sigs.k8s.io/custom-metrics-apiserver/pkg/generated/openapi/externalmetrics"
	usage "sigs.k8s.io/metrics-server/pkg/api"
	usageapi "sigs.k8s.io/metrics-server/pkg/api/generated/openapi"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/options"
)

// metrics.k8s.io has a version that nobody serves yet, and which would be preferred.
func init() {
	utilruntime.Must(usage.Scheme.SetVersionPriority(v1beta1.SchemeGroupVersion, v1.SchemeGroupVersion))
}

// openAPI describes the types of the three APIs.
func openAPI() (*common.Config, *common.OpenAPIV3Config) {
	namer := openapinamer.NewDefinitionNamer(apiserver.Scheme, usage.Scheme)
	v2 := genericapiserver.DefaultOpenAPIConfig(definitions, namer)
	v3 := genericapiserver.DefaultOpenAPIV3Config(definitions, namer)
	v2.Info.Title, v2.Info.Version = options.Name, "1.0.0"
	v3.Info.Title, v3.Info.Version = options.Name, "1.0.0"
	return v2, v3
}

func definitions(ref common.ReferenceCallback) map[string]common.OpenAPIDefinition {
	all := map[string]common.OpenAPIDefinition{}
	for _, of := range []common.GetOpenAPIDefinitions{
		usageapi.GetOpenAPIDefinitions,
		coreapi.GetOpenAPIDefinitions,
		customapi.GetOpenAPIDefinitions,
		externalapi.GetOpenAPIDefinitions,
	} {
		maps.Copy(all, of(ref))
	}
	return all
}
