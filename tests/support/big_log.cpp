#include "support/big_log.hpp"

#include <algorithm>
#include <vector>

#include "deliberation/naive/bytes.hpp"
#include "support/random.hpp"
#include "support/signed_entry.hpp"

namespace palabre::support {
namespace {

class BigLog {
  public:
    explicit BigLog(const BigLogShape& shape) : shape_(shape), random_(shape.seed) {
        for (std::size_t i = 0; i <= shape.people; ++i) {
            people_.push_back({naive::base64url(naive::sha256("person " + std::to_string(i))), ""});
        }
        said_by_.resize(people_.size(), 0);
        places_.push_back({"~", 0});
    }

    std::string whole() {
        std::string out =
            "{\"debate\":\"bench.example/big\",\"owner\":\"" + people_[0].key + "\"}\n";
        out += open();
        if (shape_.ballots > 0) out += ask();
        std::size_t claims = shape_.claims, judgements = shape_.judgements,
                    ballots = shape_.ballots;
        while (claims + judgements + ballots > 0) {
            const std::size_t at = random_.below(claims + judgements + ballots);
            const bool none_yet = places_.size() == 1;
            if (at < claims || (none_yet && claims > 0)) {
                out += claim();
                --claims;
            } else if (at < claims + judgements && judgements > 0 && !none_yet) {
                out += judgement();
                --judgements;
            } else if (ballots > 0) {
                out += ballot();
                --ballots;
            } else {
                break;
            }
        }
        return out;
    }

    std::string next(std::size_t index) {
        switch (index % 3) {
            case 0:
                return claim();
            case 1:
                return places_.size() > 1 ? judgement() : claim();
            default:
                return question_.empty() ? claim() : ballot();
        }
    }

  private:
    struct Place {
        std::string id;
        std::size_t below = 0;
    };

    std::string entry(std::size_t by, std::string_view verb, const OrderedJson& fields,
                      std::string* id = nullptr) {
        HeadFields head;
        head.debate = "bench.example/big";
        head.n = ++said_by_[by];
        head.clock = ++clock_;
        head.at = 1700000000000 + head.clock * 1000;
        const SignedEntry made =
            make_entry(people_[by], head,
                       body_text(static_cast<std::uint64_t>(head.clock), verb, fields), false);
        if (id != nullptr) *id = made.id;
        return made.line() + "\n";
    }

    std::size_t someone() { return 1 + random_.below(shape_.people); }

    std::string open() { return entry(0, "open", {{"title", "A large debate"}, {"fold", 1}}); }

    std::string ask() {
        return entry(0, "ask", {{"title", "Shall it be so?"}, {"method", "yes-no"}}, &question_);
    }

    std::string claim() {
        std::size_t parent = random_.below(places_.size());
        while (places_[parent].below >= shape_.fan_out) parent = (parent + 1) % places_.size();
        ++places_[parent].below;
        const std::string number = std::to_string(places_.size());
        const OrderedJson fields = {
            {"parent", places_[parent].id},
            {"stance", random_.chance(55) ? "pro" : "con"},
            {"text", "Argument " + number +
                         ": what follows from it touches the street, the market and the school."}};
        Place made;
        parents_.push_back(places_[parent].id);
        const std::string line = entry(someone(), "claim", fields, &made.id);
        places_.push_back(made);
        return line;
    }

    std::string judgement() {
        const std::size_t i = 1 + random_.below(places_.size() - 1);
        return entry(
            someone(), "impact",
            {{"claim", places_[i].id}, {"parent", parents_[i - 1]}, {"value", random_.below(5)}});
    }

    std::string ballot() {
        return entry(someone(), "ballot",
                     {{"question", question_}, {"choice", random_.chance(60) ? "yes" : "no"}});
    }

    BigLogShape shape_;
    Random random_;
    std::vector<Author> people_;
    std::vector<std::int64_t> said_by_;
    std::vector<Place> places_;         ///< the thesis, then the claims
    std::vector<std::string> parents_;  ///< of the claims
    std::string question_;
    std::int64_t clock_ = 0;
};

}  // namespace

std::string big_log(const BigLogShape& shape) {
    return BigLog(shape).whole();
}

BigLogAndMore big_log_and_more(const BigLogShape& shape, std::size_t more) {
    BigLog maker(shape);
    BigLogAndMore out;
    out.log = maker.whole();
    for (std::size_t i = 0; i < more; ++i) out.more.push_back(maker.next(i));
    return out;
}

}  // namespace palabre::support
