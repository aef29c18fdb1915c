#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace palabre {

/// What a paper is written as.
enum class PaperForm { html, markdown };

/// A paper of headings, paragraphs, lists and tables: HTML that prints well, without a script, or
/// Markdown (CommonMark with tables). Texts are never markup in either.
class Paper {
  public:
    Paper(PaperForm form, std::string_view lang, std::string_view title);

    /// `level`: 1 of the paper itself, 2 and 3 below it.
    void heading(int level, std::string_view text);
    void paragraph(std::string_view text);
    void list(const std::vector<std::string>& items);
    /// Rows of as many cells as `head`; the first cell names the row, the others are figures.
    void table(const std::vector<std::string>& head,
               const std::vector<std::vector<std::string>>& rows);
    /// Places to sign, each with who signs there.
    void signatures(std::string_view what, const std::vector<std::string>& who);
    [[nodiscard]] std::string take();

  private:
    void html_row(const std::vector<std::string>& cells, bool head);
    void markdown_row(const std::vector<std::string>& cells);

    PaperForm form_;
    std::string out_;
};

/// Adds `text` as one line that Markdown shows as it is: no emphasis, link, image or HTML.
void append_markdown(std::string& out, std::string_view text);

}  // namespace palabre
