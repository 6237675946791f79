/*
 * The typed calls of the C surface behind a pipe, for suites that ask them what they ask the operations.
 *
 *   request:  <number of fields> LF, then each field: <length> LF <bytes>; the first is the name of what is asked
 *   reply:    <status> LF <number of fields> LF, then each field the same way; of a failure its error as JSON
 *
 * One reply a request, in order, each written at once; it ends with its input. Every text is handed over without a byte
 * behind it, so that a read past its end is one of the sanitizer's.
 */
#include "counterpoise.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *data;
    size_t len;
} field;

typedef struct {
    field *fields;
    size_t count;
} request;

/* A list of texts as the header wants it. */
typedef struct {
    char *data;
    size_t *ends;
    size_t count;
} list;

static counterpoise_engine *engine;
static counterpoise_controller *controller;

static void broken(const char *what) {
    fprintf(stderr, "typed: %s\n", what);
    exit(1);
}

static void *sized(size_t size) {
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL) broken("no memory");
    return memory;
}

static bool number(size_t *out) {
    return scanf("%zu", out) == 1 && getchar() == '\n';
}

static bool next(request *request) {
    if (!number(&request->count)) return false;
    request->fields = sized(request->count * sizeof(field));
    for (size_t i = 0; i < request->count; i++) {
        field *read = &request->fields[i];
        if (!number(&read->len)) broken("a field needs its length");
        read->data = sized(read->len);
        if (fread(read->data, 1, read->len, stdin) != read->len) broken("a field is cut off");
    }
    return true;
}

static void forget(request *request) {
    for (size_t i = 0; i < request->count; i++) free(request->fields[i].data);
    free(request->fields);
}

static field at(const request *request, size_t place) {
    if (place >= request->count) broken("a field is missing");
    field found = request->fields[place];
    /* What is empty has no address at all. */
    if (found.len == 0) found.data = NULL;
    return found;
}

static int64_t integer(const request *request, size_t place) {
    char text[24] = {0};
    field found = at(request, place);
    if (found.len >= sizeof text) broken("a number is too long");
    if (found.len > 0) memcpy(text, found.data, found.len);
    return strtoll(text, NULL, 10);
}

static list pack(const request *request, size_t from) {
    list packed = {NULL, NULL, request->count - from};
    if (packed.count == 0) return packed;
    size_t len = 0;
    packed.ends = sized(packed.count * sizeof(size_t));
    for (size_t i = 0; i < packed.count; i++) packed.ends[i] = len += request->fields[from + i].len;
    if (len == 0) return packed;
    packed.data = sized(len);
    for (size_t i = 0, start = 0; i < packed.count; start = packed.ends[i], i++) {
        memcpy(packed.data + start, request->fields[from + i].data, packed.ends[i] - start);
    }
    return packed;
}

static void unpack(list *packed) {
    free(packed->data);
    free(packed->ends);
}

static void begin(int32_t status, size_t fields) {
    printf("%" PRId32 "\n%zu\n", status, fields);
}

static void give(const char *data, size_t len) {
    printf("%zu\n", len);
    if (len > 0) fwrite(data, 1, len, stdout);
}

static void fail(int32_t status, counterpoise_error *error) {
    size_t len = 0;
    const char *json = counterpoise_error_json(error, &len);
    begin(status, 1);
    give(json, len);
    counterpoise_error_free(error);
}

static void give_string(int32_t status, counterpoise_string *string, counterpoise_error *error) {
    if (status != COUNTERPOISE_OK) {
        fail(status, error);
        return;
    }
    begin(status, 1);
    give(counterpoise_string_data(string), counterpoise_string_len(string));
    counterpoise_string_free(string);
}

/* compat, resources, limits, config */
static int32_t configure(counterpoise_builder *builder, const request *request, counterpoise_error **error) {
    field compat = at(request, 1), resources = at(request, 2), limits = at(request, 3), config = at(request, 4);
    int32_t status = COUNTERPOISE_OK;
    if (status == 0 && compat.len > 0) status = counterpoise_builder_compat(builder, compat.data, compat.len, error);
    if (status == 0 && resources.len > 0) {
        status = counterpoise_builder_resources(builder, resources.data, resources.len, error);
    }
    if (status == 0 && limits.len > 0) status = counterpoise_builder_limits(builder, limits.data, limits.len, error);
    if (status == 0) status = counterpoise_builder_config(builder, config.data, config.len, error);
    return status;
}

