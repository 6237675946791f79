// The header in C++: twice, and every function linked with C's names.
#include "counterpoise.h"
#include "counterpoise.h"

#include <cstdio>
#include <cstring>
#include <memory>

namespace {
struct Free {
    void operator()(counterpoise_string *string) const { counterpoise_string_free(string); }
    void operator()(counterpoise_error *error) const { counterpoise_error_free(error); }
    void operator()(counterpoise_engine *engine) const { counterpoise_engine_free(engine); }
};
} // namespace

int main() {
    counterpoise_string *out = nullptr;
    counterpoise_error *error = nullptr;
    const char op[] = "engine.version";
    const int32_t status = counterpoise_call(op, std::strlen(op), "{}", 2, &out, &error);
    const std::unique_ptr<counterpoise_string, Free> string(out);
    const std::unique_ptr<counterpoise_error, Free> none(error);

    counterpoise_engine *made = nullptr;
    const int32_t refused = counterpoise_engine_new(nullptr, 0, &made, nullptr);
    const std::unique_ptr<counterpoise_engine, Free> engine(made);
    const int32_t unasked = counterpoise_engine_call(engine.get(), op, std::strlen(op), "{}", 2, &out, nullptr);

    const bool ok = status == COUNTERPOISE_OK && counterpoise_string_len(string.get()) > 0 &&
                    counterpoise_string_data(string.get()) != nullptr && counterpoise_error_code(none.get()) == nullptr &&
                    counterpoise_error_json(none.get(), nullptr) == nullptr &&
                    refused == COUNTERPOISE_NULL_ARGUMENT && unasked == COUNTERPOISE_NULL_ARGUMENT &&
                    counterpoise_abi_version() == COUNTERPOISE_ABI_VERSION;
    std::printf("%sok 1 - the header serves C++\n", ok ? "" : "not ");
    return ok ? 0 : 1;
}
