#include "cli/debate_input.hpp"

#include "cli/files.hpp"
#include "interchange/debate_file_reader.hpp"
#include "seal/seal.hpp"

namespace palabre {

Result<ReplayOptions> replay_options(const Options& options) {
    ReplayOptions replay;
    replay.check = seal::verify_entry;
    replay.check_token = seal::verify_token;
    if (const auto owner = options.value("--owner")) {
        if (!is_key(*owner)) {
            return Fault{"usage", "--owner", "a key is 43 characters of base64url"};
        }
        replay.owner = std::string(*owner);
    }
    if (const auto debate = options.value("--debate")) {
        if (!is_debate_id(*debate)) return Fault{"usage", "--debate", "a debate's id is site/name"};
        replay.debate = std::string(*debate);
    }
    if (const auto declared = options.value("--declared")) {
        PALABRE_TRY(text, read_file(std::string(*declared)));
        PALABRE_TRY(outline, outline_from_json(text));
        replay.page = std::move(outline);
    }
    return replay;
}

Result<std::string> read_log(const std::string& path, ReplayOptions& options) {
    PALABRE_TRY(text, read_file(path));
    return log_in(text, options);
}

Result<Replayed> read_debate(const std::string& path, const ReplayOptions& given) {
    ReplayOptions options = given;
    PALABRE_TRY(log, read_log(path, options));
    return replay_known(log, options);
}

void report_malformed(std::string_view file, const Malformed& malformed, std::ostream& err) {
    for (const auto& [line, reason] : malformed) {
        err << "palabre: " << file << ": line " << line << ": left out: " << reason << '\n';
    }
}

}  // namespace palabre
