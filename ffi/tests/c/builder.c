/* The builder: an engine of series in pieces. */
#include "test.h"

#include <string.h>

static const char FIRST[] =
    "{\"status\":\"success\",\"data\":[{\"__name__\":\"http_requests_total\",\"namespace\":\"default\",\"pod\":\"web-0\"}]}";
static const char SECOND[] = "[{\"__name__\":\"queue_depth\",\"queue\":\"orders\"}]";
static const char PAGE[] = "http_errors_total{namespace=\"default\",pod=\"web-0\"} 3\n";

static bool lists(const counterpoise_engine *engine, const char *metric) {
    counterpoise_string *out = NULL;
    return counterpoise_engine_call(engine, TEXT("metrics.list"), TEXT("{}"), &out, NULL) == 0 && holds(out, metric);
}

static void pieces(void) {
    counterpoise_builder *builder = NULL;
    counterpoise_engine *engine = NULL;
    counterpoise_error *error = UNTOUCHED(counterpoise_error);
    counterpoise_string *out = NULL;
    check(counterpoise_builder_new(&builder, &error) == 0 && error == UNTOUCHED(counterpoise_error), "a builder is made");
    error = NULL;
    check(counterpoise_builder_finish(builder, &engine, &error) == COUNTERPOISE_ERROR &&
              is(error, "request.missing-field"),
          "no engine without a configuration");
    check(counterpoise_builder_config(builder, CONFIG, strlen(CONFIG), NULL) == 0, "it takes a configuration");
    check(counterpoise_builder_requests(builder, NULL, 0, &out, NULL) == 0 &&
              holds(out, "/api/v1/series?match%5B%5D=http_requests_total\""),
          "it says what to ask Prometheus for before there are any series");
    static const char OPTIONS[] = "{\"now\":\"2024-05-01T12:00:00Z\",\"maxAge\":\"1m\"}";
    check(counterpoise_builder_requests(builder, TEXT(OPTIONS), &out, NULL) == 0 && holds(out, "&start=1714564740"),
          "with the age of the oldest series");
    check(counterpoise_builder_series(builder, TEXT(FIRST), NULL) == 0, "it takes an answer");
    check(counterpoise_builder_series(builder, TEXT(SECOND), NULL) == 0, "and a list");
    check(counterpoise_builder_series(builder, TEXT(PAGE), NULL) == 0, "and a page");
    check(counterpoise_builder_finish(builder, &engine, NULL) == 0, "it makes an engine");
    check(answers(engine), "of the first piece");
    check(lists(engine, "http_requests"), "which lists its metrics");
    check(lists(engine, "http_errors_total") == false, "but none that no rule gives");
    check(counterpoise_engine_requests(engine, NULL, 0, &out, NULL) == 0 &&
              holds(out, "/api/v1/series?match%5B%5D=http_requests_total\""),
          "the engine says what to ask Prometheus for, too");
    counterpoise_engine_free(engine);

    /* The next listing, by the same builder. */
    check(counterpoise_builder_finish(builder, &engine, NULL) == 0 && !answers(engine), "the series are gone with an engine");
    counterpoise_engine_free(engine);
    counterpoise_builder_series(builder, TEXT(FIRST), NULL);
    check(counterpoise_builder_finish(builder, &engine, NULL) == 0 && answers(engine), "those of a later listing make another");
    counterpoise_builder_free(builder);
    check(answers(engine), "an engine outlives its builder");
    counterpoise_engine_free(engine);
}

static void options(void) {
    counterpoise_builder *builder = NULL;
    counterpoise_engine *engine = NULL;
    counterpoise_error *error = NULL;
    static const char SHARED[] =
        "{\"rules\":[{\"seriesQuery\":\"a\",\"resources\":{\"template\":\"<<.Resource>>\"},\"metricsQuery\":\"1\"},"
        "{\"seriesQuery\":\"b\",\"name\":{\"as\":\"a\"},\"resources\":{\"template\":\"<<.Resource>>\"},\"metricsQuery\":\"1\"}]}";
    static const char BOTH[] = "[{\"__name__\":\"a\",\"pod\":\"x\"},{\"__name__\":\"b\",\"pod\":\"x\"}]";
    counterpoise_builder_new(&builder, NULL);
    counterpoise_builder_config(builder, TEXT(SHARED), NULL);
    check(counterpoise_builder_compat(builder, TEXT("safe"), NULL) == 0, "compat: safe");
    counterpoise_builder_series(builder, TEXT(BOTH), NULL);
    check(counterpoise_builder_finish(builder, &engine, &error) == COUNTERPOISE_ERROR &&
              is(error, "metrics.duplicate-metric"),
          "it is the behaviour that is asked for");
    check(counterpoise_builder_compat(builder, TEXT("{\"duplicateMetrics\":\"upstream\"}"), NULL) == 0, "compat: switches");
    counterpoise_builder_series(builder, TEXT(BOTH), NULL);
    check(counterpoise_builder_finish(builder, &engine, NULL) == 0, "a switch is one of them");
    counterpoise_engine_free(engine);
    check(counterpoise_builder_compat(builder, TEXT("other"), &error) == COUNTERPOISE_ERROR &&
              tells(error, "request.type", "\"path\":\"compat\""),
          "compat: anything else is refused");

    static const char DISCOVERY[] =
        "[{\"groupVersion\":\"example.com/v1\",\"resources\":[{\"name\":\"widgets\",\"namespaced\":true,\"kind\":\"Widget\"}]}]";
    check(counterpoise_builder_resources(builder, TEXT(DISCOVERY), NULL) == 0, "discovery is taken");
    check(counterpoise_builder_resources(builder, TEXT("null"), NULL) == 0, "and null for none");
    check(counterpoise_builder_resources(builder, TEXT("{}"), &error) == COUNTERPOISE_ERROR &&
              tells(error, "request.type", "\"path\":\"resources\""),
          "an object is no list");
    check(counterpoise_builder_limits(builder, TEXT("{\"steps\":1}"), NULL) == 0, "limits are taken");
    counterpoise_builder_series(builder, TEXT(BOTH), NULL);
    check(counterpoise_builder_finish(builder, &engine, &error) == COUNTERPOISE_ERROR, "and hold");
    counterpoise_error_free(error);
    check(counterpoise_builder_limits(builder, TEXT("{\"stairs\":1}"), &error) == COUNTERPOISE_ERROR &&
              is(error, "request.unknown-field"),
          "there is no such limit");
    counterpoise_builder_free(builder);
}

