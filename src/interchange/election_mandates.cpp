#include <array>
#include <map>
#include <optional>
#include <utility>

#include "interchange/election_places.hpp"
#include "interchange/election_rules.hpp"
#include "interchange/mandate_json.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

constexpr NamedValues<ConsentPosition, 4> positions{
    {{"consent", ConsentPosition::consent},
     {"concern", ConsentPosition::concern},
     {"objection", ConsentPosition::objection},
     {"stand_aside", ConsentPosition::stand_aside}}};

Result<std::optional<std::int64_t>> read_limit(const JsonPlace& place, std::string_view key) {
    if (!place.has(key)) return std::optional<std::int64_t>();
    PALABRE_TRY(at, place.field(key));
    PALABRE_TRY(limit, at.whole(0, largest_count));
    return std::optional<std::int64_t>(limit);
}

Result<ConsentRule> read_consent_rule(const JsonPlace& file) {
    ConsentRule rule;
    if (!file.has("rule")) return rule;
    PALABRE_TRY(place, file.field("rule"));
    PALABRE_TRY(members, place.members());
    (void)members;
    PALABRE_TRY(objections, read_limit(place, "max_objections"));
    PALABRE_TRY(quorum, read_limit(place, "quorum"));
    PALABRE_TRY(aside, read_limit(place, "max_stand_aside"));
    rule.max_objections = objections.value_or(0);
    rule.quorum = quorum.value_or(0);
    rule.max_stand_aside = aside;
    return rule;
}

Result<bool> tally_consent(const Election& election, JsonWriter& out) {
    PALABRE_TRY(rule, read_consent_rule(election.file));
    PALABRE_TRY(place, election.file.field("positions"));
    PALABRE_TRY(members, place.members());
    ConsentCounter counter;
    for (const auto& [who, said] : members) {
        if (said.is_null()) continue;
        PALABRE_TRY(position, choose(said, positions));
        counter.add(position, 1);
    }
    write(out, counter.counts(), rule);
    return true;
}

/// The people of a file by their names.
class Roll {
  public:
    static Result<Roll> read(const JsonPlace& file, std::string_view key) {
        PALABRE_TRY(place, file.field(key));
        PALABRE_TRY(list, place.list());
        Roll roll;
        for (const JsonPlace& each : list) {
            PALABRE_TRY(name, each.text());
            const auto number = static_cast<Voter>(roll.names_.size());
            if (!roll.numbers_.try_emplace(name, number).second) {
                return each.refuse("this name stands here twice");
            }
            roll.names_.push_back(std::move(name));
        }
        return roll;
    }

    [[nodiscard]] std::size_t size() const { return names_.size(); }
    [[nodiscard]] const std::string& name(Voter voter) const { return names_[voter]; }
    [[nodiscard]] Voter find(const std::string& name) const {
        const auto found = numbers_.find(name);
        return found == numbers_.end() ? nobody : found->second;
    }
    /// Whom the text at `place` names; `nobody` for a stranger.
    [[nodiscard]] Result<Voter> find(const JsonPlace& place) const {
        PALABRE_TRY(name, place.text());
        return find(name);
    }

  private:
    std::vector<std::string> names_;
    std::map<std::string, Voter> numbers_;
};

Result<Proxy> read_proxy(const JsonPlace& place, const Roll& members) {
    Proxy proxy;
    PALABRE_TRY(giver_place, place.field("giver"));
    PALABRE_TRY(giver, members.find(giver_place));
    proxy.giver = giver;
    if (place.has("blank")) {
        PALABRE_TRY(blank_place, place.field("blank"));
        PALABRE_TRY(blank, blank_place.boolean());
        proxy.blank = blank;
    }
    if (place.has("holder")) {
        PALABRE_TRY(holder_place, place.field("holder"));
        PALABRE_TRY(holder, members.find(holder_place));
        proxy.holder = holder;
    } else {
        proxy.blank = true;
    }
    return proxy;
}

