#include "hub/hub.hpp"

#include <algorithm>
#include <set>

#include "interchange/composition.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t minute_ms = 60000;
constexpr std::int64_t hour_ms = 3600000;
// Until an attest has its stamp: a write to the disk.
constexpr std::int64_t attest_retry_ms = 200;
// Until the other hubs are found again, or compared with.
constexpr std::int64_t peers_retry_ms = 2000;

std::string site_name(std::string_view debate) {
    return std::string(debate.substr(0, debate.find('/')));
}

}  // namespace

Hub::Hub(Settings settings, Store& store, Clerk clerk, Loop& loop, std::string secret)
    : settings_(std::move(settings)),
      store_(store),
      clerk_(std::move(clerk)),
      loop_(loop),
      work_(settings_.work, std::move(secret)),
      key_rates_(settings_.entries_a_minute_of_key, minute_ms),
      first_day_rates_(settings_.entries_of_new_key, day_ms),
      address_rates_(settings_.entries_a_minute_of_address, minute_ms),
      debate_rates_(settings_.new_debates_an_hour_of_address, hour_ms),
      writer_(store, [this](Writer::Batch batch, const std::optional<Fault>& fault) {
          auto shared = std::make_shared<Writer::Batch>(std::move(batch));
          loop_.post([this, shared, fault] { batch_done(*shared, fault); });
      }) {
    for (const StoredDebate& debate : store_.debates()) ++debates_of_site_[site_name(debate.id)];
}

Room* Hub::find(std::string_view debate) {
    const auto found = rooms_.find(debate);
    if (found != rooms_.end()) {
        // Whoever asks may still hold it when the sweep comes.
        found->second->idle_since = loop_.ticks();
        return found->second.get();
    }
    auto stored = store_.find(debate);
    if (!stored) return nullptr;
    // A hub that is alone again waits for nobody.
    if (peers_ == nullptr) stored->shared.reset();
    Room& room = add_room(std::move(*stored));
    room.know_held(store_);
    return &room;
}

Room& Hub::add_room(StoredDebate stored) {
    std::string id = stored.id;
    auto room = std::make_unique<Room>(std::move(stored));
    room->idle_since = loop_.ticks();
    return *rooms_.emplace(std::move(id), std::move(room)).first->second;
}

Result<Room*> Hub::make_room(std::string_view debate, const Caller& caller) {
    const auto count = debates_of_site_.find(site_name(debate));
    if (count != debates_of_site_.end() && count->second >= settings_.debates_of_site) {
        return Fault{"site", "", "This site has as many debates here as it may have."};
    }
    if (!debate_rates_.take(address_group(caller.address), 1, loop_.ticks())) {
        return Fault{"rate", "", "Too many new debates from this address."};
    }
    PALABRE_TRY(epoch, random_word());
    StoredDebate stored;
    stored.id = debate;
    stored.epoch = std::move(epoch);
    ++debates_of_site_[site_name(debate)];
    return &add_room(std::move(stored));
}

std::optional<std::int64_t> Hub::retry_of(const Fault& fault, const Caller& caller) const {
    if (fault.code != "rate") return std::nullopt;
    return std::max<std::int64_t>(
        1, debate_rates_.wait(address_group(caller.address), 1, loop_.ticks()));
}

// A debate in which nothing was taken yet is whoever's asks: the first `open` decides.
Result<bool> Hub::anchor(Room& room, std::string_view owner) {
    const Site* const site = site_of(settings_, room.stored().id);
    if (site != nullptr && !site->owners.empty() &&
        std::find(site->owners.begin(), site->owners.end(), owner) == site->owners.end()) {
        return Fault{"owner", "", "Debates of this site are opened by its owners."};
    }
    if (owner.empty() && peers_ != nullptr && !opener_) {
        return Fault{"owner", "", "Debates are opened by their owners here."};
    }
    if (owner.empty() && peers_ != nullptr && !peers_->were_known()) {
        return Fault{"busy", "", "The hub does not know yet what the others have."};
    }
    // All hubs have the opener's key, and each writes the same `open` to the byte.
    const Clerk& opener = opener_ ? *opener_ : clerk_;
    room.set_owner(owner.empty() ? std::string_view(opener.key()) : owner);
    if (!owner.empty()) return true;
    Judge& judge = room.judge(store_);
    const std::int64_t now = opener_ ? 0 : loop_.now();
    PALABRE_TRY(random, random_word());
    const std::string salt = opener_ ? opener.word_for(room.stored().id) : random;
    NewRow open = opener.open(judge.next_place(opener.key(), now), terms_in(room), salt);
    judge.take_own(open);
    const std::string id = entry_id(open.head);
    room.accept(std::move(open), id);
    pending_.insert(&room);
    submit();
    return true;
}

