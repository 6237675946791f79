/*
 * From an adapter's rule to the PromQL that answers one request of the custom metrics API.
 *
 *   cargo xtask install --prefix /tmp/counterpoise
 *   export PKG_CONFIG_PATH=/tmp/counterpoise/lib/pkgconfig
 *   cc ffi/examples/query.c $(pkg-config --cflags --libs counterpoise) -Wl,-rpath,/tmp/counterpoise/lib -o query
 *   ./query
 */
#include <counterpoise.h>

#include <stdio.h>
#include <string.h>

/* An engine holds what stays the same from request to request. */
static const char CONFIG[] =
    "{\"config\": {\"rules\": [{"
    "   \"seriesQuery\": \"http_requests_total{namespace!='',pod!=''}\","
    "   \"resources\": {\"overrides\": {\"namespace\": {\"resource\": \"namespace\"}, \"pod\": {\"resource\": \"pod\"}}},"
    "   \"name\": {\"matches\": \"^(.*)_total$\", \"as\": \"${1}_per_second\"},"
    "   \"metricsQuery\": \"sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)\"}]},"
    " \"series\": [{\"__name__\": \"http_requests_total\", \"namespace\": \"default\", \"pod\": \"web-0\"}]}";

static const char REQUEST[] =
    "{\"request\": \"/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests_per_second\"}";

/* Says what went wrong, in JSON that names the code, the place and what to change. */
static int fail(counterpoise_error *error) {
    size_t len = 0;
    const char *json = counterpoise_error_json(error, &len);
    fprintf(stderr, "%.*s\n", (int)len, json);
    counterpoise_error_free(error);
    return 1;
}

int main(void) {
    counterpoise_error *error = NULL;
    counterpoise_engine *engine = NULL;
    if (counterpoise_engine_new(CONFIG, strlen(CONFIG), &engine, &error) != COUNTERPOISE_OK) return fail(error);

    const char op[] = "metrics.query";
    counterpoise_string *result = NULL;
    int32_t status =
        counterpoise_engine_call(engine, op, strlen(op), REQUEST, strlen(REQUEST), &result, &error);
    counterpoise_engine_free(engine);
    if (status != COUNTERPOISE_OK) return fail(error);

    printf("%.*s\n", (int)counterpoise_string_len(result), counterpoise_string_data(result));
    counterpoise_string_free(result);
    return 0;
}
