/*
 * Counterpoise for C: the arithmetic between a Kubernetes metric and a replica count.
 *
 * Every fallible call returns a status, COUNTERPOISE_OK or another COUNTERPOISE_ constant. Its result comes through the
 * `out` parameter, written only on success; why it failed comes through the `error` parameter, written only on failure
 * and only if it is not NULL.
 *
 * Text goes in as a pointer and a length in bytes, and needs no NUL; NULL and 0 are the empty text. A list of texts is
 * the bytes of all, one after another, and an array that says where each ends. But for series a text has at most 16 MiB
 * and an array as many values, and a longer one is refused unread. Nothing that goes in is kept. Text comes out as a handle with a data and a len
 * function, or into a buffer of the caller's: `needed` says how much there is, and COUNTERPOISE_BUFFER_TOO_SMALL that
 * nothing was written, so that a capacity of 0 asks for the length. Arrays of structs come out the same way.
 *
 * Each handle has one free function, which takes NULL too. But for the builder a handle may be shared by threads without
 * a lock; free it when the last of them is done with it. To use a handle that was freed, to free it twice, or to give one
 * of another kind is undefined; a debug build of the library finds it out, with COUNTERPOISE_BAD_HANDLE or a line on
 * standard error. A fault inside Counterpoise becomes a status and never ends the process.
 *
 * Any operation runs on JSON by counterpoise_call; its inputs and results are those of every Counterpoise surface, and
 * engine.version lists them. What a host does often has typed calls, which give the same: an engine of series that come in
 * pieces (counterpoise_builder_new), queries, values, quantities, replica counts, and syncs of the HPA controller.
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
 * The caller's buffer or array has no room for the result: `needed` says how much that takes, and nothing else is written,
 * no error either.
 */
#define COUNTERPOISE_BUFFER_TOO_SMALL 5

/**
 * An argument has none of the values that its parameter names.
 */
#define COUNTERPOISE_BAD_ARGUMENT 6

/**
 * A handle is of another kind, or was freed. Only a debug build of the library tells; in any other the behaviour is undefined.
 */
#define COUNTERPOISE_BAD_HANDLE 7

/**
 * The version of the ABI that this header describes: raised when a function changes or goes. It is the number in the
 * shared library's soname.
 */
#define COUNTERPOISE_ABI_VERSION 1

/**
 * The one query of a custom or external metric.
 */
#define COUNTERPOISE_METRIC 0

/**
 * Of a request to the resource metrics API, what is about CPU.
 */
#define COUNTERPOISE_CPU 1

/**
 * Of a request to the resource metrics API, what is about memory.
 */
#define COUNTERPOISE_MEMORY 2

/**
 * The custom metrics API, custom.metrics.k8s.io/v1beta1.
 */
#define COUNTERPOISE_API_CUSTOM_V1BETA1 1

/**
 * The custom metrics API, custom.metrics.k8s.io/v1beta2.
 */
#define COUNTERPOISE_API_CUSTOM_V1BETA2 2

/**
 * The external metrics API, external.metrics.k8s.io/v1beta1.
 */
#define COUNTERPOISE_API_EXTERNAL 3

/**
 * The resource metrics API, metrics.k8s.io/v1beta1.
 */
#define COUNTERPOISE_API_RESOURCE 4

/**
 * A quantity written with decimal suffixes: 100m, 12M.
 */
#define COUNTERPOISE_DECIMAL_SI 0

/**
 * A quantity written with binary suffixes: 12Mi.
 */
#define COUNTERPOISE_BINARY_SI 1

/**
 * A quantity written with an exponent: 12e6.
 */
#define COUNTERPOISE_DECIMAL_EXPONENT 2

/**
 * A quantity that Kubernetes holds as int64Amount, as it does nearly all.
 */
#define COUNTERPOISE_INT64_AMOUNT 0

/**
 * A quantity that Kubernetes holds as inf.Dec, such as 1.5Gi.
 */
#define COUNTERPOISE_INF_DEC 1

/**
 * A quantity that Kubernetes holds as inf.Dec in nano-units, which are more than an int64, such as 16.5Gi.
 */
#define COUNTERPOISE_INF_DEC_NANO 2

/**
 * An average over pods, milli: a metric of type Pods, or of type Resource or ContainerResource with an averageValue.
 */
#define COUNTERPOISE_TARGET_POD_AVERAGE 1

/**
 * A share of what the pods request, in per cent: a metric of type Resource or ContainerResource with an averageUtilization.
 */
#define COUNTERPOISE_TARGET_UTILIZATION 2

/**
 * The value of one object, milli: a metric of type Object with a value.
 */
#define COUNTERPOISE_TARGET_OBJECT_VALUE 3

/**
 * The value of one object for each replica, milli: a metric of type Object with an averageValue.
 */
