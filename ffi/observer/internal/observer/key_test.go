package observer_test

import (
	"github.com/counterpoise/counterpoise/ffi/observer/internal/apitest"
	"k8s.io/apimachinery/pkg/types"
)

func decidedKey(name string) types.NamespacedName {
	return types.NamespacedName{Namespace: apitest.Namespace, Name: name}
}
