// The window: GLFW brings it and its events, OpenGL 3 draws what Dear ImGui made.
#include "workbench/window.hpp"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>

#include "imgui.h"

namespace palabre::workbench {

namespace {

/// Fonts that write French and most of what debates are held in, where systems keep them.
constexpr const char* system_fonts[] = {
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
};
constexpr float font_size = 16.0F;
/// A frame after an event is not enough: what it changes is laid out in the next one.
constexpr int frames_after_event = 3;
/// With nothing to do, so long between two looks, in seconds.
constexpr double patience = 0.5;

std::string bytes_of(const std::string& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    if (file) bytes << file.rdbuf();
    return bytes.str();
}

// The bytes belong to the atlas, which frees them.
bool add_font(const std::string& bytes) {
    // The magic numbers of TrueType and OpenType: nothing else is handed to the reader of fonts.
    const std::string_view magic = std::string_view(bytes).substr(0, 4);
    const bool known = magic == std::string_view("\0\1\0\0", 4) || magic == "true" ||
                       magic == "OTTO" || magic == "ttcf";
    if (!known) return false;
    void* const kept = ImGui::MemAlloc(bytes.size());
    std::copy(bytes.begin(), bytes.end(), static_cast<char*>(kept));
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(kept, static_cast<int>(bytes.size()),
                                                      font_size) != nullptr;
}

bool choose_font(const std::string& asked) {
    if (!asked.empty()) return add_font(bytes_of(asked));
    for (const char* path : system_fonts) {
        if (add_font(bytes_of(path))) return true;
    }
    ImGui::GetIO().Fonts->AddFontDefault();
    return true;
}

double milliseconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(now).count();
}

std::int64_t wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

/// What has to be taken down again, in the order in which it was put up.
class Stage {
  public:
    Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage() {
        if (drawing_) {
            ImGui_ImplOpenGL3_Shutdown();
            ImGui_ImplGlfw_Shutdown();
        }
        if (context_ != nullptr) ImGui::DestroyContext(context_);
        if (window_ != nullptr) glfwDestroyWindow(window_);
        if (begun_) glfwTerminate();
    }

    bool open(const std::string& title) {
        begun_ = glfwInit() == GLFW_TRUE;
        if (!begun_) return false;
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        window_ = glfwCreateWindow(1400, 900, title.c_str(), nullptr, nullptr);
        if (window_ == nullptr) return false;
        glfwMakeContextCurrent(window_);
        glfwSwapInterval(1);
        IMGUI_CHECKVERSION();
        context_ = ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        // Where the sides end is no secret worth a file.
        io.IniFilename = nullptr;
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        drawing_ =
            ImGui_ImplGlfw_InitForOpenGL(window_, true) && ImGui_ImplOpenGL3_Init("#version 150");
        return drawing_;
    }
    [[nodiscard]] GLFWwindow* window() const { return window_; }

  private:
    bool begun_ = false;
    bool drawing_ = false;
    GLFWwindow* window_ = nullptr;
    ImGuiContext* context_ = nullptr;
};

}  // namespace

Result<bool> run_window(View& view, const WindowOptions& options) {
    Stage stage;
    if (!stage.open(options.title)) {
        const char* why = nullptr;
        glfwGetError(&why);
        return Fault{"display", "", why == nullptr ? "no window can be opened" : why};
    }
    if (!choose_font(options.font)) return Fault{"font", options.font, "this is no font"};
    float scale = 1.0F;
    glfwGetWindowContentScale(stage.window(), &scale, nullptr);
    view.choose_type(font_size * scale);
    view.choose_dark(options.dark);
    View::Moment moment;
    int frames = frames_after_event;
    while (glfwWindowShouldClose(stage.window()) == GLFW_FALSE) {
        if (frames > 0) {
            glfwPollEvents();
            --frames;
        } else {
            glfwWaitEventsTimeout(patience);
            frames = frames_after_event;
        }
        const double begun = milliseconds();
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGui::NewFrame();
        const ImGuiIO& io = ImGui::GetIO();
        moment.now = begun;
        moment.wall = wall_clock();
        moment.width = io.DisplaySize.x;
        moment.height = io.DisplaySize.y;
        moment.ratio = io.DisplayFramebufferScale.x > 0.0F ? io.DisplayFramebufferScale.x : 1.0F;
        if (view.draw(moment)) frames = frames_after_event;
        ImGui::Render();
        moment.spent = milliseconds() - begun;
        // Nothing is cleared: the workbench covers the window whole.
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        glfwSwapBuffers(stage.window());
    }
    return true;
}

}  // namespace palabre::workbench
