/* Quantities as structs. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static counterpoise_quantity quantity(const char *text) {
    counterpoise_quantity read = {-1, -1, 9, 9};
    if (counterpoise_quantity_parse(text, strlen(text), &read, NULL) != 0) printf("# %s cannot be read\n", text);
    return read;
}

static bool prints(const counterpoise_quantity *quantity, const char *text) {
    char buffer[64];
    size_t needed = 0;
    bool same = counterpoise_quantity_print(quantity, buffer, sizeof buffer, &needed, NULL) == 0 && needed == strlen(text) &&
                memcmp(buffer, text, needed) == 0;
    if (!same) printf("# %.*s, not %s\n", (int)needed, buffer, text);
    return same;
}

static void one(void) {
    counterpoise_quantity read = quantity("1500m"), sum, zero = {0, 0, 0, 0};
    check(read.value == 1500 && read.scale == -3 && read.format == COUNTERPOISE_DECIMAL_SI &&
              read.form == COUNTERPOISE_INT64_AMOUNT,
          "a quantity is an integer and a power of ten");
    read = quantity("1.5Gi");
    check(prints(&read, "1536Mi"), "it prints in its canonical form");
    check(read.format == COUNTERPOISE_BINARY_SI && read.form == COUNTERPOISE_INF_DEC, "and knows how it was written");
    read = quantity("16.5Gi");
    check(prints(&read, "16896Mi") && read.form == COUNTERPOISE_INF_DEC_NANO, "also beyond an int64 of nano-units");
    read = quantity("12e6");
    check(prints(&read, "12e6") && read.format == COUNTERPOISE_DECIMAL_EXPONENT, "an exponent");
    check(prints(&zero, "0"), "zeroed it is 0");
    const counterpoise_quantity own = {2500, -3, COUNTERPOISE_DECIMAL_SI, COUNTERPOISE_INT64_AMOUNT};
    check(prints(&own, "2500m"), "the caller may make one");

    const counterpoise_quantity a = quantity("1"), b = quantity("1500m"), big = quantity("2Gi");
    int32_t ordering = 9;
    check(counterpoise_quantity_compare(&a, &b, &ordering, NULL) == 0 && ordering == -1, "1 is less than 1500m");
    check(counterpoise_quantity_compare(&big, &b, &ordering, NULL) == 0 && ordering == 1, "2Gi is more");
    check(counterpoise_quantity_compare(&b, &b, &ordering, NULL) == 0 && ordering == 0, "each equals itself");
    check(counterpoise_quantity_add(&a, &b, &sum, NULL) == 0 && prints(&sum, "2500m"), "a sum");
    check(counterpoise_quantity_sub(&a, &b, &sum, NULL) == 0 && prints(&sum, "-500m"), "a difference");
    check(counterpoise_quantity_add(&sum, &sum, &sum, NULL) == 0 && prints(&sum, "-1"), "a sum in the place of its terms");
    int64_t value = 7;
    const counterpoise_quantity fine = quantity("501484u");
    check(counterpoise_quantity_milli(&fine, &value, NULL) == 0 && value == 502, "milli-units, rounded up");
    check(counterpoise_quantity_value(&fine, &value, NULL) == 0 && value == 1, "whole units, rounded up");
}

static void many(void) {
    static const char TEXTS[] = "100m1.5Gi2";
    const size_t ends[] = {4, 9, 10};
    counterpoise_quantity read[3], sum;
    size_t done = 9, needed = 0, made[3] = {9, 9, 9};
    int64_t milli[3];
    char buffer[32];
    check(counterpoise_quantities_parse(TEXTS, ends, 3, read, &done, NULL) == 0 && done == 3, "many are read at once");
    check(counterpoise_quantities_print(read, 3, NULL, 0, made, &needed, NULL) == COUNTERPOISE_BUFFER_TOO_SMALL &&
              needed == 11 && made[0] == 9,
          "how long they print together");
    check(counterpoise_quantities_print(read, 3, buffer, sizeof buffer, made, &needed, NULL) == 0 && needed == 11 &&
              memcmp(buffer, "100m1536Mi2", 11) == 0 && made[0] == 4 && made[1] == 10 && made[2] == 11,
          "and they do");
    check(counterpoise_quantities_milli(read, 3, milli, NULL) == 0 && milli[0] == 100 && milli[1] == INT64_C(1610612736000) &&
              milli[2] == 2000,
          "and in milli-units");
    check(counterpoise_quantities_sum(read, 3, &sum, NULL) == 0 && prints(&sum, "1610612738100m"), "and their sum");
    check(counterpoise_quantities_parse(NULL, NULL, 0, NULL, &done, NULL) == 0 && done == 0 &&
              counterpoise_quantities_print(NULL, 0, NULL, 0, NULL, &needed, NULL) == 0 && needed == 0 &&
              counterpoise_quantities_milli(NULL, 0, NULL, NULL) == 0 &&
              counterpoise_quantities_sum(NULL, 0, &sum, NULL) == 0 && prints(&sum, "0"),
          "none are fine, too");

    counterpoise_error *error = NULL;
    const size_t bad[] = {4, 7, 10};
    check(counterpoise_quantities_parse("100m1.5Gi2", bad, 3, read, &done, &error) == COUNTERPOISE_ERROR && done == 2 &&
              tells(error, "quantity.suffix", "\"path\":\"[2]\""),
          "of one that is none the place is told, and those before it are read");
    static const char WIDE[] = "1123456789012345678901234567890";
    check(counterpoise_quantities_parse(WIDE, (const size_t[]){1, 31}, 2, read, &done, &error) == COUNTERPOISE_ERROR &&
              done == 1 && tells(error, "quantity.wide", "quantity.*"),
          "of one that the struct does not hold as well");
}

static void failures(void) {
    counterpoise_error *error = NULL;
    counterpoise_quantity read = {7, 0, 0, 0}, sum = {7, 0, 0, 0};
    counterpoise_quantity wrong = {1, 0, 9, 0}, form = {1, 0, 0, 9}, far = {1, 1 << 30, 0, 0};
    counterpoise_quantity large = {INT64_MAX, 9, 0, 0};
    int64_t value = 7;
    size_t needed = 7;
    const int32_t null = COUNTERPOISE_NULL_ARGUMENT, argument = COUNTERPOISE_BAD_ARGUMENT;
    check(counterpoise_quantity_parse(NULL, 0, &read, &error) == COUNTERPOISE_ERROR && is(error, "quantity.syntax"),
          "the empty text is no quantity");
    check(counterpoise_quantity_parse(TEXT("1x"), &read, &error) == COUNTERPOISE_ERROR &&
              tells(error, "quantity.syntax", "\"path\":\"text\""),
          "nor is 1x");
    check(counterpoise_quantity_parse("\xff", 1, &read, NULL) == COUNTERPOISE_NOT_UTF8, "nor what is not UTF-8");
    check(counterpoise_quantity_parse(NULL, 1, &read, NULL) == null, "quantity_parse: text is checked");
    check(counterpoise_quantity_parse(TEXT("1"), NULL, NULL) == null, "quantity_parse: out is checked");
    check(counterpoise_quantity_print(NULL, NULL, 0, &needed, NULL) == null, "quantity_print: quantity is checked");
    check(counterpoise_quantity_print(&read, NULL, 0, NULL, NULL) == null, "quantity_print: needed is checked");
    check(counterpoise_quantity_add(NULL, &read, &sum, NULL) == null, "quantity_add: a is checked");
    check(counterpoise_quantity_add(&read, NULL, &sum, NULL) == null, "quantity_add: b is checked");
    check(counterpoise_quantity_sub(&read, &read, NULL, NULL) == null, "quantity_sub: out is checked");
    check(counterpoise_quantity_compare(&read, NULL, NULL, NULL) == null, "quantity_compare: out is checked");
    check(counterpoise_quantity_milli(NULL, &value, NULL) == null, "quantity_milli: quantity is checked");
    check(counterpoise_quantities_parse("1", (const size_t[]){1}, 1, NULL, NULL, NULL) == null,
          "quantities_parse: out is checked");
    check(counterpoise_quantities_milli(NULL, 1, &value, NULL) == null, "quantities_milli: quantities are checked");
    check(counterpoise_quantities_sum(&read, (size_t)1 << 31, &sum, &error) == COUNTERPOISE_ERROR && is(error, "limit.size"),
          "more of them than a list has are not read");
    check(counterpoise_quantity_milli(&wrong, &value, &error) == argument && is(error, "abi.argument"),
          "a format that is none");
    check(counterpoise_quantity_milli(&form, &value, &error) == argument && is(error, "abi.argument"), "a form that is none");
    check(counterpoise_quantity_milli(&far, &value, &error) == argument && is(error, "abi.argument"),
          "a scale that no quantity has");
    check(counterpoise_quantity_milli(&large, &value, &error) == COUNTERPOISE_ERROR && is(error, "quantity.range"),
          "more milli-units than an int64");
    check(counterpoise_quantity_value(&large, &value, &error) == COUNTERPOISE_ERROR && is(error, "quantity.range"),
          "more whole units than an int64");
    check(read.value == 7 && sum.value == 7 && value == 7 && needed == 7, "no result was written");
}

void test_quantities(void) {
    one();
    many();
    failures();
}
