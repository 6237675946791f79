/* Handles that are none, and texts of a size that nothing has. */
#include "test.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A debug build finds these out; in any other they are undefined, so the tests run on a debug build. */
static void handles(void) {
    counterpoise_string *string = NULL;
    counterpoise_error *error = NULL;
    counterpoise_engine *engine = an_engine();
    counterpoise_builder *builder = NULL;
    counterpoise_controller *controller = NULL;
    counterpoise_call(TEXT("engine.version"), TEXT("{}"), &string, NULL);
    counterpoise_builder_new(&builder, NULL);
    counterpoise_controller_new(NULL, 0, &controller, NULL);
    const int32_t bad = COUNTERPOISE_BAD_HANDLE;

    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_engine *made = UNTOUCHED(counterpoise_engine);
    check(counterpoise_engine_call((counterpoise_engine *)(void *)string, TEXT("engine.version"), TEXT("{}"), &out, &error) ==
                  bad &&
              tells(error, "abi.handle", "engine is a counterpoise_string, not a counterpoise_engine"),
          "a string for an engine");
    check(counterpoise_builder_finish((counterpoise_builder *)(void *)engine, &made, &error) == bad &&
              tells(error, "abi.handle", "builder is a counterpoise_engine"),
          "an engine for a builder");
    check(counterpoise_builder_series((counterpoise_builder *)(void *)controller, TEXT("[]"), &error) == bad &&
              is(error, "abi.handle"),
          "a controller for a builder");
    check(counterpoise_controller_reconcile((counterpoise_controller *)(void *)builder, TEXT("{}"), &out, &error) == bad &&
              is(error, "abi.handle"),
          "a builder for a controller");
    check(counterpoise_engine_requests((counterpoise_engine *)(void *)&untouched_byte, NULL, 0, &out, &error) == bad &&
              tells(error, "abi.handle", "never made"),
          "anything else for an engine");
    check(counterpoise_string_data((counterpoise_string *)(void *)engine) == NULL &&
              counterpoise_error_code((counterpoise_error *)(void *)string) == NULL,
          "an engine for a string, and a string for an error");
    check(out == UNTOUCHED(counterpoise_string) && made == UNTOUCHED(counterpoise_engine), "no result was written");
    check(answers(engine) && counterpoise_string_len(string) > 0, "the handles are as they were");

    counterpoise_engine_free(engine);
    counterpoise_builder_free(builder);
    counterpoise_controller_free(controller);
    counterpoise_string_free(string);
    size_t needed = 0;
    check(counterpoise_engine_query(engine, PATH, strlen(PATH), NULL, NULL, 0, 0, NULL, 0, &needed, &error) == bad &&
              tells(error, "abi.handle", "it was freed"),
          "an engine that was freed");
    check(counterpoise_builder_config(builder, TEXT("rules: []"), &error) == bad && is(error, "abi.handle"),
          "a builder that was freed");
    check(counterpoise_controller_reconcile(controller, TEXT("{}"), &out, &error) == bad && is(error, "abi.handle"),
          "a controller that was freed");
    check(counterpoise_string_data(string) == NULL && counterpoise_string_len(string) == 0, "a string that was freed");
}

static void lengths(void) {
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_builder *builder = NULL;
    counterpoise_quantity quantity;
    counterpoise_error *error = NULL;
    const size_t long_ago[] = {(size_t)1 << 31, (size_t)1 << 32, SIZE_MAX / 2, SIZE_MAX};
    counterpoise_builder_new(&builder, NULL);
    for (size_t i = 0; i < sizeof long_ago / sizeof *long_ago; i++) {
        size_t len = long_ago[i];
        bool refused = counterpoise_call(TEXT("engine.version"), "{}", len, &out, &error) == COUNTERPOISE_ERROR &&
                       is(error, "limit.size") &&
                       counterpoise_call("engine.version", len, TEXT("{}"), &out, &error) == COUNTERPOISE_ERROR &&
                       is(error, "limit.size") &&
                       counterpoise_engine_new("{}", len, &engine, &error) == COUNTERPOISE_ERROR &&
                       is(error, "limit.size") &&
                       counterpoise_builder_config(builder, "rules: []", len, &error) == COUNTERPOISE_ERROR &&
                       is(error, "limit.size") &&
                       counterpoise_builder_resources(builder, "[]", len, &error) == COUNTERPOISE_ERROR &&
                       is(error, "limit.size") &&
                       counterpoise_quantity_parse("1", len, &quantity, &error) == COUNTERPOISE_ERROR &&
                       is(error, "limit.size");
        char what[64];
        snprintf(what, sizeof what, "a length of %zu is refused unread", len);
        check(refused, what);
    }
    check(counterpoise_builder_series(builder, "[]", SIZE_MAX, &error) == COUNTERPOISE_ERROR && is(error, "limit.size"),
          "a length that no object has is refused for series, too");
    counterpoise_builder_free(builder);
}

void test_bad_input(void) {
    handles();
    lengths();
}

/* A JSON array of so many bytes, and a bit more, of label sets. */
static char *many_series(size_t bytes, size_t *len, size_t *count) {
    char *text = malloc(bytes + 256);
    size_t at = 0, number = 0;
    text[at++] = '[';
    while (at < bytes) {
        at += (size_t)sprintf(text + at,
                              "%s{\"__name__\":\"http_requests_total\",\"namespace\":\"default\",\"pod\":\"web-%zu\",\"service\":\"web\"}",
                              number == 0 ? "" : ",", number);
        number += 1;
    }
    text[at++] = ']';
    *len = at;
    *count = number;
    return text;
}

void test_large_input(void) {
    size_t len = 0, count = 0;
    char *text = many_series((size_t)100 << 20, &len, &count);
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    counterpoise_error *error = NULL;
    counterpoise_engine *engine = NULL;
    counterpoise_builder *builder = NULL;
    check(counterpoise_call(TEXT("engine.version"), text, len, &out, &error) == COUNTERPOISE_ERROR && is(error, "limit.size"),
          "100 MiB of JSON are no input of an operation");
    counterpoise_builder_new(&builder, NULL);
    counterpoise_builder_config(builder, CONFIG, strlen(CONFIG), NULL);
    check(counterpoise_builder_series(builder, text, len, NULL) == 0, "but series are of any length");
    check(counterpoise_builder_series(builder, text, len - 100, &error) == COUNTERPOISE_ERROR && is(error, "metrics.series"),
          "unless they are cut off");
    check(counterpoise_builder_finish(builder, &engine, NULL) == 0 && answers(engine), "and make an engine");
    counterpoise_builder_free(builder);
    check(counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, text, len, NULL, 0, 0, &out, &error) ==
                  COUNTERPOISE_ERROR &&
              is(error, "limit.size"),
          "an answer of 100 MiB is refused");
    /* What ends too early is no answer, wherever that is. */
    static const char ANSWER[] =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        "{\"metric\":{\"pod\":\"web-0\"},\"value\":[1714564790,\"12.25\"]}]}}";
    bool refused = true;
    for (size_t cut = 0; cut < sizeof ANSWER - 1; cut++) {
        refused &= counterpoise_engine_convert(engine, PATH, strlen(PATH), NULL, NULL, 0, ANSWER, cut, NULL, 0, 0, &out,
                                               &error) == COUNTERPOISE_ERROR &&
                   is(error, "metrics.answer");
    }
    check(refused && out == UNTOUCHED(counterpoise_string), "an answer is refused wherever it is cut");
    counterpoise_engine_free(engine);
    free(text);
}
