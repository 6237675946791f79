/* Prometheus' answers as the API's object, and as values. */
#include "test.h"

#include <string.h>

static const char PODS[] = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests";
static const char QUEUE[] = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_depth";
static const char USAGES[] = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods";
static const char NAMES[] = "web-0web-1web-2";
static const size_t ENDS[] = {5, 10, 15};
static const int64_t NOW = INT64_C(1714564800000);

/* web-1 has no sample, and nobody asked for api-0. */
static const char ANSWER[] =
    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
    "{\"metric\":{\"pod\":\"web-2\"},\"value\":[1714564790.5,\"0.5\"]},"
    "{\"metric\":{\"pod\":\"api-0\"},\"value\":[1714564790,\"7\"]},"
    "{\"metric\":{\"pod\":\"web-0\"},\"value\":[1714564790,\"12.25\"]}]}}";

static const char DEPTHS[] =
    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
    "{\"metric\":{\"queue\":\"orders\"},\"value\":[1714564790.5,\"3\"]},"
    "{\"metric\":{\"queue\":\"mails\"},\"value\":[1714564791,\"4.5\"]}]}}";

#define OF_CONTAINERS(a, b)                                                                                                  \
    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["                                               \
    "{\"metric\":{\"pod\":\"web-1\",\"container\":\"main\"},\"value\":[1714564790,\"" a "\"]},"                              \
    "{\"metric\":{\"pod\":\"web-1\",\"container\":\"proxy\"},\"value\":[1714564790,\"" b "\"]}]}}"
static const char CPU[] = OF_CONTAINERS("0.25", "0.0015");
static const char MEMORY[] = OF_CONTAINERS("1048576", "1024");

static bool is_value(counterpoise_value value, int64_t milli, int64_t timestamp_ms, uint32_t object, uint32_t window_ms) {
    return value.milli == milli && value.timestamp_ms == timestamp_ms && value.object == object &&
           value.window_ms == window_ms;
}

static void good(const counterpoise_engine *engine) {
    counterpoise_string *out = NULL;
    counterpoise_error *error = UNTOUCHED(counterpoise_error);
    check(counterpoise_engine_convert(engine, TEXT(PODS), NAMES, ENDS, 3, TEXT(ANSWER), NULL, 0, NOW, &out, &error) == 0 &&
              error == UNTOUCHED(counterpoise_error) &&
              holds(out, "\"name\":\"web-0\",\"apiVersion\":\"/v1\"},\"metric\":{\"name\":\"http_requests\",\"selector\":null},"
                         "\"timestamp\":\"2024-05-01T12:00:00Z\",\"value\":\"12250m\"}"),
          "an answer becomes the API's object");
    counterpoise_value values[4];
    size_t needed = 0;
    check(counterpoise_engine_values(engine, TEXT(PODS), NAMES, ENDS, 3, COUNTERPOISE_METRIC, TEXT(ANSWER), NULL, 0, NOW,
                                     values, 4, &needed, &error) == 0 &&
              needed == 2 && error == UNTOUCHED(counterpoise_error),
          "and values");
    check(is_value(values[0], 12250, NOW, 0, 0) && is_value(values[1], 500, NOW, 2, 0), "each with the place of its object");
    values[0].milli = 7;
    check(counterpoise_engine_values(engine, TEXT(PODS), NAMES, ENDS, 3, COUNTERPOISE_METRIC, TEXT(ANSWER), NULL, 0, NOW,
                                     values, 1, &needed, NULL) == COUNTERPOISE_BUFFER_TOO_SMALL &&
              needed == 2 && values[0].milli == 7,
          "or none of them, where there is no room for all");
    check(counterpoise_engine_values(engine, TEXT(QUEUE), NULL, NULL, 0, COUNTERPOISE_METRIC, TEXT(DEPTHS), NULL, 0, NOW,
                                     values, 4, &needed, NULL) == 0 &&
              needed == 2 && is_value(values[0], 3000, INT64_C(1714564790500), 0, 0) &&
              is_value(values[1], 4500, INT64_C(1714564791000), 1, 0),
          "those of an external metric are of samples, with their own time");
    check(counterpoise_engine_values(engine, TEXT(USAGES), NAMES, ENDS, 3, COUNTERPOISE_CPU, TEXT(CPU), TEXT(MEMORY), NOW,
                                     values, 4, &needed, NULL) == 0 &&
              needed == 1 && is_value(values[0], 251, INT64_C(1714564790000), 1, 60000),
          "the CPU of a pod is that of its containers");
    check(counterpoise_engine_values(engine, TEXT(USAGES), NAMES, ENDS, 3, COUNTERPOISE_MEMORY, TEXT(CPU), TEXT(MEMORY), NOW,
                                     values, 4, &needed, NULL) == 0 &&
              needed == 1 && is_value(values[0], INT64_C(1049600000), INT64_C(1714564790000), 1, 60000),
          "and so is its memory");
    check(counterpoise_engine_convert(engine, TEXT(USAGES), NAMES, ENDS, 3, TEXT(CPU), TEXT(MEMORY), NOW, &out, NULL) == 0 &&
              holds(out, "\"usage\":{\"cpu\":\"250m\",\"memory\":\"1Mi\"}"),
          "both are in the API's object");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, TEXT(ANSWER), NULL, 0, NOW, &out, NULL) == 0 &&
              holds(out, "12250m"),
          "one object by its name");
    check(counterpoise_engine_values(engine, TEXT(USAGES), NULL, NULL, 0, COUNTERPOISE_CPU, TEXT(CPU), TEXT(MEMORY), NOW, NULL,
                                     0, &needed, &error) == COUNTERPOISE_ERROR &&
              is(error, "metrics.no-objects"),
          "why a list of usage is empty is an error of values");
    check(counterpoise_engine_convert(engine, TEXT(USAGES), NULL, NULL, 0, TEXT(CPU), TEXT(MEMORY), NOW, &out, NULL) == 0 &&
              holds(out, "\"failure\":{\"code\":\"metrics.no-objects\""),
          "and stands beside the list");
}

