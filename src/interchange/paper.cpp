#include "interchange/paper.hpp"

#include <utility>

#include "interchange/ascii.hpp"
#include "interchange/html_escape.hpp"

namespace palabre {

namespace {

constexpr std::string_view style =
    "body{font:11pt/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;"
    "color:#111;background:#fff}"
    "h1{font-size:1.6em;line-height:1.2}h2{font-size:1.25em;margin-top:2em}h3{font-size:1.05em}"
    "h1,h2,h3{break-after:avoid}p,li,td,th{overflow-wrap:anywhere}"
    "table{border-collapse:collapse;margin:.5em 0 1em;break-inside:avoid}"
    "th,td{border:1px solid #767676;padding:.25em .6em;text-align:end}"
    "th:first-child,td:first-child{text-align:start}"
    ".sign{display:flex;gap:2em;margin-top:3em;break-inside:avoid}"
    ".sign p{flex:1;border-top:1px solid #767676;padding-top:.4em;min-height:5em}"
    "@page{margin:2cm}@media print{body{margin:0;max-width:none;padding:0}}";

void append_tagged(std::string& out, std::string_view tag, std::string_view text) {
    out.append("<").append(tag).append(">");
    append_html(out, text);
    out.append("</").append(tag).append(">");
}

// Whether a line that begins so would be a heading, a list or a rule.
bool begins_block(std::string_view line) {
    if (line.empty()) return false;
    if (std::string_view("#+-=").find(line[0]) != std::string_view::npos) return true;
    std::size_t digits = 0;
    while (digits < line.size() && is_digit(line[digits])) ++digits;
    return digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')');
}

}  // namespace

void append_markdown(std::string& out, std::string_view text) {
    constexpr std::string_view marks = "\\`*_[]<>&|~@$";
    const bool block = begins_block(text);
    bool numbered = block && is_digit(text[0]);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (static_cast<unsigned char>(c) < ' ') {
            out += ' ';
            continue;
        }
        // A bare address would become a link.
        const bool address = (c == ':' && text.substr(i + 1, 2) == "//") ||
                             (c == '.' && i >= 3 && text.substr(i - 3, 3) == "www");
        const bool ends_number = numbered && !is_digit(c);
        if (marks.find(c) != marks.npos || address || ends_number ||
            (i == 0 && block && !numbered)) {
            out += '\\';
        }
        numbered = numbered && !ends_number;
        out += c;
    }
}

Paper::Paper(PaperForm form, std::string_view lang, std::string_view title) : form_(form) {
    if (form_ == PaperForm::html) {
        out_ = "<!doctype html>\n<html lang=\"";
        append_html(out_, lang);
        out_ +=
            "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
            "content=\"width=device-width\">\n";
        append_tagged(out_, "title", title);
        out_.append("\n<style>").append(style).append("</style>\n");
    }
    heading(1, title);
}

void Paper::heading(int level, std::string_view text) {
    if (form_ == PaperForm::html) {
        append_tagged(out_, "h" + std::to_string(level), text);
        out_ += '\n';
        return;
    }
    if (!out_.empty()) out_ += '\n';
    out_.append(static_cast<std::size_t>(level), '#').append(" ");
    append_markdown(out_, text);
    out_ += '\n';
}

void Paper::paragraph(std::string_view text) {
    if (form_ == PaperForm::html) {
        append_tagged(out_, "p", text);
        out_ += '\n';
        return;
    }
    out_ += '\n';
    append_markdown(out_, text);
    out_ += '\n';
}

void Paper::list(const std::vector<std::string>& items) {
    const bool html = form_ == PaperForm::html;
    out_ += html ? "<ul>\n" : "\n";
    for (const std::string& item : items) {
        if (html) {
            append_tagged(out_, "li", item);
        } else {
            out_ += "- ";
            append_markdown(out_, item);
        }
        out_ += '\n';
    }
    if (html) out_ += "</ul>\n";
}

void Paper::html_row(const std::vector<std::string>& cells, bool head) {
    out_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (head || i == 0) {
            out_ += head ? "<th scope=\"col\">" : "<th scope=\"row\">";
            append_html(out_, cells[i]);
            out_ += "</th>";
        } else {
            append_tagged(out_, "td", cells[i]);
        }
    }
    out_ += "</tr>\n";
}

void Paper::markdown_row(const std::vector<std::string>& cells) {
    out_ += '|';
    for (const std::string& cell : cells) {
        out_ += ' ';
        append_markdown(out_, cell);
        out_ += " |";
    }
    out_ += '\n';
}

void Paper::table(const std::vector<std::string>& head,
                  const std::vector<std::vector<std::string>>& rows) {
    if (form_ == PaperForm::html) {
        out_ += "<table>\n<thead>";
        html_row(head, true);
        out_ += "</thead>\n<tbody>\n";
        for (const auto& row : rows) html_row(row, false);
        out_ += "</tbody>\n</table>\n";
        return;
    }
    out_ += '\n';
    markdown_row(head);
    out_ += '|';
    for (std::size_t i = 0; i < head.size(); ++i) out_ += i == 0 ? " --- |" : " ---: |";
    out_ += '\n';
    for (const auto& row : rows) markdown_row(row);
}

void Paper::signatures(std::string_view what, const std::vector<std::string>& who) {
    const bool html = form_ == PaperForm::html;
    out_ += html ? "<div class=\"sign\">" : "";
    for (const std::string& one : who) {
        const std::string line = one + " (" + std::string(what) + ")";
        if (html)
            append_tagged(out_, "p", line);
        else
            paragraph(line);
    }
    out_ += html ? "</div>\n" : "";
}

std::string Paper::take() {
    return std::move(out_);
}

}  // namespace palabre