Result<Room*> Hub::enter(std::string_view debate, std::string_view owner, const Caller& caller) {
    const Site* const site = site_of(settings_, debate);
    if (site == nullptr && !settings_.sites.empty()) {
        return Fault{"site", "", "This hub serves no debates of that site."};
    }
    if (site != nullptr && !site->origins.empty() && !caller.origin.empty() &&
        std::find(site->origins.begin(), site->origins.end(), caller.origin) ==
            site->origins.end()) {
        return Fault{"origin", "", "Pages of " + caller.origin + " may not take part here."};
    }
    Room* room = find(debate);
    const bool over = room != nullptr ? room->is_over() || room->is_ending()
                                      : store_.last_checkpoint(debate).has_value();
    if (over) return Fault{"ended", "", "This debate came to the end of its life."};
    if (room == nullptr) {
        PALABRE_TRY(made, make_room(debate, caller));
        room = made;
    }
    if (room->is_untouched()) {
        PALABRE_TRY(anchored, anchor(*room, owner));
        if (!anchored) return Fault{"owner", "", "This debate could not be opened."};
    }
    if (!owner.empty() && room->stored().owner != owner) {
        return Fault{"owner", "",
                     "The page names the owner " + std::string(owner) + ", this hub has " +
                         room->stored().owner + "."};
    }
    declare_what_lacks(*room);
    return room;
}

void Hub::follow(Room& room, Follower& follower) {
    room.followers.push_back(&follower);
}

void Hub::leave(Room& room, Follower& follower) {
    const auto found = std::find(room.followers.begin(), room.followers.end(), &follower);
    if (found == room.followers.end()) return;
    *found = room.followers.back();
    room.followers.pop_back();
    if (room.followers.empty()) room.idle_since = loop_.ticks();
}

void Hub::answer(const Judge::Verdict& verdict, Publishing& publishing) {
    using Is = Judge::Verdict::Is;
    ErrorWords words;
    words.re = publishing.publication.re;
    words.id = verdict.id;
    switch (verdict.is) {
        case Is::taken:
        case Is::known:
        case Is::passed_over:
            return;
        case Is::refused: {
            ++figures_.refusals;
            Refusal refusal;
            refusal.debate = publishing.room.stored().id;
            refusal.id = verdict.id;
            refusal.author = verdict.author;
            refusal.n = verdict.n;
            refusal.reason = verdict.reason;
            refusal.what = verdict.what;
            refusal.contact = publishing.room.judge(store_).open_terms().contact;
            refusal.now = loop_.now();
            publishing.say(refuse_message(refusal, publishing.publication.re, clerk_));
            return;
        }
        case Is::number:
            words.code = "number";
            words.what = "The entry's number is not its author's last plus one.";
            words.expects = verdict.expects;
            break;
        case Is::unopened:
            words.code = "unopened";
            words.what = "Nobody has opened this debate yet.";
            break;
        case Is::unreadable:
            words.code = "line";
            words.what = "A line is no entry.";
            break;
        case Is::rate:
            words.code = "rate";
            words.what = "This key writes faster than this hub takes.";
            words.retry_ms = key_rates_.wait(verdict.author, 1, loop_.ticks());
            if (*words.retry_ms > 0) break;
            words.what = "This key is new here, and has written as much as a new one may.";
            words.retry_ms = first_day_rates_.wait(verdict.author, 1, loop_.ticks());
            break;
        case Is::work: {
            const Publication& brought = publishing.publication;
            const std::string& debate = publishing.room.stored().id;
            const auto checked = work_.checked(brought.work, debate, loop_.now());
            words.code = "work";
            words.what = "A key that is new here has to bring some work first.";
            if (!brought.work.empty() && !checked) words.what = checked.fault().what;
            const auto challenge = work_.challenge(debate, verdict.author, loop_.now());
            if (challenge) words.work = challenge.value();
            ++figures_.errors;
            publishing.say(error_message(words));
            return;
        }
        case Is::early:
            words.code = "busy";
            words.what = "The hub is just writing down for whom this key stands.";
            words.retry_ms = attest_retry_ms;
            break;
        case Is::unsettled:
            words.code = "busy";
            words.what = "The hubs are comparing what they have.";
            words.retry_ms = peers_retry_ms;
            break;
    }
    ++figures_.errors;
    publishing.say(error_message(words));
}

