package process

import (
	"fmt"
	"net"
)

// Ports are numbers of ports of 127.0.0.1 that nothing listens on.
func Ports(count int) ([]int, error) {
	ports := make([]int, 0, count)
	for range count {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("a free port: %w", err)
		}
		// Open until all are found, so that none is given twice.
		defer listener.Close() //nolint:errcheck // Nothing was accepted.
		ports = append(ports, listener.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
