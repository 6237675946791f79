package engine

import (
	"testing"
	"time"
)

func TestPaceLeavesThreeQuartersOfAProcessor(t *testing.T) {
	now := time.Unix(0, 0)
	var rested []time.Duration
	p := &pace{since: now, now: func() time.Time { return now }, sleep: func(d time.Duration) {
		rested = append(rested, d)
		now = now.Add(d)
	}}
	for _, c := range []struct {
		name   string
		worked time.Duration
		rest   time.Duration
	}{
		{"too little work", worktime - 1, 0},
		{"enough with the work before", 1, 3 * worktime},
		{"from the end of the rest", worktime - 1, 0},
		{"a little more", 1, 3 * worktime},
		{"work that others held up", time.Second, longestRest},
	} {
		rested = nil
		now = now.Add(c.worked)
		p.rest()
		switch {
		case c.rest == 0 && len(rested) != 0:
			t.Errorf("%s: a rest of %v", c.name, rested)
		case c.rest != 0 && (len(rested) != 1 || rested[0] != c.rest):
			t.Errorf("%s: %v in place of %v", c.name, rested, c.rest)
		}
	}
}
