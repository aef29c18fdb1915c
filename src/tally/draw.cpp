#include "tally/draw.hpp"

#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"
#include "deliberation/sorting.hpp"

namespace palabre {

namespace {

struct Ticket {
    Digest mixed;
    Option option = 0;
};

}  // namespace

std::string draw_commitment(std::string_view secret) {
    return to_base64url(sha256(secret));
}

std::string ballots_digest(std::vector<std::string_view> ids) {
    sort_by(ids, [](std::string_view a, std::string_view b) { return a < b; });
    Sha256 hash;
    for (const std::string_view id : ids) hash.update(id).update("\n");
    return to_hex(hash.finish());
}

std::vector<Option> draw_order(std::string_view question, std::string_view secret,
                               std::string_view digest, std::size_t options) {
    std::vector<Ticket> lots;
    lots.reserve(options);
    for (std::size_t i = 0; i < options; ++i) {
        Sha256 hash;
        hash.update("palabre draw 1\n").update(question).update("\n").update(secret);
        hash.update("\n").update(digest).update("\n").update(std::to_string(i));
        lots.push_back({hash.finish(), static_cast<Option>(i)});
    }
    sort_by(lots, [](const Ticket& a, const Ticket& b) { return a.mixed < b.mixed; });
    std::vector<Option> order;
    order.reserve(lots.size());
    for (const Ticket& lot : lots) order.push_back(lot.option);
    return order;
}

}  // namespace palabre
