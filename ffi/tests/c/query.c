/* Queries into a buffer, as a string, and of a request as a struct. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

static const char PODS[] = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/http_requests?labelSelector=app%3Dweb";
/* The same path as Go's clients send it. */
static const char SENT[] = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/%2A/http_requests?labelSelector=app%3Dweb";
static const char TWO[] = "sum(rate(http_requests_total{namespace=\"default\",pod=~\"web-0|web-10\"}[2m])) by (pod)";
static const char USAGE[] = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods/web-0";
static const char QUEUE[] = "/apis/external.metrics.k8s.io/v1beta1/namespaces/default/queue_depth?labelSelector=queue%3Dorders";

static const char NAMES[] = "web-0web-10";
static const size_t ENDS[] = {5, 11};

static void buffers(const counterpoise_engine *engine) {
    size_t needed = 7;
    counterpoise_error *error = UNTOUCHED(counterpoise_error);
    check(counterpoise_engine_query(engine, TEXT(PODS), NAMES, ENDS, 2, COUNTERPOISE_METRIC, NULL, 0, &needed, &error) ==
                  COUNTERPOISE_BUFFER_TOO_SMALL &&
              needed == strlen(TWO) && error == UNTOUCHED(counterpoise_error),
          "without a buffer it tells the length, and gives no error");
    char *buffer = malloc(needed);
    buffer[0] = '#';
    check(counterpoise_engine_query(engine, TEXT(PODS), NAMES, ENDS, 2, COUNTERPOISE_METRIC, buffer, needed - 1, &needed,
                                    NULL) == COUNTERPOISE_BUFFER_TOO_SMALL &&
              needed == strlen(TWO) && buffer[0] == '#',
          "one byte less is too small, and is not written to");
    check(counterpoise_engine_query(engine, TEXT(PODS), NAMES, ENDS, 2, COUNTERPOISE_METRIC, buffer, needed, &needed, &error) ==
                  COUNTERPOISE_OK &&
              needed == strlen(TWO) && memcmp(buffer, TWO, needed) == 0 && error == UNTOUCHED(counterpoise_error),
          "a buffer of the length holds the query of all objects");
    free(buffer);

    counterpoise_string *out = NULL;
    check(counterpoise_engine_query_string(engine, TEXT(PODS), NAMES, ENDS, 2, COUNTERPOISE_METRIC, &out, NULL) == 0 &&
              holds(out, TWO),
          "it comes as a string, too");
    check(counterpoise_engine_query_string(engine, TEXT(USAGE), NULL, NULL, 0, COUNTERPOISE_CPU, &out, NULL) == 0 &&
              holds(out, "sum(rate(cpu_seconds{namespace=\"default\",pod=\"web-0\"}[1m])) by (pod,container)"),
          "usage of CPU");
    check(counterpoise_engine_query_string(engine, TEXT(USAGE), NULL, NULL, 0, COUNTERPOISE_MEMORY, &out, NULL) == 0 &&
              holds(out, "sum(memory_bytes{namespace=\"default\",pod=\"web-0\"}) by (pod,container)"),
          "usage of memory");
    check(counterpoise_engine_query_string(engine, TEXT(QUEUE), NULL, NULL, 0, COUNTERPOISE_METRIC, &out, NULL) == 0 &&
              holds(out, "sum(queue_depth{queue=\"orders\"}) by (queue)"),
          "an external metric");
}

static counterpoise_text text(const char *data) {
    return (counterpoise_text){data, strlen(data)};
}

