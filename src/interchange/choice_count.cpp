#include "interchange/choice_count.hpp"

#include <algorithm>
#include <utility>

namespace palabre {

void ChoiceCount::draw(std::vector<Option> order) {
    if (order == drawn_) return;
    drawn_ = std::move(order);
    runs_.clear();
}

const std::string* ChoiceCount::tally(Method rule, std::size_t& steps) {
    auto at = std::find_if(runs_.begin(), runs_.end(),
                           [rule](const Running& running) { return running.rule == rule; });
    if (at == runs_.end()) at = runs_.insert(at, {rule, start(rule), {}});
    while (at->run != nullptr) {
        if (steps == 0) return nullptr;
        --steps;
        if (at->run->step()) continue;
        JsonWriter out;
        at->run->write(out);
        at->tally = out.take();
        at->run.reset();
    }
    return &at->tally;
}

}  // namespace palabre
