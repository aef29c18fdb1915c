#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/stance.hpp"
#include "weighing/weighing.hpp"

namespace palabre {

/// The arguments of a debate apart from the debate, made of its flat columns: what moves them, how
/// sure they are, and what would be if they were judged otherwise. Nothing here is recorded.
///
/// A row is a claim at one of its places, row 0 the thesis. What hangs below a claim speaks to it
/// at all its places.
class Study {
  public:
    struct Row {
        std::string id;
        std::uint32_t parent = 0;  ///< the first row of its parent
        Stance stance = Stance::pro;
        bool weighs = true;
        std::uint32_t judged = 0;
        std::uint64_t impact_sum = 0;  ///< of `judged` judgements of 0..4
    };

    /// Reads whole columns (docs/engine.md, Columns).
    /// Errors: `columns` where they are cut short or point outside themselves.
    static Result<Study> read(std::string_view columns);

    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
    /// Arguments are rows; bases as recorded.
    [[nodiscard]] const ArgumentGraph& graph() const { return graph_; }
    /// The first row of the claim, or rows().size().
    [[nodiscard]] std::size_t row_of(std::string_view id) const;
    /// The row of the claim below that parent, or rows().size().
    [[nodiscard]] std::size_t row_of(std::string_view id, std::string_view parent) const;
    /// By row, how far one more reader's judgement may move the thesis: the gradient's size times
    /// the standard deviation of the base score. Worked out when first asked for.
    [[nodiscard]] const std::vector<double>& sway() const;

  private:
    Study(std::vector<Row> rows, ArgumentGraph graph);

    std::vector<Row> rows_;
    std::vector<std::uint32_t> by_id_;  ///< rows in the order of their ids, of one id as they stand
    ArgumentGraph graph_;
    mutable std::vector<double> sway_;
};

/// Answers a question about a study, JSON to JSON (docs/engine.md, Study).
/// Errors: `query` where the question is not one, `no-such-claim`.
[[nodiscard]] Result<std::string> ask(const Study& study, std::string_view question);

}  // namespace palabre
