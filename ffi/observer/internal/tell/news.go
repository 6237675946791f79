package tell

import (
	"fmt"
	"slices"
	"strings"

	"github.com/counterpoise/counterpoise/ffi/observer/internal/decide"
	corev1 "k8s.io/api/core/v1"
)

// subject is what an event is about.
type subject string

const (
	metricThatWins   subject = "winner"
	whatHolds        subject = "holds"
	whatDisagrees    subject = "disagreement"
	metricsAvailable subject = "metrics"
)

// mostBytes is the length of an event's message that the API server takes.
const mostBytes = 1024

// news is what a decision says about a subject. Two decisions with the same state say the same, whatever the numbers.
type news struct {
	subject subject
	state   string
	// quietAtFirst is true for what is no news when an HPA is seen for the first time.
	quietAtFirst bool
	kind         string
	reason       string
	message      string
}

func newsOf(d *decide.Decision) []news {
	return []news{winner(d), holds(d), disagreement(d), unavailable(d)}
}

func winner(d *decide.Decision) news {
	news := news{subject: metricThatWins, quietAtFirst: true, kind: corev1.EventTypeNormal, reason: "ObservedMetric",
		message: "no metric decides"}
	if won := d.Won(); won != nil {
		news.state = string(won.Source) + " " + won.Name
		news.message = d.Maximum.Why
	}
	return news
}

func holds(d *decide.Decision) news {
	news := news{subject: whatHolds, kind: corev1.EventTypeNormal, reason: "ObservedRelease", message: "nothing holds the count back any more"}
	var by, why []string
	for _, hold := range d.Holds {
		// A metric within its tolerance is as it should be.
		if hold.By != decide.ByTolerance {
			by, why = append(by, string(hold.By)), append(why, hold.Why)
		}
	}
	if len(by) > 0 {
		news.state, news.reason, news.message = strings.Join(by, " "), "ObservedHold", strings.Join(why, "; ")
	}
	return news
}

func disagreement(d *decide.Decision) news {
	news := news{subject: whatDisagrees, kind: corev1.EventTypeNormal, reason: "ObservedAgreement",
		message: "the controller's count is the one that was decided here"}
	// Older data is what every change looks like until the controller's next sync.
	if found := d.Disagreement; found != nil && found.Reason != decide.ReasonOlderData {
		news.state, news.kind, news.reason = string(found.Reason), corev1.EventTypeWarning, "ObservedDisagreement"
		news.message = fmt.Sprintf("decided %d replicas here, the controller %d: %s", found.Decided, found.Controller, found.Why)
	}
	return news
}

func unavailable(d *decide.Decision) news {
	news := news{subject: metricsAvailable, kind: corev1.EventTypeNormal, reason: "ObservedMetrics", message: "every metric gives a proposal"}
	var failed, why []string
	for index := range d.Metrics {
		if metric := &d.Metrics[index]; metric.Proposal == nil {
			failed, why = append(failed, fmt.Sprint(index)), append(why, metric.Why)
		}
	}
	if len(failed) > 0 {
		news.state, news.kind, news.reason = strings.Join(failed, " "), corev1.EventTypeWarning, "ObservedMetrics"
		news.message = strings.Join(slices.Compact(why), "; ")
	}
	return news
}

// shortened cuts a message to what an event takes, between characters.
func shortened(message string) string {
	if len(message) <= mostBytes {
		return message
	}
	return strings.ToValidUTF8(message[:mostBytes-len("…")], "") + "…"
}
