/* Many threads on one engine and one controller. */
#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const counterpoise_engine *engine;
    const counterpoise_controller *controller;
    int calls;
    atomic_int failed;
} shared;

static void *work(void *given) {
    shared *all = given;
    static const char INPUT[] = "{\"hpa\":{},\"scale\":{\"error\":\"gone\"},\"now\":\"2024-05-01T12:00:00Z\"}";
    for (int i = 0; i < all->calls; i++) {
        counterpoise_string *out = NULL;
        counterpoise_error *error = NULL;
        bool ok = answers(all->engine);
        ok &= counterpoise_engine_call(all->engine, TEXT("metrics.list"), TEXT("{}"), &out, NULL) == COUNTERPOISE_OK;
        counterpoise_string_free(out);
        out = NULL;
        /* One that fails, so that errors are made at once, too. */
        ok &= counterpoise_engine_query_string(all->engine, TEXT("/apis"), NULL, NULL, 0, 0, &out, &error) ==
                  COUNTERPOISE_ERROR &&
              strcmp(counterpoise_error_code(error), "metrics.request-path") == 0;
        counterpoise_error_free(error);
        int32_t status = counterpoise_controller_reconcile(all->controller, TEXT(INPUT), &out, NULL);
        ok &= status == COUNTERPOISE_OK || status == COUNTERPOISE_ERROR;
        counterpoise_string_free(out);
        if (!ok) atomic_fetch_add(&all->failed, 1);
    }
    return NULL;
}

void test_threads(int threads, int calls) {
    counterpoise_engine *engine = an_engine();
    counterpoise_controller *controller = NULL;
    counterpoise_controller_new(NULL, 0, &controller, NULL);
    shared all = {engine, controller, calls, 0};
    pthread_t *started = malloc((size_t)threads * sizeof *started);
    int running = 0;
    while (running < threads && pthread_create(&started[running], NULL, work, &all) == 0) running += 1;
    for (int i = 0; i < running; i++) pthread_join(started[i], NULL);
    free(started);
    check(running == threads && atomic_load(&all.failed) == 0, "threads share an engine and a controller");
    counterpoise_controller_free(controller);
    counterpoise_engine_free(engine);
}
