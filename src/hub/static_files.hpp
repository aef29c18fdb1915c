#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"
#include "hub/http.hpp"

namespace palabre::hub {

/// The widget's own files, so that one hub is a complete installation. They are read once, at the
/// start: what a request names is looked up, never opened.
class StaticFiles {
  public:
    StaticFiles() = default;
    /// Every file below `folder`. Errors: "settings".
    static Result<StaticFiles> in(const std::string& folder);

    /// Nothing where there is no such file.
    [[nodiscard]] std::optional<HttpAnswer> find(const HttpRequest& request) const;

  private:
    struct File {
        std::string bytes;
        std::string type;
        std::string tag;
        bool hashed = false;  ///< its name has its hash: it never changes
    };
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace palabre::hub
