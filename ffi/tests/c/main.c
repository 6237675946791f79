/*
 * Every function of the header, called as it should be and as it should not be. Prints the Test Anything Protocol.
 *
 * Compiled with AddressSanitizer, and run by valgrind without it, which report leaks, double frees and reads past an end. With
 * the argument `overflow`, `leak` or `twice` it does such a thing on purpose, so that the build can tell whether they are really
 * there; with `quick` it leaves out what takes too long by valgrind.
 */
#include "test.h"

#include <stdio.h>
#include <string.h>

static int tests, failures;
char untouched_byte;

void check(bool ok, const char *what) {
    tests += 1;
    if (!ok) failures += 1;
    printf("%sok %d - %s\n", ok ? "" : "not ", tests, what);
}

bool tells(counterpoise_error *error, const char *code, const char *text) {
    if (error == NULL) return false;
    bool found = strcmp(counterpoise_error_code(error), code) == 0 && strstr(counterpoise_error_json(error, NULL), text) != NULL;
    if (!found) printf("# %s, not %s with %s\n", counterpoise_error_json(error, NULL), code, text);
    counterpoise_error_free(error);
    return found;
}

bool is(counterpoise_error *error, const char *code) {
    return tells(error, code, "");
}

bool holds(counterpoise_string *string, const char *text) {
    if (string == NULL) return false;
    bool found = strstr(counterpoise_string_data(string), text) != NULL;
    if (!found) printf("# %s\n", counterpoise_string_data(string));
    counterpoise_string_free(string);
    return found;
}

const char CONFIG[] =
    "rules:\n"
    "- seriesQuery: http_requests_total\n"
    "  resources: {template: <<.Resource>>}\n"
    "  name: {matches: ^(.*)_total$}\n"
    "  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)\n"
    "externalRules:\n"
    "- seriesQuery: queue_depth\n"
    "  resources: {namespaced: false}\n"
    "  metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (queue)\n"
    "resourceRules:\n"
    "  cpu:\n"
    "    containerQuery: sum(rate(cpu_seconds{<<.LabelMatchers>>}[1m])) by (<<.GroupBy>>)\n"
    "    nodeQuery: sum(node_cpu{<<.LabelMatchers>>}) by (<<.GroupBy>>)\n"
    "    containerLabel: container\n"
    "    resources: {template: <<.Resource>>}\n"
    "  memory:\n"
    "    containerQuery: sum(memory_bytes{<<.LabelMatchers>>}) by (<<.GroupBy>>)\n"
    "    nodeQuery: sum(node_memory{<<.LabelMatchers>>}) by (<<.GroupBy>>)\n"
    "    containerLabel: container\n"
    "    resources: {template: <<.Resource>>}\n"
    "  window: 1m\n";

static const char SERIES[] =
    "{\"status\":\"success\",\"data\":["
    "{\"__name__\":\"http_requests_total\",\"namespace\":\"default\",\"pod\":\"web-0\",\"service\":\"web\"},"
    "{\"__name__\":\"queue_depth\",\"queue\":\"orders\"}]}";

const char PATH[] = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests";
const char PROMQL[] = "sum(rate(http_requests_total{namespace=\"default\",pod=\"web-0\"}[2m])) by (pod)";

counterpoise_engine *an_engine(void) {
    counterpoise_builder *builder = NULL;
    counterpoise_engine *engine = NULL;
    if (counterpoise_builder_new(&builder, NULL) == 0 && counterpoise_builder_config(builder, TEXT(CONFIG), NULL) == 0 &&
        counterpoise_builder_series(builder, TEXT(SERIES), NULL) == 0) {
        counterpoise_builder_finish(builder, &engine, NULL);
    }
    counterpoise_builder_free(builder);
    return engine;
}

bool answers(const counterpoise_engine *engine) {
    char buffer[256];
    size_t needed = 0;
    int32_t status = counterpoise_engine_query(engine, PATH, strlen(PATH), NULL, NULL, 0, COUNTERPOISE_METRIC, buffer,
                                               sizeof buffer, &needed, NULL);
    return status == COUNTERPOISE_OK && needed == strlen(PROMQL) && memcmp(buffer, PROMQL, needed) == 0;
}

static counterpoise_string *a_string(void) {
    counterpoise_string *out = NULL;
    counterpoise_call(TEXT("engine.version"), TEXT("{}"), &out, NULL);
    return out;
}

/* Reads one byte past what Counterpoise returned; the sanitizer must stop it. */
static int overflow(void) {
    counterpoise_string *out = a_string();
    if (out == NULL) return 2;
    volatile const char *data = counterpoise_string_data(out);
    return data[counterpoise_string_len(out) + 1] == 'x' ? 3 : 4;
}

/* Forgets a handle; whoever looks for leaks must find it. */
static int leak(void) {
    return a_string() == NULL ? 2 : 0;
}

/* Frees a handle twice, and as one of another kind; a debug build says so and does neither. */
static int twice(void) {
    counterpoise_string *out = a_string(), *other = a_string();
    counterpoise_string_free(out);
    counterpoise_string_free(out);
    counterpoise_engine_free((counterpoise_engine *)(void *)other);
    counterpoise_string_free(other);
    return 0;
}

int main(int argc, char **argv) {
    const char *asked = argc == 2 ? argv[1] : "";
    if (strcmp(asked, "overflow") == 0) return overflow();
    if (strcmp(asked, "leak") == 0) return leak();
    if (strcmp(asked, "twice") == 0) return twice();
    bool quick = strcmp(asked, "quick") == 0;
    check(counterpoise_abi_version() == COUNTERPOISE_ABI_VERSION, "header and library are of one version");
    test_calls();
    test_builder();
    test_query();
    test_convert();
    test_quantities();
    test_replicas();
    test_controller();
    test_bad_input();
    if (quick) {
        test_threads(4, 10);
    } else {
        test_threads(64, 200);
        test_large_input();
    }
    printf("1..%d\n", tests);
    return failures == 0 ? 0 : 1;
}
