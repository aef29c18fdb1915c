#include "cli/cli.hpp"
#include "cli/files.hpp"
#include "cli/keys.hpp"
#include "cli/options.hpp"

namespace palabre {

int run_key(Arguments arguments, std::ostream& out, std::ostream& err) {
    constexpr std::string_view usage = "palabre key new FILE";
    const auto options = Options::read(arguments, {}, {}, 2, 2);
    if (!options) return report_usage(options.fault(), usage, err);
    if (options->operands()[0] != "new") {
        return report_usage({"usage", std::string(options->operands()[0]), "there is only `new`"},
                            usage, err);
    }
    const std::string path(options->operands()[1]);
    const auto seed = seal::new_seed();
    if (!seed) return report_input(path, seed.fault(), err);
    const auto made = create_file(path, key_file_text(seed.value()), FileMode::owner_alone);
    if (!made) return report_input(path, made.fault(), err);
    out << seal::to_text(seal::key_pair_from(seed.value()).public_key) << '\n';
    return exit_status::fine;
}

}  // namespace palabre