/* engine: compat, resources, limits, config, series… */
static void make_engine(const request *request) {
    counterpoise_builder *builder = NULL;
    counterpoise_error *error = NULL;
    counterpoise_engine *made = NULL;
    int32_t status = counterpoise_builder_new(&builder, &error);
    for (size_t i = 5; i < request->count && status == 0; i++) {
        field series = at(request, i);
        status = counterpoise_builder_series(builder, series.data, series.len, &error);
    }
    if (status == 0) status = configure(builder, request, &error);
    if (status == 0) status = counterpoise_builder_finish(builder, &made, &error);
    counterpoise_builder_free(builder);
    if (status != COUNTERPOISE_OK) {
        fail(status, error);
        return;
    }
    counterpoise_engine_free(engine);
    engine = made;
    begin(status, 0);
}

/* builder.requests: compat, resources, limits, config, options */
static void builder_requests(const request *request) {
    counterpoise_builder *builder = NULL;
    counterpoise_error *error = NULL;
    counterpoise_string *out = NULL;
    field options = at(request, 5);
    int32_t status = counterpoise_builder_new(&builder, &error);
    if (status == 0) status = configure(builder, request, &error);
    if (status == 0) status = counterpoise_builder_requests(builder, options.data, options.len, &out, &error);
    counterpoise_builder_free(builder);
    give_string(status, out, error);
}

/* engine.requests: options */
static void engine_requests(const request *request) {
    counterpoise_error *error = NULL;
    counterpoise_string *out = NULL;
    field options = at(request, 1);
    int32_t status = counterpoise_engine_requests(engine, options.data, options.len, &out, &error);
    give_string(status, out, error);
}

/* query: which, path, objects…; by a buffer that is too small first, and once more as a string */
static void query(const request *request) {
    uint32_t which = (uint32_t)integer(request, 1);
    field path = at(request, 2);
    list objects = pack(request, 3);
    counterpoise_error *error = NULL;
    size_t needed = 0;
    int32_t status = counterpoise_engine_query(engine, path.data, path.len, objects.data, objects.ends, objects.count,
                                               which, NULL, 0, &needed, &error);
    char *buffer = NULL;
    if (status == COUNTERPOISE_BUFFER_TOO_SMALL) {
        buffer = sized(needed);
        status = counterpoise_engine_query(engine, path.data, path.len, objects.data, objects.ends, objects.count,
                                           which, buffer, needed, &needed, &error);
    }
    if (status == COUNTERPOISE_OK) {
        counterpoise_string *string = NULL;
        status = counterpoise_engine_query_string(engine, path.data, path.len, objects.data, objects.ends,
                                                  objects.count, which, &string, &error);
        if (status != COUNTERPOISE_OK || counterpoise_string_len(string) != needed ||
            (needed > 0 && memcmp(counterpoise_string_data(string), buffer, needed) != 0)) {
            broken("the query as a string is another");
        }
        counterpoise_string_free(string);
        begin(status, 1);
        give(buffer, needed);
    } else {
        fail(status, error);
    }
    free(buffer);
    unpack(&objects);
}

static counterpoise_text part(const request *request, size_t place) {
    field found = at(request, place);
    return (counterpoise_text){found.data, found.len};
}