#define COUNTERPOISE_TARGET_OBJECT_AVERAGE 4

/**
 * The sum of an external metric, milli: a metric of type External with a value.
 */
#define COUNTERPOISE_TARGET_EXTERNAL_VALUE 5

/**
 * The sum of an external metric for each replica, milli: a metric of type External with an averageValue.
 */
#define COUNTERPOISE_TARGET_EXTERNAL_AVERAGE 6

/**
 * A pod whose phase is Unknown, or none that Kubernetes knows.
 */
#define COUNTERPOISE_PHASE_UNKNOWN 0

/**
 * A pod whose phase is Pending.
 */
#define COUNTERPOISE_PHASE_PENDING 1

/**
 * A pod whose phase is Running.
 */
#define COUNTERPOISE_PHASE_RUNNING 2

/**
 * A pod whose phase is Succeeded.
 */
#define COUNTERPOISE_PHASE_SUCCEEDED 3

/**
 * A pod whose phase is Failed.
 */
#define COUNTERPOISE_PHASE_FAILED 4

/**
 * A pod without a condition of the type Ready.
 */
#define COUNTERPOISE_READY_ABSENT 0

/**
 * A pod whose condition Ready is True.
 */
#define COUNTERPOISE_READY_TRUE 1

/**
 * A pod whose condition Ready is False.
 */
#define COUNTERPOISE_READY_FALSE 2

/**
 * A pod whose condition Ready is Unknown.
 */
#define COUNTERPOISE_READY_UNKNOWN 3

/**
 * The pod is being deleted: it has a deletionTimestamp.
 */
#define COUNTERPOISE_POD_DELETED 1

/**
 * The pod has a startTime, which start_ms holds.
 */
#define COUNTERPOISE_POD_STARTED 2

/**
 * The pod requests the metric's resource in all its containers, or in the one that is meant, which request_milli holds.
 */
#define COUNTERPOISE_POD_REQUESTS 4

/**
 * proposal.total is known.
 */
#define COUNTERPOISE_HAS_TOTAL 1

/**
 * proposal.utilization is known.
 */
#define COUNTERPOISE_HAS_UTILIZATION 2

/**
 * proposal.recomputed_ratio is known.
 */
#define COUNTERPOISE_HAS_RECOMPUTED_RATIO 4

/**
 * proposal.counted is known.
 */
#define COUNTERPOISE_HAS_COUNTED 8

/**
 * The numbers of pods are known.
 */
#define COUNTERPOISE_HAS_PODS 16

/**
 * proposal.moves_below is known.
 */
#define COUNTERPOISE_HAS_MOVES_BELOW 32

/**
 * proposal.moves_above is known.
 */
#define COUNTERPOISE_HAS_MOVES_ABOVE 64

/**
 * The ratio is within the tolerance: the current count.
 */
#define COUNTERPOISE_WITHIN_TOLERANCE 0

/**
 * The ratio times the pods that count, rounded up.
 */
#define COUNTERPOISE_RATIO_OF_PODS 1

/**
 * At zero replicas: the ratio itself, rounded up, whatever the tolerance.
 */
#define COUNTERPOISE_RATIO_FROM_ZERO 2

/**
 * The usage over the target for each pod, rounded up.
 */
#define COUNTERPOISE_USAGE_OVER_TARGET 3

/**
 * With missing and unready pods counted in the ratio is within the tolerance: the current count.
 */
#define COUNTERPOISE_RECOMPUTED_WITHIN_TOLERANCE 4

/**
 * With missing and unready pods counted in the ratio points the other way: the current count.
 */
#define COUNTERPOISE_RECOMPUTED_TURNED 5

/**
 * The recomputed ratio times the pods counted in would move the other way: the current count.
 */
#define COUNTERPOISE_COUNT_TURNED 6

/**
 * The recomputed ratio times the pods counted in, rounded up.
 */
#define COUNTERPOISE_RECOMPUTED_RATIO_OF_PODS 7

/**
 * What an engine is made of, given step by step: configuration, discovery, and series as Prometheus answers them, in any number
 * of pieces and of any length, so that a host never holds all of their texts. Owned by the caller, freed with
 * counterpoise_builder_free. Its calls change it: no two threads may use one builder at once, while different threads may use
 * it one after the other.
 */
typedef struct counterpoise_builder counterpoise_builder;

/**
 * What the HPA controller remembers of one HPA from sync to sync. Owned by the caller, freed with counterpoise_controller_free.
 * Each HPA needs one of its own. Threads may share it: its syncs run one after the other.
 */
typedef struct counterpoise_controller counterpoise_controller;

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

/**
 * A text of the caller's: UTF-8, no NUL needed. NULL and 0 are the empty text.
 */
