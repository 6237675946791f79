/*
 * Every function of the header, called as it should be and as it should not be. Prints the Test Anything Protocol.
 * Compiled with AddressSanitizer, which reports leaks, double frees and reads past an end; with the argument
 * `overflow` it reads past an end on purpose, so that the build can tell whether the sanitizer is really there.
 */
#include "counterpoise.h"
#include "counterpoise.h" /* twice, on purpose */

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tests, failures;

static void check(bool ok, const char *what) {
    tests += 1;
    if (!ok) failures += 1;
    printf("%sok %d - %s\n", ok ? "" : "not ", tests, what);
}

/* A value that no call writes: it shows whether an out-parameter was touched. */
static char untouched_byte;
#define UNTOUCHED(type) ((type *)(void *)&untouched_byte)

static int32_t call(const char *op, const char *input, counterpoise_string **out, counterpoise_error **error) {
    return counterpoise_call(op, strlen(op), input, strlen(input), out, error);
}

static bool has_code(const counterpoise_error *error, const char *code) {
    return error != NULL && strcmp(counterpoise_error_code(error), code) == 0;
}

static void success(void) {
    counterpoise_string *out = NULL;
    counterpoise_error *error = UNTOUCHED(counterpoise_error);
    check(call("engine.version", "{}", &out, &error) == COUNTERPOISE_OK, "an operation succeeds");
    check(error == UNTOUCHED(counterpoise_error), "success leaves the error parameter alone");
    const char *data = counterpoise_string_data(out);
    size_t len = counterpoise_string_len(out);
    check(data != NULL && len > 2 && data[0] == '{' && data[len - 1] == '}', "the result is a JSON object");
    check(data[len] == '\0', "a NUL follows the result");
    counterpoise_string_free(out);

    /* No NUL and no slack behind the texts: a read past either end is one of the sanitizer's. */
    char *op = malloc(14), *input = malloc(2);
    memcpy(op, "engine.version", 14);
    memcpy(input, "{}", 2);
    check(counterpoise_call(op, 14, input, 2, &out, NULL) == COUNTERPOISE_OK, "texts need no NUL");
    free(op);
    free(input);
    check(counterpoise_string_data(out)[0] == '{', "a result outlives the texts it was made from");
    counterpoise_string_free(out);
}

static void failure(void) {
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_error *error = NULL;
    check(call("no.such", "{}", &out, &error) == COUNTERPOISE_ERROR, "an unknown operation is an error");
    check(out == UNTOUCHED(counterpoise_string), "failure leaves the result parameter alone");
    check(has_code(error, "request.unknown-operation"), "the error has its code");
    size_t len = 0;
    const char *json = counterpoise_error_json(error, &len);
    check(len == strlen(json) && json[0] == '{' && json[len - 1] == '}', "the error is a JSON object");
    check(strstr(json, "\"code\":\"request.unknown-operation\"") != NULL, "the JSON has the code");
    check(strstr(json, "\"message\":") != NULL, "the JSON has the message");
    check(counterpoise_error_json(error, NULL) == json, "the length may go unasked");
    counterpoise_error_free(error);

    check(call("engine.version", "{", &out, NULL) == COUNTERPOISE_ERROR, "the error may go unasked");
    error = NULL;
    check(call("engine.version", "", &out, &error) == COUNTERPOISE_ERROR, "an empty input is an error");
    check(has_code(error, "request.json"), "an empty input is no JSON");
    counterpoise_error_free(error);
    error = NULL;
    check(call("engine.version", "{\"x\":1}", &out, &error) == COUNTERPOISE_ERROR, "an unknown field is an error");
    check(has_code(error, "request.unknown-field"), "an unknown field has its code");
    counterpoise_error_free(error);
}

static void null_arguments(void) {
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_error *error = NULL;
    const int32_t null = COUNTERPOISE_NULL_ARGUMENT;

    check(counterpoise_call(NULL, 0, "{}", 2, &out, &error) == null, "call: op is checked");
    check(has_code(error, "abi.null"), "a NULL has its code");
    counterpoise_error_free(error);
    check(counterpoise_call("engine.version", 14, NULL, 0, &out, NULL) == null, "call: input is checked");
    check(counterpoise_call("engine.version", 14, NULL, 7, &out, NULL) == null, "call: the length does not matter");
    check(counterpoise_call("engine.version", 14, "{}", 2, NULL, NULL) == null, "call: out is checked");
    error = NULL;
    check(counterpoise_call(NULL, 0, NULL, 0, NULL, &error) == null, "call: all of them at once");
    counterpoise_error_free(error);
    check(counterpoise_engine_new(NULL, 0, &engine, NULL) == null, "engine_new: json is checked");
    check(counterpoise_engine_new("{}", 2, NULL, NULL) == null, "engine_new: out is checked");
    check(counterpoise_engine_call(NULL, "engine.version", 14, "{}", 2, &out, NULL) == null,
          "engine_call: engine is checked");
    check(out == UNTOUCHED(counterpoise_string) && engine == UNTOUCHED(counterpoise_engine), "no result was written");

    check(counterpoise_string_data(NULL) == NULL, "string_data takes NULL");
    check(counterpoise_string_len(NULL) == 0, "string_len takes NULL");
    check(counterpoise_error_code(NULL) == NULL, "error_code takes NULL");
    size_t len = 7;
    check(counterpoise_error_json(NULL, &len) == NULL && len == 7, "error_json takes NULL and writes no length");
    check(counterpoise_error_json(NULL, NULL) == NULL, "error_json takes two NULLs");
    counterpoise_string_free(NULL);
    counterpoise_error_free(NULL);
    counterpoise_engine_free(NULL);
    check(true, "the free functions take NULL");
}

