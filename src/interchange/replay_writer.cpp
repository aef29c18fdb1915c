// The object of docs/entry.md, section 6, its keys sorted so that it is its own canonical form.
#include <functional>
#include <map>
#include <numeric>
#include <set>

#include "deliberation/sha256.hpp"
#include "deliberation/sorting.hpp"
#include "interchange/columns.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/replay.hpp"
#include "interchange/stances.hpp"

namespace palabre {

namespace {

struct Utf16Less {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const { return utf16_less(a, b); }
};
template <class T>
using ByText = std::map<std::string, T, Utf16Less>;

class Writer {
  public:
    Writer(const LiveDebate& live, const Malformed* malformed)
        : live_(live), debate_(live.debate()), ledger_(debate_.ledger()), malformed_(malformed) {}

    std::string write(std::string_view state) {
        order_ = debate_.by_place();
        out_.begin_object();
        claims();
        out_.key("entries").integer(static_cast<std::int64_t>(ledger_.entries.size()));
        flags();
        forks();
        if (malformed_ != nullptr) malformed_lines();
        ids("missing", [this](EntryIndex index, const Entry& entry) {
            return !entry.has_body && !entry.erased && !entry.far && !debate_.is_sealed(index);
        });
        names();
        outcomes();
        out_.key("persons").integer(static_cast<std::int64_t>(debate_.persons()));
        questions();
        remarks();
        roles();
        out_.key("set").string(set_digest(live_));
        stances();
        if (!state.empty()) out_.key("state").string(state);
        tags();
        out_.key("thesis").begin_object();
        if (figures()) out_.key("strength").number(live_.strengths().thesis());
        out_.key("text");
        text_or_null(debate_.thesis());
        out_.end_object();
        voids();
        ids("waiting",
            [](EntryIndex, const Entry& entry) { return entry.state == State::waiting; });
        out_.end_object();
        return out_.take();
    }

    void malformed_lines() {
        out_.key("malformed").begin_array();
        for (const auto& [line, reason] : *malformed_) {
            out_.begin_array().integer(static_cast<std::int64_t>(line)).string(reason).end_array();
        }
        out_.end_array();
    }

  private:
    [[nodiscard]] bool figures() const { return malformed_ != nullptr; }

    void text_or_null(const std::optional<std::string>& text) {
        if (text)
            out_.string(*text);
        else
            out_.null();
    }

    template <class Test>
    void ids(std::string_view key, Test test) {
        out_.key(key).begin_array();
        for (const EntryIndex index : order_) {
            const Entry& entry = ledger_.at(index);
            if (test(index, entry)) out_.string(ledger_.text(entry.id));
        }
        out_.end_array();
    }

    // Depth first, siblings as declared, then gone, then by place; each at its first place.
    void claims() {
        const ClaimTree& tree = debate_.tree();
        std::vector<std::vector<ClaimIndex>> below(tree.claims().size());
        for (std::size_t i = 1; i < tree.claims().size(); ++i) {
            const ClaimIndex claim(i);
            below[tree.at(tree.at(claim).shown.front()).parent.value].push_back(claim);
        }
        for (auto& siblings : below) {
            sort_by(siblings,
                    [this](ClaimIndex a, ClaimIndex b) { return debate_.stands_before(a, b); });
        }
        out_.key("claims").begin_array();
        std::vector<ClaimIndex> stack(below[0].rbegin(), below[0].rend());
        while (!stack.empty()) {
            const ClaimIndex claim = stack.back();
            stack.pop_back();
            write_claim(claim);
            const auto& next = below[claim.value];
            stack.insert(stack.end(), next.rbegin(), next.rend());
        }
        out_.end_array();
    }

    void write_claim(ClaimIndex index) {
        const ClaimTree& tree = debate_.tree();
        const Claim& claim = tree.at(index);
        out_.begin_object().key("author");
        if (claim.entry.is_some())
            out_.string(ledger_.text(ledger_.at(claim.entry).author));
        else
            out_.null();
        if (claim.origin == Claim::Origin::gone) out_.key("gone").boolean(true);
        out_.key("id").string(ledger_.text(claim.id)).key("places").begin_array();
        for (const PlacementIndex at : claim.shown) {
            const Placement& place = tree.at(at);
            out_.begin_object();
            if (figures()) out_.key("base").number(live_.strengths().base(at));
            out_.key("judged").integer(place.judged);
            out_.key("parent").string(ledger_.text(tree.at(place.parent).id));
            out_.key("stance").string(to_text(place.stance));
            if (figures()) out_.key("strength").number(live_.strengths().strength(at));
            out_.end_object();
        }
        out_.end_array().key("status").string(to_text(debate_.status(index))).key("text");
        text_or_null(live_.text(index));
        out_.end_object();
    }

