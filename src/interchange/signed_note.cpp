#include "interchange/signed_note.hpp"

#include <algorithm>
#include <array>

#include "deliberation/sha256.hpp"
#include "interchange/base64.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

// An em dash and a space.
constexpr std::string_view signature_mark = "\xe2\x80\x94 ";
constexpr std::size_t key_id_bytes = 4;

// Spaces of Unicode beyond ASCII: what has the property White_Space.
constexpr std::array<std::string_view, 8> wide_spaces{
    "\xc2\x85",     "\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\xa8",
    "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80"};

bool has_wide_space(std::string_view name) {
    for (const std::string_view space : wide_spaces) {
        if (name.find(space) != std::string_view::npos) return true;
    }
    // U+2000 to U+200A.
    for (std::size_t at = name.find("\xe2\x80"); at != std::string_view::npos;
         at = name.find("\xe2\x80", at + 1)) {
        if (at + 2 < name.size() && static_cast<unsigned char>(name[at + 2]) <= 0x8a) return true;
    }
    return false;
}

Fault note_fault(std::string_view bytes, std::size_t at, std::string_view what) {
    return {"note", "line " + std::to_string(line_of(bytes, at)), std::string(what)};
}

}  // namespace

bool is_note_key_name(std::string_view name) {
    const bool plain = std::none_of(name.begin(), name.end(),
                                    [](char c) { return c == '+' || (c >= 0 && c <= ' '); });
    return !name.empty() && plain && !first_invalid_utf8(name) && !has_wide_space(name);
}

Result<SignedNote> read_note(std::string_view bytes) {
    if (bytes.size() > note_bytes_max) {
        return Fault{"note", "", "it is longer than " + std::to_string(note_bytes_max) + " bytes"};
    }
    if (const auto at = first_invalid_utf8(bytes))
        return note_fault(bytes, *at, "this is no UTF-8");
    const auto control = std::find_if(bytes.begin(), bytes.end(),
                                      [](char c) { return c >= 0 && c < ' ' && c != '\n'; });
    if (control != bytes.end()) {
        return note_fault(bytes, static_cast<std::size_t>(control - bytes.begin()),
                          "there is a control character");
    }
    // The signatures stand behind the last empty line.
    const std::size_t blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos) {
        return note_fault(bytes, bytes.size(), "no empty line stands before signatures");
    }
    SignedNote note;
    note.text = bytes.substr(0, blank + 1);
    std::size_t at = blank + 2;
    while (at < bytes.size()) {
        const std::size_t end = bytes.find('\n', at);
        if (end == std::string_view::npos) return note_fault(bytes, at, "the line has no end");
        if (note.signatures.size() == note_signatures_max) {
            return note_fault(bytes, at, "there are too many signatures");
        }
        std::string_view line = bytes.substr(at, end - at);
        if (line.substr(0, signature_mark.size()) != signature_mark) {
            return note_fault(bytes, at, "a signature begins with a dash and a space");
        }
        line.remove_prefix(signature_mark.size());
        const std::size_t space = line.find(' ');
        NoteSignature signature;
        signature.name = line.substr(0, space);
        if (space == std::string_view::npos || !is_note_key_name(signature.name)) {
            return note_fault(bytes, at, "a signature is a dash, a key's name and base64");
        }
        auto signed_bytes = from_base64(line.substr(space + 1));
        if (!signed_bytes || signed_bytes->size() <= key_id_bytes) {
            return note_fault(bytes, at, "this is no signature in base64");
        }
        for (std::size_t i = 0; i < key_id_bytes; ++i) {
            signature.key_id =
                signature.key_id << 8U | static_cast<unsigned char>((*signed_bytes)[i]);
        }
        signature.bytes = signed_bytes->substr(key_id_bytes);
        note.signatures.push_back(std::move(signature));
        at = end + 1;
    }
    if (note.signatures.empty()) return note_fault(bytes, bytes.size(), "there is no signature");
    return note;
}

std::string write_note(const SignedNote& note) {
    std::string out = note.text + "\n";
    for (const NoteSignature& each : note.signatures) {
        std::string bytes;
        for (unsigned shift = 32; shift > 0; shift -= 8) {
            bytes += static_cast<char>(each.key_id >> (shift - 8) & 0xffU);
        }
        bytes += each.bytes;
        const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
        out.append(signature_mark).append(each.name).append(" ");
        out.append(to_base64({first, bytes.size()})).append("\n");
    }
    return out;
}

std::uint32_t note_key_id(std::string_view name, NoteSignatureType type,
                          std::span<const std::uint8_t> public_key) {
    Sha256 hash;
    const char byte = static_cast<char>(type);
    hash.update(name).update("\n").update(std::string_view(&byte, 1));
    hash.update({reinterpret_cast<const char*>(public_key.data()), public_key.size()});
    const Digest digest = hash.finish();
    std::uint32_t id = 0;
    for (std::size_t i = 0; i < key_id_bytes; ++i) id = id << 8U | digest[i];
    return id;
}

std::string note_verifier_key(std::string_view name, std::span<const std::uint8_t> public_key) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::uint32_t id = note_key_id(name, NoteSignatureType::ed25519, public_key);
    std::string key(name);
    key += '+';
    for (unsigned shift = 32; shift > 0; shift -= 4) key += digits[id >> (shift - 4) & 0xfU];
    std::vector<std::uint8_t> typed{static_cast<std::uint8_t>(NoteSignatureType::ed25519)};
    typed.insert(typed.end(), public_key.begin(), public_key.end());
    return key + "+" + to_base64(typed);
}

}  // namespace palabre