/* request: which, api, namespace, resource, name, metric, label selector, metric label selector, objects… */
static void query_request(const request *request) {
    counterpoise_request asked = {
        .api = (uint32_t)integer(request, 2),
        .in_namespace = part(request, 3),
        .resource = part(request, 4),
        .name = part(request, 5),
        .metric = part(request, 6),
        .label_selector = part(request, 7),
        .metric_label_selector = part(request, 8),
    };
    uint32_t which = (uint32_t)integer(request, 1);
    list objects = pack(request, 9);
    counterpoise_error *error = NULL;
    char path[8192], buffer[1 << 16];
    size_t path_len = 0, needed = 0;
    int32_t status = counterpoise_request_path(&asked, path, sizeof path, &path_len, &error);
    if (status == COUNTERPOISE_OK) {
        status = counterpoise_engine_query_request(engine, &asked, objects.data, objects.ends, objects.count, which,
                                                   buffer, sizeof buffer, &needed, &error);
    }
    unpack(&objects);
    if (status != COUNTERPOISE_OK) {
        fail(status, error);
        return;
    }
    begin(status, 2);
    give(path, path_len);
    give(buffer, needed);
}

/* convert: path, now, answer, memory's answer, objects… */
static void convert(const request *request) {
    field path = at(request, 1), answer = at(request, 3), memory = at(request, 4);
    list objects = pack(request, 5);
    counterpoise_error *error = NULL;
    counterpoise_string *out = NULL;
    int32_t status = counterpoise_engine_convert(engine, path.data, path.len, objects.data, objects.ends,
                                                 objects.count, answer.data, answer.len, memory.data, memory.len,
                                                 integer(request, 2), &out, &error);
    unpack(&objects);
    give_string(status, out, error);
}

/* values: path, now, answer, memory's answer, which, objects…; the reply is a line of numbers for each */
static void values(const request *request) {
    field path = at(request, 1), answer = at(request, 3), memory = at(request, 4);
    uint32_t which = (uint32_t)integer(request, 5);
    list objects = pack(request, 6);
    counterpoise_error *error = NULL;
    counterpoise_value *array = NULL;
    size_t needed = 0, capacity = 0;
    int32_t status;
    do {
        capacity = needed;
        free(array);
        array = sized(capacity * sizeof *array);
        status = counterpoise_engine_values(engine, path.data, path.len, objects.data, objects.ends, objects.count,
                                            which, answer.data, answer.len, memory.data, memory.len,
                                            integer(request, 2), array, capacity, &needed, &error);
    } while (status == COUNTERPOISE_BUFFER_TOO_SMALL && needed > capacity);
    unpack(&objects);
    if (status == COUNTERPOISE_OK) {
        begin(status, needed);
        for (size_t i = 0; i < needed; i++) {
            char line[96];
            int len = snprintf(line, sizeof line, "%" PRId64 " %" PRId64 " %" PRIu32 " %" PRIu32, array[i].milli,
                               array[i].timestamp_ms, array[i].object, array[i].window_ms);
            give(line, (size_t)len);
        }
    } else {
        fail(status, error);
    }
    free(array);
}

static void give_integer(int64_t value) {
    char text[24];
    give(text, (size_t)snprintf(text, sizeof text, "%" PRId64, value));
}

/* A quantity as it prints; the length is asked for first. */
static void give_quantity(const counterpoise_quantity *quantity) {
    size_t needed = 0;
    counterpoise_quantity_print(quantity, NULL, 0, &needed, NULL);
    char *text = sized(needed);
    if (counterpoise_quantity_print(quantity, text, needed, &needed, NULL) != COUNTERPOISE_OK) broken("no print");
    give(text, needed);
    free(text);
}

/* quantity: text; the reply is how it prints, its format, its value and its milli-value, or a dash for one out of int64 */
static void quantity(const request *request) {
    field text = at(request, 1);
    counterpoise_error *error = NULL;
    counterpoise_quantity read;
    int32_t status = counterpoise_quantity_parse(text.data, text.len, &read, &error);
    if (status != COUNTERPOISE_OK) {
        fail(status, error);
        return;
    }
    begin(status, 4);
    give_quantity(&read);
    give_integer(read.format);
    int64_t value = 0;
    if (counterpoise_quantity_value(&read, &value, NULL) == COUNTERPOISE_OK) give_integer(value);
    else give("-", 1);
    if (counterpoise_quantity_milli(&read, &value, NULL) == COUNTERPOISE_OK) give_integer(value);
    else give("-", 1);
}

