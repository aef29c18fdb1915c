#include "interchange/question_markup.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "interchange/rule_markup.hpp"
#include "interchange/rule_presets.hpp"

namespace palabre {

namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

std::string trimmed_lower(std::string_view text) {
    std::string out = folded_space(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

/// Takes pieces off the front of a text.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    bool take(std::string_view piece) {
        if (text_.substr(0, piece.size()) != piece) return false;
        text_.remove_prefix(piece.size());
        return true;
    }
    bool take_any(std::string_view characters) {
        if (text_.empty() || characters.find(text_[0]) == characters.npos) return false;
        text_.remove_prefix(1);
        return true;
    }
    void pass_space() {
        while (take_any(" ")) {
        }
    }
    /// A number of `least` to `most` digits, all that stand there, or nothing.
    std::optional<std::int64_t> digits(std::size_t least, std::size_t most) {
        std::size_t size = 0;
        std::int64_t number = 0;
        while (size < text_.size() && size < most && text_[size] >= '0' && text_[size] <= '9') {
            number = number * 10 + (text_[size++] - '0');
        }
        if (size < least) return std::nullopt;
        text_.remove_prefix(size);
        return number;
    }
    [[nodiscard]] std::string_view rest() const { return text_; }
    [[nodiscard]] bool done() const { return text_.empty(); }

  private:
    std::string_view text_;
};

// The share in lowest terms, of what, and whether exactly that much is too little; null otherwise.
Value share_from(std::string_view text) {
    const std::string words = trimmed_lower(text);
    Scanner scanner(words);
    const bool strict = !scanner.take(">=") && scanner.take(">");
    scanner.pass_space();
    Scanner as_fraction = scanner;
    std::int64_t above = 0;
    std::int64_t below = 0;
    const auto numerator = as_fraction.digits(1, 6);
    as_fraction.pass_space();
    if (numerator && as_fraction.take("/")) {
        as_fraction.pass_space();
        const auto denominator = as_fraction.digits(1, 6);
        if (!denominator) return {};
        above = *numerator;
        below = *denominator;
        scanner = as_fraction;
    } else {
        const auto whole = scanner.digits(1, 3);
        if (!whole) return {};
        above = *whole;
        below = 100;
        if (scanner.take(".")) {
            const std::size_t before = scanner.rest().size();
            const auto decimals = scanner.digits(1, 4);
            if (!decimals) return {};
            for (std::size_t i = scanner.rest().size(); i < before; ++i) {
                above *= 10;
                below *= 10;
            }
            above += *decimals;
        }
        scanner.pass_space();
        if (!scanner.take("%")) return {};
    }
    if (above < 1 || below < 1 || above > below) return {};
    const std::int64_t divisor = std::gcd(above, below);
    Value share = Value::object();
    share.fields.emplace_back("share",
                              Value::of(std::string_view(std::to_string(above / divisor) + "/" +
                                                         std::to_string(below / divisor))));
    scanner.pass_space();
    if (scanner.take("of ")) scanner.pass_space();
    if (!scanner.done()) {
        constexpr std::array<std::string_view, 4> bases{"expressed", "voters", "present",
                                                        "eligible"};
        if (std::find(bases.begin(), bases.end(), scanner.rest()) == bases.end()) return {};
        share.fields.emplace_back("of", Value::of(scanner.rest()));
    }
    if (strict) share.fields.emplace_back("strict", Value::of(true));
    return share;
}

// The other way; "" where `rule` says more or other than that.
std::string share_text(const Value& rule) {
    const Value* share = rule.some("share");
    if (share == nullptr || !share->is(Value::Kind::text)) return "";
    const Value* strict = rule.some("strict");
    const Value* of = rule.some("of");
    std::string text = strict != nullptr && strict->boolean ? ">" : "";
    text += share->text;
    if (of != nullptr) text += " of " + of->text;
    return text;
}

// Days since 1970-01-01 of a date in the Gregorian calendar, years 0 to 9999.
std::int64_t days_from(std::int64_t year, std::int64_t month, std::int64_t day) {
    // Years begin in March here, so that the leap day is the last one.
    const std::int64_t y = month <= 2 ? year + 399 : year + 400;
    const std::int64_t era_day = y % 400;
    const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int64_t day_of_era = era_day * 365 + era_day / 4 - era_day / 100 + day_of_year;
    return (y / 400 - 1) * 146'097 + day_of_era - 719'468;
}

std::int64_t days_in(std::int64_t year, std::int64_t month) {
    const bool december = month == 12;
    return days_from(december ? year + 1 : year, december ? 1 : month + 1, 1) -
           days_from(year, month, 1);
}

Fault refuse_attribute(std::string_view name, Sentence what) {
    return {"html", std::string(name), std::move(what)};
}

}  // namespace