Result<ProxyAssembly> read_assembly(const JsonPlace& file, const Roll& members) {
    ProxyAssembly assembly;
    assembly.weights.assign(members.size(), 1);
    assembly.present.assign(members.size(), false);
    if (file.has("weights")) {
        PALABRE_TRY(place, file.field("weights"));
        PALABRE_TRY(weights, place.members());
        std::int64_t total = 0;
        for (const auto& [name, at] : weights) {
            PALABRE_TRY(weight, at.whole(0, largest_count));
            const Voter member = members.find(name);
            if (weight > ballots_max - total) return at.refuse("these are more than 2^62 votes");
            total += weight;
            if (member != nobody) assembly.weights[member] = weight;
        }
    }
    PALABRE_TRY(present_place, file.field("present"));
    PALABRE_TRY(present, present_place.list());
    for (const JsonPlace& each : present) {
        PALABRE_TRY(member, members.find(each));
        if (member != nobody) assembly.present[member] = true;
    }
    if (file.has("proxies")) {
        PALABRE_TRY(place, file.field("proxies"));
        PALABRE_TRY(proxies, place.list());
        for (const JsonPlace& each : proxies) {
            PALABRE_TRY(proxy, read_proxy(each, members));
            assembly.proxies.push_back(proxy);
        }
    }
    PALABRE_TRY(most, read_limit(file, "max_proxies"));
    if (most) assembly.max_proxies = static_cast<std::size_t>(*most);
    return assembly;
}

Result<bool> tally_proxies(const Election& election, JsonWriter& out) {
    PALABRE_TRY(members, Roll::read(election.file, "members"));
    PALABRE_TRY(assembly, read_assembly(election.file, members));
    const ProxyResult result = count_proxies(assembly);
    out.begin_object().key("kept").begin_array();
    for (std::size_t i = 0; i < result.refusals.size(); ++i) {
        if (result.refusals[i] == ProxyRefusal::none) out.integer(static_cast<std::int64_t>(i));
    }
    out.end_array().key("present_or_represented").integer(result.present_or_represented);
    out.key("refused").begin_array();
    for (std::size_t i = 0; i < result.refusals.size(); ++i) {
        if (result.refusals[i] == ProxyRefusal::none) continue;
        out.begin_array().integer(static_cast<std::int64_t>(i));
        out.string(to_text(result.refusals[i])).end_array();
    }
    out.end_array().key("total_votes").integer(result.total_votes).key("votes").begin_object();
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!assembly.present[i]) continue;
        out.key(members.name(static_cast<Voter>(i))).integer(result.votes[i]);
    }
    out.end_object().end_object();
    return true;
}

std::optional<DelegationScope> scope_from(const std::string& scope, const std::string* topic) {
    if (scope == "issue") return DelegationScope::issue;
    if (topic != nullptr && scope == *topic) return DelegationScope::topic;
    if (scope == "*") return DelegationScope::all;
    return std::nullopt;
}

Result<std::vector<Delegation>> read_delegations(const JsonPlace& file, const Roll& voters) {
    std::optional<std::string> topic;
    if (file.has("topic")) {
        PALABRE_TRY(place, file.field("topic"));
        PALABRE_TRY(text, place.text());
        topic = std::move(text);
    }
    std::vector<Delegation> delegations;
    if (!file.has("delegations")) return delegations;
    PALABRE_TRY(place, file.field("delegations"));
    PALABRE_TRY(list, place.list());
    for (const JsonPlace& each : list) {
        PALABRE_TRY(parts, each.list());
        if (parts.size() != 3) return each.refuse("this must be [from, to, scope]");
        PALABRE_TRY(from, voters.find(parts[0]));
        PALABRE_TRY(to, voters.find(parts[1]));
        PALABRE_TRY(said, parts[2].text());
        const auto scope = scope_from(said, topic ? &*topic : nullptr);
        if (scope) delegations.push_back({from, to, *scope});
    }
    return delegations;
}

