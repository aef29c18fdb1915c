#include "support/log_book.hpp"

#include <algorithm>

namespace palabre::support {

SignedEntry LogBook::make(const std::string& name, std::string_view verb, const OrderedJson& fields,
                          const Given& given) {
    HeadFields head;
    head.debate = given.debate;
    head.n = given.n > 0 ? given.n : said_[name] + 1;
    head.clock = given.clock > 0 ? given.clock : ++clock_;
    head.at = given.at;
    said_[name] = std::max(said_[name], head.n);
    return make_entry(author_named(name), head, body_text(++salts_, verb, fields));
}

SignedEntry LogBook::make(const std::string& name, std::string_view verb,
                          const OrderedJson& fields) {
    return make(name, verb, fields, Given{});
}

std::string LogBook::entry(const std::string& name, std::string_view verb,
                           const OrderedJson& fields, const Given& given) {
    const SignedEntry made = make(name, verb, fields, given);
    line(made.line());
    return made.id;
}

std::string LogBook::entry(const std::string& name, std::string_view verb,
                           const OrderedJson& fields) {
    return entry(name, verb, fields, Given{});
}

std::string LogBook::open(const OrderedJson& more) {
    OrderedJson fields = {{"title", "The square"}, {"fold", 1}};
    for (const auto& [key, value] : more.items()) fields[key] = value;
    return entry("owner", "open", fields);
}

std::string LogBook::claim(const std::string& name, const std::string& parent,
                           const std::string& stance) {
    return entry(name, "claim", {{"parent", parent}, {"stance", stance}, {"text", "a claim"}});
}

std::string LogBook::stamp(const std::string& clerk, std::int64_t time,
                           const std::vector<std::string>& ids) {
    return entry(clerk, "stamp", {{"time", time}, {"ids", ids}});
}

std::string LogBook::text() const {
    std::string out;
    for (const std::string& line : lines_) out += line + "\n";
    return out;
}

}  // namespace palabre::support
