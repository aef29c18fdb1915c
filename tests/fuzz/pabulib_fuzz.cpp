// Whatever a file holds, it is read or refused; what was read is written so that it is read again,
// and counted without an accident.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "interchange/pabulib.hpp"
#include "tally/equal_shares.hpp"
#include "tally/phragmen.hpp"

namespace {

bool same(const palabre::PabulibFile& a, const palabre::PabulibFile& b) {
    bool alike = a.description == b.description && a.election.cost == b.election.cost &&
                 a.election.budget == b.election.budget && a.projects.size() == b.projects.size() &&
                 a.election.ballots.size() == b.election.ballots.size();
    for (std::size_t i = 0; alike && i < a.projects.size(); ++i) {
        alike = a.projects[i].id == b.projects[i].id && a.projects[i].name == b.projects[i].name;
    }
    for (std::size_t i = 0; alike && i < a.election.ballots.size(); ++i) {
        alike = a.election.ballots[i].count == b.election.ballots[i].count &&
                a.election.ballots[i].approved == b.election.ballots[i].approved;
    }
    return alike;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace palabre;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto file = read_pabulib(text);
    if (!file) return 0;
    const auto written = write_pabulib(file.value());
    if (!written) std::abort();
    const auto again = read_pabulib(written.value());
    if (!again || !same(file.value(), again.value())) std::abort();

    const BudgetElection& election = file->election;
    const auto fits = [&election](const std::vector<Project>& order) {
        std::int64_t spent = 0;
        for (const Project project : order) {
            if (election.cost[project] > election.budget - spent) std::abort();
            spent += election.cost[project];
        }
    };
    const EqualShares shares = count_equal_shares(election);
    fits(shares.mes_cost_utilitarian);
    fits(shares.mes_cardinality.order);
    fits(shares.add1u);
    fits(shares.add1e.order);
    fits(shares.add1e_integral.order);
    fits(count_phragmen(election).order);
    return 0;
}
