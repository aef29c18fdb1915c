#pragma once

#include <map>
#include <string>
#include <vector>

#include "support/signed_entry.hpp"

namespace palabre::support {

/// A log written entry by entry, signed for real.
class LogBook {
  public:
    /// What an entry's head says; 0 stands for the next one.
    struct Given {
        std::int64_t clock = 0;
        std::int64_t n = 0;
        std::int64_t at = 0;
        std::string debate = "test.example/square";
    };

    /// An entry whose line is not added.
    SignedEntry make(const std::string& name, std::string_view verb, const OrderedJson& fields,
                     const Given& given);
    SignedEntry make(const std::string& name, std::string_view verb, const OrderedJson& fields);
    /// Makes an entry and adds its line; its id.
    std::string entry(const std::string& name, std::string_view verb, const OrderedJson& fields,
                      const Given& given);
    std::string entry(const std::string& name, std::string_view verb, const OrderedJson& fields);
    void line(const std::string& text) { lines_.push_back(text); }

    std::string open(const OrderedJson& more = OrderedJson::object());
    std::string claim(const std::string& name, const std::string& parent = "~",
                      const std::string& stance = "pro");
    std::string stamp(const std::string& clerk, std::int64_t time,
                      const std::vector<std::string>& ids);

    static std::string key(const std::string& name) { return author_named(name).key; }
    std::string text() const;

  private:
    std::vector<std::string> lines_;
    std::map<std::string, std::int64_t> said_;
    std::int64_t clock_ = 0;
    std::uint64_t salts_ = 0;
};

}  // namespace palabre::support