typedef struct {
  /**
   * Its first byte.
   */
  const char *data;
  /**
   * Its length in bytes.
   */
  size_t len;
} counterpoise_text;

/**
 * A request to one of the metrics APIs, part by part: what its path says, without the escapes. Zeroed, every text in it is empty.
 */
typedef struct {
  /**
   * The API that is asked, a COUNTERPOISE_API_ constant.
   */
  uint32_t api;
  /**
   * 0.
   */
  uint32_t reserved;
  /**
   * The namespace; empty in the root scope, and for the pods of all namespaces. A namespace's own metric has no namespace, the
   * resource "namespaces" and the namespace as the object's name.
   */
  counterpoise_text in_namespace;
  /**
   * The objects' resource with its group after a dot, "ingresses.networking.k8s.io"; "pods" or "nodes" of the resource metrics
   * API, none of the external.
   */
  counterpoise_text resource;
  /**
   * The object's name; empty for all that the label selector selects. None of the external metrics API.
   */
  counterpoise_text name;
  /**
   * The metric's name; none of the resource metrics API.
   */
  counterpoise_text metric;
  /**
   * What selects the objects, or the external metric's own selector.
   */
  counterpoise_text label_selector;
  /**
   * What goes into the query of a custom metric.
   */
  counterpoise_text metric_label_selector;
} counterpoise_request;

/**
 * One value of a metric.
 */
typedef struct {
  /**
   * The value in milli-units, rounded up.
   */
  int64_t milli;
  /**
   * When it was taken, in milliseconds since 1970.
   */
  int64_t timestamp_ms;
  /**
   * The place of the object in the list of names that goes with the call, either one of a name that is there twice; of an
   * external metric that of the sample in the answer.
   */
  uint32_t object;
  /**
   * How long it was measured over, in milliseconds; 0 where nothing tells.
   */
  uint32_t window_ms;
} counterpoise_value;

/**
 * A Kubernetes quantity that is an int64 times a power of ten: value * 10^scale. Zeroed it is 0.
 */
typedef struct {
  /**
   * The integer.
   */
  int64_t value;
  /**
   * The power of ten: -3 for milli-units.
   */
  int32_t scale;
  /**
   * How it is written: COUNTERPOISE_DECIMAL_SI, COUNTERPOISE_BINARY_SI or COUNTERPOISE_DECIMAL_EXPONENT.
   */
  uint16_t format;
  /**
   * How Kubernetes holds it, which decides about rounding: COUNTERPOISE_INT64_AMOUNT for one that the caller makes, else as it
   * was given.
   */
  uint16_t form;
} counterpoise_quantity;

/**
 * What a replica count depends on beside pods and values. counterpoise_scope_init fills in the controller's defaults.
 */
typedef struct {
  /**
   * How far the ratio of usage to target may be below 1 without a change.
   */
  double tolerance_down;
  /**
   * How far it may be above 1 without one.
   */
  double tolerance_up;
  /**
   * The instant of the sync, in milliseconds since 1970. It matters for CPU.
   */
  int64_t now_ms;
  /**
   * The controller's cpu-initialization-period, in milliseconds.
   */
  int64_t cpu_initialization_period_ms;
  /**
   * The controller's initial-readiness-delay, in milliseconds.
   */
  int64_t initial_readiness_delay_ms;
  /**
   * Replicas that the target is asked to have.
   */
  int32_t spec_replicas;
  /**
   * Replicas that the target has.
   */
  int32_t status_replicas;
  /**
   * The Kubernetes release whose behaviour is wanted, by its minor version such as 37; 0 for the newest.
   */
  uint32_t release;
  /**
   * 1 where sums and counts stop at the largest number instead of overflowing as the release's do, else 0.
   */
  uint32_t saturating;
} counterpoise_scope;

/**
 * A pod, as the HPA controller looks at it. Zeroed it is one of which nothing is known.
 */
typedef struct {
  /**
   * What it requests of the metric's resource, in milli-units, summed over what the metric is of: its containers and sidecars, one
   * container, or the pod as a whole. Read for COUNTERPOISE_TARGET_UTILIZATION alone.
   */
  int64_t request_milli;
  /**
   * When it started, in milliseconds since 1970.
   */
  int64_t start_ms;
  /**
   * When its condition Ready last changed, in milliseconds since 1970.
   */
  int64_t ready_changed_ms;
  /**
   * A COUNTERPOISE_PHASE_ constant.
   */
  uint16_t phase;
  /**
   * A COUNTERPOISE_READY_ constant.
   */
  uint16_t ready;
  /**
   * COUNTERPOISE_POD_ constants together.
   */
  uint32_t flags;
} counterpoise_pod;

/**
 * The replica count that one metric calls for, and what led to it.
 */