std::optional<std::int64_t> time_from(std::string_view text) {
    const std::string words = folded_space(text);
    Scanner scanner(words);
    const auto year = scanner.digits(4, 4);
    if (!year || !scanner.take("-")) return std::nullopt;
    const auto month = scanner.digits(2, 2);
    if (!month || !scanner.take("-")) return std::nullopt;
    const auto day = scanner.digits(2, 2);
    if (!day || !scanner.take_any("Tt ")) return std::nullopt;
    const auto hour = scanner.digits(2, 2);
    if (!hour || !scanner.take(":")) return std::nullopt;
    const auto minute = scanner.digits(2, 2);
    if (!minute) return std::nullopt;
    std::int64_t second = 0;
    std::int64_t ms = 0;
    if (scanner.take(":")) {
        const auto seconds = scanner.digits(2, 2);
        if (!seconds) return std::nullopt;
        second = *seconds;
        if (scanner.take(".")) {
            const std::size_t before = scanner.rest().size();
            const auto fraction = scanner.digits(1, 3);
            if (!fraction) return std::nullopt;
            ms = *fraction;
            for (std::size_t i = before - scanner.rest().size(); i < 3; ++i) ms *= 10;
            while (scanner.digits(1, 1)) {
            }
        }
    }
    scanner.pass_space();
    std::int64_t offset = 0;  // minutes
    if (!scanner.take_any("Zz")) {
        const bool west = scanner.take("-");
        if (!west && !scanner.take("+")) return std::nullopt;
        const auto hours = scanner.digits(2, 2);
        scanner.take(":");
        const auto minutes = scanner.digits(2, 2);
        if (!hours || !minutes) return std::nullopt;
        offset = (*hours * 60 + *minutes) * (west ? -1 : 1);
    }
    if (!scanner.done() || *month < 1 || *month > 12 || *day < 1 || *hour > 23 || *minute > 59 ||
        second > 59 || *day > days_in(*year, *month)) {
        return std::nullopt;
    }
    const std::int64_t time = days_from(*year, *month, *day) * ms_per_day +
                              ((*hour * 60 + *minute - offset) * 60 + second) * 1000 + ms;
    if (time < 0) return std::nullopt;
    return time;
}

