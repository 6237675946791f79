/* What the C tests share: a check that prints the Test Anything Protocol, and short forms of what they call often. */
#ifndef COUNTERPOISE_TEST_H
#define COUNTERPOISE_TEST_H

#include "counterpoise.h"
#include "counterpoise.h" /* twice, on purpose */

#include <stdbool.h>
#include <stddef.h>

/* Prints one test. */
void check(bool ok, const char *what);

/* An address that no call writes to: it shows whether an out-parameter was touched. */
extern char untouched_byte;
#define UNTOUCHED(type) ((type *)(void *)&untouched_byte)

/* A text as the header wants it: its first byte and its length. */
#define TEXT(literal) (literal), (sizeof(literal) - 1)

/* Whether an error has a code; frees it. */
bool is(counterpoise_error *error, const char *code);

/* Whether an error has a code, and its JSON holds a text; frees it. */
bool tells(counterpoise_error *error, const char *code, const char *text);

/* Whether a text handle holds a text; frees it. */
bool holds(counterpoise_string *string, const char *text);

/* An engine with the metrics http_requests of pods and services, queue_depth of nothing, and usage of pods. */
counterpoise_engine *an_engine(void);

/* The configuration of an_engine. */
extern const char CONFIG[];

/* A path of it, and the query for it. */
extern const char PATH[], PROMQL[];

/* Whether an engine answers PATH by PROMQL. */
bool answers(const counterpoise_engine *engine);

void test_calls(void);
void test_builder(void);
void test_query(void);
void test_convert(void);
void test_quantities(void);
void test_replicas(void);
void test_controller(void);
void test_bad_input(void);
void test_large_input(void);
void test_threads(int threads, int calls);

#endif
