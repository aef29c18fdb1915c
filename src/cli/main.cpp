#include <iostream>
#include <string_view>
#include <vector>

#include "cli/cli.hpp"

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
    const std::vector<std::string_view> arguments(words + 1, words + count);
    const int status = palabre::run_palabre(arguments, std::cout, std::cerr);
    std::cout.flush();
    // A full disk or a closed pipe must not look like success.
    return status == palabre::exit_status::fine && !std::cout ? palabre::exit_status::bad_input
                                                              : status;
}
