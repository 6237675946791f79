/*
 * The C surface behind a pipe, for suites that send the same requests to every surface.
 *
 *   request:  <op> TAB <input as JSON on one line> LF
 *   reply:    ok TAB <result as JSON> LF
 *        or:  error TAB <error as JSON> LF
 *
 * One reply a request, in order, each written at once; it ends with its input. An engine serves the requests whose op
 * starts with `@` (`@metrics.query`); the op `@` alone builds it from its input, takes the place of the engine before,
 * and replies with an empty object.
 */
#define _GNU_SOURCE /* getline */
#include "counterpoise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static void reply(const char *kind, const char *json, size_t len) {
    fputs(kind, stdout);
    putchar('\t');
    fwrite(json, 1, len, stdout);
    putchar('\n');
    fflush(stdout);
}

int main(void) {
    counterpoise_engine *engine = NULL;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t read;
    while ((read = getline(&line, &capacity, stdin)) > 0) {
        size_t len = (size_t)read;
        if (line[len - 1] == '\n') len -= 1;
        const char *tab = memchr(line, '\t', len);
        if (tab == NULL) {
            fprintf(stderr, "surface: a request needs a tab\n");
            return 1;
        }
        const char *op = line, *input = tab + 1;
        size_t op_len = (size_t)(tab - line), input_len = len - op_len - 1;

        counterpoise_string *out = NULL;
        counterpoise_error *error = NULL;
        int32_t status;
        if (op_len == 1 && op[0] == '@') {
            counterpoise_engine *built = NULL;
            status = counterpoise_engine_new(input, input_len, &built, &error);
            if (status == COUNTERPOISE_OK) {
                counterpoise_engine_free(engine);
                engine = built;
            }
        } else if (op_len > 0 && op[0] == '@') {
            status = counterpoise_engine_call(engine, op + 1, op_len - 1, input, input_len, &out, &error);
        } else {
            status = counterpoise_call(op, op_len, input, input_len, &out, &error);
        }

        if (status != COUNTERPOISE_OK) {
            size_t json_len = 0;
            const char *json = counterpoise_error_json(error, &json_len);
            reply("error", json, json_len);
        } else if (out != NULL) {
            reply("ok", counterpoise_string_data(out), counterpoise_string_len(out));
        } else {
            reply("ok", "{}", 2);
        }
        counterpoise_string_free(out);
        counterpoise_error_free(error);
    }
    counterpoise_engine_free(engine);
    free(line);
    return ferror(stdin) ? 1 : 0;
}
