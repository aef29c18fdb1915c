// palabre_hub_load PORT DEBATES READERS AUTHORS RATE SECONDS PROCESS [echo]: READERS readers in
// each of DEBATES debates of a hub on 127.0.0.1, and RATE claims a second, spread over AUTHORS
// authors in each debate, for SECONDS. A claim is sent when its time has come, however late the hub
// is (open loop). Prints one JSON line: how long claims took from that time to the readers. Where
// there are more deliveries than one core can look into, one reader of so many is asked; that all
// of them came to the end is asked of each. PROCESS is the hub's, whose processor time and memory
// are read meanwhile. With `echo` the claims go to a server that sends each back to its author
// alone, which is the baseline.
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bench/figures.hpp"
#include "bench/hub/load_entries.hpp"
#include "bench/hub/load_reader.hpp"

namespace {

using namespace palabre::bench;

struct Plan {
    std::uint16_t port = 0;
    std::size_t debates = 0;
    std::size_t readers = 0;  ///< of each debate
    std::size_t authors = 0;  ///< of each debate; each writes through a reader of its own
    double rate = 0;          ///< claims a second, all together
    double seconds = 0;
    std::string process;
    bool echo = false;

    [[nodiscard]] std::size_t claims() const { return static_cast<std::size_t>(rate * seconds); }
    [[nodiscard]] std::string debate(std::size_t i) const {
        return "bench.example/debate-" + std::to_string(i);
    }
    /// One reader of so many is asked when it heard of what.
    [[nodiscard]] std::size_t stride() const {
        constexpr double looked_into = 100'000;  // a second
        const double deliveries = rate * static_cast<double>(readers);
        return echo ? 1 : 1 + static_cast<std::size_t>(deliveries / looked_into);
    }
    [[nodiscard]] bool is_asked(std::size_t reader) const {
        return reader / debates % stride() == 0;
    }
    /// Claims that the asked readers are to hear of.
    [[nodiscard]] std::size_t expected() const {
        return claims() * (echo ? 1 : (readers + stride() - 1) / stride());
    }
};

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double processor_time_of(const std::string& process) {
    std::ifstream stat("/proc/" + process + "/stat");
    std::string line;
    std::getline(stat, line);
    // The name, in parentheses, may hold spaces: fields are counted from behind it.
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string field;
    double ticks = 0;
    for (int i = 3; fields >> field; ++i) {
        if (i == 14 || i == 15) ticks += std::strtod(field.c_str(), nullptr);
    }
    return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double resident_of(const std::string& process) {
    std::ifstream statm("/proc/" + process + "/statm");
    double all = 0;
    double resident = 0;
    statm >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

class Load {
  public:
    explicit Load(const Plan& plan) : plan_(plan), sent_at_(plan.claims(), 0.0) {}

    int run() {
        if (!connect_all()) return 1;
        const double memory = resident_of(plan_.process);
        prepare();
        const std::uint64_t greeted = received();
        const double before = processor_time_of(plan_.process);
        const double began = now();
        write_all(began);
        const double took = now() - began;
        const double processor = processor_time_of(plan_.process) - before;
        if (delays_.empty()) return 1;
        std::printf(R"({"connections":%zu,"connecting_s":%.3g,"idle_bytes":%.0f,"claims":%zu,)"
                    R"("expected":%zu,"delivered":%zu,"behind":%zu,"p50_ms":%.4g,"p99_ms":%.4g,)"
                    R"("p999_ms":%.4g,"processor":%.4g,"verifying_us":%.4g,)"
                    R"("bytes_each":%.4g})"
                    "\n",
                    readers_.size(), connecting_, memory, plan_.claims(), plan_.expected(),
                    delays_.size(), behind(), 1e3 * quantile(delays_, 0.5),
                    1e3 * quantile(delays_, 0.99), 1e3 * quantile(delays_, 0.999), processor / took,
                    1e6 * verifying_one(),
                    static_cast<double>(received() - greeted) /
                        static_cast<double>(plan_.claims() * (plan_.echo ? 1 : plan_.readers)));
        return delays_.size() == plan_.expected() && behind() == 0 ? 0 : 1;
    }

  private:
    [[nodiscard]] std::uint64_t received() const {
        std::uint64_t bytes = 0;
        for (const LoadReader& reader : readers_) bytes += reader.received;
        return bytes;
    }

    /// Readers who have not come as far as another one of the same debate.
    [[nodiscard]] std::size_t behind() const {
        std::vector<std::uint64_t> heads(plan_.debates, 0);
        for (std::size_t i = 0; i < readers_.size(); ++i) {
            heads[i % plan_.debates] = std::max(heads[i % plan_.debates], readers_[i].position);
        }
        std::size_t found = 0;
        for (std::size_t i = 0; i < readers_.size(); ++i) {
            if (readers_[i].position < heads[i % plan_.debates]) ++found;
        }
        return found;
    }

    bool connect_all() {
        poll_ = epoll_create1(EPOLL_CLOEXEC);
        const double began = now();
        const std::size_t all = plan_.debates * plan_.readers;
        readers_.reserve(all);
        constexpr std::size_t at_once = 200;
        constexpr double patience = 120;
        while (welcome_ < all) {
            while (readers_.size() < all && readers_.size() < welcome_ + at_once) {
                if (!begin_reader()) return complain("the machine gives no more sockets");
            }
            if (!take_events(100)) return complain("a reader was not let in");
            if (now() - began > patience) return complain("not all readers were welcomed in time");
        }
        connecting_ = now() - began;
        return true;
    }

    static bool complain(const char* what) {
        std::fprintf(stderr, "palabre_hub_load: %s\n", what);
        return false;
    }

    bool begin_reader() {
        LoadReader reader;
        if (!reader.connect(plan_.port)) return false;
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT;
        event.data.u64 = readers_.size();
        epoll_ctl(poll_, EPOLL_CTL_ADD, reader.socket(), &event);
        readers_.push_back(std::move(reader));
        return true;
    }

    /// Every author's claims, signed before the clock runs: number i goes to debate i modulo their
    /// count.
    void prepare() {
        std::vector<LoadAuthor> authors;
        for (std::size_t author = 0; author < plan_.authors; ++author) {
            for (std::size_t debate = 0; debate < plan_.debates; ++debate) {
                authors.emplace_back("author " + std::to_string(authors.size()),
                                     plan_.debate(debate));
            }
        }
        for (std::size_t i = 0; i < plan_.claims(); ++i) {
            claims_.push_back(authors[i % authors.size()].publish(i));
        }
    }

    void write_all(double began) {
        constexpr double grace = 10;
        const std::size_t writers = plan_.authors * plan_.debates;
        std::size_t next = 0;
        while ((delays_.size() < plan_.expected() || (next == claims_.size() && behind() > 0)) &&
               now() < began + plan_.seconds + grace) {
            while (next < claims_.size()) {
                const double due = began + static_cast<double>(next) / plan_.rate;
                if (due > now()) break;
                sent_at_[next] = due;
                // Readers of a debate stand `debates` apart.
                readers_[next % writers].send(claims_[next]);
                ++next;
            }
            if (!take_events(1)) {
                complain("a reader was let go");
                return;
            }
        }
    }

    bool take_events(int wait_ms) {
        std::array<epoll_event, 1024> events{};
        const int count =
            epoll_wait(poll_, events.data(), static_cast<int>(events.size()), wait_ms);
        for (int i = 0; i < count; ++i) {
            if (!take(events[static_cast<std::size_t>(i)])) return false;
        }
        return true;
    }

    bool take(const epoll_event& event) {
        const std::size_t index = event.data.u64;
        LoadReader& reader = readers_[index];
        if ((event.events & EPOLLERR) != 0) return false;
        if ((event.events & EPOLLOUT) != 0 && reader.flush()) {
            epoll_event quiet{};
            quiet.events = EPOLLIN;
            quiet.data.u64 = index;
            epoll_ctl(poll_, EPOLL_CTL_MOD, reader.socket(), &quiet);
        }
        if ((event.events & EPOLLIN) == 0) return true;
        const bool had_upgraded = reader.upgraded();
        messages_.clear();
        if (!reader.receive(messages_)) return false;
        for (const std::string_view message : messages_) read(index, message);
        if (!had_upgraded && reader.upgraded()) greet(reader, index);
        return true;
    }

    void greet(LoadReader& reader, std::size_t index) {
        if (plan_.echo) {
            ++welcome_;
            return;
        }
        reader.send(R"({"type":"hello","debate":")" + plan_.debate(index % plan_.debates) + "\"}");
    }

    void read(std::size_t index, std::string_view message) {
        const double time = now();
        LoadReader& reader = readers_[index];
        if (message.starts_with(R"({"type":"welcome")")) {
            ++welcome_;
        } else if (message.starts_with(R"({"type":"entries")") || plan_.echo) {
            reader.position = field_of(message, R"("to":)", reader.position);
            if (!plan_.is_asked(index)) return;
            numbers_.clear();
            append_numbers(message, numbers_);
            for (const std::uint64_t number : numbers_) {
                if (number < sent_at_.size()) delays_.push_back(time - sent_at_[number]);
            }
        } else if (!message.starts_with(R"({"type":"heartbeat")")) {
            std::fprintf(stderr, "palabre_hub_load: %.*s\n", static_cast<int>(message.size()),
                         message.data());
        }
    }

    Plan plan_;
    int poll_ = -1;
    std::vector<LoadReader> readers_;
    std::size_t welcome_ = 0;
    double connecting_ = 0;
    std::vector<std::string> claims_;
    std::vector<double> sent_at_;
    std::vector<double> delays_;
    std::vector<std::string_view> messages_;
    std::vector<std::uint64_t> numbers_;
};

}  // namespace

int main(int count, char** values) {
    if (count < 8) {
        std::fputs("palabre_hub_load PORT DEBATES READERS AUTHORS RATE SECONDS PROCESS [echo]\n",
                   stderr);
        return 2;
    }
    Plan plan;
    plan.port = static_cast<std::uint16_t>(std::strtoul(values[1], nullptr, 10));
    plan.debates = std::strtoul(values[2], nullptr, 10);
    plan.readers = std::strtoul(values[3], nullptr, 10);
    plan.authors = std::strtoul(values[4], nullptr, 10);
    plan.rate = std::strtod(values[5], nullptr);
    plan.seconds = std::strtod(values[6], nullptr);
    plan.process = values[7];
    plan.echo = count > 8;
    return Load(plan).run();
}
