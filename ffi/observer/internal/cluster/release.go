package cluster

import (
	"fmt"
	"strconv"
	"strings"
)

// Profile is the engine's profile for the API server's release: the release itself, or the nearest older one, or the oldest there
// is. `profiles` are those of the engine, such as "1.37".
func (c *Cluster) Profile(profiles []string) (profile, release string, err error) {
	version, err := c.Discovery().ServerVersion()
	if err != nil {
		return "", "", fmt.Errorf("the API server's version: %w", err)
	}
	release = version.Major + "." + version.Minor
	profile, err = nearest(release, profiles)
	return profile, release, err
}

func nearest(release string, profiles []string) (string, error) {
	wanted, err := minorOf(release)
	if err != nil {
		return "", err
	}
	best, oldest := "", ""
	bestMinor, oldestMinor := -1, -1
	for _, profile := range profiles {
		minor, err := minorOf(profile)
		if err != nil {
			return "", err
		}
		if minor <= wanted && minor > bestMinor {
			best, bestMinor = profile, minor
		}
		if oldest == "" || minor < oldestMinor {
			oldest, oldestMinor = profile, minor
		}
	}
	if best == "" {
		best = oldest
	}
	if best == "" {
		return "", fmt.Errorf("the engine has no profile")
	}
	return best, nil
}

// minorOf reads the minor release of "1.37", or of "1.37+" as some vendors print it.
func minorOf(release string) (int, error) {
	major, minor, found := strings.Cut(strings.TrimPrefix(release, "v"), ".")
	minor, _, _ = strings.Cut(minor, ".")
	number, err := strconv.Atoi(strings.TrimRight(minor, "+"))
	if !found || major != "1" || err != nil {
		return 0, fmt.Errorf("%q is not a release of Kubernetes, such as 1.37", release)
	}
	return number, nil
}