typedef struct {
  /**
   * Usage over target.
   */
  double ratio;
  /**
   * The ratio after missing and unready pods were counted in.
   */
  double recomputed_ratio;
  /**
   * The usage that the status shows, milli.
   */
  int64_t usage;
  /**
   * The value as a whole, milli, where usage is its average over the replicas that there are.
   */
  int64_t total;
  /**
   * How many pods the recomputed ratio is over.
   */
  int64_t counted;
  /**
   * Where the tolerance holds the count back, the largest value below at which it would change: per cent for
   * COUNTERPOISE_TARGET_UTILIZATION, else milli, of total where that is known.
   */
  int64_t moves_below;
  /**
   * The smallest value above at which it would change.
   */
  int64_t moves_above;
  /**
   * The count.
   */
  int32_t replicas;
  /**
   * The usage in per cent of the requests.
   */
  int32_t utilization;
  /**
   * Which rule gave the count: COUNTERPOISE_WITHIN_TOLERANCE to COUNTERPOISE_RECOMPUTED_RATIO_OF_PODS.
   */
  uint32_t outcome;
  /**
   * COUNTERPOISE_HAS_ constants together: which of the fields are known. Those that are not are 0.
   */
  uint32_t has;
  /**
   * Pods whose samples count.
   */
  uint32_t ready;
  /**
   * Pods that are pending, or not ready for their CPU sample to count.
   */
  uint32_t unready;
  /**
   * Pods without a sample.
   */
  uint32_t missing;
  /**
   * Pods that are failed or being deleted.
   */
  uint32_t ignored;
} counterpoise_proposal;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

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
 * Compiles a configuration. May be called from any thread. For a host that asks Prometheus for the series itself
 * counterpoise_builder_new serves better: it takes them in pieces, and of any length.
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
 * What to ask Prometheus for, to learn which series there are for the rules: the operation rules.requests. Any number of threads
 * may use one engine at once.
 *
 * @param engine      An engine handle.
 * @param options     One JSON object with "now" and "maxAge" as the operation takes them, each of which may be left out; an empty
 *                    text leaves out both.
 * @param options_len Its length in bytes.
 * @param out         Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
 *                    success.
 * @param error       Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_engine_requests(const counterpoise_engine *engine,
                                     const char *options,
                                     size_t options_len,
                                     counterpoise_string **out,
                                     counterpoise_error **error);

/**
 * Frees an engine handle. Does nothing for NULL.
 *
 * @param engine An engine handle that no thread uses any more, or NULL.
 */
void counterpoise_engine_free(counterpoise_engine *engine);

/**
 * Makes a builder: without configuration and series, with the resources that Kubernetes itself serves, upstream's behaviour, and
 * no limit of the series but the memory. May be called from any thread.
 *
 * @param out   Receives the builder, for counterpoise_builder_free. Written only on success.
 * @param error Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_builder_new(counterpoise_builder **out,
                                 counterpoise_error **error);

/**
 * Gives the configuration, in place of one that was given before. What cannot be read at all is an error here; what its rules
 * say wrongly is one of counterpoise_builder_requests and counterpoise_builder_finish, whichever comes first.
 *
 * @param builder    A builder handle that no other thread uses.
 * @param config     The adapter's file, a ConfigMap that holds it, or Helm values; YAML or JSON in UTF-8, no NUL needed.
 * @param config_len Its length in bytes.
 * @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status; the builder is then as it was.
 */
int32_t counterpoise_builder_config(counterpoise_builder *builder,
                                    const char *config,
                                    size_t config_len,
                                    counterpoise_error **error);

/**
 * Gives the cluster's resources, in place of those that Kubernetes itself serves.
 *
 * @param builder A builder handle that no other thread uses.
 * @param json    An array of APIResourceList as discovery gives them, or null; UTF-8, no NUL needed.
 * @param len     Its length in bytes.
 * @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status; the builder is then as it was.
 */
int32_t counterpoise_builder_resources(counterpoise_builder *builder,
                                       const char *json,
                                       size_t len,
                                       counterpoise_error **error);

/**
 * Says whose behaviour is wanted where upstream's is known to hurt.
 *
 * @param builder    A builder handle that no other thread uses.
 * @param compat     "upstream", "safe", or a JSON object of switches as docs/compatibility.md has them.
 * @param compat_len Its length in bytes.
 * @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status; the builder is then as it was.
 */
int32_t counterpoise_builder_compat(counterpoise_builder *builder,
                                    const char *compat,
                                    size_t compat_len,
                                    counterpoise_error **error);

/**
 * Says how much work building the engine may be, and each call to it afterwards. Without it that grows with the texts that the
 * builder was given.
 *
 * @param builder A builder handle that no other thread uses.
 * @param json    A JSON object as the field "limits" of every operation: docs/limits.md.
 * @param len     Its length in bytes.
 * @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status; the builder is then as it was.
 */
