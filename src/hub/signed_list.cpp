#include "hub/signed_list.hpp"

#include <utility>

#include "interchange/checkpoint.hpp"
#include "interchange/signed_note.hpp"

namespace palabre::hub {

std::string SignedList::checkpoint(std::string_view debate) const {
    Checkpoint said;
    said.origin = checkpoint_origin(name, debate);
    said.size = size;
    said.root = root;
    return write_checkpoint(said);
}

std::string SignedList::note(std::string_view debate) const {
    const auto key = seal::public_key_from(clerk);
    const auto signature = seal::signature_from(sig);
    if (!key || !signature) return "";
    return signed_note(checkpoint_origin(name, debate), checkpoint(debate), *key, *signature);
}

bool SignedList::is_sound(std::string_view debate) const {
    const auto key = seal::public_key_from(clerk);
    const auto signature = seal::signature_from(sig);
    return key && signature && seal::verify(*key, checkpoint(debate), *signature);
}

std::string signed_note(std::string_view name, std::string text, const seal::PublicKey& key,
                        const seal::Signature& signature) {
    SignedNote note;
    note.text = std::move(text);
    NoteSignature line;
    line.name = name;
    line.key_id = note_key_id(name, NoteSignatureType::ed25519, key.bytes);
    line.bytes.assign(signature.bytes.begin(), signature.bytes.end());
    note.signatures.push_back(std::move(line));
    return write_note(note);
}

}  // namespace palabre::hub
