/*
 * Counterpoise for C: the arithmetic between a Kubernetes metric and a replica count.
 *
 * Every fallible call returns a status, COUNTERPOISE_OK or another COUNTERPOISE_ constant. Its result comes through the
 * `out` parameter, written only on success; why it failed comes through the `error` parameter, written only on failure
 * and only if it is not NULL. Text goes in as a pointer and a length in bytes, and needs no NUL; text comes out as a
 * handle with a data and a len function. Each handle has one free function, which takes NULL too. Handles are
 * immutable, so threads may share them without a lock; free one when the last of them is done with it. A fault
 * inside Counterpoise becomes a status and never ends the process.
 *
 * Operations, their inputs and results are those of every Counterpoise surface; engine.version lists them.
 *
 * Generated from the counterpoise-ffi crate by `cargo xtask generate`; edit the crate, not this file.
 */

#ifndef COUNTERPOISE_H
#define COUNTERPOISE_H

#include <stddef.h>
#include <stdint.h>

/**
 * The call did what it says; its out-parameters are written.
 */
#define COUNTERPOISE_OK 0

/**
 * The operation gave an error, or there is no such operation: the error handle says which.
 */
#define COUNTERPOISE_ERROR 1

/**
 * An argument that must not be NULL is NULL.
 */
#define COUNTERPOISE_NULL_ARGUMENT 2

/**
 * A text argument is not UTF-8.
 */
#define COUNTERPOISE_NOT_UTF8 3

/**
 * A fault inside Counterpoise was caught. Every handle stays usable.
 */
#define COUNTERPOISE_PANIC 4

/**
 * The version of the ABI that this header describes: raised when a function changes or goes. It is the number in the
 * shared library's soname.
 */
#define COUNTERPOISE_ABI_VERSION 1

/**
 * A compiled configuration with its series and resources, for a host that asks often. Owned by the caller, freed with
 * counterpoise_engine_free. Immutable, so any number of threads may use it at once.
 */
typedef struct counterpoise_engine counterpoise_engine;

/**
 * Why a call failed: a stable code, and the contract's error object as JSON. Owned by the caller, freed with
 * counterpoise_error_free. Immutable, so any number of threads may read it at once.
 */
typedef struct counterpoise_error counterpoise_error;

/**
 * Text that Counterpoise made: UTF-8, owned by the caller, freed with counterpoise_string_free. Immutable, so any
 * number of threads may read it at once.
 */
typedef struct counterpoise_string counterpoise_string;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Runs an operation of the contract on JSON text. May be called from any thread.
 *
 * @param op        The operation's name, such as "quantity.parse"; UTF-8, no NUL needed.
 * @param op_len    Its length in bytes.
 * @param input     The operation's input, one JSON object; UTF-8, no NUL needed.
 * @param input_len Its length in bytes.
 * @param out       Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
 *                  success.
 * @param error     Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_call(const char *op,
                          size_t op_len,
                          const char *input,
                          size_t input_len,
                          counterpoise_string **out,
                          counterpoise_error **error);

/**
 * Runs an operation as counterpoise_call does, with the configuration, series and resources that the engine holds: the
 * input leaves them out. Any number of threads may use one engine at once.
 *
 * @param engine    An engine handle.
 * @param op        The operation's name, such as "metrics.query"; UTF-8, no NUL needed.
 * @param op_len    Its length in bytes.
 * @param input     The operation's input, one JSON object; UTF-8, no NUL needed.
 * @param input_len Its length in bytes.
 * @param out       Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
 *                  success.
 * @param error     Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_engine_call(const counterpoise_engine *engine,
                                 const char *op,
                                 size_t op_len,
                                 const char *input,
                                 size_t input_len,
                                 counterpoise_string **out,
                                 counterpoise_error **error);

/**
 * Compiles a configuration. May be called from any thread.
 *
 * @param json  One JSON object with "config", "series" and "resources" as the metrics operations take them; UTF-8, no
 *              NUL needed.
 * @param len   Its length in bytes.
 * @param out   Receives the engine, for counterpoise_engine_free. Written only on success.
 * @param error Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_engine_new(const char *json,
                                size_t len,
                                counterpoise_engine **out,
                                counterpoise_error **error);

/**
 * Frees an engine handle. Does nothing for NULL.
 *
 * @param engine An engine handle that no thread uses any more, or NULL.
 */
void counterpoise_engine_free(counterpoise_engine *engine);

/**
 * The error's stable code, such as "quantity.syntax", with a NUL after it. It stays valid until the handle is freed.
 *
 * @param error An error handle, or NULL.
 * @return NULL for NULL.
 */
const char *counterpoise_error_code(const counterpoise_error *error);

/**
 * The error as a JSON object: "code", "message", "hint", and where they are known "path" and "span". UTF-8 with a NUL
 * after it; it stays valid until the handle is freed.
 *
 * @param error An error handle, or NULL.
 * @param len   Receives the length in bytes, without the NUL after the text. May be NULL.
 * @return NULL for NULL, and then len is not written.
 */
const char *counterpoise_error_json(const counterpoise_error *error,
                                    size_t *len);

/**
 * Frees an error handle. Does nothing for NULL.
 *
 * @param error An error handle that no thread uses any more, or NULL.
 */
void counterpoise_error_free(counterpoise_error *error);

/**
 * The version of the ABI that the loaded library has. A program built with this header can use a library whose
 * version equals COUNTERPOISE_ABI_VERSION. Never fails; may be called from any thread.
 */
uint32_t counterpoise_abi_version(void);

/**
 * The text's first byte. It stays valid until the handle is freed; a NUL follows the text.
 *
 * @param string A text handle, or NULL.
 * @return NULL for NULL.
 */
const char *counterpoise_string_data(const counterpoise_string *string);

/**
 * The text's length in bytes, without the NUL after it.
 *
 * @param string A text handle, or NULL.
 * @return 0 for NULL.
 */
size_t counterpoise_string_len(const counterpoise_string *string);

/**
 * Frees a text handle. Does nothing for NULL.
 *
 * @param string A text handle that no thread uses any more, or NULL.
 */
void counterpoise_string_free(counterpoise_string *string);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* COUNTERPOISE_H */
