#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "weighing/df_quad.hpp"
#include "weighing/euler_based.hpp"
#include "weighing/mlp_based.hpp"
#include "weighing/quadratic_energy.hpp"

namespace palabre {

// A gradual semantics is modular: an *aggregation* makes one number of the strengths of all that
// speaks to an argument, an *influence* moves the argument's base score by that number.
// T. Mossakowski, F. Neuhaus: Modular Semantics and Characteristics for Bipolar Weighted
// Argumentation Graphs. arXiv:1807.06685 (2018).

enum class Semantics : std::uint8_t { df_quad, quadratic_energy, euler_based, mlp_based };

[[nodiscard]] constexpr std::string_view to_text(Semantics semantics) {
    switch (semantics) {
        case Semantics::df_quad:
            return "df-quad";
        case Semantics::quadratic_energy:
            return "quadratic-energy";
        case Semantics::euler_based:
            return "euler-based";
        case Semantics::mlp_based:
            return "mlp-based";
    }
    return "";
}

/// The semantics that `text` names, or nothing.
[[nodiscard]] constexpr std::optional<Semantics> semantics_from(std::string_view text) {
    for (const Semantics each : {Semantics::df_quad, Semantics::quadratic_energy,
                                 Semantics::euler_based, Semantics::mlp_based}) {
        if (to_text(each) == text) return each;
    }
    return std::nullopt;
}

/// Calls `work` with the rule of `semantics`: a type with the static functions of DfQuad.
template <class Work>
decltype(auto) with_semantics(Semantics semantics, Work&& work) {
    switch (semantics) {
        case Semantics::quadratic_energy:
            return work(QuadraticEnergy{});
        case Semantics::euler_based:
            return work(EulerBased{});
        case Semantics::mlp_based:
            return work(MlpBased{});
        case Semantics::df_quad:
            break;
    }
    return work(DfQuad{});
}

}  // namespace palabre
