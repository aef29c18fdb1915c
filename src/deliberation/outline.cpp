#include "deliberation/outline.hpp"

#include <array>

#include "deliberation/base64url.hpp"
#include "deliberation/interner.hpp"
#include "deliberation/limits.hpp"
#include "deliberation/sha256.hpp"

namespace palabre {

namespace {

struct MethodName {
    std::string_view name;
    Method method;
};

constexpr std::array<MethodName, 24> method_names{{
    {"yes-no", Method::yes_no},
    {"approval", Method::approval},
    {"slider", Method::slider},
    {"budget-greedy", Method::budget_greedy},
    {"equal-shares", Method::equal_shares},
    {"phragmen", Method::phragmen},
    {"plurality", Method::plurality},
    {"two-round", Method::two_round},
    {"score", Method::score},
    {"star", Method::star},
    {"cumulative", Method::cumulative},
    {"quadratic", Method::quadratic},
    {"majority-judgment", Method::majority_judgment},
    {"consent", Method::consent},
    {"borda", Method::borda},
    {"condorcet", Method::condorcet},
    {"copeland", Method::copeland},
    {"minimax", Method::minimax},
    {"schulze", Method::schulze},
    {"ranked-pairs", Method::ranked_pairs},
    {"irv", Method::irv},
    {"stv-scottish", Method::stv_scottish},
    {"stv-meek", Method::stv_meek},
    {"hierarchy", Method::hierarchy},
}};

std::string hash22(std::string_view bytes) {
    return to_base64url(sha256(bytes)).substr(0, 22);
}

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > 32) return false;
    for (const char c : text) {
        if (!is_name_character(c)) return false;
    }
    return true;
}

// What is left of `id` without a repeat's `.2`, or nothing where the ending is no such number.
std::optional<std::string_view> without_repeat(std::string_view id) {
    const std::size_t dot = id.find('.');
    if (dot == std::string_view::npos) return id;
    const std::string_view number = id.substr(dot + 1);
    if (number.empty() || number[0] < '1' || number[0] > '9' || number == "1") return std::nullopt;
    for (const char c : number) {
        if (c < '0' || c > '9') return std::nullopt;
    }
    return id.substr(0, dot);
}

void append_text(std::string& out, const std::optional<std::string>& text) {
    if (text)
        append_json_string(out, *text);
    else
        out += "null";
}

void append_time(std::string& out, const std::optional<std::int64_t>& time) {
    out += time ? std::to_string(*time) : "null";
}

}  // namespace

std::optional<Method> method_from(std::string_view name) {
    for (const auto& known : method_names) {
        if (known.name == name) return known.method;
    }
    return std::nullopt;
}

std::string_view to_text(Method method) {
    for (const auto& known : method_names) {
        if (known.method == method) return known.name;
    }
    return "";
}

std::string_view to_text(Results results) {
    switch (results) {
        case Results::live:
            return "live";
        case Results::after_vote:
            return "after-vote";
        case Results::after_close:
            return "after-close";
    }
    return "";
}

std::string folded_space(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

std::string hashed_claim_id(Stance stance, std::string_view text) {
    std::string bytes(to_text(stance));
    bytes += '\n';
    bytes += folded_space(text);
    return "~~" + hash22(bytes);
}

bool claim_id_matches(std::string_view id, Stance stance, std::string_view text) {
    const auto plain = without_repeat(id);
    if (!plain || plain->size() < 2 || (*plain)[0] != '~') return false;
    if ((*plain)[1] != '~') return is_name(plain->substr(1));
    return is_cut_id(plain->substr(2)) && *plain == hashed_claim_id(stance, text);
}

std::string question_id(const QuestionText& question) {
    std::string json = "{\"title\":";
    append_json_string(json, question.title);
    json += ",\"text\":";
    append_text(json, question.text);
    json += ",\"about\":";
    append_text(json, question.about);
    json += ",\"method\":";
    append_json_string(json, to_text(question.method));
    json += ",\"options\":";
    if (question.options) {
        json += '[';
        for (std::size_t i = 0; i < question.options->size(); ++i) {
            if (i > 0) json += ',';
            append_json_string(json, (*question.options)[i]);
        }
        json += ']';
    } else {
        json += "null";
    }
    json += ",\"rule\":" + canonical(question.rule);
    json += ",\"opens\":";
    append_time(json, question.opens);
    json += ",\"closes\":";
    append_time(json, question.closes);
    json += ",\"results\":";
    if (question.results)
        append_json_string(json, to_text(*question.results));
    else
        json += "null";
    json += ",\"eligible\":";
    if (question.members_only)
        json += *question.members_only ? "\"members\"" : "\"anyone\"";
    else
        json += "null";
    json += '}';
    return "~?" + hash22(json);
}

bool outline_matches(const Outline& outline) {
    for (const DeclaredClaim& claim : outline.claims) {
        if (!claim_id_matches(claim.id, claim.stance, claim.text)) return false;
    }
    for (const DeclaredQuestion& declared : outline.questions) {
        if (declared.id != question_id(declared.question)) return false;
    }
    return true;
}

Result<std::vector<DeclaredClaim>> name_claims(const std::vector<ClaimDraft>& drafts) {
    std::vector<DeclaredClaim> claims;
    claims.reserve(drafts.size());
    Interner names;
    std::vector<int> times;  // by name
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const ClaimDraft& draft = drafts[i];
        const std::string where = std::to_string(i);
        if (draft.name && !is_name(*draft.name)) {
            return Fault{"outline-name", where, "A data-id is 1 to 32 of a-z, 0-9 and -."};
        }
        if (draft.parent < -1 || draft.parent >= static_cast<int>(i)) {
            return Fault{"outline-parent", where, "A claim's parent must stand before it."};
        }
        DeclaredClaim claim;
        claim.text = folded_space(draft.text);
        const std::size_t length = code_points(claim.text);
        if (length == 0) return Fault{"text-empty", where, "A declared claim has no text."};
        if (length > limits::text_max) {
            return Fault{"text-too-long", where,
                         "A declared claim is longer than 4,000 characters."};
        }
        claim.stance = draft.stance;
        claim.parent = draft.parent < 0 ? "~" : claims[static_cast<std::size_t>(draft.parent)].id;
        claim.id = draft.name ? "~" + *draft.name : hashed_claim_id(draft.stance, claim.text);
        const std::uint32_t name = names.intern(claim.id);
        if (name == times.size()) times.push_back(0);
        const int time = ++times[name];
        if (time > 1) claim.id += "." + std::to_string(time);
        claims.push_back(std::move(claim));
    }
    return claims;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
    }
    return count;
}

}  // namespace palabre
