#include "hub/frames.hpp"

#include <algorithm>
#include <utility>

#include "hub/sha1.hpp"
#include "interchange/utf8.hpp"

namespace palabre::hub {

namespace {

constexpr std::uint8_t op_more = 0x0;
constexpr std::uint8_t op_text = 0x1;
constexpr std::uint8_t op_close = 0x8;
constexpr std::uint8_t op_ping = 0x9;
constexpr std::uint8_t op_pong = 0xa;
constexpr std::size_t control_max = 125;

std::string frame(std::uint8_t opcode, std::string_view payload) {
    std::string out;
    out.reserve(payload.size() + 10);
    out += static_cast<char>(0x80 | opcode);
    const std::uint64_t size = payload.size();
    int bytes = 0;
    if (size <= 125) {
        out += static_cast<char>(size);
    } else if (size <= 0xffff) {
        out += static_cast<char>(126);
        bytes = 2;
    } else {
        out += static_cast<char>(127);
        bytes = 8;
    }
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(size >> (8 * i) & 0xff);
    out += payload;
    return out;
}

// Codes that an endpoint may say (RFC 6455, section 7.4).
bool may_be_said(std::uint16_t code) {
    if (code >= 3000 && code <= 4999) return true;
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

}  // namespace

std::string text_frame(std::string_view message) {
    return frame(op_text, message);
}

std::string ping_frame(std::string_view payload) {
    return frame(op_ping, payload.substr(0, control_max));
}

std::string pong_frame(std::string_view payload) {
    return frame(op_pong, payload.substr(0, control_max));
}

std::string close_frame(CloseCode code, std::string_view why) {
    const auto number = static_cast<std::uint16_t>(code);
    std::string payload{static_cast<char>(number >> 8), static_cast<char>(number & 0xff)};
    payload += why.substr(0, control_max - 2);
    return frame(op_close, payload);
}

bool FrameReader::fail(CloseCode code) {
    fault_ = code;
    failed_ = true;
    message_.clear();
    payload_.clear();
    return false;
}

bool FrameReader::begin_frame() {
    final_ = (header_[0] & 0x80) != 0;
    opcode_ = header_[0] & 0x0f;
    const std::uint8_t small = header_[1] & 0x7f;
    const std::size_t bytes = small == 126 ? 2 : small == 127 ? 8 : 0;
    std::uint64_t size = small;
    if (bytes > 0) {
        size = 0;
        for (std::size_t i = 0; i < bytes; ++i) size = size << 8 | header_[2 + i];
        // The shortest form is the only one.
        if (bytes == 2 && size < 126) return fail(CloseCode::protocol);
        if (bytes == 8 && (size <= 0xffff || size >> 63 != 0)) return fail(CloseCode::protocol);
    }
    std::copy_n(header_ + 2 + bytes, 4, mask_);
    if (opcode_ >= op_close) {
        if (opcode_ > op_pong) return fail(CloseCode::protocol);
        if (!final_ || size > control_max) return fail(CloseCode::protocol);
    } else {
        if (opcode_ > op_text) {
            return fail(opcode_ == 0x2 ? CloseCode::not_text : CloseCode::protocol);
        }
        if ((opcode_ == op_more) != in_message_) return fail(CloseCode::protocol);
        // Before a byte of it is kept.
        if (size > message_max_ || message_.size() + size > message_max_) {
            return fail(CloseCode::too_long);
        }
        in_message_ = true;
    }
    payload_left_ = size;
    masked_ = 0;
    in_payload_ = true;
    return true;
}

bool FrameReader::end_control(std::vector<Incoming>& out) {
    Incoming in;
    if (opcode_ == op_close) {
        in.is = Incoming::Is::close;
        if (payload_.size() == 1) return fail(CloseCode::protocol);
        if (payload_.size() >= 2) {
            const auto byte = [this](std::size_t i) {
                return static_cast<unsigned>(static_cast<std::uint8_t>(payload_[i]));
            };
            const auto code = static_cast<std::uint16_t>(byte(0) << 8 | byte(1));
            if (!may_be_said(code)) return fail(CloseCode::protocol);
            if (first_invalid_utf8(std::string_view(payload_).substr(2))) {
                return fail(CloseCode::not_utf8);
            }
            in.code = static_cast<CloseCode>(code);
        }
    } else {
        in.is = opcode_ == op_ping ? Incoming::Is::ping : Incoming::Is::pong;
        in.payload = payload_;
    }
    payload_.clear();
    out.push_back(std::move(in));
    return true;
}

bool FrameReader::end_frame(std::vector<Incoming>& out) {
    in_payload_ = false;
    header_size_ = 0;
    header_needs_ = 2;
    if (opcode_ >= op_close) return end_control(out);
    if (!final_) return true;
    in_message_ = false;
    if (first_invalid_utf8(message_)) return fail(CloseCode::not_utf8);
    Incoming in;
    in.payload.swap(message_);
    out.push_back(std::move(in));
    return true;
}

bool FrameReader::take(std::string_view bytes, std::vector<Incoming>& out) {
    if (failed_) return false;
    while (!bytes.empty() || (in_payload_ && payload_left_ == 0)) {
        if (!in_payload_) {
            header_[header_size_++] = static_cast<std::uint8_t>(bytes.front());
            bytes.remove_prefix(1);
            if (header_size_ == 2) {
                // No extension was agreed, so the reserved bits are zero; a client masks what it
                // sends.
                if ((header_[0] & 0x70) != 0 || (header_[1] & 0x80) == 0) {
                    return fail(CloseCode::protocol);
                }
                const std::uint8_t small = header_[1] & 0x7f;
                header_needs_ = 6 + (small == 126 ? 2U : small == 127 ? 8U : 0U);
            }
            if (header_size_ < header_needs_) continue;
            if (!begin_frame()) return false;
        }
        std::string& into = opcode_ >= op_close ? payload_ : message_;
        const auto part =
            static_cast<std::size_t>(std::min<std::uint64_t>(payload_left_, bytes.size()));
        for (const char c : bytes.substr(0, part)) {
            into += static_cast<char>(static_cast<std::uint8_t>(c) ^ mask_[masked_++ % 4]);
        }
        bytes.remove_prefix(part);
        payload_left_ -= part;
        if (payload_left_ == 0 && !end_frame(out)) return false;
    }
    return true;
}

std::string accept_key(std::string_view key) {
    constexpr std::string_view guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto digest = sha1(std::string(key).append(guid));
    std::string out;
    for (std::size_t i = 0; i < 21; i += 3) {
        // 20 bytes: the last group has two of them, and one `=`.
        const std::uint32_t third = i + 2 < digest.size() ? digest[i + 2] : 0U;
        const std::uint32_t group =
            std::uint32_t{digest[i]} << 16 | std::uint32_t{digest[i + 1]} << 8 | third;
        for (int shift = 18; shift >= 0; shift -= 6) out += alphabet[group >> shift & 63];
    }
    out.back() = '=';
    return out;
}

}  // namespace palabre::hub
