#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "cli/cli.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "interchange/graph_file.hpp"
#include "interchange/json_writer.hpp"
#include "weighing/weighing.hpp"

namespace palabre {

namespace {

constexpr std::string_view weigh_usage =
    "palabre weigh --semantics df-quad|quadratic-energy|euler-based|mlp-based\n"
    "                     [--explain TOPIC [--level L] [--seed N]] GRAPH.json";
constexpr double level_default = 0.5;
constexpr std::uint64_t seed_default = 1;

struct Request {
    Semantics semantics = Semantics::df_quad;
    std::optional<std::uint64_t> topic;
    double level = level_default;
    std::uint64_t seed = seed_default;
};

/// A whole number in decimal digits.
std::optional<std::uint64_t> whole_from(std::string_view text) {
    if (text.empty() || text.size() > 18) return std::nullopt;
    std::uint64_t value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return value;
}

/// A number in [0,1]; the whole text, and only what a decimal number is written with.
std::optional<double> level_from(const std::string& text) {
    if (text.empty() || text.find_first_not_of("0123456789.eE+-") != std::string::npos) {
        return std::nullopt;
    }
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (*end != '\0' || !(value >= 0.0 && value <= 1.0)) return std::nullopt;
    return value;
}

Result<Request> read_request(const Options& options) {
    Request request;
    const auto semantics = options.value("--semantics");
    if (!semantics) return Fault{"usage", "--semantics", "this option is missing"};
    const auto known = semantics_from(*semantics);
    if (!known) return Fault{"usage", std::string(*semantics), "there is no such semantics"};
    request.semantics = *known;
    if (const auto topic = options.value("--explain")) {
        request.topic = whole_from(*topic);
        if (!request.topic) return Fault{"usage", "--explain", "this wants an argument's number"};
    }
    if (const auto level = options.value("--level")) {
        const auto value = level_from(std::string(*level));
        if (!value) return Fault{"usage", "--level", "this wants a number from 0 to 1"};
        request.level = *value;
    }
    if (const auto seed = options.value("--seed")) {
        const auto value = whole_from(*seed);
        if (!value) return Fault{"usage", "--seed", "this wants a whole number"};
        request.seed = *value;
    }
    return request;
}

/// 17 significant digits, from which any reader gets the same bits.
void write_number(JsonWriter& out, const std::optional<double>& number) {
    if (!number || !std::isfinite(*number)) {
        out.null();
        return;
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.17g", *number);
    out.raw(text.data());
}

template <class Numbers>
void write_numbers(JsonWriter& out, const Numbers& numbers) {
    out.begin_array();
    for (const auto& number : numbers) write_number(out, number);
    out.end_array();
}

void write_explanation(JsonWriter& out, const ArgumentGraph& graph, const Request& request) {
    const TopicView view(graph, request.semantics, static_cast<Argument>(*request.topic));
    out.key("contributions").begin_object();
    out.key("removal");
    write_numbers(out, contributions_by_removal(view));
    out.key("intrinsic_removal");
    write_numbers(out, contributions_by_intrinsic_removal(view));
    out.key("gradient");
    if (const auto gradient = contributions_by_gradient(view))
        write_numbers(out, *gradient);
    else
        out.null();
    const ShapleyValues shapley = shapley_values(view, request.seed);
    out.key("shapley");
    write_numbers(out, shapley.values);
    out.end_object();
    if (shapley.samples > 0) {
        out.key("shapley_error");
        write_number(out, shapley.error);
        out.key("shapley_samples").integer(shapley.samples);
    }
    if (!shapley.settled) out.key("shapley_converged").boolean(false);
    if (const auto flips = flip_points(view, request.level)) {
        out.key("flip_at");
        write_numbers(out, *flips);
    }
    out.key("counterfactual");
    const auto nearest =
        nearest_counterfactual(graph, request.semantics, view.original[view.topic], request.level);
    if (!nearest) {
        out.null();
        return;
    }
    out.begin_object().key("base");
    write_numbers(out, nearest->base);
    out.key("distance");
    write_number(out, nearest->distance);
    out.end_object();
}

}  // namespace

int run_weigh(Arguments arguments, std::ostream& out, std::ostream& err) {
    const auto options =
        Options::read(arguments, {"--semantics", "--explain", "--level", "--seed"}, {}, 1, 1);
    if (!options.ok()) return report_usage(options.fault(), weigh_usage, err);
    const auto request = read_request(options.value());
    if (!request.ok()) return report_usage(request.fault(), weigh_usage, err);

    const std::string file(options->operands().front());
    const auto text = read_file(file);
    if (!text.ok()) return report_input(file, text.fault(), err);
    const auto graph = read_graph(text.value());
    if (!graph.ok()) return report_input(file, graph.fault(), err);
    if (request->topic && *request->topic >= graph->size()) {
        return report_input(file, {"topic", "base", "the topic to explain is no argument of it"},
                            err);
    }

    const Strengths strengths = compute_strengths(graph.value(), request->semantics);
    JsonWriter json;
    json.begin_object().key("strength");
    write_numbers(json, strengths.strength);
    json.key("converged").boolean(strengths.converged);
    json.key("iterations").integer(strengths.iterations);
    if (request->topic) write_explanation(json, graph.value(), request.value());
    json.end_object();
    out << json.take() << '\n';
    return exit_status::fine;
}

}  // namespace palabre
