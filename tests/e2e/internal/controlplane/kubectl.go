package controlplane

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// Kubectl runs kubectl.
type Kubectl struct{ path, kubeconfig string }

// Program is where kubectl is.
func (k Kubectl) Program() string { return k.path }

// Run gives what a command prints; where it fails, the error is what it says.
func (k Kubectl) Run(ctx context.Context, arguments ...string) (string, error) {
	return k.RunWith(ctx, "", arguments...)
}

// RunWith is Run with something on the standard input.
func (k Kubectl) RunWith(ctx context.Context, input string, arguments ...string) (string, error) {
	command := exec.CommandContext(ctx, k.path, append([]string{"--kubeconfig=" + k.kubeconfig}, arguments...)...)
	command.Stdin = strings.NewReader(input)
	var output, errors bytes.Buffer
	command.Stdout, command.Stderr = &output, &errors
	if err := command.Run(); err != nil {
		return output.String(), fmt.Errorf("kubectl %s: %w: %s", strings.Join(arguments, " "), err, errors.String())
	}
	return output.String(), nil
}
