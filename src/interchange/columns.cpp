#include "interchange/columns.hpp"

#include "interchange/body_fields.hpp"

namespace palabre {

void write_column(JsonWriter& out, const LiveDebate& debate, EntryIndex entry) {
    StrictJson json;
    if (!json.parse(debate.body(entry))) return;
    const BodyFields fields(json, 0);
    out.begin_object();
    out.key("column").string(fields.text("column").value_or(""));
    out.key("counter").string(fields.text("counter").value_or(""));
    out.key("figures").value(json.value(json.find(0, "figures")));
    out.key("id").string(debate.debate().ledger().text(debate.debate().ledger().at(entry).id));
    if (const auto sheet = fields.text("sheet")) out.key("sheet").string(*sheet);
    out.key("source").string(fields.text("source").value_or("")).end_object();
}

}  // namespace palabre