int32_t counterpoise_builder_limits(counterpoise_builder *builder,
                                    const char *json,
                                    size_t len,
                                    counterpoise_error **error);

/**
 * Says how many bytes the texts of all series may have together. Without it there is no such limit.
 *
 * @param builder A builder handle that no other thread uses.
 * @param bytes   The limit; it holds for what is given from now on.
 * @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_builder_series_limit(counterpoise_builder *builder,
                                          size_t bytes,
                                          counterpoise_error **error);

/**
 * What to ask Prometheus for, to learn which series there are for the rules: the operation rules.requests. The configuration is
 * compiled for it, once for this and for counterpoise_builder_finish.
 *
 * @param builder     A builder handle that no other thread uses.
 * @param options     One JSON object with "now" and "maxAge" as the operation takes them, each of which may be left out; an empty
 *                    text leaves out both.
 * @param options_len Its length in bytes.
 * @param out         Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on
 *                    success.
 * @param error       Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_builder_requests(counterpoise_builder *builder,
                                      const char *options,
                                      size_t options_len,
                                      counterpoise_string **out,
                                      counterpoise_error **error);

/**
 * Gives series, beside those that were given before.
 *
 * @param builder    A builder handle that no other thread uses.
 * @param series     The bytes of one answer of Prometheus' /api/v1/series, of any length; or a JSON array of label sets, or a
 *                   /metrics page. UTF-8, no NUL needed. It is not kept.
 * @param series_len Its length in bytes.
 * @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status; no series of the text are then given.
 */
int32_t counterpoise_builder_series(counterpoise_builder *builder,
                                    const char *series,
                                    size_t series_len,
                                    counterpoise_error **error);

/**
 * Makes the engine. The series go into it, and the builder has none afterwards, whether it comes to an engine or not; all else
 * stays, so that the series of a later listing can make the next engine.
 *
 * @param builder A builder handle that no other thread uses.
 * @param out     Receives the engine, for counterpoise_engine_free. Written only on success.
 * @param error   Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_builder_finish(counterpoise_builder *builder,
                                    counterpoise_engine **out,
                                    counterpoise_error **error);

/**
 * Frees a builder handle. Does nothing for NULL.
 *
 * @param builder A builder handle that no thread uses any more, or NULL.
 */
void counterpoise_builder_free(counterpoise_builder *builder);

/**
 * The query that answers a request of a metrics API, into the caller's buffer: the "promql" or one of the "queries" of the
 * operation metrics.query. Any number of threads may use one engine at once.
 *
 * @param engine   An engine handle.
 * @param path     The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
 * @param path_len Its length in bytes.
 * @param objects  The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
 *                 UTF-8, no NUL needed. For a request of one object they do not matter.
 * @param ends     Where each of the names ends in objects. May be NULL where count is 0.
 * @param count    How many there are.
 * @param which    COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
 * @param buffer   Receives the query, without a NUL. Written only on success. May be NULL where capacity is 0.
 * @param capacity The bytes that the buffer has.
 * @param needed   Receives the length of the query in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
 * @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
 */
int32_t counterpoise_engine_query(const counterpoise_engine *engine,
                                  const char *path,
                                  size_t path_len,
                                  const char *objects,
                                  const size_t *ends,
                                  size_t count,
                                  uint32_t which,
                                  char *buffer,
                                  size_t capacity,
                                  size_t *needed,
                                  counterpoise_error **error);

/**
 * As counterpoise_engine_query, of a request as a struct, which saves reading a path.
 *
 * @param engine   An engine handle.
 * @param request  The request.
 * @param objects  The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
 *                 UTF-8, no NUL needed. For a request of one object they do not matter.
 * @param ends     Where each of the names ends in objects. May be NULL where count is 0.
 * @param count    How many there are.
 * @param which    COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
 * @param buffer   Receives the query, without a NUL. Written only on success. May be NULL where capacity is 0.
 * @param capacity The bytes that the buffer has.
 * @param needed   Receives the length of the query in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
 * @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
 */
int32_t counterpoise_engine_query_request(const counterpoise_engine *engine,
                                          const counterpoise_request *request,
                                          const char *objects,
                                          const size_t *ends,
                                          size_t count,
                                          uint32_t which,
                                          char *buffer,
                                          size_t capacity,
                                          size_t *needed,
                                          counterpoise_error **error);

