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

static const char CONFIG[] =
    "rules:\n"
    "- seriesQuery: http_requests_total{namespace!='',pod!=''}\n"
    "  resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}\n"
    "  name: {matches: ^(.*)_total$, as: '${1}_per_second'}\n"
    "  metricsQuery: sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)\n";

/* What Prometheus answers at the path that counterpoise_builder_requests tells. */
static const char SERIES[] =
    "{\"status\": \"success\", \"data\": [{\"__name__\": \"http_requests_total\", \"namespace\": \"default\", \"pod\": \"web-0\"}]}";

static const char REQUEST[] = "/apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/web-0/http_requests_per_second";

/* Says what went wrong, in JSON that names the code, the place and what to change. */
static int fail(counterpoise_error *error) {
    size_t len = 0;
    const char *json = counterpoise_error_json(error, &len);
    fprintf(stderr, "%.*s\n", (int)len, json);
    counterpoise_error_free(error);
    return 1;
}

/* An engine holds what stays the same from request to request. */
static int32_t build(counterpoise_engine **engine, counterpoise_error **error) {
    counterpoise_builder *builder = NULL;
    int32_t status = counterpoise_builder_new(&builder, error);
    if (status == COUNTERPOISE_OK) status = counterpoise_builder_config(builder, CONFIG, strlen(CONFIG), error);
    if (status == COUNTERPOISE_OK) status = counterpoise_builder_series(builder, SERIES, strlen(SERIES), error);
    if (status == COUNTERPOISE_OK) status = counterpoise_builder_finish(builder, engine, error);
    counterpoise_builder_free(builder);
    return status;
}

int main(void) {
    counterpoise_error *error = NULL;
    counterpoise_engine *engine = NULL;
    if (build(&engine, &error) != COUNTERPOISE_OK) return fail(error);

    char promql[1024];
    size_t len = 0;
    int32_t status = counterpoise_engine_query(engine, REQUEST, strlen(REQUEST), NULL, NULL, 0, COUNTERPOISE_METRIC, promql,
                                               sizeof promql, &len, &error);
    counterpoise_engine_free(engine);
    if (status != COUNTERPOISE_OK) return fail(error);

    printf("%.*s\n", (int)len, promql);
    return 0;
}
