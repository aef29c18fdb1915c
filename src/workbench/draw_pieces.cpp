// What panels are made of.
#include <algorithm>

#include "interchange/reading_order.hpp"
#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

// The element's own colours (web/src/styles/base.css), 0xAABBGGRR, in the order of map::Colour.
constexpr Colours light_colours{0xff1a1c1cU, 0xff5a5c5cU, 0xffffffffU, 0xffc8c8c8U, 0xfff4f4f2U,
                                0xff945a1fU, 0xff49661dU, 0xff0f3396U, 0xffffffffU};
constexpr Colours dark_colours{0xffeaececU, 0xffb4b8b8U, 0xff1d1b1aU, 0xff504c4aU, 0xff2a2826U,
                               0xffeec49cU, 0xffaecf86U, 0xff8aa9f2U, 0xff2f2010U};

ImVec4 vector_of(ImU32 colour, float alpha = 1.0F) {
    ImVec4 made = ImGui::ColorConvertU32ToFloat4(colour);
    made.w *= alpha;
    return made;
}

}  // namespace

Colours colours_of(bool is_dark) {
    return is_dark ? dark_colours : light_colours;
}

void apply_style(const Parts& parts) {
    ImGuiStyle& style = ImGui::GetStyle();
    const ImVec4 words = vector_of(parts.colour(map::colour_text));
    const ImVec4 ground = vector_of(parts.colour(map::colour_surface));
    const ImVec4 raised = vector_of(parts.colour(map::colour_raised));
    const ImVec4 rule = vector_of(parts.colour(map::colour_rule));
    const ImVec4 accent = vector_of(parts.colour(map::colour_accent));
    const auto faint = [&parts](float alpha) {
        return vector_of(parts.colour(map::colour_accent), alpha);
    };
    // All of them, so that nothing keeps a colour of the other theme; then those that differ.
    for (int i = 0; i < ImGuiCol_COUNT; ++i) style.Colors[i] = raised;
    for (const int i : {ImGuiCol_Text, ImGuiCol_CheckMark, ImGuiCol_InputTextCursor}) {
        style.Colors[i] = words;
    }
    for (const int i : {ImGuiCol_WindowBg, ImGuiCol_PopupBg, ImGuiCol_ScrollbarBg}) {
        style.Colors[i] = ground;
    }
    for (const int i : {ImGuiCol_Border, ImGuiCol_Separator, ImGuiCol_ScrollbarGrab,
                        ImGuiCol_TableBorderStrong, ImGuiCol_TableBorderLight}) {
        style.Colors[i] = rule;
    }
    for (const int i :
         {ImGuiCol_SliderGrab, ImGuiCol_SliderGrabActive, ImGuiCol_NavCursor,
          ImGuiCol_SeparatorHovered, ImGuiCol_SeparatorActive, ImGuiCol_ScrollbarGrabHovered,
          ImGuiCol_ScrollbarGrabActive, ImGuiCol_PlotHistogram}) {
        style.Colors[i] = accent;
    }
    for (const int i : {ImGuiCol_ButtonHovered, ImGuiCol_HeaderHovered, ImGuiCol_FrameBgHovered}) {
        style.Colors[i] = faint(0.18F);
    }
    for (const int i : {ImGuiCol_ButtonActive, ImGuiCol_HeaderActive, ImGuiCol_Header,
                        ImGuiCol_TextSelectedBg, ImGuiCol_FrameBgActive}) {
        style.Colors[i] = faint(0.3F);
    }
    for (const int i : {ImGuiCol_ChildBg, ImGuiCol_BorderShadow, ImGuiCol_TableRowBg}) {
        style.Colors[i] = ImVec4(0, 0, 0, 0);
    }
    style.Colors[ImGuiCol_TextDisabled] = vector_of(parts.colour(map::colour_muted));
    style.FontSizeBase = parts.type;
    style.FrameRounding = style.GrabRounding = style.ChildRounding = 4.0F;
    style.FrameBorderSize = 1.0F;
    style.WindowBorderSize = 0.0F;
    style.FramePadding = ImVec2(8, 4);
    style.ItemSpacing = ImVec2(8, 6);
    style.ScrollbarSize = 14.0F;
}

void text(std::string_view words) {
    ImGui::TextUnformatted(words.data(), words.data() + words.size());
}

void text(std::string_view words, ImU32 colour) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    text(words);
    ImGui::PopStyleColor();
}

void wrapped(std::string_view words) {
    ImGui::PushTextWrapPos(0.0F);
    text(words);
    ImGui::PopTextWrapPos();
}

void cut_text(std::string_view words, ImU32 colour) {
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetTextLineHeight();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec4 clip(from.x, from.y, from.x + width, from.y + height * 1.3F);
    // What cannot be seen is not laid out either: texts have up to 4,000 characters.
    const std::size_t most = static_cast<std::size_t>(width);
    std::size_t size = std::min(words.size(), most);
    while (size < words.size() && size > 0 && (words[size] & 0xC0) == 0x80) --size;
    list.AddText(ImGui::GetFont(), ImGui::GetFontSize(), from, colour, words.data(),
                 words.data() + size, 0.0F, &clip);
    ImGui::Dummy(ImVec2(width, height));
}

void cut_text_beside(std::string_view words, ImU32 colour) {
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + ImGui::GetStyle().FramePadding.y);
    cut_text(words, colour);
}

bool segments(const char* id, std::span<const std::string> names, std::size_t& chosen) {
    ImGui::PushID(id);
    bool taken = false;
    const float edge = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const float width =
            ImGui::CalcTextSize(names[i].c_str()).x + ImGui::GetStyle().FramePadding.x * 2.0F;
        // What does not fit goes on in the next line.
        if (i > 0) {
            ImGui::SameLine(0.0F, 4.0F);
            if (ImGui::GetCursorScreenPos().x + width > edge) ImGui::NewLine();
        }
        ImGui::PushID(static_cast<int>(i));
        const bool on = i == chosen;
        if (on) {
            const ImVec4 held = ImGui::GetStyleColorVec4(ImGuiCol_ButtonActive);
            ImGui::PushStyleColor(ImGuiCol_Button, held);
        }
        if (ImGui::Button(names[i].c_str()) && !on) {
            chosen = i;
            taken = true;
        }
        if (on) ImGui::PopStyleColor();
        ImGui::PopID();
    }
    ImGui::PopID();
    return taken;
}

void bar(float width, double share, ImU32 colour, const Parts& parts) {
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetTextLineHeight() * 0.55F;
    const float top = from.y + (ImGui::GetTextLineHeight() - height) / 2.0F;
    const float length = width * static_cast<float>(std::clamp(share, 0.0, 1.0));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({from.x, top}, {from.x + width, top + height},
                       parts.colour(map::colour_rule), 2.0F);
    if (length >= 1.0F) {
        list.AddRectFilled({from.x, top}, {from.x + length, top + height}, colour, 2.0F);
    }
    ImGui::Dummy(ImVec2(width, ImGui::GetTextLineHeight()));
}

std::string fault_words(const Parts& parts, const Fault& fault) {
    const std::string name = "fault-" + fault.code;
    std::string said = parts.say(name);
    if (said != name) return said;
    const std::string_view what = fault.what;
    return parts.say("fault", {{"what", what.empty() ? std::string_view(fault.code) : what}});
}

std::vector<QuestionIndex> asked(const LiveDebate& debate) {
    return questions_in_order(debate.debate());
}

}  // namespace palabre::workbench
