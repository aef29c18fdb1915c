#include "deliberation/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "seal/seal.hpp"

namespace palabre {
namespace {

std::optional<std::string> difference_at(const std::string& path, const naive::Json& a,
                                         const naive::Json& b) {
    const auto differ = [&] { return path + ": expected " + a.dump() + ", got " + b.dump(); };
    if (a.is_number() && b.is_number()) {
        const bool near = std::abs(a.get<double>() - b.get<double>()) <= 1e-12;
        return near ? std::nullopt : std::optional(differ());
    }
    if (a.type() != b.type() || a.size() != b.size()) return differ();
    if (a.is_object()) {
        for (const auto& [key, value] : a.items()) {
            if (!b.contains(key)) return differ();
            if (auto found = difference_at(path + "/" + key, value, b[key])) return found;
        }
        return std::nullopt;
    }
    if (a.is_array()) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (auto found = difference_at(path + "/" + std::to_string(i), a[i], b[i]))
                return found;
        }
        return std::nullopt;
    }
    return a == b ? std::nullopt : std::optional(differ());
}

}  // namespace

std::optional<std::string> first_difference(const naive::Json& expected, const naive::Json& got) {
    // The digest says least: it is looked at where nothing else differs.
    naive::Json without = expected, other = got;
    without.erase("state");
    other.erase("state");
    const auto found = difference_at("", without, other);
    return found ? found : difference_at("", expected, got);
}

naive::Json plain_answer(const support::RandomLog& log, bool check_signatures) {
    naive::ReplayInput input;
    input.owner = log.owner;
    input.debate = log.debate;
    input.declared = log.declared;
    input.check_signatures = check_signatures;
    return naive::replay(log.text(), input);
}

ReplayOptions replay_options(const support::RandomLog& log, bool check_signatures) {
    ReplayOptions options;
    options.owner = log.owner;
    options.debate = log.debate;
    if (log.declared) {
        auto outline = outline_from_json(*log.declared);
        if (outline.ok()) options.page = std::move(outline).value();
    }
    if (check_signatures) {
        options.check = seal::verify_entry;
        options.check_token = seal::verify_token;
    }
    return options;
}

naive::Json real_answer(const support::RandomLog& log, bool check_signatures) {
    return naive::Json::parse(replay(log.text(), replay_options(log, check_signatures)));
}

std::optional<std::string> byte_difference(const std::string& expected, const std::string& got) {
    if (expected == got) return std::nullopt;
    const auto found = first_difference(naive::Json::parse(expected), naive::Json::parse(got));
    if (found) return found;
    const auto [a, b] = std::mismatch(expected.begin(), expected.end(), got.begin(), got.end());
    const auto around = [](const std::string& text, std::string::const_iterator at) {
        const auto from = static_cast<std::size_t>(at - text.begin());
        return text.substr(from < 60 ? 0 : from - 60, 120);
    };
    return "bytes: expected ..." + around(expected, a) + "..., got ..." + around(got, b) + "...";
}

std::string bytes_of(LiveDebate& debate) {
    return write_replay(debate, {});
}

support::RandomLog shrunk(support::RandomLog log, const FindFault& find_fault) {
    for (std::size_t step = log.lines.size() / 2; step > 0; step /= 2) {
        for (std::size_t from = 1; from < log.lines.size();) {
            support::RandomLog smaller = log;
            const auto first = smaller.lines.begin() + static_cast<std::ptrdiff_t>(from);
            const std::size_t count = std::min(step, log.lines.size() - from);
            smaller.lines.erase(first, first + static_cast<std::ptrdiff_t>(count));
            if (find_fault(smaller))
                log = smaller;
            else
                from += count;
        }
    }
    support::RandomLog bare = log;
    bare.declared.reset();
    return find_fault(bare) ? bare : log;
}

std::string described(const support::RandomLog& log) {
    std::string out = "owner " + log.owner.value_or("-") + ", debate " + log.debate.value_or("-") +
                      ", declared " + log.declared.value_or("-") + "\n";
    return out + log.text();
}

}  // namespace palabre
