// palabre_store_load FOLDER RATE SECONDS: appends RATE entries a second to a hub's store in FOLDER,
// whatever the disk does (open loop), as the hub does: what came during the last fsync makes the
// next transaction. Beside it a line of the same size appended to a file and synced, one after the
// other. palabre_store_load FOLDER fill COUNT: a debate of COUNT entries, as a hub would have it
// after years.
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/figures.hpp"
#include "hub/store.hpp"
#include "hub/writer.hpp"

namespace {

using namespace palabre;
using namespace palabre::bench;
using namespace palabre::hub;

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// About the bytes of a claim of one sentence; the store does not look into them.
NewRow row(std::size_t number) {
    NewRow made;
    made.head = "{\"v\":1,\"n\":" + std::to_string(number) + "," + std::string(230, 'h') + "}";
    made.sig = std::string(86, 'A');
    made.body = "{\"text\":\"" + std::string(180, 'b') + "\"}";
    return made;
}

int complain(const Fault& fault) {
    std::fprintf(stderr, "palabre_store_load: %s\n", fault.what.c_str());
    return 1;
}

int fill(Store& store, std::size_t count) {
    constexpr std::size_t at_once = 20'000;
    std::vector<Addition> batch(1);
    batch[0].debate = {0, "bench.example/large", "AAAAAAAAAAAAAAAAAAAAAA", std::string(43, 'A'), 0};
    for (std::size_t done = 0; done < count;) {
        batch[0].rows.clear();
        for (; batch[0].rows.size() < at_once && done < count; ++done) {
            batch[0].rows.push_back(row(done));
        }
        const auto written = store.commit(batch);
        if (!written.ok()) return complain(written.fault());
    }
    return 0;
}

class Appending {
  public:
    Appending(Store& store, double rate, double seconds)
        : store_(store),
          rate_(rate),
          due_(static_cast<std::size_t>(rate * seconds)),
          writer_(store, [this](Writer::Batch batch, const std::optional<Fault>& fault) {
              written(std::move(batch), fault);
          }) {
        debate_ = {0, "bench.example/appended", "AAAAAAAAAAAAAAAAAAAAAA", std::string(43, 'A'), 0};
    }

    int run() {
        const double began = now();
        for (std::size_t i = 0; i < due_.size(); ++i)
            due_[i] = began + static_cast<double>(i) / rate_;
        std::size_t taken = 0;
        while (taken < due_.size()) {
            std::unique_lock lock(mutex_);
            free_.wait(lock, [this] { return !writing_; });
            if (fault_) return complain(*fault_);
            const double time = now();
            std::vector<NewRow> rows;
            for (; taken < due_.size() && due_[taken] <= time; ++taken) rows.push_back(row(taken));
            if (rows.empty()) {
                lock.unlock();
                std::this_thread::sleep_for(std::chrono::microseconds(100));
                continue;
            }
            writing_ = true;
            Writer::Batch batch(1);
            batch[0].debate = debate_;
            batch[0].rows = std::move(rows);
            batch[0].tree = std::move(tree_);
            lock.unlock();
            writer_.submit(std::move(batch));
        }
        std::unique_lock lock(mutex_);
        free_.wait(lock, [this] { return !writing_; });
        return fault_ ? complain(*fault_) : 0;
    }

    [[nodiscard]] const std::vector<double>& delays() const { return delays_; }

  private:
    void written(Writer::Batch batch, const std::optional<Fault>& fault) {
        const double time = now();
        const std::lock_guard lock(mutex_);
        fault_ = fault;
        debate_ = batch[0].debate;
        tree_ = std::move(batch[0].tree);
        for (std::size_t i = 0; i < batch[0].rows.size(); ++i) {
            delays_.push_back(time - due_[delays_.size()]);
        }
        writing_ = false;
        free_.notify_one();
    }

    Store& store_;
    double rate_;
    std::vector<double> due_;
    std::vector<double> delays_;
    StoredDebate debate_;
    seal::MerkleTree tree_;
    std::mutex mutex_;
    std::condition_variable free_;
    bool writing_ = false;
    std::optional<Fault> fault_;
    Writer writer_;
};

/// How long one line takes that is appended and synced.
std::vector<double> plain_appends(const std::string& folder) {
    constexpr int rounds = 500;
    const std::string line(500, 'x');
    const int file =
        ::open((folder + "/plain").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    std::vector<double> delays;
    for (int i = 0; file >= 0 && i < rounds; ++i) {
        const double began = now();
        if (::write(file, line.data(), line.size()) < 0 || ::fdatasync(file) != 0) break;
        delays.push_back(now() - began);
    }
    if (file >= 0) ::close(file);
    return delays;
}

int append(Store& store, const std::string& folder, double rate, double seconds) {
    Appending appending(store, rate, seconds);
    const int status = appending.run();
    const std::vector<double> plain = plain_appends(folder);
    if (status != 0 || appending.delays().empty() || plain.empty()) return 1;
    std::printf(
        R"({"entries":%zu,"p50_ms":%.4g,"p99_ms":%.4g,"fsync_p50_ms":%.4g,"fsync_p99_ms":%.4g})"
        "\n",
        appending.delays().size(), 1e3 * quantile(appending.delays(), 0.5),
        1e3 * quantile(appending.delays(), 0.99), 1e3 * quantile(plain, 0.5),
        1e3 * quantile(plain, 0.99));
    return 0;
}

}  // namespace

int main(int count, char** values) {
    if (count != 4) {
        std::fputs("palabre_store_load FOLDER RATE SECONDS | FOLDER fill COUNT\n", stderr);
        return 2;
    }
    const std::string folder = values[1];
    auto store = Store::open(folder);
    if (!store.ok()) return complain(store.fault());
    if (std::string(values[2]) == "fill") {
        return fill(*store.value(), std::strtoul(values[3], nullptr, 10));
    }
    return append(*store.value(), folder, std::strtod(values[2], nullptr),
                  std::strtod(values[3], nullptr));
}
