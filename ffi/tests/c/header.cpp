// The header in C++: twice, and every function linked with C's names.
#include "counterpoise.h"
#include "counterpoise.h"

#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

namespace {
struct Free {
    void operator()(counterpoise_string *string) const { counterpoise_string_free(string); }
    void operator()(counterpoise_error *error) const { counterpoise_error_free(error); }
    void operator()(counterpoise_engine *engine) const { counterpoise_engine_free(engine); }
    void operator()(counterpoise_builder *builder) const { counterpoise_builder_free(builder); }
    void operator()(counterpoise_controller *controller) const { counterpoise_controller_free(controller); }
};

template <typename Handle> using Owned = std::unique_ptr<Handle, Free>;

int tests = 0;

bool check(bool ok, const char *what) {
    tests += 1;
    std::printf("%sok %d - %s\n", ok ? "" : "not ", tests, what);
    return ok;
}
} // namespace

int main() {
    counterpoise_string *out = nullptr;
    counterpoise_error *error = nullptr;
    const char op[] = "engine.version";
    const int32_t status = counterpoise_call(op, std::strlen(op), "{}", 2, &out, &error);
    const Owned<counterpoise_string> string(out);
    const Owned<counterpoise_error> none(error);
    bool ok = check(status == COUNTERPOISE_OK && counterpoise_string_len(string.get()) > 0 &&
                        counterpoise_string_data(string.get()) != nullptr && counterpoise_error_code(none.get()) == nullptr &&
                        counterpoise_error_json(none.get(), nullptr) == nullptr &&
                        counterpoise_abi_version() == COUNTERPOISE_ABI_VERSION,
                    "operations");

    counterpoise_engine *made = nullptr;
    const int32_t refused = counterpoise_engine_new(nullptr, 1, &made, nullptr);
    const Owned<counterpoise_engine> engine(made);
    const int32_t unasked = counterpoise_engine_call(engine.get(), op, std::strlen(op), "{}", 2, &out, nullptr);
    ok &= check(refused == COUNTERPOISE_NULL_ARGUMENT && unasked == COUNTERPOISE_NULL_ARGUMENT, "engines");

    counterpoise_builder *new_builder = nullptr;
    counterpoise_controller *new_controller = nullptr;
    const std::string config = "rules: []", empty;
    ok &= check(counterpoise_builder_new(&new_builder, nullptr) == COUNTERPOISE_OK &&
                    counterpoise_controller_new(empty.data(), empty.size(), &new_controller, nullptr) == COUNTERPOISE_OK,
                "builders and controllers");
    const Owned<counterpoise_builder> builder(new_builder);
    const Owned<counterpoise_controller> controller(new_controller);
    ok &= check(counterpoise_builder_config(builder.get(), config.data(), config.size(), nullptr) == COUNTERPOISE_OK &&
                    counterpoise_builder_finish(builder.get(), &made, nullptr) == COUNTERPOISE_OK,
                "an engine of a builder");
    const Owned<counterpoise_engine> built(made);

    counterpoise_quantity quantity = {};
    counterpoise_scope scope = {};
    counterpoise_request request = {};
    int64_t milli = 0;
    size_t needed = 0;
    counterpoise_scope_init(&scope);
    ok &= check(counterpoise_quantity_parse("1500m", 5, &quantity, nullptr) == COUNTERPOISE_OK &&
                    counterpoise_quantity_milli(&quantity, &milli, nullptr) == COUNTERPOISE_OK && milli == 1500 &&
                    scope.status_replicas == 1 &&
                    counterpoise_request_path(&request, nullptr, 0, &needed, nullptr) == COUNTERPOISE_BAD_ARGUMENT,
                "structs");
    std::printf("1..%d\n", tests);
    return ok ? 0 : 1;
}
