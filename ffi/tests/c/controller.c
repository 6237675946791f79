/* Syncs of the HPA controller, with the state in a handle. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An HPA on a metric of no object; at a minute after 12 the queue has some entries. */
static char *sync_input(int minute, int entries, const char *extra) {
    static const char FORM[] =
        "{\"hpa\":{\"apiVersion\":\"autoscaling/v2\",\"kind\":\"HorizontalPodAutoscaler\","
        "\"metadata\":{\"name\":\"web\",\"namespace\":\"default\"},\"spec\":{\"minReplicas\":1,\"maxReplicas\":10,"
        "\"scaleTargetRef\":{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":\"web\"},"
        "\"metrics\":[{\"type\":\"External\",\"external\":{\"metric\":{\"name\":\"queue_depth\"},"
        "\"target\":{\"type\":\"AverageValue\",\"averageValue\":\"10\"}}}]}},"
        "\"scale\":{\"metadata\":{\"name\":\"web\",\"namespace\":\"default\"},\"spec\":{\"replicas\":4},"
        "\"status\":{\"replicas\":4,\"selector\":\"app=web\"}},"
        "\"metrics\":{\"/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_depth\":{\"kind\":\"ExternalMetricValueList\",\"items\":["
        "{\"metricName\":\"queue_depth\",\"timestamp\":\"2024-05-01T12:00:00Z\",\"value\":\"%d\"}]}},"
        "%s\"now\":\"2024-05-01T12:%02d:00Z\"}";
    size_t len = sizeof FORM + strlen(extra) + 32;
    char *input = malloc(len);
    snprintf(input, len, FORM, entries, extra, minute);
    return input;
}

static int32_t reconcile(const counterpoise_controller *controller, int minute, int entries, const char *extra,
                         counterpoise_string **out, counterpoise_error **error) {
    char *input = sync_input(minute, entries, extra);
    int32_t status = counterpoise_controller_reconcile(controller, input, strlen(input), out, error);
    free(input);
    return status;
}

/* What the operation gives with no state at all. */
static counterpoise_string *operation(int minute, int entries) {
    char *input = sync_input(minute, entries, "");
    counterpoise_string *out = NULL;
    counterpoise_call(TEXT("hpa.reconcile"), input, strlen(input), &out, NULL);
    free(input);
    return out;
}

void test_controller(void) {
    counterpoise_controller *controller = UNTOUCHED(counterpoise_controller), *other = NULL;
    counterpoise_string *out = NULL, *same = NULL;
    counterpoise_error *error = NULL;
    check(counterpoise_controller_new(TEXT("{}"), &controller, &error) == COUNTERPOISE_ERROR &&
              tells(error, "request.missing-field", "state"),
          "a state that is none makes no controller");
    check(counterpoise_controller_new(TEXT("{\"version\":2}"), &controller, &error) == COUNTERPOISE_ERROR &&
              tells(error, "hpa.state", "state"),
          "nor does one of another version");
    check(controller == UNTOUCHED(counterpoise_controller), "no result was written");
    check(counterpoise_controller_new(NULL, 0, NULL, NULL) == COUNTERPOISE_NULL_ARGUMENT, "controller_new: out is checked");
    check(counterpoise_controller_new(NULL, 0, &controller, NULL) == 0, "a controller that has just started");

    same = operation(0, 70);
    check(reconcile(controller, 0, 70, "", &out, NULL) == 0 &&
              strcmp(counterpoise_string_data(out), counterpoise_string_data(same)) == 0,
          "its first sync is that of the operation");
    check(holds(out, "\"desiredReplicas\":7"), "which scales up");
    counterpoise_string_free(same);

    out = UNTOUCHED(counterpoise_string);
    check(reconcile(controller, 1, 20, "\"state\":{\"version\":1},", &out, &error) == COUNTERPOISE_ERROR &&
              tells(error, "request.unknown-field", "the controller holds its state already"),
          "the state is not the caller's");
    check(counterpoise_controller_reconcile(controller, TEXT("{"), &out, &error) == COUNTERPOISE_ERROR &&
              is(error, "request.json"),
          "what is no JSON");
    check(counterpoise_controller_reconcile(controller, NULL, 1, &out, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "reconcile: input is checked");
    check(counterpoise_controller_reconcile(NULL, TEXT("{}"), &out, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "reconcile: controller is checked");
    check(counterpoise_controller_reconcile(controller, TEXT("{}"), NULL, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "reconcile: out is checked");
    check(out == UNTOUCHED(counterpoise_string), "no result was written");

    /* The recommendation of a minute ago holds, whatever failed since. */
    check(reconcile(controller, 1, 20, "", &out, NULL) == 0, "the next sync");
    const char *data = counterpoise_string_data(out), *state = strstr(data, "\"state\":{");
    check(strstr(data, "\"desiredReplicas\":7") != NULL, "remembers the one before");
    same = operation(1, 20);
    check(holds(same, "\"desiredReplicas\":4"), "which the operation alone does not");

    /* A state may move to another process. */
    const char *end = state == NULL ? NULL : strstr(state, "},\"steps\"");
    check(end != NULL, "the result has the state");
    if (end != NULL) {
        state += strlen("\"state\":");
        check(counterpoise_controller_new(state, (size_t)(end + 1 - state), &other, NULL) == 0, "it makes a controller");
        counterpoise_string *there = NULL;
        check(reconcile(other, 2, 20, "", &there, NULL) == 0 && holds(there, "\"desiredReplicas\":7"), "that remembers, too");
        counterpoise_controller_free(other);
    }
    counterpoise_string_free(out);
    counterpoise_controller_free(controller);
}
