// Around the reading of a body: what it names is fetched before, its words are read when shown.
#include "deliberation/limits.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/body_reader.hpp"

namespace palabre {

void BodyReader::parse(std::string_view text) {
    size_ = text.size();
    is_body_ = size_ <= limits::list_body_bytes_max && json_.parse(text) && json_.is_object() &&
               json_.at(0).size >= 2;
}

// Whatever has the length of an entry's id; the first text of a body is its salt.
template <class Each>
void BodyReader::each_name(Each each) const {
    constexpr std::size_t id_size = 22;
    if (!can_expect || !is_body_) return;
    for (std::uint32_t i = 3; i < json_.at(0).next; ++i) {
        if (json_.at(i).text.size() == id_size) each(json_.at(i).text);
    }
}

void BodyReader::expect(const Interner& refs) const {
    each_name([&refs](std::string_view name) { refs.expect(name); });
}

void BodyReader::expect_texts(const Interner& refs) const {
    each_name([&refs](std::string_view name) { refs.expect_text(name); });
}

Verb BodyReader::verb() const {
    if (!is_body_) return Verb::unknown;
    return verb_from(BodyFields(json_, 0).text("do").value_or(""));
}

BodyWords BodyReader::words(std::string_view text) {
    BodyWords words;
    if (!json_.parse(text) || !json_.is_object()) return words;
    const BodyFields fields(json_, 0);
    words.text = fields.text("text").value_or("");
    words.lang = fields.text("lang").value_or("");
    words.reason = fields.text("reason").value_or("");
    if (fields.has_some("sources")) {
        const bool sound = fields.list("sources", [&words](const JsonToken& source) {
            if (source.kind == JsonToken::Kind::text) words.sources.push_back(source.text);
            return source.kind == JsonToken::Kind::text;
        });
        if (!sound) words.sources.clear();
    }
    words.from = json_.some(0, "from");
    return words;
}

std::string_view fields_of(Verb verb) {
    switch (verb) {
        case Verb::claim:
            return "parent stance text sources lang quote from";
        case Verb::remark:
            return "parent text lang quote from";
        case Verb::link:
            return "claim parent stance quote";
        case Verb::tag:
            return "target tag on";
        case Verb::impact:
            return "claim parent value quote";
        case Verb::stance:
            return "target value quote";
        case Verb::edit:
            return "target text sources";
        case Verb::ballot:
            return "question choice";
        case Verb::delegate:
            return "to scope";
        case Verb::proxy:
            return "holder scope";
        case Verb::name:
            return "text";
        case Verb::flag:
        case Verb::hide:
            return "target reason";
        case Verb::device:
            return "key";
        case Verb::attest:
            return "token";
        case Verb::translate:
            return "target lang text";
        case Verb::withdraw:
        case Verb::show:
            return "target";
        case Verb::erase:
            return "target was";
        case Verb::move:
            return "claim parent stance";
        case Verb::merge:
            return "claim into";
        case Verb::ban:
            return "key on";
        case Verb::ask:
            return "title text about method options rule opens closes results eligible";
        case Verb::phase:
            return "name from to allows";
        case Verb::count:
            return "question column figures source counter sheet";
        case Verb::present:
            return "member meeting";
        case Verb::draw:
            return "commit reveal";
        case Verb::outcome:
            return "target text";
        case Verb::open:
            return "title text lang fold write clerks sites contact retention";
        case Verb::declare:
            return "thesis claims questions";
        case Verb::role:
            return "key member role on from";
        case Verb::key:
            return "key replaces";
        case Verb::stamp:
            return "time ids held";
        case Verb::unknown:
            return "";
    }
    return "";
}

}  // namespace palabre
