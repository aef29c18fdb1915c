#include "hub/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "hub/clerk.hpp"
#include "hub/store.hpp"

namespace palabre::hub {

namespace {

bool is_there(const std::string& path) {
    return access(path.c_str(), F_OK) == 0;
}

Result<bool> copy_database(const std::string& from, const std::string& to) {
    if (!is_there(from)) return Fault{"storage", from, "there is no such file"};
    if (is_there(to)) return Fault{"storage", to, "there is a file already"};
    PALABRE_TRY(database, Database::open(from));
    PALABRE_TRY(check, Statement::prepare(database, "PRAGMA integrity_check"));
    const bool row = check.step() == Statement::Step::row;
    const std::string found = row ? std::string(check.text(0)) : database.fault().what;
    check.reset();
    if (found != "ok") return Fault{"storage", from, found};
    // What is held back lies in it, and who may read what is made else is the shell's to say.
    const int made = ::open(to.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (made < 0) return Fault{"storage", to, "it could not be made"};
    close(made);
    PALABRE_TRY(copy, Statement::prepare(database, "VACUUM INTO ?"));
    if (!copy.bind(1, to).run()) {
        unlink(to.c_str());
        return Fault{"storage", to, database.fault().what};
    }
    return true;
}

Result<bool> begin_epochs(const std::string& path) {
    PALABRE_TRY(database, Database::open(path));
    PALABRE_TRY(list, Statement::prepare(database, "SELECT row FROM debate"));
    std::vector<std::int64_t> rows;
    while (list.step() == Statement::Step::row) rows.push_back(list.number(0));
    list.reset();
    PALABRE_TRY(set, Statement::prepare(database, "UPDATE debate SET epoch = ? WHERE row = ?"));
    for (const std::int64_t row : rows) {
        PALABRE_TRY(epoch, random_word());
        if (!set.bind(1, epoch).bind(2, row).run()) return database.fault();
    }
    return true;
}

Result<bool> check_tree(Store& store, const StoredDebate& debate) {
    seal::MerkleTree from_entries;
    store.trees().leaves(debate.row, 0, debate.head,
                         [&from_entries](std::string_view head, std::string_view sig) {
                             from_entries.add(leaf_of(head, sig));
                         });
    PALABRE_TRY(kept, store.tree(debate.row, debate.head));
    if (from_entries.size() == debate.head && from_entries.root() == kept.root()) return true;
    return Fault{"storage", debate.id, "its entries are not those that its tree is of"};
}

Result<std::size_t> begin_anew(const std::string& folder, const std::string& path) {
    PALABRE_TRY(begun, begin_epochs(path));
    PALABRE_TRY(store, Store::open(folder));
    const std::vector<StoredDebate> debates = store->debates();
    for (const StoredDebate& each : debates) {
        PALABRE_TRY(sound, check_tree(*store, each));
        if (!sound || !begun) return Fault{"storage", each.id, "it could not be checked"};
    }
    return debates.size();
}

}  // namespace

Result<bool> back_up(const std::string& folder, const std::string& file) {
    return copy_database(folder + "/hub.sqlite", file);
}

Result<std::size_t> restore(const std::string& folder, const std::string& file) {
    const std::string key = folder + "/clerk.key";
    if (!is_there(key)) {
        return Fault{"storage", key, "the hub's key is missing: put it there first"};
    }
    const std::string path = folder + "/hub.sqlite";
    PALABRE_TRY(copied, copy_database(file, path));
    if (!copied) return Fault{"storage", path, "it could not be written"};
    auto debates = begin_anew(folder, path);
    if (debates) return debates;
    // A folder with a database that was refused would look like a hub's.
    for (const char* part : {"", "-wal", "-shm"}) unlink((path + part).c_str());
    return debates;
}

}  // namespace palabre::hub
