#include "cli/entry_writer.hpp"

#include <span>

#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"
#include "interchange/composition.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"

namespace palabre {

EntryWriter::EntryWriter(const seal::KeyPair& keys, std::string_view debate_id)
    : keys_(keys), author_(seal::to_text(keys.public_key)), debate_id_(debate_id) {}

void EntryWriter::go_on_from(const LiveDebate& debate) {
    n_ = next_number(debate, author_) - 1;
    clock_ = debate.debate().next_clock() - 1;
    const RefId stamp = debate.debate().latest_stamp();
    seen_ = stamp.is_some() ? std::string(debate.debate().ledger().text(stamp)) : "";
}

std::string EntryWriter::add(std::string_view body, std::int64_t at) {
    const std::string hash = body_hash(body);
    Head head;
    head.debate = debate_id_;
    head.author = author_;
    head.n = ++n_;
    head.clock = ++clock_;
    head.seen = seen_;
    head.at = static_cast<std::uint64_t>(at);
    head.body = hash;
    const std::string text = write_head(head);
    lines_ += write_line(text, seal::sign_entry(keys_, text), &body) + "\n";
    ++count_;
    return entry_id(text);
}

std::string EntryWriter::salt_for(std::string_view format, std::string_view id) const {
    Sha256 hash;
    hash.update("palabre import salt 1\n").update(to_base64url(keys_.seed.bytes)).update("\n");
    hash.update(format).update("\n").update(id);
    const Digest digest = hash.finish();
    return to_base64url(std::span(digest).first(16));
}

std::string first_line(std::string_view debate_id, std::string_view owner) {
    JsonWriter json;
    json.begin_object().key("debate").string(debate_id).key("owner").string(owner);
    return json.end_object().take() + "\n";
}

std::string body_hash(std::string_view body) {
    return to_base64url(sha256(body));
}

}  // namespace palabre
