/* Any operation on JSON, and the handles of text, errors and engines. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

static int32_t call(const char *op, const char *input, counterpoise_string **out, counterpoise_error **error) {
    return counterpoise_call(op, strlen(op), input, strlen(input), out, error);
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
    size_t len = 0;
    const char *json = counterpoise_error_json(error, &len);
    check(len == strlen(json) && json[0] == '{' && json[len - 1] == '}', "the error is a JSON object");
    check(strstr(json, "\"code\":\"request.unknown-operation\"") != NULL, "the JSON has the code");
    check(strstr(json, "\"message\":") != NULL, "the JSON has the message");
    check(counterpoise_error_json(error, NULL) == json, "the length may go unasked");
    check(is(error, "request.unknown-operation"), "the error has its code");

    check(call("engine.version", "{", &out, NULL) == COUNTERPOISE_ERROR, "the error may go unasked");
    check(call("engine.version", "{\"x\":1}", &out, &error) == COUNTERPOISE_ERROR && is(error, "request.unknown-field"),
          "an unknown field is an error with its code");
}

static void null_arguments(void) {
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_error *error = NULL;
    const int32_t null = COUNTERPOISE_NULL_ARGUMENT;

    check(counterpoise_call(NULL, 7, TEXT("{}"), &out, &error) == null && is(error, "abi.null"), "call: op is checked");
    check(counterpoise_call(TEXT("engine.version"), NULL, 7, &out, NULL) == null, "call: input is checked");
    check(counterpoise_call(TEXT("engine.version"), TEXT("{}"), NULL, NULL) == null, "call: out is checked");
    check(counterpoise_call(NULL, 7, NULL, 7, NULL, &error) == null && is(error, "abi.null"),
          "call: all of them at once");
    check(counterpoise_engine_new(NULL, 7, &engine, NULL) == null, "engine_new: json is checked");
    check(counterpoise_engine_new(TEXT("{}"), NULL, NULL) == null, "engine_new: out is checked");
    check(counterpoise_engine_call(NULL, TEXT("engine.version"), TEXT("{}"), &out, NULL) == null,
          "engine_call: engine is checked");
    check(out == UNTOUCHED(counterpoise_string) && engine == UNTOUCHED(counterpoise_engine), "no result was written");

    check(counterpoise_call(NULL, 0, TEXT("{}"), &out, &error) == COUNTERPOISE_ERROR &&
              is(error, "request.unknown-operation"),
          "NULL and 0 are the empty text: of an operation");
    check(counterpoise_call(TEXT("engine.version"), NULL, 0, &out, &error) == COUNTERPOISE_ERROR &&
              is(error, "request.json"),
          "NULL and 0 are the empty text: of an input");
    check(counterpoise_engine_new(NULL, 0, &engine, &error) == COUNTERPOISE_ERROR && is(error, "request.json"),
          "NULL and 0 are the empty text: of an engine");

    check(counterpoise_string_data(NULL) == NULL, "string_data takes NULL");
    check(counterpoise_string_len(NULL) == 0, "string_len takes NULL");
    check(counterpoise_error_code(NULL) == NULL, "error_code takes NULL");
    size_t len = 7;
    check(counterpoise_error_json(NULL, &len) == NULL && len == 7, "error_json takes NULL and writes no length");
    check(counterpoise_error_json(NULL, NULL) == NULL, "error_json takes two NULLs");
    counterpoise_string_free(NULL);
    counterpoise_error_free(NULL);
    counterpoise_engine_free(NULL);
    counterpoise_builder_free(NULL);
    counterpoise_controller_free(NULL);
    counterpoise_scope_init(NULL);
    check(true, "functions without a status take NULL");
}

static void texts(void) {
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_error *error = NULL;
    check(counterpoise_call("\xff", 1, TEXT("{}"), &out, &error) == COUNTERPOISE_NOT_UTF8 && is(error, "abi.utf-8"),
          "op must be UTF-8");
    check(counterpoise_call(TEXT("engine.version"), "\xc3", 1, &out, NULL) == COUNTERPOISE_NOT_UTF8,
          "input must be UTF-8");
    check(counterpoise_engine_new("\xc3", 1, &engine, NULL) == COUNTERPOISE_NOT_UTF8, "json must be UTF-8");
    check(counterpoise_call("a\0b", 3, TEXT("{}"), &out, NULL) == COUNTERPOISE_ERROR, "a NUL inside is a character");
}

static void engines(void) {
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_error *error = NULL;
    check(counterpoise_engine_new(TEXT("[]"), &engine, &error) == COUNTERPOISE_ERROR && is(error, "request.type"),
          "a configuration can be wrong");
    check(engine == UNTOUCHED(counterpoise_engine), "a wrong configuration makes no engine");

    static const char JSON[] =
        "{\"config\":{\"rules\":[{\"seriesQuery\":\"http_requests_total\",\"name\":{\"matches\":\"^(.*)_total$\"},"
        "\"resources\":{\"template\":\"<<.Resource>>\"},"
        "\"metricsQuery\":\"sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)\"}]},"
        "\"series\":[{\"__name__\":\"http_requests_total\",\"namespace\":\"default\",\"pod\":\"web-0\"}]}";
    error = UNTOUCHED(counterpoise_error);
    check(counterpoise_engine_new(TEXT(JSON), &engine, &error) == COUNTERPOISE_OK, "an engine is made");
    check(error == UNTOUCHED(counterpoise_error), "an engine is made without an error");
    check(answers(engine), "an engine holds the configuration and the series");

    counterpoise_string *out = NULL;
    static const char REQUEST[] =
        "{\"request\":\"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests\"}";
    check(counterpoise_engine_call(engine, TEXT("metrics.query"), TEXT(REQUEST), &out, NULL) == 0 &&
              holds(out, "\"promql\":\"sum(rate(http_requests_total{namespace=\\\"default\\\",pod=\\\"web-0\\\"}[2m])) by (pod)\""),
          "an operation runs on an engine");
    out = UNTOUCHED(counterpoise_string);
    check(counterpoise_engine_call(engine, TEXT("no.such"), TEXT("{}"), &out, &error) == COUNTERPOISE_ERROR &&
              is(error, "request.unknown-operation") && out == UNTOUCHED(counterpoise_string),
          "an engine's operation fails as any other");
    check(counterpoise_engine_call(engine, NULL, 1, TEXT("{}"), &out, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "engine_call: op is checked");
    check(counterpoise_engine_call(engine, TEXT("a"), NULL, 1, &out, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "engine_call: input is checked");
    check(counterpoise_engine_call(engine, TEXT("a"), TEXT("{}"), NULL, NULL) == COUNTERPOISE_NULL_ARGUMENT,
          "engine_call: out is checked");
    check(counterpoise_engine_call(engine, "\xff", 1, TEXT("{}"), &out, NULL) == COUNTERPOISE_NOT_UTF8,
          "engine_call: op must be UTF-8");
    counterpoise_engine_free(engine);
}

void test_calls(void) {
    success();
    failure();
    null_arguments();
    texts();
    engines();
}
