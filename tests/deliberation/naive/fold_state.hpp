#pragma once

#include <functional>
#include <set>

#include "deliberation/naive/fold.hpp"
#include "deliberation/naive/log_lines.hpp"

namespace palabre::naive {

struct Clerk {
    bool on = true;
    std::int64_t removed_from = 0;
};

/// One change of a register, at a place.
struct Change {
    std::size_t place = 0;
    Json body;
};

/// One place of a claim: below `parent`, by its own entry, a move or a link.
struct Position {
    std::string parent, stance, link;
    std::size_t place = 0;
};

/// A claim or a remark.
struct Contribution {
    std::string id;
    Json author, text;                 ///< null for declared ones, erased ones
    std::pair<int, std::size_t> rank;  ///< declared, gone, others; then by place
    bool erased = false, pending = false, gone = false;
    std::vector<Position> positions;  ///< of a claim: its first place, then links
    std::string into;                 ///< of a merged claim
    std::string parent;               ///< of a remark
    std::string said_under;           ///< of a claim: the parent that its first entry names
};

/// A site's token, its form sound.
struct Token {
    Json said;
    std::string message, signature, kid;
};

/// A member was attested here, with so many votes.
struct Attested {
    std::size_t place = 0;
    std::optional<std::int64_t> time;
    std::int64_t weight = 1;
};

class Fold {
  public:
    Fold(Log log, const ReplayInput& input);
    Json run();

  private:
    // order.cpp
    void judge_bodies();
    void find_open();
    void name_clerks();
    void check_stamps();
    void set_places();
    bool is_far(const Entry& entry) const;
    std::vector<Entry*> of_anchor(std::string_view verb, bool sound);

    // rights.cpp
    bool has_role(const std::string& key, std::string_view role, std::size_t place) const;
    bool is_owner(const Entry& entry) const;
    bool is_moderator(const Entry& entry) const;
    bool is_facilitator(const Entry& entry) const;
    bool may(const Entry& entry) const;
    bool is_outside_phases(const Entry& entry) const;
    std::string fault_by_itself(const Entry& entry) const;
    bool settle(Entry& entry, const std::string& reason);
    void know_first();
    void know_outlines(const std::vector<Json>& declares);
    void erase();
    std::string fault_of_erase(const Entry& erase, const Entry& target) const;
    bool is_late(const Entry& entry, const std::string& question) const;
    void judge_by_itself();
    void bring_back_gone();

    // members.cpp
    std::optional<Token> token_in(const Entry& attest) const;
    void attest(const Entry& entry);
    void replace_site(const Json& body);
    std::string person(const std::string& key) const;
    std::string member(const std::string& who) const;
    void join(const std::string& a, const std::string& b);
    void know_persons(const std::vector<Entry*>& devices);
    std::int64_t own_votes(const Json& question, const std::string& who) const;
    Json members_votes(const Json& question) const;
    bool is_attested(const std::string& key, std::size_t place) const;

    // taking.cpp
    void take_all();
    bool is_taken(const std::string& id) const;
    char kind(const std::string& id) const;
    std::string fault_in_tree(Entry& entry);
    std::string take(Entry& entry);
    std::string take_tree_change(const Entry& entry);
    std::string kept(std::string id) const;
    std::vector<Position> shown(const Contribution& claim) const;
    std::set<std::string> above(const std::string& id) const;
    std::map<std::string, std::size_t> depths() const;
    bool is_too_deep(const std::string& top) const;

    // mandates.cpp
    const Entry* last_mandate(const std::string& verb, const std::string& who,
                              const std::string& scope, const std::string& question) const;
    std::vector<std::string> scopes_of(const std::string& id) const;
    std::int64_t votes_of(const Json& question, const std::string& who) const;
    std::string delegate_of(const std::string& who, const std::string& id) const;
    std::map<std::string, std::string> kept_proxies(const std::string& id,
                                                    std::set<std::string>& present) const;
    std::vector<Json> votes_cast(const std::string& id, const std::map<std::string, Json>& last,
                                 Json& present) const;
    Json drawn_order(const std::string& id, const std::set<std::string>& ballots) const;

    // printing.cpp
    Json print();
    Json print_claims();
    Json print_remarks();
    Json print_tags();
    Json print_flags();
    Json print_stances();
    Json print_questions();
    Json print_forks();
    std::string set_digest(bool look_at_erasures) const;
    std::vector<const Entry*> counted(std::string_view verb) const;
    std::vector<std::string> family(const std::string& id) const;
    std::vector<std::int64_t> judgements(const std::string& claim, const std::string& parent);
    bool is_hidden(const std::string& id) const;
    bool is_reached(const std::string& id) const;
    std::string status(const Contribution& contribution) const;
    Json text(const Contribution& contribution) const;
    double strength(const std::string& id, double base);

    Log log_;
    std::optional<std::string> anchor_;
    bool check_signatures_ = true;
    std::optional<Json> page_;
    std::vector<Entry*> order_;  ///< all entries by place
    Entry* open_ = nullptr;
    std::map<std::string, Clerk> clerks_;
    bool has_clerk_ = false;
    std::map<std::string, std::set<std::string>> held_;  ///< entry -> questions
    std::vector<Change> roles_, bans_, phases_;
    std::vector<std::pair<std::string, std::string>> sites_;  ///< as opened, as it is now
    std::map<std::string, std::string> used_tokens_;          ///< jti -> by which key
    std::map<std::string, std::string> member_of_;            ///< key -> whom a token names
    std::map<std::string, std::vector<Attested>> attested_;   ///< member -> by place
    std::map<std::string, std::string> least_key_;  ///< key -> the least key of its person
    std::map<std::string, Json> erased_;            ///< entry -> its `was`, or null
    Json thesis_;
    std::map<std::string, Contribution> claims_, remarks_;
    std::map<std::string, Json> questions_;  ///< body, and "id", "pending"
    std::map<std::string, std::size_t> question_places_;
    std::vector<std::string> declared_questions_;  ///< in order
    std::map<std::string, std::string> links_;     ///< link -> its claim
    std::vector<std::string> mergers_;             ///< merged claims in the order taken
    std::set<std::string> withdrawn_;
    std::vector<const Entry*> ballots_;  ///< that count or are pending
    std::map<std::string, std::string> edits_;
    std::map<std::string, bool> hidden_;
    std::map<std::string, std::pair<double, double>> forces_;
};

}  // namespace palabre::naive