static void structs(const counterpoise_engine *engine) {
    counterpoise_request request = {
        .api = COUNTERPOISE_API_CUSTOM_V1BETA2,
        .in_namespace = text("default"),
        .resource = text("pods"),
        .metric = text("http_requests"),
        .label_selector = text("app=web"),
    };
    char buffer[256];
    size_t needed = 0;
    counterpoise_error *error = NULL;
    check(counterpoise_request_path(&request, buffer, sizeof buffer, &needed, NULL) == 0 && needed == strlen(SENT) &&
              memcmp(buffer, SENT, needed) == 0,
          "a request as a struct has a path");
    check(counterpoise_request_path(&request, NULL, 0, &needed, NULL) == COUNTERPOISE_BUFFER_TOO_SMALL &&
              needed == strlen(SENT),
          "and its length");
    check(counterpoise_engine_query_request(engine, &request, NAMES, ENDS, 2, COUNTERPOISE_METRIC, buffer, sizeof buffer,
                                            &needed, NULL) == 0 &&
              needed == strlen(TWO) && memcmp(buffer, TWO, needed) == 0,
          "and the same query as that path");
    check(counterpoise_engine_query_request(engine, &request, NAMES, ENDS, 2, COUNTERPOISE_METRIC, buffer, 3, &needed,
                                            NULL) == COUNTERPOISE_BUFFER_TOO_SMALL &&
              needed == strlen(TWO),
          "or none, where the buffer is too small");
    request.metric = text("");
    check(counterpoise_request_path(&request, buffer, sizeof buffer, &needed, &error) == COUNTERPOISE_ERROR &&
              tells(error, "metrics.request-path", "the metric is empty"),
          "a part that is missing");
    request.api = 99;
    check(counterpoise_request_path(&request, buffer, sizeof buffer, &needed, &error) == COUNTERPOISE_BAD_ARGUMENT &&
              tells(error, "abi.argument", "99"),
          "an API that is none");
    request.api = COUNTERPOISE_API_EXTERNAL;
    check(counterpoise_request_path(&request, buffer, sizeof buffer, &needed, &error) == COUNTERPOISE_ERROR &&
              is(error, "metrics.request-path"),
          "a part that the API has not");
    request = (counterpoise_request){.api = COUNTERPOISE_API_RESOURCE, .resource = text("nodes"), .name = text("node-1")};
    check(counterpoise_engine_query_request(engine, &request, NULL, NULL, 0, COUNTERPOISE_CPU, buffer, sizeof buffer,
                                            &needed, NULL) == 0 &&
              strncmp(buffer, "sum(node_cpu{node=\"node-1\"}) by (node)", needed) == 0,
          "usage of a node");
    request.name = (counterpoise_text){NULL, 3};
    check(counterpoise_engine_query_request(engine, &request, NULL, NULL, 0, COUNTERPOISE_CPU, buffer, sizeof buffer,
                                            &needed, &error) == COUNTERPOISE_NULL_ARGUMENT &&
              tells(error, "abi.null", "request->name"),
          "a text of the struct is checked, too");
    check(counterpoise_engine_query_request(engine, NULL, NULL, NULL, 0, 0, buffer, sizeof buffer, &needed, NULL) ==
              COUNTERPOISE_NULL_ARGUMENT,
          "query_request: request is checked");
    check(counterpoise_request_path(NULL, buffer, sizeof buffer, &needed, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "request_path: request is checked");
}

static int32_t ask(const counterpoise_engine *engine, const char *path, const char *names, const size_t *ends, size_t count,
                   uint32_t which, counterpoise_error **error) {
    char buffer[8] = "########";
    size_t needed = 0;
    int32_t status = counterpoise_engine_query(engine, path, strlen(path), names, ends, count, which, buffer, sizeof buffer,
                                               &needed, error);
    return memcmp(buffer, "########", sizeof buffer) == 0 ? status : -1;
}

static void failures(const counterpoise_engine *engine) {
    counterpoise_error *error = NULL;
    char buffer[8];
    size_t needed = 7;
    const int32_t null = COUNTERPOISE_NULL_ARGUMENT;
    check(ask(NULL, PATH, NULL, NULL, 0, 0, &error) == null && is(error, "abi.null"), "query: engine is checked");
    check(ask(engine, PODS, NAMES, NULL, 2, 0, &error) == null && is(error, "abi.null"), "query: ends are checked");
    check(ask(engine, PODS, NULL, ENDS, 2, 0, &error) == null && is(error, "abi.null"), "query: objects are checked");
    check(counterpoise_engine_query(engine, NULL, 3, NULL, NULL, 0, 0, buffer, 8, &needed, NULL) == null,
          "query: path is checked");
    check(counterpoise_engine_query(engine, TEXT(PODS), NAMES, ENDS, 2, 0, NULL, 8, &needed, NULL) == null,
          "query: a buffer with a capacity is checked");
    check(counterpoise_engine_query(engine, TEXT(PODS), NAMES, ENDS, 2, 0, buffer, 8, NULL, NULL) == null,
          "query: needed is checked");
    check(counterpoise_engine_query_string(engine, TEXT(PODS), NAMES, ENDS, 2, 0, NULL, NULL) == null,
          "query_string: out is checked");
    check(needed == 7, "a failure writes no length");

    check(ask(engine, "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/nothing", NULL, NULL, 0, 0, &error) ==
                  COUNTERPOISE_ERROR &&
              tells(error, "metrics.not-found", "nothing"),
          "a metric that no rule gives");
    check(ask(engine, "/healthz", NULL, NULL, 0, 0, &error) == COUNTERPOISE_ERROR &&
              tells(error, "metrics.request-path", "\"path\":\"request\""),
          "a path that no API serves");
    check(ask(engine, "", NULL, NULL, 0, 0, &error) == COUNTERPOISE_ERROR && is(error, "metrics.request-path"),
          "an empty path");
    check(ask(engine, PODS, NULL, NULL, 0, 0, &error) == COUNTERPOISE_ERROR && is(error, "metrics.no-objects"),
          "all objects, of which there are none");
    check(ask(engine, PATH, NULL, NULL, 0, COUNTERPOISE_CPU, &error) == COUNTERPOISE_BAD_ARGUMENT && is(error, "abi.argument"),
          "the CPU of a custom metric");
    check(ask(engine, USAGE, NULL, NULL, 0, COUNTERPOISE_METRIC, &error) == COUNTERPOISE_BAD_ARGUMENT &&
              is(error, "abi.argument"),
          "the one query of usage");
    check(ask(engine, USAGE, NULL, NULL, 0, 3, &error) == COUNTERPOISE_BAD_ARGUMENT && is(error, "abi.argument"),
          "a query that is none");
    check(ask(engine, "\xff", NULL, NULL, 0, 0, &error) == COUNTERPOISE_NOT_UTF8 && is(error, "abi.utf-8"),
          "a path must be UTF-8");
    check(ask(engine, PODS, "\xff", (const size_t[]){1}, 1, 0, &error) == COUNTERPOISE_NOT_UTF8 && is(error, "abi.utf-8"),
          "names must be UTF-8");
    check(ask(engine, PODS, NAMES, (const size_t[]){6, 5}, 2, 0, &error) == COUNTERPOISE_BAD_ARGUMENT &&
              is(error, "abi.argument"),
          "ends ascend");
    check(ask(engine, PODS, "\xc3\xa9", (const size_t[]){1, 2}, 2, 0, &error) == COUNTERPOISE_BAD_ARGUMENT &&
              is(error, "abi.argument"),
          "an end in the middle of a character");
    check(ask(engine, PODS, NAMES, (const size_t[]){5, (size_t)1 << 31}, 2, 0, &error) == COUNTERPOISE_ERROR &&
              is(error, "limit.size"),
          "an end that is too far is not read to");
    check(ask(engine, PODS, NAMES, ENDS, (size_t)1 << 31, 0, &error) == COUNTERPOISE_ERROR && is(error, "limit.size"),
          "more ends than a list has are not read");
    check(counterpoise_engine_query(engine, PATH, (size_t)1 << 31, NULL, NULL, 0, 0, buffer, 8, &needed, &error) ==
                  COUNTERPOISE_ERROR &&
              is(error, "limit.size"),
          "a path that is too long is not read");
}

void test_query(void) {
    counterpoise_engine *engine = an_engine();
    buffers(engine);
    structs(engine);
    failures(engine);
    counterpoise_engine_free(engine);
}