    void flags() {
        ByText<std::int64_t> flags;
        for (const Register& said : debate_.registers().all()) {
            if (said.kind != RegisterKind::flag || said.latest.is_none()) continue;
            ++flags[std::string(ledger_.text(said.a))];
        }
        out_.key("flags").begin_object();
        for (const auto& [target, persons] : flags) out_.key(target).integer(persons);
        out_.end_object();
    }

    void tags() {
        ByText<ByText<std::int64_t>> tags;
        for (const Register& said : debate_.registers().all()) {
            if (said.kind != RegisterKind::tag || said.latest.is_none()) continue;
            if (!ledger_.at(said.latest).body.on) continue;
            ++tags[std::string(ledger_.text(said.a))][std::string(ledger_.text(said.b))];
        }
        out_.key("tags").begin_object();
        for (const auto& [target, of] : tags) {
            out_.key(target).begin_object();
            for (const auto& [tag, persons] : of) out_.key(tag).integer(persons);
            out_.end_object();
        }
        out_.end_object();
    }

    void forks() {
        std::vector<EntryIndex> all = order_;
        sort_by(all, [this](EntryIndex a, EntryIndex b) {
            const Entry& x = ledger_.at(a);
            const Entry& y = ledger_.at(b);
            if (x.author != y.author) return ledger_.text(x.author) < ledger_.text(y.author);
            if (x.n != y.n) return x.n < y.n;
            return ledger_.text(x.id) < ledger_.text(y.id);
        });
        const auto same = [this](EntryIndex a, EntryIndex b) {
            return ledger_.at(a).author == ledger_.at(b).author &&
                   ledger_.at(a).n == ledger_.at(b).n;
        };
        out_.key("forks").begin_array();
        for (std::size_t i = 0; i < all.size();) {
            std::size_t end = i + 1;
            while (end < all.size() && same(all[i], all[end])) ++end;
            if (end - i > 1) {
                const Entry& first = ledger_.at(all[i]);
                out_.begin_array().string(ledger_.text(first.author));
                out_.integer(static_cast<std::int64_t>(first.n)).begin_array();
                for (; i < end; ++i) out_.string(ledger_.text(ledger_.at(all[i]).id));
                out_.end_array().end_array();
            }
            i = end;
        }
        out_.end_array();
    }

    void names() {
        ByText<std::string> names;
        for (const Register& said : debate_.registers().all()) {
            if (said.kind != RegisterKind::name || said.latest.is_none()) continue;
            names[std::string(ledger_.text(said.person))] = live_.words(said.latest).text;
        }
        out_.key("names").begin_object();
        for (const auto& [author, text] : names) out_.key(author).string(text);
        out_.end_object();
    }

    void outcomes() {
        std::vector<EntryIndex> all = debate_.outcomes();
        by_place(all);
        out_.key("outcomes").begin_array();
        for (const EntryIndex index : all) {
            const Entry& entry = ledger_.at(index);
            out_.begin_object().key("id").string(ledger_.text(entry.id));
            out_.key("target").string(ledger_.text(entry.body.first));
            out_.key("text").string(live_.words(index).text).end_object();
        }
        out_.end_array();
    }

    void by_place(std::vector<EntryIndex>& entries) const {
        sort_by(entries, [this](EntryIndex a, EntryIndex b) { return ledger_.before(a, b); });
    }

    void questions() {
        std::vector<std::uint32_t> asked;
        for (std::uint32_t i = 0; i < debate_.questions().size(); ++i) {
            if (!debate_.questions()[i].pending) asked.push_back(i);
        }
        sort_by(asked, [this](std::uint32_t a, std::uint32_t b) {
            return debate_.asked_before(QuestionIndex(a), QuestionIndex(b));
        });
        out_.key("questions").begin_array();
        for (const std::uint32_t at : asked) write_question(QuestionIndex(at));
        out_.end_array();
    }