static void texts(void) {
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_error *error = NULL;
    check(counterpoise_call("\xff", 1, "{}", 2, &out, &error) == COUNTERPOISE_NOT_UTF8, "op must be UTF-8");
    check(has_code(error, "abi.utf-8"), "text that is not UTF-8 has its code");
    counterpoise_error_free(error);
    check(counterpoise_call("engine.version", 14, "\xc3", 1, &out, NULL) == COUNTERPOISE_NOT_UTF8,
          "input must be UTF-8");
    check(counterpoise_engine_new("\xc3", 1, &engine, NULL) == COUNTERPOISE_NOT_UTF8, "json must be UTF-8");
    check(counterpoise_call("engine.version", SIZE_MAX, "{}", 2, &out, NULL) == COUNTERPOISE_ERROR,
          "a length that no object has is an error");
    check(counterpoise_call("a\0b", 3, "{}", 2, &out, NULL) == COUNTERPOISE_ERROR, "a NUL inside is a character");
}

static const char CONFIG[] =
    "{\"config\":{\"rules\":[{\"seriesQuery\":\"http_requests_total\","
    "\"resources\":{\"overrides\":{\"namespace\":{\"resource\":\"namespace\"},\"pod\":{\"resource\":\"pod\"}}},"
    "\"metricsQuery\":\"sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)\"}]},"
    "\"series\":[{\"__name__\":\"http_requests_total\",\"namespace\":\"default\",\"pod\":\"web-0\"}]}";
static const char REQUEST[] =
    "{\"request\":\"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests_total\"}";
static const char PROMQL[] =
    "\"promql\":\"sum(rate(http_requests_total{namespace=\\\"default\\\",pod=\\\"web-0\\\"}[2m])) by (pod)\"";

static bool asks_prometheus(const counterpoise_engine *engine) {
    counterpoise_string *out = NULL;
    if (counterpoise_engine_call(engine, "metrics.query", 13, REQUEST, strlen(REQUEST), &out, NULL) != 0) return false;
    bool found = strstr(counterpoise_string_data(out), PROMQL) != NULL;
    counterpoise_string_free(out);
    return found;
}

static void *ask_often(void *engine) {
    for (int i = 0; i < 200; i++) {
        if (!asks_prometheus(engine)) return engine;
    }
    return NULL;
}

static void engines(void) {
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_error *error = NULL;
    check(counterpoise_engine_new("[]", 2, &engine, &error) == COUNTERPOISE_ERROR, "a configuration can be wrong");
    check(engine == UNTOUCHED(counterpoise_engine), "a wrong configuration makes no engine");
    check(error != NULL && counterpoise_error_code(error)[0] != 0, "a wrong configuration has a code");
    counterpoise_error_free(error);

    error = UNTOUCHED(counterpoise_error);
    check(counterpoise_engine_new(CONFIG, strlen(CONFIG), &engine, &error) == COUNTERPOISE_OK, "an engine is made");
    check(error == UNTOUCHED(counterpoise_error), "an engine is made without an error");
    check(asks_prometheus(engine), "an engine holds the configuration and the series");

    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    error = NULL;
    check(counterpoise_engine_call(engine, "no.such", 7, "{}", 2, &out, &error) == COUNTERPOISE_ERROR,
          "an engine's operation can fail");
    check(has_code(error, "request.unknown-operation") && out == UNTOUCHED(counterpoise_string),
          "an engine's operation fails as any other");
    counterpoise_error_free(error);
    check(counterpoise_engine_call(engine, NULL, 0, "{}", 2, &out, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "engine_call: op is checked");
    check(counterpoise_engine_call(engine, "a", 1, NULL, 0, &out, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "engine_call: input is checked");
    check(counterpoise_engine_call(engine, "a", 1, "{}", 2, NULL, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "engine_call: out is checked");
    check(counterpoise_engine_call(engine, "\xff", 1, "{}", 2, &out, NULL) == COUNTERPOISE_NOT_UTF8,
          "engine_call: op must be UTF-8");

    pthread_t threads[4];
    bool shared = true;
    for (int i = 0; i < 4; i++) shared &= pthread_create(&threads[i], NULL, ask_often, engine) == 0;
    for (int i = 0; i < 4; i++) {
        void *failed = NULL;
        shared &= pthread_join(threads[i], &failed) == 0 && failed == NULL;
    }
    check(shared, "threads share an engine");
    counterpoise_engine_free(engine);
}

/* Reads one byte past what Counterpoise returned; the sanitizer must stop it. */
static int overflow(void) {
    counterpoise_string *out = NULL;
    if (call("engine.version", "{}", &out, NULL) != COUNTERPOISE_OK) return 2;
    volatile const char *data = counterpoise_string_data(out);
    return data[counterpoise_string_len(out) + 1] == 'x' ? 3 : 4;
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "overflow") == 0) return overflow();
    check(counterpoise_abi_version() == COUNTERPOISE_ABI_VERSION, "header and library are of one version");
    success();
    failure();
    null_arguments();
    texts();
    engines();
    printf("1..%d\n", tests);
    return failures == 0 ? 0 : 1;
}