std::optional<std::string> to_iso_time(std::int64_t ms) {
    constexpr std::int64_t year_10000 = 253'402'300'800'000;
    if (ms < 0 || ms >= year_10000) return std::nullopt;
    std::int64_t days = ms / ms_per_day;
    std::int64_t year = 1970 + days / 366;
    while (days_from(year + 1, 1, 1) <= days) ++year;
    std::int64_t month = 1;
    while (month < 12 && days_from(year, month + 1, 1) <= days) ++month;
    const std::int64_t day = days - days_from(year, month, 1) + 1;
    const std::int64_t rest = ms % ms_per_day;
    const auto padded = [](std::int64_t number, std::size_t width) {
        const std::string digits = std::to_string(number);
        return std::string(width - std::min(width, digits.size()), '0') + digits;
    };
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T" +
           padded(rest / 3'600'000, 2) + ":" + padded(rest / 60'000 % 60, 2) + ":" +
           padded(rest / 1000 % 60, 2) + "." + padded(rest % 1000, 3) + "Z";
}

Result<bool> set_attribute(QuestionText& question, std::string_view name, std::string_view value) {
    const std::string text = folded_space(value);
    if (text.empty()) return true;
    const auto rule_field = [&question](std::string_view field, Value said) {
        if (!question.rule.is(Value::Kind::object)) question.rule = Value::object();
        for (auto& [known, part] : question.rule.fields) {
            if (known == field) {
                part = std::move(said);
                return;
            }
        }
        question.rule.fields.emplace_back(std::string(field), std::move(said));
    };
    if (name == "method") {
        const auto method = method_from(trimmed_lower(text));
        if (!method) return refuse_attribute(name, "there is no such method");
        question.method = *method;
    } else if (name == "about") {
        question.about = text;
    } else if (name == "opens" || name == "closes") {
        const auto time = time_from(text);
        if (!time)
            return refuse_attribute(name,
                                    "this is no time with a zone, such as 2026-03-01T18:00:00Z");
        (name == "opens" ? question.opens : question.closes) = *time;
    } else if (name == "results") {
        if (text == "live")
            question.results = Results::live;
        else if (text == "after-vote")
            question.results = Results::after_vote;
        else if (text == "after-close")
            question.results = Results::after_close;
        else
            return refuse_attribute(name, "results are live, after-vote or after-close");
    } else if (name == "quorum" || name == "majority") {
        Value share = share_from(text);
        if (share.is_null())
            return refuse_attribute(name, "this is no share, such as 2/3 or 25% of eligible");
        const Value* of = share.find("of");
        if (name == "quorum" && of != nullptr && of->text != "eligible") {
            return refuse_attribute(name, "a quorum is a share of those who are eligible");
        }
        rule_field(name, std::move(share));
    } else if (name == "eligible") {
        Scanner scanner(text);
        const bool number = text[0] != '0';
        const auto people = number ? scanner.digits(1, 10) : std::nullopt;
        if (text == "anyone")
            question.members_only = false;
        else if (text == "members")
            question.members_only = true;
        else if (people && scanner.done())
            rule_field("eligible_number", Value::of(*people));
        else
            return refuse_attribute(name, "eligible are anyone, members or a number");
    } else if (name == "rules") {
        const Value preset = preset_from(trimmed_lower(text));
        if (preset.is_null()) return refuse_attribute(name, "there are no such rules");
        // What another attribute says goes before.
        for (const auto& [field, said] : preset.fields) {
            if (question.rule.find(field) == nullptr) rule_field(field, said);
        }
    } else if (is_rule_attribute(name)) {
        PALABRE_TRY(part, rule_part_from(name, text));
        rule_field(rule_key(name), std::move(part));
    }
    return true;
}

Result<bool> set_costs(QuestionText& question, const std::vector<std::string>& costs) {
    const auto given = [](const std::string& cost) { return !cost.empty(); };
    if (std::none_of(costs.begin(), costs.end(), given)) return true;
    Value list = Value::list();
    for (const std::string& cost : costs) {
        const auto number = number_from_one(cost);
        if (!number)
            return refuse_attribute("data-cost", "each option costs a whole number from 1");
        list.items.push_back(Value::of(*number));
    }
    if (!question.rule.is(Value::Kind::object)) question.rule = Value::object();
    question.rule.fields.emplace_back("cost", std::move(list));
    return true;
}

std::optional<std::string> cost_of(const QuestionText& question, std::size_t option) {
    const Value* costs = question.rule.some("cost");
    if (costs == nullptr || option >= costs->items.size()) return std::nullopt;
    return std::to_string(costs->items[option].number);
}

std::optional<std::vector<QuestionAttribute>> attributes_of(const QuestionText& question) {
    std::vector<QuestionAttribute> attributes{{"method", std::string(to_text(question.method))}};
    const auto add = [&](std::string_view name, std::optional<std::string> value) {
        if (value) attributes.push_back({name, std::move(*value)});
    };
    add("about", question.about);
    if (question.opens) add("opens", to_iso_time(*question.opens));
    if (question.closes) add("closes", to_iso_time(*question.closes));
    if (question.results) add("results", std::string(to_text(*question.results)));
    const std::string rules = preset_text(question.rule);
    if (!rules.empty()) {
        add("rules", rules);
    } else {
        if (const Value* quorum = question.rule.some("quorum")) add("quorum", share_text(*quorum));
        if (const Value* majority = question.rule.some("majority")) {
            add("majority", share_text(*majority));
        }
    }
    if (question.members_only)
        add("eligible", *question.members_only ? "members" : "anyone");
    else if (const Value* number = question.rule.some("eligible_number")) {
        add("eligible", std::to_string(number->number));
    }
    for (const std::string_view name : own_attributes) {
        const Value* part = is_rule_attribute(name) ? question.rule.some(rule_key(name)) : nullptr;
        if (part != nullptr) add(name, rule_part_text(*part));
    }

    // Read back, it must be the same question to the last byte: its id is a hash of all of it.
    QuestionText again;
    again.title = folded_space(question.title);
    if (question.text) {
        std::string text;
        for (std::size_t at = 0; at <= question.text->size();) {
            const std::size_t end = std::min(question.text->find('\n', at), question.text->size());
            const std::string paragraph = folded_space(question.text->substr(at, end - at));
            if (!paragraph.empty()) text += (text.empty() ? "" : "\n") + paragraph;
            at = end + 1;
        }
        if (!text.empty()) again.text = text;
    }
    if (question.options) {
        for (const std::string& option : *question.options) {
            const std::string text = folded_space(option);
            if (text.empty()) continue;
            if (!again.options) again.options.emplace();
            again.options->push_back(text);
        }
    }
    for (const QuestionAttribute& each : attributes) {
        if (!set_attribute(again, each.name, each.value)) return std::nullopt;
    }
    std::vector<std::string> costs;
    for (std::size_t i = 0; again.options && i < again.options->size(); ++i) {
        costs.push_back(cost_of(question, i).value_or(""));
    }
    if (!set_costs(again, costs)) return std::nullopt;
    const bool holds_null = question.title.find('\0') != std::string::npos ||
                            question_id(again) != question_id(question);
    if (holds_null || again.title.empty()) return std::nullopt;
    return attributes;
}

}  // namespace palabre
