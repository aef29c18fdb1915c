#include "hub/cluster_asking.hpp"

#include <utility>
#include <vector>

#include "hub/http.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t answer_ms = 4000;

}  // namespace

std::string Asking::wait(bool of_all, const Then& then) {
    waiting_[++last_] = {loop_.ticks() + answer_ms, of_all, then};
    return inbox_ + "." + std::to_string(last_);
}

void Asking::ask(std::string subject, std::string text, const Then& then, std::string id) {
    std::string reply = wait(false, then);
    bus_.send({std::move(subject), std::move(reply), std::move(text)}, std::move(id));
}

void Asking::ask_all(std::string subject, std::string text, const Then& each) {
    std::string reply = wait(true, each);
    bus_.send({std::move(subject), std::move(reply), std::move(text)});
}

bool Asking::take(const Bus::Message& message) {
    const std::string_view subject = message.subject;
    if (subject.substr(0, inbox_.size()) != inbox_ || subject.size() <= inbox_.size() + 1) {
        return false;
    }
    const auto found = waiting_.find(whole_or(subject.substr(inbox_.size() + 1), 0));
    if (found == waiting_.end()) return true;
    const Then then = found->second.then;
    if (!found->second.of_all) waiting_.erase(found);
    then(&message.text);
    return true;
}

void Asking::sweep() {
    std::vector<Then> late;
    for (auto each = waiting_.begin(); each != waiting_.end();) {
        if (each->second.until > loop_.ticks()) {
            ++each;
            continue;
        }
        if (!each->second.of_all) late.push_back(std::move(each->second.then));
        each = waiting_.erase(each);
    }
    for (const Then& then : late) then(nullptr);
}

}  // namespace palabre::hub
