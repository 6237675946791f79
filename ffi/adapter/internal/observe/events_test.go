package observe

import (
	"errors"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"

	"github.com/counterpoise/counterpoise/ffi/adapter/internal/testkit"
)

func TestRefusedConfigurationIsAnEventOfThePod(t *testing.T) {
	t.Setenv("POD_NAME", "adapter-0")
	t.Setenv("POD_NAMESPACE", "monitoring")
	client := fake.NewClientset()
	events := NewPodEvents(client)
	defer events.Stop()
	o := New("", "", func() (time.Duration, bool) { return 0, false }, events)
	o.ConfigRefused(errors.New("rules[0]: " + strings.Repeat("x", 4000)))
	o.ConfigAccepted(time.Now())
	var got []corev1.Event
	testkit.Eventually(t, "two events", func() bool {
		list, err := client.CoreV1().Events("monitoring").List(t.Context(), metav1.ListOptions{})
		if err != nil {
			t.Fatal(err)
		}
		got = list.Items
		return len(got) == 2
	})
	byReason := map[string]corev1.Event{}
	for _, e := range got {
		byReason[e.Reason] = e
	}
	refused := byReason["ConfigRefused"]
	if refused.Type != corev1.EventTypeWarning || refused.InvolvedObject.Name != "adapter-0" || len(refused.Message) > 1024 {
		t.Errorf("%+v", refused)
	}
	if byReason["ConfigReloaded"].Type != corev1.EventTypeNormal {
		t.Errorf("%+v", byReason)
	}
}

func TestWithoutAPodThereAreNoEvents(t *testing.T) {
	t.Setenv("POD_NAME", "")
	client := fake.NewClientset()
	events := NewPodEvents(client)
	defer events.Stop()
	events.Warn("Reason", "message")
	if len(client.Actions()) != 0 {
		t.Errorf("%v", client.Actions())
	}
}