/**
 * As counterpoise_engine_query, as a text handle: for a host that has no buffer.
 *
 * @param engine   An engine handle.
 * @param path     The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
 * @param path_len Its length in bytes.
 * @param objects  The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
 *                 UTF-8, no NUL needed. For a request of one object they do not matter.
 * @param ends     Where each of the names ends in objects. May be NULL where count is 0.
 * @param count    How many there are.
 * @param which    COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
 * @param out      Receives the query, for counterpoise_string_free. Written only on success.
 * @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_engine_query_string(const counterpoise_engine *engine,
                                         const char *path,
                                         size_t path_len,
                                         const char *objects,
                                         const size_t *ends,
                                         size_t count,
                                         uint32_t which,
                                         counterpoise_string **out,
                                         counterpoise_error **error);

/**
 * The path of a request with its query, as Go's clients send it. May be called from any thread.
 *
 * @param request  The request.
 * @param buffer   Receives the path, without a NUL. Written only on success. May be NULL where capacity is 0.
 * @param capacity The bytes that the buffer has.
 * @param needed   Receives the length of the path in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
 * @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
 */
int32_t counterpoise_request_path(const counterpoise_request *request,
                                  char *buffer,
                                  size_t capacity,
                                  size_t *needed,
                                  counterpoise_error **error);

/**
 * Makes the API's answer to a request of Prometheus' answer: all that the operation metrics.convert gives. Any number of threads
 * may use one engine at once.
 *
 * @param engine     An engine handle.
 * @param path       The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
 * @param path_len   Its length in bytes.
 * @param objects    The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
 *                   UTF-8, no NUL needed. For a request of one object they do not matter.
 * @param ends       Where each of the names ends in objects. May be NULL where count is 0.
 * @param count      How many there are.
 * @param answer     The bytes of Prometheus' answer to the query; of the resource metrics API to that of CPU.
 * @param answer_len Its length in bytes.
 * @param memory     Of the resource metrics API the bytes of the answer to the query of memory, else NULL.
 * @param memory_len Its length in bytes.
 * @param now_ms     The timestamp of custom values and the creation time of usages, in milliseconds since 1970; external values
 *                   have their own.
 * @param out        Receives the operation's result, one JSON object, for counterpoise_string_free. Written only on success.
 * @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_engine_convert(const counterpoise_engine *engine,
                                    const char *path,
                                    size_t path_len,
                                    const char *objects,
                                    const size_t *ends,
                                    size_t count,
                                    const char *answer,
                                    size_t answer_len,
                                    const char *memory,
                                    size_t memory_len,
                                    int64_t now_ms,
                                    counterpoise_string **out,
                                    counterpoise_error **error);

/**
 * The values that counterpoise_engine_convert gives, in the same order and without the API's object around them. Of the resource
 * metrics API a pod's usage is the sum over its containers, as the HPA controller sums it; and why its list is empty, which
 * counterpoise_engine_convert tells beside the list, is an error here. Any number of threads may use one engine at once.
 *
 * @param engine     An engine handle.
 * @param path       The request's path with its query, as an API server receives it; UTF-8, no NUL needed.
 * @param path_len   Its length in bytes.
 * @param objects    The names that the host's listing returned for a request of all objects: the bytes of all, one after another.
 *                   UTF-8, no NUL needed. For a request of one object they do not matter, and its value has the place 0.
 * @param ends       Where each of the names ends in objects. May be NULL where count is 0.
 * @param count      How many there are.
 * @param which      COUNTERPOISE_METRIC; for a request of the resource metrics API COUNTERPOISE_CPU or COUNTERPOISE_MEMORY.
 * @param answer     The bytes of Prometheus' answer to the query; of the resource metrics API to that of CPU.
 * @param answer_len Its length in bytes.
 * @param memory     Of the resource metrics API the bytes of the answer to the query of memory, else NULL.
 * @param memory_len Its length in bytes.
 * @param now_ms     The timestamp of custom values, in milliseconds since 1970; all others have their own.
 * @param values     Receives the values. Written only on success. May be NULL where capacity is 0.
 * @param capacity   How many values there is room for: as many as objects, or as samples of an external metric, do.
 * @param needed     Receives how many values there are. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
 * @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
 */
int32_t counterpoise_engine_values(const counterpoise_engine *engine,
                                   const char *path,
                                   size_t path_len,
                                   const char *objects,
                                   const size_t *ends,
                                   size_t count,
                                   uint32_t which,
                                   const char *answer,
                                   size_t answer_len,
                                   const char *memory,
                                   size_t memory_len,
                                   int64_t now_ms,
                                   counterpoise_value *values,
                                   size_t capacity,
                                   size_t *needed,
                                   counterpoise_error **error);

/**
 * Reads a quantity as Kubernetes does. May be called from any thread.
 *
 * @param text  The quantity; UTF-8, no NUL needed.
 * @param len   Its length in bytes.
 * @param out   Receives the quantity. Written only on success.
 * @param error Receives the error, for counterpoise_error_free: "quantity.wide" for one that the struct does not hold, which the
 *              operations quantity.* take as text. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantity_parse(const char *text,
                                    size_t len,
                                    counterpoise_quantity *out,
                                    counterpoise_error **error);

/**
 * Prints a quantity in its canonical form. May be called from any thread.
 *
 * @param quantity The quantity.
 * @param buffer   Receives the text, without a NUL. Written only on success. May be NULL where capacity is 0.
 * @param capacity The bytes that the buffer has; 32 are enough but for an exponent with many digits.
 * @param needed   Receives the length of the text in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
 * @param error    Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
 */