    void write_question(QuestionIndex index) {
        const Question& question = debate_.questions()[index.value];
        std::vector<EntryIndex> columns = question.columns;
        by_place(columns);
        out_.begin_object().key("columns").begin_array();
        for (const EntryIndex column : columns) write_column(out_, live_, column);
        out_.end_array();
        out_.key("erased").integer(debate_.erased_ballots(question.id));
        out_.key("id").string(ledger_.text(question.id));
        out_.key("method").string(to_text(question.text->method));
        out_.key("pending").integer(question.pending_ballots);
        out_.key("sealed").integer(debate_.sealed_ballots(question.id));
        out_.key("tally");
        live_.tallies().write_tally(out_, index, effort_left_);
        out_.key("voters").integer(question.voters).end_object();
    }

    void remarks() {
        std::vector<const Remark*> all;
        for (const Remark& remark : debate_.remarks()) all.push_back(&remark);
        sort_by(all, [this](const Remark* a, const Remark* b) {
            return ledger_.before(a->entry, b->entry);
        });
        out_.key("remarks").begin_array();
        for (const Remark* remark : all) {
            out_.begin_object();
            out_.key("author").string(ledger_.text(ledger_.at(remark->entry).author));
            out_.key("id").string(ledger_.text(remark->id));
            out_.key("parent").string(ledger_.text(remark->parent));
            out_.key("status").string(to_text(debate_.status(*remark))).key("text");
            text_or_null(live_.text(*remark));
            out_.end_object();
        }
        out_.end_array();
    }

    void roles() {
        const auto sorted = [this](std::string_view role, const std::vector<KeyId>& keys) {
            std::vector<std::string_view> texts;
            texts.reserve(keys.size());
            for (const KeyId key : keys) texts.push_back(ledger_.text(key));
            sort_by(texts, std::less<>{});
            out_.key(role).begin_array();
            for (const std::string_view text : texts) out_.string(text);
            out_.end_array();
        };
        const Rights& rights = debate_.rights();
        out_.key("roles").begin_object();
        sorted("clerk", debate_.clerks());
        sorted("facilitator", rights.holders(Role::facilitator));
        sorted("moderator", rights.holders(Role::moderator));
        sorted("owner", rights.holders(Role::owner));
        out_.end_object();
    }

    void stances() {
        ByText<ClaimIndex> targets;
        for (const Register& said : debate_.registers().all()) {
            if (said.kind != RegisterKind::stance || said.latest.is_none()) continue;
            const ClaimIndex kept = debate_.tree().kept(debate_.claim_of(said.a));
            targets[std::string(ledger_.text(debate_.tree().at(kept).id))] = kept;
        }
        out_.key("stances").begin_object();
        for (const auto& [id, claim] : targets) {
            out_.key(id);
            write_stances(out_, stances_on(debate_, claim));
        }
        out_.end_object();
    }

    void voids() {
        out_.key("void").begin_array();
        for (const EntryIndex index : order_) {
            const Entry& entry = ledger_.at(index);
            if (entry.state != State::voided) continue;
            out_.begin_array().string(ledger_.text(entry.id));
            out_.string(to_text(entry.reason)).end_array();
        }
        out_.end_array();
    }

    const LiveDebate& live_;
    std::uint64_t effort_left_ = effort_most;
    const Debate& debate_;
    const Ledger& ledger_;
    const Malformed* malformed_;
    JsonWriter out_;
    std::vector<EntryIndex> order_;
};

}  // namespace

std::string state_digest(const LiveDebate& debate) {
    if (debate.debate().unsupported()) return {};
    return to_hex(sha256(Writer(debate, nullptr).write("")));
}

std::string write_replay(const LiveDebate& debate, const Malformed& malformed) {
    if (const auto fold = debate.debate().unsupported()) {
        JsonWriter out;
        out.begin_object();
        const std::size_t entries = debate.debate().ledger().entries.size();
        out.key("entries").integer(static_cast<std::int64_t>(entries));
        out.key("malformed").begin_array();
        for (const auto& [line, reason] : malformed) {
            out.begin_array().integer(static_cast<std::int64_t>(line)).string(reason).end_array();
        }
        out.end_array().key("set").string(set_digest(debate));
        return out.key("unsupported").integer(*fold).end_object().take();
    }
    return Writer(debate, &malformed).write(state_digest(debate));
}

}  // namespace palabre
