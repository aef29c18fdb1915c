#pragma once

#include <cstdint>
#include <vector>

#include "deliberation/ledger.hpp"

namespace palabre {

/// What a register says; the key beside each.
enum class RegisterKind : std::uint8_t {
    impact,      ///< person, claim, parent as said
    stance,      ///< person, target
    tag,         ///< person, target, tag
    flag,        ///< person, target
    ballot,      ///< person, question
    name,        ///< author
    wording,     ///< target of edits
    hiding,      ///< target of hide and show
    delegation,  ///< person, scope
    proxy,       ///< person, scope
    presence,    ///< member's key, meeting
    draw         ///< one of all commitments and reveals
};

/// The entries that wrote one register, the latest place first, linked by Entry::older.
struct Register {
    RegisterKind kind = RegisterKind::impact;
    KeyId person;  ///< the person's first key; the author of a name; nothing for wording, hiding
    RefId a;       ///< claim, target, question, scope or meeting
    RefId b;       ///< parent or tag
    EntryIndex latest;
    RegisterIndex next_in_group;
};

/// Last-writer-wins registers by place. A group is what all persons say of one thing.
class Registers {
  public:
    explicit Registers(Ledger& ledger) : ledger_(&ledger) {}
    void clear();

    [[nodiscard]] RegisterIndex open(RegisterKind kind, KeyId person, RefId a, RefId b);
    [[nodiscard]] RegisterIndex find(RegisterKind kind, KeyId person, RefId a, RefId b) const;
    /// The first register of a group, by next_in_group; nothing where nobody wrote one.
    [[nodiscard]] RegisterIndex group(RegisterKind kind, RefId a, RefId b) const;
    /// Says that `open` or `find` will be asked soon for this register and its group.
    void expect(RegisterKind kind, KeyId person, RefId a, RefId b) const {
        registers_.expect(register_key(kind, person, a, b));
        groups_.expect(group_key(kind, a, b));
    }
    /// The same of a group alone.
    void expect(RegisterKind kind, RefId a, RefId b) const {
        groups_.expect(group_key(kind, a, b));
    }
    [[nodiscard]] const Register& at(RegisterIndex index) const { return all_[index.value]; }
    [[nodiscard]] const LargeVector<Register>& all() const { return all_; }

    void write(RegisterIndex into, EntryIndex entry);
    void take_back(RegisterIndex from, EntryIndex entry);

  private:
    struct Key {
        std::uint32_t kind, person, a, b;
        friend bool operator==(const Key& x, const Key& y) {
            return x.kind == y.kind && x.person == y.person && x.a == y.a && x.b == y.b;
        }
    };
    /// Registers by a key that each of them tells; open addressing. Tables keep half of the key's
    /// hash beside the number, so that what is another register is seldom looked at.
    class Table {
      public:
        using KeyOf = Key (*)(const Register& said);
        explicit Table(KeyOf key_of) : key_of_(key_of) {}

        /// The slot's number, `nothing` where the key is new; the caller then sets it.
        std::uint32_t& slot(const LargeVector<Register>& all, const Key& key);
        [[nodiscard]] std::uint32_t find(const LargeVector<Register>& all, const Key& key) const;
        void expect(const Key& key) const {
            if (!slots_.empty()) palabre::expect(&slots_[hash(key) & (slots_.size() - 1)]);
        }
        void clear();
        static constexpr std::uint32_t nothing = 0xffffffffU;

      private:
        struct Slot {
            std::uint32_t hash = 0;
            std::uint32_t number = nothing;
        };
        [[nodiscard]] static std::uint32_t hash(const Key& key);
        [[nodiscard]] std::size_t slot_of(const LargeVector<Register>& all, const Key& key,
                                          std::uint32_t hashed) const;
        void grow();
        KeyOf key_of_;
        LargeVector<Slot> slots_;  // a power of two, at most half full
        std::size_t used_ = 0;
    };
    static Key register_key(RegisterKind kind, KeyId person, RefId a, RefId b) {
        return {static_cast<std::uint32_t>(kind), person.value, a.value, b.value};
    }
    static Key group_key(RegisterKind kind, RefId a, RefId b) {
        const bool by_b = kind == RegisterKind::impact;
        return {static_cast<std::uint32_t>(kind), Table::nothing, a.value, by_b ? b.value : 0};
    }
    static Key key_of(const Register& said) {
        return register_key(said.kind, said.person, said.a, said.b);
    }
    static Key group_of(const Register& said) { return group_key(said.kind, said.a, said.b); }

    Ledger* ledger_;
    LargeVector<Register> all_;
    Table registers_{key_of};
    Table groups_{group_of};
};

}  // namespace palabre
