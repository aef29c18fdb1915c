// Stands in for members.cpp and attest_reader.cpp: in palabre-core nobody is a member, so that
// readers of debates without tokens download nothing for them. A page that meets an attest goes on
// in palabre-files.
#include "deliberation/members.hpp"
#include "interchange/attest_reader.hpp"
#include "wasm/module_questions.hpp"

namespace palabre {

std::unique_ptr<TokenDetail> read_attest(std::string_view /*text*/, Ledger& /*ledger*/,
                                         std::unique_ptr<RoleDetail>& /*role*/) {
    return nullptr;
}

CheckToken module_token_check() {
    return nullptr;
}

bool Members::are_known() {
    return false;
}
void Members::clear() {}
void Members::begin(const std::vector<KeyId>& /*sites*/) {}
bool Members::replace(KeyId /*old*/, KeyId /*by*/) {
    return false;
}
bool Members::is_site(KeyId /*key*/) const {
    return false;
}
Members::Attested Members::attest(EntryIndex /*entry*/, std::optional<std::int64_t> /*time*/,
                                  CheckToken /*check*/) {
    return Attested::nothing;
}
std::uint32_t Members::of(KeyId /*key*/) const {
    return nobody;
}
bool Members::is_attested(KeyId /*key*/) const {
    return false;
}
bool Members::attested_before(KeyId /*key*/, EntryIndex /*at*/) const {
    return false;
}
std::int64_t Members::votes(KeyId /*key*/, std::optional<std::int64_t> /*closes*/) const {
    return 0;
}
std::int64_t Members::all_votes(std::optional<std::int64_t> /*closes*/) const {
    return 0;
}
bool Members::weight_changed(std::uint32_t /*member*/) const {
    return false;
}

}  // namespace palabre