/* pair: a, b; the reply is the sum, the difference, and how they compare */
static void pair(const request *request) {
    counterpoise_error *error = NULL;
    counterpoise_quantity read[2], sum, difference;
    int32_t status = COUNTERPOISE_OK, ordering = 0;
    for (size_t i = 0; i < 2 && status == 0; i++) {
        field text = at(request, i + 1);
        status = counterpoise_quantity_parse(text.data, text.len, &read[i], &error);
    }
    if (status == 0) status = counterpoise_quantity_add(&read[0], &read[1], &sum, &error);
    if (status == 0) status = counterpoise_quantity_sub(&read[0], &read[1], &difference, &error);
    if (status == 0) status = counterpoise_quantity_compare(&read[0], &read[1], &ordering, &error);
    if (status != COUNTERPOISE_OK) {
        fail(status, error);
        return;
    }
    begin(status, 3);
    give_quantity(&sum);
    give_quantity(&difference);
    give_integer(ordering);
}

/* quantities: texts…; the reply is the sum, and then how each prints, by one call for all of them */
static void quantities(const request *request) {
    list all = pack(request, 1);
    counterpoise_error *error = NULL;
    counterpoise_quantity *read = sized(all.count * sizeof *read), sum;
    size_t *ends = sized(all.count * sizeof *ends);
    char *buffer = NULL;
    size_t done = 0, needed = 0;
    int32_t status = counterpoise_quantities_parse(all.data, all.ends, all.count, read, &done, &error);
    if (status == 0 && done != all.count) broken("not all of them are done");
    if (status == 0) status = counterpoise_quantities_sum(read, all.count, &sum, &error);
    if (status == 0) {
        status = counterpoise_quantities_print(read, all.count, NULL, 0, ends, &needed, &error);
        if (status == COUNTERPOISE_BUFFER_TOO_SMALL) {
            buffer = sized(needed);
            status = counterpoise_quantities_print(read, all.count, buffer, needed, ends, &needed, &error);
        }
    }
    if (status == COUNTERPOISE_OK) {
        begin(status, all.count + 1);
        give_quantity(&sum);
        for (size_t i = 0, start = 0; i < all.count; start = ends[i], i++) give(buffer + start, ends[i] - start);
    } else {
        fail(status, error);
    }
    free(buffer);
    free(ends);
    free(read);
    unpack(&all);
}

/* controller: state */
static void make_controller(const request *request) {
    counterpoise_error *error = NULL;
    counterpoise_controller *made = NULL;
    field state = at(request, 1);
    int32_t status = counterpoise_controller_new(state.data, state.len, &made, &error);
    if (status != COUNTERPOISE_OK) {
        fail(status, error);
        return;
    }
    counterpoise_controller_free(controller);
    controller = made;
    begin(status, 0);
}

/* reconcile: input */
static void reconcile(const request *request) {
    counterpoise_error *error = NULL;
    counterpoise_string *out = NULL;
    field input = at(request, 1);
    int32_t status = counterpoise_controller_reconcile(controller, input.data, input.len, &out, &error);
    give_string(status, out, error);
}

static const struct {
    const char *name;
    void (*answer)(const request *);
} CALLS[] = {
    {"engine", make_engine},
    {"builder.requests", builder_requests},
    {"engine.requests", engine_requests},
    {"query", query},
    {"request", query_request},
    {"convert", convert},
    {"values", values},
    {"quantity", quantity},
    {"pair", pair},
    {"quantities", quantities},
    {"controller", make_controller},
    {"reconcile", reconcile},
};

static void answer(const request *request) {
    field name = at(request, 0);
    for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++) {
        if (name.len == strlen(CALLS[i].name) && memcmp(name.data, CALLS[i].name, name.len) == 0) {
            CALLS[i].answer(request);
            return;
        }
    }
    broken("there is no such call");
}

int main(void) {
    request asked;
    while (next(&asked)) {
        answer(&asked);
        fflush(stdout);
        forget(&asked);
    }
    counterpoise_engine_free(engine);
    counterpoise_controller_free(controller);
    return ferror(stdin) ? 1 : 0;
}