/// What each voter chose, as text; nothing without a vote of one's own.
Result<std::vector<std::optional<std::string>>> read_direct(const JsonPlace& file,
                                                            const Roll& voters) {
    std::vector<std::optional<std::string>> choices(voters.size());
    PALABRE_TRY(place, file.field("direct"));
    PALABRE_TRY(direct, place.members());
    for (const auto& [name, at] : direct) {
        if (at.is_null()) continue;
        std::string choice;
        if (at.value().kind == LocatedJson::Kind::whole) {
            choice = std::to_string(at.value().whole);
        } else {
            PALABRE_TRY(text, at.text());
            choice = std::move(text);
        }
        const Voter voter = voters.find(name);
        if (voter != nobody) choices[voter] = std::move(choice);
    }
    return choices;
}

void write_lost(JsonWriter& out, const LiquidResult& result, const Roll& voters) {
    out.key("lost").begin_array();
    for (std::size_t i = 0; i < voters.size(); ++i) {
        if (result.end[i] == nobody) out.string(voters.name(static_cast<Voter>(i)));
    }
    out.end_array().key("lost_because").begin_object();
    for (std::size_t i = 0; i < voters.size(); ++i) {
        if (result.end[i] != nobody) continue;
        out.key(voters.name(static_cast<Voter>(i))).string(to_text(result.fates[i]));
    }
    out.end_object();
}

void write_weights(JsonWriter& out, const LiquidResult& result, const Roll& voters) {
    std::size_t largest = 0;
    std::int64_t total = 0;
    out.key("weights").begin_object();
    for (std::size_t i = 0; i < voters.size(); ++i) {
        if (result.fates[i] != LiquidFate::direct) continue;
        out.key(voters.name(static_cast<Voter>(i))).integer(result.weights[i]);
        total += result.weights[i];
        if (result.weights[i] > result.weights[largest]) largest = i;
    }
    out.end_object().key("largest_share");
    const auto share = total == 0 ? std::optional<Exact>()
                                  : Exact(BigInteger(result.weights[largest]), BigInteger(total));
    write(out, share);
}

Result<bool> tally_liquid(const Election& election, JsonWriter& out) {
    PALABRE_TRY(voters, Roll::read(election.file, "voters"));
    PALABRE_TRY(choices, read_direct(election.file, voters));
    PALABRE_TRY(delegations, read_delegations(election.file, voters));
    std::vector<bool> voted;
    voted.reserve(choices.size());
    for (const auto& choice : choices) voted.push_back(choice.has_value());
    const LiquidResult result = count_liquid(voted, delegations);
    std::map<std::string, std::int64_t> tally;
    for (std::size_t i = 0; i < voters.size(); ++i) {
        if (voted[i]) tally[*choices[i]] += result.weights[i];
    }
    out.begin_object();
    write_lost(out, result, voters);
    out.key("paths").begin_object();
    for (std::size_t i = 0; i < voters.size(); ++i) {
        if (result.fates[i] != LiquidFate::carried) continue;
        out.key(voters.name(static_cast<Voter>(i))).begin_array();
        for (const Voter passed : path_of(result, static_cast<Voter>(i))) {
            out.string(voters.name(passed));
        }
        out.end_array();
    }
    out.end_object().key("tally").begin_object();
    for (const auto& [choice, votes] : tally) out.key(choice).integer(votes);
    out.end_object();
    write_weights(out, result, voters);
    out.end_object();
    return true;
}

constexpr std::array<ElectionRule, 3> mandate_known{{
    {"consent", tally_consent},
    {"proxies", tally_proxies},
    {"liquid", tally_liquid},
}};

}  // namespace

std::span<const ElectionRule> mandate_rules() {
    return mandate_known;
}

}  // namespace palabre