Terms Hub::terms_in(const Room& room) const {
    Terms terms = terms_of(settings_, room.stored().id);
    terms.clerk = clerk_.key();
    terms.among_others = peers_ != nullptr;
    terms.settled = peers_ == nullptr || peers_->are_known();
    return terms;
}

void Hub::publish(Room& room, const Publication& publication, const Caller& caller, const Say& say,
                  std::function<void()> finished) {
    Publishing publishing{room, publication, say, {}, {}, {}};
    const std::optional<std::int64_t> re = publication.re;
    if (room.is_over() || room.is_ending()) {
        say(error_message({"ended", "This debate came to the end of its life.", re, "", {}, {}}));
        if (finished) finished();
        return;
    }
    if (peers_ != nullptr && !peers_->are_reachable()) {
        ++figures_.errors;
        say(error_message(
            {"busy", "The hub cannot reach the others just now.", re, "", {}, peers_retry_ms}));
        if (finished) finished();
        return;
    }
    Judge& judge = room.judge(store_);
    Terms terms = terms_in(room);
    if (terms.asks_work && !publication.work.empty()) {
        const auto worked = work_.checked(publication.work, room.stored().id, loop_.now());
        if (worked) terms.worked = worked.value();
    }
    const std::int64_t ticks = loop_.ticks();
    const std::string group = address_group(caller.address);
    const auto may_write = [this, ticks, &judge](const std::string& author) {
        const bool counted = judge.is_newcomer(author, loop_.now());
        if (counted && first_day_rates_.wait(author, 1, ticks) > 0) return false;
        if (!key_rates_.take(author, 1, ticks)) return false;
        return !counted || first_day_rates_.take(author, 1, ticks);
    };
    std::string_view lines = publication.lines;
    std::size_t count = 0;
    while (!lines.empty()) {
        const std::string_view line = take_line(lines);
        if (line.empty()) continue;
        if (++count > settings_.message_entries) {
            say(error_message({"message", "There are too many entries in it.", re, "", {}, {}}));
            break;
        }
        if (!address_rates_.take(group, 1, ticks)) {
            ++figures_.errors;
            say(error_message({"rate",
                               "Too much comes from this address.",
                               re,
                               "",
                               {},
                               address_rates_.wait(group, 1, ticks)}));
            break;
        }
        const Judge::Verdict verdict =
            judge.look(line, loop_.now(), terms, publishing.stopped, may_write);
        if (verdict.is == Judge::Verdict::Is::known) {
            publishing.had.push_back(verdict.position);
        } else if (verdict.is == Judge::Verdict::Is::taken) {
            if (verdict.was_new && verdict.author == terms.worked) work_.spend(publication.work);
            publishing.fresh.push_back(verdict.position);
            room.accept(verdict.row, verdict.id);
            pending_.insert(&room);
        } else if (verdict.is != Judge::Verdict::Is::passed_over) {
            answer(verdict, publishing);
            publishing.stopped.insert(verdict.author);
        }
    }
    finish_publishing(publishing, std::move(finished));
    submit();
}

}  // namespace palabre::hub