int32_t counterpoise_quantity_print(const counterpoise_quantity *quantity,
                                    char *buffer,
                                    size_t capacity,
                                    size_t *needed,
                                    counterpoise_error **error);

/**
 * Compares two quantities by their numbers, whatever their formats. May be called from any thread.
 *
 * @param a     The first.
 * @param b     The second.
 * @param out   Receives -1 where a is less than b, 0 where they are equal, 1 where a is more. Written only on success.
 * @param error Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantity_compare(const counterpoise_quantity *a,
                                      const counterpoise_quantity *b,
                                      int32_t *out,
                                      counterpoise_error **error);

/**
 * Adds two quantities. The sum has the format of a, or that of b where a is zero. May be called from any thread.
 *
 * @param a     The first.
 * @param b     The second.
 * @param out   Receives the sum; may be a or b. Written only on success.
 * @param error Receives the error, for counterpoise_error_free: "quantity.wide" for a sum that the struct does not hold. Written
 *              only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantity_add(const counterpoise_quantity *a,
                                  const counterpoise_quantity *b,
                                  counterpoise_quantity *out,
                                  counterpoise_error **error);

/**
 * Subtracts a quantity from another. The difference has the format of a, or that of b where a is zero. May be called from any
 * thread.
 *
 * @param a     The first.
 * @param b     What is subtracted from it.
 * @param out   Receives the difference; may be a or b. Written only on success.
 * @param error Receives the error, for counterpoise_error_free: "quantity.wide" for a difference that the struct does not hold.
 *              Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantity_sub(const counterpoise_quantity *a,
                                  const counterpoise_quantity *b,
                                  counterpoise_quantity *out,
                                  counterpoise_error **error);

/**
 * The value of a quantity in milli-units, rounded up. May be called from any thread.
 *
 * @param quantity The quantity.
 * @param out      Receives the milli-units. Written only on success.
 * @param error    Receives the error, for counterpoise_error_free: "quantity.range" for a value out of int64. Written only on
 *                 failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantity_milli(const counterpoise_quantity *quantity,
                                    int64_t *out,
                                    counterpoise_error **error);

/**
 * The value of a quantity in whole units, rounded up. May be called from any thread.
 *
 * @param quantity The quantity.
 * @param out      Receives the value. Written only on success.
 * @param error    Receives the error, for counterpoise_error_free: "quantity.range" for a value out of int64. Written only on
 *                 failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantity_value(const counterpoise_quantity *quantity,
                                    int64_t *out,
                                    counterpoise_error **error);

/**
 * Reads many quantities. May be called from any thread.
 *
 * @param data  The quantities: the bytes of all, one after another. UTF-8, no NUL needed.
 * @param ends  Where each of them ends in data. May be NULL where count is 0.
 * @param count How many there are.
 * @param out   Receives the quantities; there is room for count of them. May be NULL where count is 0.
 * @param done  Receives how many of them are written, on success and on failure: a failure is about the text at that place, and
 *              what stands before it is good. May be NULL.
 * @param error Receives the error, for counterpoise_error_free: "quantity.wide" for one that the struct does not hold. Written
 *              only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantities_parse(const char *data,
                                      const size_t *ends,
                                      size_t count,
                                      counterpoise_quantity *out,
                                      size_t *done,
                                      counterpoise_error **error);

/**
 * Prints many quantities in their canonical forms. May be called from any thread.
 *
 * @param quantities The quantities. May be NULL where count is 0.
 * @param count      How many there are.
 * @param buffer     Receives the texts, one after another and without a NUL. Written only on success. May be NULL where capacity
 *                   is 0.
 * @param capacity   The bytes that the buffer has.
 * @param ends       Receives where each text ends in the buffer; there is room for count of them. Written only on success. May be
 *                   NULL where count is 0.
 * @param needed     Receives the length of all texts in bytes. Written on success, and with COUNTERPOISE_BUFFER_TOO_SMALL.
 * @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, COUNTERPOISE_BUFFER_TOO_SMALL, or another status.
 */
int32_t counterpoise_quantities_print(const counterpoise_quantity *quantities,
                                      size_t count,
                                      char *buffer,
                                      size_t capacity,
                                      size_t *ends,
                                      size_t *needed,
                                      counterpoise_error **error);