static void failures(void) {
    counterpoise_builder *builder = NULL;
    counterpoise_engine *engine = UNTOUCHED(counterpoise_engine);
    counterpoise_error *error = NULL;
    counterpoise_string *out = UNTOUCHED(counterpoise_string);
    const int32_t null = COUNTERPOISE_NULL_ARGUMENT;
    check(counterpoise_builder_new(NULL, &error) == null && is(error, "abi.null"), "builder_new: out is checked");
    check(counterpoise_builder_config(NULL, TEXT("rules: []"), &error) == null && is(error, "abi.null"),
          "builder_config: builder is checked");
    check(counterpoise_builder_series_limit(NULL, 1, NULL) == null, "builder_series_limit: builder is checked");
    check(counterpoise_builder_series(NULL, TEXT(FIRST), NULL) == null, "builder_series: builder is checked");
    check(counterpoise_builder_requests(NULL, NULL, 0, &out, NULL) == null, "builder_requests: builder is checked");
    check(counterpoise_builder_finish(NULL, &engine, NULL) == null, "builder_finish: builder is checked");
    counterpoise_builder_new(&builder, NULL);
    check(counterpoise_builder_config(builder, NULL, 3, NULL) == null, "builder_config: config is checked");
    check(counterpoise_builder_series(builder, NULL, 3, NULL) == null, "builder_series: series are checked");
    check(counterpoise_builder_finish(builder, NULL, NULL) == null, "builder_finish: out is checked");
    check(counterpoise_builder_requests(builder, NULL, 0, NULL, NULL) == null, "builder_requests: out is checked");

    check(counterpoise_builder_config(builder, TEXT("rules: [\n"), &error) == COUNTERPOISE_ERROR &&
              tells(error, "yaml.syntax", "\"span\""),
          "what is no YAML is told at once, with its place");
    check(counterpoise_builder_config(builder, TEXT("rules:\n- seriesQuery: a\n  metricsQuery: '<<.Nothing'\n"), NULL) == 0,
          "what a rule says wrongly is not");
    check(counterpoise_builder_requests(builder, NULL, 0, &out, &error) == COUNTERPOISE_ERROR &&
              tells(error, "template.syntax", "rules[0].metricsQuery"),
          "but once it is compiled, with its path");
    check(counterpoise_builder_finish(builder, &engine, &error) == COUNTERPOISE_ERROR && is(error, "template.syntax"),
          "and then again");
    check(counterpoise_builder_config(builder, CONFIG, strlen(CONFIG), NULL) == 0, "a good one takes its place");
    check(counterpoise_builder_requests(builder, TEXT("{\"maxAge\":\"soon\"}"), &out, &error) == COUNTERPOISE_ERROR &&
              tells(error, "request.type", "maxAge"),
          "an age that is none");
    check(counterpoise_builder_requests(builder, TEXT("{\"config\":\"\"}"), &out, &error) == COUNTERPOISE_ERROR &&
              tells(error, "request.unknown-field", "the builder holds its config already"),
          "what the builder holds is left out");

    counterpoise_builder_series(builder, TEXT(FIRST), NULL);
    check(counterpoise_builder_series(builder, FIRST, strlen(FIRST) / 2, &error) == COUNTERPOISE_ERROR &&
              tells(error, "metrics.series", "\"path\":\"series\""),
          "an answer cut in the middle is none");
    check(counterpoise_builder_series(builder, TEXT("<html><body>503 Service Unavailable"), &error) == COUNTERPOISE_ERROR &&
              is(error, "metrics.series"),
          "nor is a page of HTML");
    check(counterpoise_builder_series(builder, TEXT("{\"status\":\"error\",\"error\":\"out of memory\"}"), &error) ==
                  COUNTERPOISE_ERROR &&
              tells(error, "metrics.series", "out of memory"),
          "nor an error of Prometheus'");
    check(counterpoise_builder_series(builder, "\xff", 1, &error) == COUNTERPOISE_NOT_UTF8 && is(error, "abi.utf-8"),
          "nor what is not UTF-8");
    check(counterpoise_builder_series_limit(builder, strlen(FIRST) + 10, NULL) == 0, "the host has a limit of its own");
    check(counterpoise_builder_series(builder, TEXT(FIRST), &error) == COUNTERPOISE_ERROR && is(error, "limit.size"),
          "which is of all pieces together");
    check(counterpoise_builder_series(builder, FIRST, (size_t)1 << 31, &error) == COUNTERPOISE_ERROR &&
              is(error, "limit.size"),
          "and what is too long is not read");
    check(engine == UNTOUCHED(counterpoise_engine) && out == UNTOUCHED(counterpoise_string), "no result was written");
    check(counterpoise_builder_finish(builder, &engine, NULL) == 0 && answers(engine),
          "the series from before the failures are still there");
    counterpoise_engine_free(engine);
    counterpoise_builder_free(builder);
}

void test_builder(void) {
    pieces();
    options();
    failures();
}
