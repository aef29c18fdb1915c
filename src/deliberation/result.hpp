#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace palabre {

#ifdef PALABRE_TERSE
/// A sentence that the modules for the web do not hold: the element has its own for each code.
struct Sentence {
    Sentence() = default;
    template <class Text>
    Sentence(const Text&) {}
    operator std::string_view() const { return {}; }
    friend std::string operator+(const std::string& before, const Sentence&) { return before; }
};
#else
using Sentence = std::string;
#endif

/// What went wrong and where. Faults are values: the core throws nothing.
struct Fault {
    std::string code;   ///< stable word for programs, such as "text-too-long"
    std::string where;  ///< field, path or line it concerns; "" for the whole input
    Sentence what;      ///< one plain English sentence without the place; empty in modules
};

/// A value or a Fault. Handle it once: pass it up with PALABRE_TRY or turn it into an answer.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Fault fault) : state_(std::in_place_index<1>, std::move(fault)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// The value; only where ok().
    T& value() & { return *checked(); }
    const T& value() const& { return *std::as_const(*this).checked(); }
    T&& value() && { return std::move(*checked()); }
    T* operator->() { return checked(); }
    const T* operator->() const { return checked(); }

    /// The fault; only where !ok().
    [[nodiscard]] const Fault& fault() const {
        assert(!ok());
        return *std::get_if<1>(&state_);
    }

  private:
    T* checked() {
        assert(ok());
        return std::get_if<0>(&state_);
    }
    const T* checked() const {
        assert(ok());
        return std::get_if<0>(&state_);
    }
    std::variant<T, Fault> state_;
};

}  // namespace palabre

/// Declares `name` from a Result-valued expression, or returns its fault from this function.
#define PALABRE_TRY(name, expression)                      \
    auto name##_result = (expression);                     \
    if (!name##_result.ok()) return name##_result.fault(); \
    auto name = std::move(name##_result).value()
