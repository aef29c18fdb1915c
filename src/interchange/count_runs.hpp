#pragma once

#include <memory>
#include <utility>

#include "interchange/choice_count.hpp"

namespace palabre {

/// A result that was computed at once. `Write` prints it.
template <class Result, class Write>
class ReadyRun final : public CountRun {
  public:
    ReadyRun(Result result, Write write) : result_(std::move(result)), write_(write) {}
    bool step() override { return false; }
    void write(JsonWriter& out) const override { write_(out, result_); }

  private:
    Result result_;
    Write write_;
};

template <class Result, class Write>
[[nodiscard]] std::unique_ptr<CountRun> ready(Result result, Write write) {
    return std::make_unique<ReadyRun<Result, Write>>(std::move(result), write);
}

}  // namespace palabre