/**
 * The values of many quantities in milli-units, rounded up. May be called from any thread.
 *
 * @param quantities The quantities. May be NULL where count is 0.
 * @param count      How many there are.
 * @param out        Receives the milli-units; there is room for count of them. Written only on success. May be NULL where count is
 *                   0.
 * @param error      Receives the error, for counterpoise_error_free: "quantity.range" for a value out of int64. Written only on
 *                   failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantities_milli(const counterpoise_quantity *quantities,
                                      size_t count,
                                      int64_t *out,
                                      counterpoise_error **error);

/**
 * The sum of many quantities, in the format of the first that is not zero. May be called from any thread.
 *
 * @param quantities The quantities. May be NULL where count is 0, of which the sum is 0.
 * @param count      How many there are.
 * @param out        Receives the sum. Written only on success.
 * @param error      Receives the error, for counterpoise_error_free: "quantity.wide" for a sum that the struct does not hold.
 *                   Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_quantities_sum(const counterpoise_quantity *quantities,
                                    size_t count,
                                    counterpoise_quantity *out,
                                    counterpoise_error **error);

/**
 * Fills in the flags of kube-controller-manager by their defaults, one replica, and the newest release. Never fails; may be called
 * from any thread.
 *
 * @param scope What is filled in, or NULL.
 */
void counterpoise_scope_init(counterpoise_scope *scope);

/**
 * The replica count that one metric calls for, as the HPA controller computes it. May be called from any thread.
 *
 * @param scope        What it depends on beside pods and values.
 * @param target_kind  A COUNTERPOISE_TARGET_ constant.
 * @param target       The target: per cent for COUNTERPOISE_TARGET_UTILIZATION, else milli.
 * @param resource     The resource that the values are usage of, "cpu" or "memory"; empty for a custom or external metric. Of CPU
 *                     the samples of pods that are starting do not count.
 * @param resource_len Its length in bytes.
 * @param names        The names of the pods, those of pods first and in their order, then any others that values have a sample
 *                     of: the bytes of all, one after another. UTF-8, no NUL needed.
 * @param ends         Where each of the names ends in names. May be NULL where name_count is 0.
 * @param name_count   How many there are, at least pod_count.
 * @param pods         The pods of the target. May be NULL where pod_count is 0.
 * @param pod_count    How many there are.
 * @param values       The values, as counterpoise_engine_values gives them: of a target of pods one for each pod that has a sample,
 *                     whose object is the place of its name; of an object its one value; of an external metric all of them. A
 *                     window of 0 is a minute, as it is where an API does not tell. May be NULL where value_count is 0.
 * @param value_count  How many there are.
 * @param out          Receives the proposal. Written only on success.
 * @param error        Receives the error, for counterpoise_error_free: "hpa.uncounted" with the controller's own text where no count
 *                     follows from pods and values. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_replicas(const counterpoise_scope *scope,
                              uint32_t target_kind,
                              int64_t target,
                              const char *resource,
                              size_t resource_len,
                              const char *names,
                              const size_t *ends,
                              size_t name_count,
                              const counterpoise_pod *pods,
                              size_t pod_count,
                              const counterpoise_value *values,
                              size_t value_count,
                              counterpoise_proposal *out,
                              counterpoise_error **error);

/**
 * Makes a controller for one HPA. May be called from any thread.
 *
 * @param state     The "state" of a sync before, one JSON object: of another process, or of the operation hpa.reconcile. UTF-8, no
 *                  NUL needed; an empty text for a controller that has just started.
 * @param state_len Its length in bytes.
 * @param out       Receives the controller, for counterpoise_controller_free. Written only on success.
 * @param error     Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_controller_new(const char *state,
                                    size_t state_len,
                                    counterpoise_controller **out,
                                    counterpoise_error **error);

/**
 * One sync of the HPA controller: the operation hpa.reconcile, with the state that the controller holds. Where the sync fails,
 * the state stays as it was. Any number of threads may use one controller at once; each waits for the sync before.
 *
 * @param controller A controller handle.
 * @param input      The operation's input without "state", one JSON object; UTF-8, no NUL needed.
 * @param input_len  Its length in bytes.
 * @param out        Receives the operation's result, one JSON object with the "state" to be kept over a restart, for
 *                   counterpoise_string_free. Written only on success.
 * @param error      Receives the error, for counterpoise_error_free. Written only on failure. May be NULL.
 * @return COUNTERPOISE_OK, or another status.
 */
int32_t counterpoise_controller_reconcile(const counterpoise_controller *controller,
                                          const char *input,
                                          size_t input_len,
                                          counterpoise_string **out,
                                          counterpoise_error **error);

/**
 * Frees a controller handle. Does nothing for NULL.
 *
 * @param controller A controller handle that no thread uses any more, or NULL.
 */
void counterpoise_controller_free(counterpoise_controller *controller);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* COUNTERPOISE_H */