static void failures(const counterpoise_engine *engine) {
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_error *error = NULL;
    counterpoise_value values[4];
    size_t needed = 7;
    const int32_t null = COUNTERPOISE_NULL_ARGUMENT;
    check(counterpoise_engine_convert(NULL, PATH, strlen(PATH), NULL, NULL, 0, TEXT(ANSWER), NULL, 0, NOW, &out, NULL) == null,
          "convert: engine is checked");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, NULL, 3, NULL, 0, NOW, &out, NULL) == null,
          "convert: answer is checked");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, TEXT(ANSWER), NULL, 3, NOW, &out, NULL) == null,
          "convert: memory is checked");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, TEXT(ANSWER), NULL, 0, NOW, NULL, NULL) == null,
          "convert: out is checked");
    check(counterpoise_engine_values(engine, PATH, strlen(PATH), NULL, NULL, 0, 0, TEXT(ANSWER), NULL, 0, NOW, NULL, 4, &needed,
                                     NULL) == null,
          "values: values are checked");
    check(counterpoise_engine_values(engine, PATH, strlen(PATH), NULL, NULL, 0, 0, TEXT(ANSWER), NULL, 0, NOW, values, 4, NULL, NULL) ==
              null,
          "values: needed is checked");
    check(counterpoise_engine_values(engine, PATH, strlen(PATH), NULL, NULL, 0, COUNTERPOISE_CPU, TEXT(ANSWER), NULL, 0, NOW, values, 4,
                                     &needed, &error) == COUNTERPOISE_BAD_ARGUMENT &&
              is(error, "abi.argument"),
          "the CPU of a custom metric");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, ANSWER, strlen(ANSWER) / 2, NULL, 0, NOW, &out,
                                      &error) == COUNTERPOISE_ERROR &&
              is(error, "metrics.answer"),
          "an answer cut in the middle is none");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, NULL, 0, NULL, 0, NOW, &out, &error) ==
                  COUNTERPOISE_ERROR &&
              is(error, "metrics.answer"),
          "nor is an empty one");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, TEXT("<html>503"), NULL, 0, NOW, &out, &error) ==
                  COUNTERPOISE_ERROR &&
              is(error, "metrics.answer"),
          "nor a page of HTML");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, TEXT("{\"status\":\"error\",\"error\":\"too slow\"}"),
                                      NULL, 0, NOW, &out, &error) == COUNTERPOISE_ERROR &&
              tells(error, "metrics.answer", "too slow"),
          "nor an error of Prometheus'");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, "\xff", 1, NULL, 0, NOW, &out, &error) ==
                  COUNTERPOISE_NOT_UTF8 &&
              is(error, "abi.utf-8"),
          "nor what is not UTF-8");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, ANSWER, (size_t)1 << 31, NULL, 0, NOW, &out, &error) ==
                  COUNTERPOISE_ERROR &&
              is(error, "limit.size"),
          "what is too long is not read");
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, TEXT(ANSWER), NULL, 0, INT64_MAX, &out, &error) ==
                  COUNTERPOISE_BAD_ARGUMENT &&
              is(error, "abi.argument"),
          "an instant that has no year");
    check(out == UNTOUCHED(counterpoise_string) && needed == 7, "no result was written");
}

void test_convert(void) {
    counterpoise_engine *engine = an_engine();
    good(engine);
    failures(engine);
    counterpoise_engine_free(engine);
}
