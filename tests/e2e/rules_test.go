package e2e

import _ "embed"

// rules are the adapter's configuration.
//
//go:embed testdata/rules.yaml
var rules string
