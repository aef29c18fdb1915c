#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "deliberation/result.hpp"

namespace palabre::hub {

/// A request to a web server; libcurl lives behind this header alone.
struct FetchRequest {
    std::string url;                                 ///< http or https
    std::optional<std::string> body = std::nullopt;  ///< posted as text/plain; without it, a GET
    std::size_t bytes_max = std::size_t{1} << 20;    ///< of the answer
    long time_max_ms = 30000;                        ///< from the first look-up to the last byte
};

struct Fetched {
    long status = 0;
    std::string body;
};

/// Waits for the answer. Follows no redirect and sends no cookie; of https the certificate is
/// checked. Errors: "network", `where` being the address; "size" where the answer is longer.
[[nodiscard]] Result<Fetched> fetch(const FetchRequest& request);

}  // namespace palabre::hub
