package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/counterpoise/counterpoise/tests/oracle/protocol"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/cli-runtime/pkg/genericiooptions"
	clientdiscovery "k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
	"k8s.io/kubectl/pkg/cmd/autoscale"
	cmdutil "k8s.io/kubectl/pkg/cmd/util"
)

// autoscales runs the command itself, from the flags to what it prints, with a cluster in memory.
var autoscales = protocol.Operations{
	"hpa.autoscale": protocol.Of(func(in struct {
		Target, Namespace, Name string
		Min, Max, CPUPercent    *int32
		CPU, Memory             *string
		Resources               json.RawMessage
	}) (any, error) {
		cluster, err := kubectlOf(in.Resources)
		if err != nil {
			return nil, err
		}
		arguments := []string{"--dry-run=client", "--output=json"}
		number := func(flag string, value *int32) {
			if value != nil {
				arguments = append(arguments, fmt.Sprintf("--%s=%d", flag, *value))
			}
		}
		text := func(flag string, value *string) {
			if value != nil {
				arguments = append(arguments, fmt.Sprintf("--%s=%s", flag, *value))
			}
		}
		number("min", in.Min)
		number("max", in.Max)
		number("cpu-percent", in.CPUPercent)
		text("cpu", in.CPU)
		text("memory", in.Memory)
		text("name", &in.Name)
		cluster.namespace = in.Namespace
		printed, err := cluster.run(append(arguments, "--", in.Target))
		if err != nil {
			return nil, err
		}
		hpa, err := read([]byte(printed))
		if err != nil {
			return nil, err
		}
		return encode(hpa, json.RawMessage("{}"))
	}),
}

// kubectl is what kubectl knows of a cluster: it stands for the flags that every command has.
type kubectl struct {
	api       api
	discovery clientdiscovery.CachedDiscoveryInterface
	mapper    meta.RESTMapper
	namespace string
}

// clusters are those that were asked about, by their lists.
var clusters = map[string]*kubectl{}

func kubectlOf(lists json.RawMessage) (*kubectl, error) {
	if known := clusters[string(lists)]; known != nil {
		return known, nil
	}
	told, err := builtin()
	if lists != nil {
		var given []metav1.APIResourceList
		if err := json.Unmarshal(lists, &given); err != nil {
			return nil, protocol.Refusal{Code: "request.type", Err: err}
		}
		told, err = discoveryOf(given)
	}
	if err != nil {
		return nil, err
	}
	client, err := clientdiscovery.NewDiscoveryClientForConfig(told.api().config())
	if err != nil {
		return nil, err
	}
	cached := memory.NewMemCacheClient(client)
	mapper := restmapper.NewShortcutExpander(restmapper.NewDeferredDiscoveryRESTMapper(cached), cached, nil)
	cluster := &kubectl{api: told.api(), discovery: cached, mapper: mapper}
	if len(clusters) < 1000 {
		clusters[string(lists)] = cluster
	}
	return cluster, nil
}

func (k *kubectl) ToRESTConfig() (*rest.Config, error)    { return k.api.config(), nil }
func (k *kubectl) ToRESTMapper() (meta.RESTMapper, error) { return k.mapper, nil }

func (k *kubectl) ToDiscoveryClient() (clientdiscovery.CachedDiscoveryInterface, error) {
	return k.discovery, nil
}

func (k *kubectl) ToRawKubeConfigLoader() clientcmd.ClientConfig {
	config := clientcmdapi.NewConfig()
	config.Clusters["memory"] = &clientcmdapi.Cluster{Server: k.api.config().Host}
	config.Contexts["memory"] = &clientcmdapi.Context{Cluster: "memory"}
	config.CurrentContext = "memory"
	overrides := &clientcmd.ConfigOverrides{Context: clientcmdapi.Context{Namespace: k.namespace}}
	return clientcmd.NewDefaultClientConfig(*config, overrides)
}

// fatal is what kubectl would have died of.
type fatal string

// run gives what the command prints.
func (k *kubectl) run(arguments []string) (printed string, err error) {
	defer func() {
		switch panicked := recover().(type) {
		case nil:
		case fatal:
			err = errors.New(strings.TrimPrefix(string(panicked), "error: "))
		default:
			panic(panicked)
		}
	}()
	cmdutil.BehaviorOnFatal(func(message string, _ int) { panic(fatal(message)) })
	var out strings.Builder
	streams := genericiooptions.IOStreams{In: strings.NewReader(""), Out: &out, ErrOut: io.Discard}
	command := autoscale.NewCmdAutoscale(cmdutil.NewFactory(k), streams)
	command.SilenceErrors, command.SilenceUsage = true, true
	command.SetOut(io.Discard)
	command.SetErr(io.Discard)
	command.SetArgs(arguments)
	err = command.Execute()
	return out.String(), err
}
