/* Replica counts from arrays. */
#include "test.h"

#include <string.h>

static const char NAMES[] = "abcdef";
static const size_t ENDS[] = {1, 2, 3, 4, 5, 6};

static counterpoise_pod running(int64_t request_milli) {
    return (counterpoise_pod){
        .request_milli = request_milli,
        .start_ms = 0,
        .phase = COUNTERPOISE_PHASE_RUNNING,
        .ready = COUNTERPOISE_READY_TRUE,
        .flags = COUNTERPOISE_POD_STARTED | COUNTERPOISE_POD_REQUESTS,
    };
}

static counterpoise_scope scope_of(int32_t replicas) {
    counterpoise_scope scope;
    counterpoise_scope_init(&scope);
    scope.now_ms = 3600000;
    scope.spec_replicas = scope.status_replicas = replicas;
    return scope;
}

static void good(void) {
    counterpoise_scope scope = scope_of(3);
    check(scope.tolerance_down == 0.1 && scope.tolerance_up == 0.1 && scope.cpu_initialization_period_ms == 300000 &&
              scope.initial_readiness_delay_ms == 30000 && scope.release == 0,
          "a scope has the controller's defaults");
    counterpoise_pod pods[] = {running(200), running(200), running(200)};
    counterpoise_value values[] = {{300, 3590000, 0, 60000}, {100, 3590000, 2, 60000}, {200, 3590000, 1, 60000}};
    counterpoise_proposal made;
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_POD_AVERAGE, 100, NULL, 0, NAMES, ENDS, 3, pods, 3, values, 3, &made,
                                NULL) == 0 &&
              made.replicas == 6 && made.usage == 200 && made.ratio == 2.0 && made.outcome == COUNTERPOISE_RATIO_OF_PODS &&
              made.has == COUNTERPOISE_HAS_PODS && made.ready == 3,
          "an average over pods");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_POD_AVERAGE, 200, NULL, 0, NAMES, ENDS, 3, pods, 3, values, 3, &made,
                                NULL) == 0 &&
              made.replicas == 3 && made.outcome == COUNTERPOISE_WITHIN_TOLERANCE &&
              (made.has & COUNTERPOISE_HAS_MOVES_ABOVE) != 0 && made.moves_above == 221 && made.moves_below == 133,
          "within the tolerance, with the values at which it would move");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_UTILIZATION, 50, TEXT("cpu"), NAMES, ENDS, 3, pods, 3, values, 3,
                                &made, NULL) == 0 &&
              made.replicas == 6 && made.utilization == 100 && (made.has & COUNTERPOISE_HAS_UTILIZATION) != 0,
          "a share of what they request");
    pods[1].phase = COUNTERPOISE_PHASE_PENDING;
    pods[2].flags |= COUNTERPOISE_POD_DELETED;
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_POD_AVERAGE, 100, NULL, 0, NAMES, ENDS, 3, pods, 3, values, 1, &made,
                                NULL) == 0 &&
              made.ready == 1 && made.unready == 1 && made.ignored == 1 && made.replicas == 3 &&
              (made.has & COUNTERPOISE_HAS_RECOMPUTED_RATIO) != 0 && made.recomputed_ratio == 1.5,
          "pods that are pending count as 0, and those being deleted not at all");
    /* Ready only since a moment: its sample is of a time before. */
    pods[0].start_ms = 3500000;
    pods[0].ready_changed_ms = 3595000;
    counterpoise_error *error = NULL;
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_UTILIZATION, 50, TEXT("cpu"), NAMES, ENDS, 3, pods, 3, values, 1,
                                &made, &error) == COUNTERPOISE_ERROR &&
              tells(error, "hpa.uncounted", "did not receive metrics for targeted pods (pods might be unready)"),
          "CPU of a pod that just became ready does not count");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_OBJECT_VALUE, 100, NULL, 0, NAMES, ENDS, 3, pods, 3, values, 1, &made,
                                NULL) == 0 &&
              made.replicas == 6 && made.ratio == 3.0,
          "the value of an object, for the two pods that are ready");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_OBJECT_AVERAGE, 50, NULL, 0, NULL, NULL, 0, NULL, 0, values, 1, &made,
                                NULL) == 0 &&
              made.replicas == 6 && made.usage == 100 && made.total == 300 && (made.has & COUNTERPOISE_HAS_TOTAL) != 0,
          "the value of an object for each replica, which needs no pods");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_EXTERNAL_VALUE, 200, NULL, 0, NAMES, ENDS, 3, pods, 3, values, 3,
                                &made, NULL) == 0 &&
              made.replicas == 6,
          "the sum of an external metric");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_EXTERNAL_AVERAGE, 100, NULL, 0, NULL, NULL, 0, NULL, 0, values, 3,
                                &made, NULL) == 0 &&
              made.replicas == 6 && made.total == 600,
          "the sum of an external metric for each replica");
    scope.spec_replicas = 0;
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_EXTERNAL_VALUE, 200, NULL, 0, NULL, NULL, 0, NULL, 0, values, 3, &made,
                                NULL) == 0 &&
              made.replicas == 3 && made.outcome == COUNTERPOISE_RATIO_FROM_ZERO,
          "from zero");
}

