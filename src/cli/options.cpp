#include "cli/options.hpp"

#include <algorithm>
#include <string>

namespace palabre {

namespace {

bool knows(std::initializer_list<std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Fault usage_fault(std::string_view where, std::string what) {
    return {"usage", std::string(where), std::move(what)};
}

}  // namespace

Result<Options> Options::read(Arguments arguments,
                              std::initializer_list<std::string_view> with_value,
                              std::initializer_list<std::string_view> flags, std::size_t least,
                              std::size_t most) {
    Options options;
    bool only_operands = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view argument = arguments[i];
        if (only_operands || argument.size() < 2 || argument.front() != '-') {
            options.operands_.push_back(argument);
            continue;
        }
        if (argument == "--") {
            only_operands = true;
            continue;
        }
        const std::size_t equals = argument.find('=');
        const std::string_view name = argument.substr(0, equals);
        if (options.has(name)) return usage_fault(name, "this option is given twice");
        if (knows(flags, name) && equals == std::string_view::npos) {
            options.given_.emplace_back(name, std::string_view());
        } else if (!knows(with_value, name)) {
            return usage_fault(argument, "there is no such option");
        } else if (equals != std::string_view::npos) {
            options.given_.emplace_back(name, argument.substr(equals + 1));
        } else if (i + 1 < arguments.size()) {
            options.given_.emplace_back(name, arguments[++i]);
        } else {
            return usage_fault(name, "this option wants a value");
        }
    }
    if (options.operands_.size() < least) return usage_fault("", "something is missing");
    if (options.operands_.size() > most) {
        return usage_fault(options.operands_[most], "this is one argument too many");
    }
    return options;
}

std::optional<std::string_view> Options::value(std::string_view name) const {
    for (const auto& [given, value] : given_) {
        if (given == name) return value;
    }
    return std::nullopt;
}

bool Options::has(std::string_view flag) const {
    return value(flag).has_value();
}

std::vector<std::string_view> parts_of(std::string_view list) {
    std::vector<std::string_view> parts;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (comma > 0) parts.push_back(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return parts;
}

int report_usage(const Fault& fault, std::string_view usage, std::ostream& err) {
    err << "palabre: ";
    if (!fault.where.empty()) err << fault.where << ": ";
    err << fault.what << "\nusage: " << usage << '\n';
    return exit_status::usage;
}

int report_input(std::string_view file, const Fault& fault, std::ostream& err) {
    err << "palabre: " << file << ": ";
    if (!fault.where.empty()) err << fault.where << ": ";
    err << fault.what << '\n';
    return exit_status::bad_input;
}

}  // namespace palabre
