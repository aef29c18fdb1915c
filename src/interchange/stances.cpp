#include "interchange/stances.hpp"

#include "interchange/tally_json.hpp"

namespace palabre {

Stances stances_on(const Debate& debate, ClaimIndex kept) {
    const Ledger& ledger = debate.ledger();
    Stances stances;
    KeyIndex heard;
    for (const ClaimIndex claim : debate.tree().family(kept)) {
        const RefId id = debate.tree().at(claim).id;
        RegisterIndex at = debate.registers().group(RegisterKind::stance, id, {});
        for (; at.is_some(); at = debate.registers().at(at).next_in_group) {
            const Register& said = debate.registers().at(at);
            if (said.latest.is_none() || !ledger.at(said.latest).body.has_value) continue;
            if (!heard.add(said.person.value)) continue;
            const std::int64_t last = ledger.at(said.latest).body.value;
            std::int64_t first = last;
            std::int64_t count = 0;
            for (EntryIndex entry = said.latest; entry.is_some(); entry = ledger.at(entry).older) {
                if (!ledger.at(entry).body.has_value) continue;
                first = ledger.at(entry).body.value;
                ++count;
            }
            ++stances.persons;
            stances.sum += last;
            if (count < 2) continue;
            ++stances.twice;
            stances.first_sum += first;
            stances.last_sum += last;
        }
    }
    return stances;
}

namespace {

void write_mean(JsonWriter& out, std::int64_t sum, std::int64_t persons) {
    write(out, persons == 0 ? std::nullopt : std::optional(Fraction(sum, persons)));
}

}  // namespace

void write_stances(JsonWriter& out, const Stances& stances) {
    out.begin_object();
    if (stances.persons > 0) {
        out.key("first_mean");
        write_mean(out, stances.first_sum, stances.twice);
        out.key("last_mean");
        write_mean(out, stances.last_sum, stances.twice);
    }
    out.key("mean");
    write_mean(out, stances.sum, stances.persons);
    out.key("n").integer(stances.persons).end_object();
}

}  // namespace palabre