static int32_t ask(const counterpoise_scope *scope, uint32_t kind, counterpoise_pod pod, counterpoise_value value,
                   counterpoise_error **error) {
    counterpoise_proposal made;
    memset(&made, 7, sizeof made);
    int32_t status =
        counterpoise_replicas(scope, kind, 100, TEXT("cpu"), NAMES, ENDS, 1, &pod, 1, &value, 1, &made, error);
    return status == COUNTERPOISE_OK || made.replicas == 0x07070707 ? status : -1;
}

static void failures(void) {
    counterpoise_scope scope = scope_of(1);
    counterpoise_pod pod = running(100);
    counterpoise_value value = {100, 0, 0, 0};
    counterpoise_proposal made;
    counterpoise_error *error = NULL;
    const uint32_t kind = COUNTERPOISE_TARGET_UTILIZATION;
    const int32_t argument = COUNTERPOISE_BAD_ARGUMENT, null = COUNTERPOISE_NULL_ARGUMENT;
    check(ask(&scope, kind, pod, value, NULL) == COUNTERPOISE_OK, "what follows is right but for one thing");
    check(ask(NULL, kind, pod, value, &error) == null && tells(error, "abi.null", "scope"), "replicas: scope is checked");
    check(ask(&scope, 0, pod, value, &error) == argument && is(error, "abi.argument"), "a target that is none");
    pod.flags = COUNTERPOISE_POD_STARTED;
    check(ask(&scope, kind, pod, value, &error) == COUNTERPOISE_ERROR &&
              tells(error, "hpa.uncounted", "missing request for cpu in Pod a"),
          "a pod without a request");
    pod = running(100);
    pod.phase = 9;
    check(ask(&scope, kind, pod, value, &error) == argument && tells(error, "abi.argument", "[0]"), "a phase that is none");
    pod = running(100);
    pod.ready = 9;
    check(ask(&scope, kind, pod, value, &error) == argument && is(error, "abi.argument"), "a readiness that is none");
    pod = running(100);
    pod.start_ms = INT64_MIN;
    check(ask(&scope, kind, pod, value, &error) == argument && is(error, "abi.argument"), "an instant that has no year");
    pod = running(100);
    value.object = 1;
    check(ask(&scope, kind, pod, value, &error) == argument && tells(error, "abi.argument", "values[0].object"),
          "the place of no name");
    value.object = 0;
    scope.release = 12;
    check(ask(&scope, kind, pod, value, &error) == argument && tells(error, "abi.argument", "1.12"), "a release of old");
    scope = scope_of(1);
    scope.saturating = 2;
    check(ask(&scope, kind, pod, value, &error) == argument && is(error, "abi.argument"), "a flag that is neither 0 nor 1");
    scope = scope_of(1);
    check(counterpoise_replicas(&scope, kind, INT64_MAX, TEXT("cpu"), NAMES, ENDS, 1, &pod, 1, &value, 1, &made, &error) ==
                  argument &&
              is(error, "abi.argument"),
          "per cent beyond an int32");
    check(counterpoise_replicas(&scope, kind, 50, NULL, 0, NAMES, ENDS, 1, &pod, 1, &value, 1, &made, &error) == argument &&
              is(error, "abi.argument"),
          "per cent of no resource");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_OBJECT_VALUE, 50, NULL, 0, NAMES, ENDS, 1, &pod, 1, NULL, 0, &made,
                                &error) == argument &&
              is(error, "abi.argument"),
          "an object without a value");
    check(counterpoise_replicas(&scope, kind, 50, TEXT("cpu"), NULL, NULL, 0, &pod, 1, &value, 1, &made, &error) == argument &&
              tells(error, "abi.argument", "name_count"),
          "a pod without a name");
    check(counterpoise_replicas(&scope, kind, 50, TEXT("cpu"), NAMES, ENDS, 1, NULL, 1, &value, 1, &made, NULL) == null,
          "replicas: pods are checked");
    check(counterpoise_replicas(&scope, kind, 50, TEXT("cpu"), NAMES, ENDS, 1, &pod, 1, NULL, 1, &made, NULL) == null,
          "replicas: values are checked");
    check(counterpoise_replicas(&scope, kind, 50, TEXT("cpu"), NAMES, ENDS, 1, &pod, 1, &value, 1, NULL, NULL) == null,
          "replicas: out is checked");
    const size_t many = (size_t)1 << 31;
    check(counterpoise_replicas(&scope, kind, 50, TEXT("cpu"), NAMES, ENDS, 1, &pod, many, &value, 1, &made, &error) ==
                  COUNTERPOISE_ERROR &&
              is(error, "limit.size"),
          "more pods than a list has are not read");
    check(counterpoise_replicas(&scope, kind, 50, TEXT("cpu"), NAMES, ENDS, 1, &pod, 1, &value, many, &made, &error) ==
                  COUNTERPOISE_ERROR &&
              is(error, "limit.size"),
          "nor are more values");
    check(counterpoise_replicas(&scope, COUNTERPOISE_TARGET_POD_AVERAGE, 50, NULL, 0, NULL, NULL, 0, NULL, 0, NULL, 0, &made,
                                &error) == COUNTERPOISE_ERROR &&
              tells(error, "hpa.uncounted", "no pods returned by selector"),
          "no pods at all");
}

void test_replicas(void) {
    good();
    failures();
}
