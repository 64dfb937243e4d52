// Writes a Json as text without a copy into the library's own values, which would take three times
// as long.
#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "parsers/json/json.hpp"
#include "parsers/json/long_list.hpp"
#include "parsers/source/hex.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
namespace {

// The library finds the shortest digits of a number, and replaces bytes that are not UTF-8 by
// U+FFFD.
template <class Value>
std::string by_library(const Value& value) {
  return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void append_control(char c, std::string& out) {
  constexpr std::string_view kNamed = "\b\t\n\f\r";
  constexpr std::string_view kNames = "btnfr";
  const std::size_t at = kNamed.find(c);
  if (at != std::string_view::npos) {
    out += {'\\', kNames[at]};
  } else {
    out += "\\u00" + hex({&c, 1});
  }
}

/// For each byte: whether JSON writes it as it is, wherever it stands.
constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}

bool is_plain(const std::string& text) {
  static constexpr std::array<bool, 256> kPlain = plain_bytes();
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
}

void append_string(const std::string& text, std::string& out) {
  if (is_plain(text)) {
    out.append(1, '"').append(text).append(1, '"');
    return;
  }
  if (!is_utf8(text)) {
    out += by_library(text);
    return;
  }
  out += '"';
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool control = static_cast<unsigned char>(text[i]) < 0x20;
    if (!control && text[i] != '"' && text[i] != '\\') continue;
    out.append(text, done, i - done);
    done = i + 1;
    if (control)
      append_control(text[i], out);
    else
      out += {'\\', text[i]};
  }
  out.append(text, done);
  out += '"';
}

class Writer {
 public:
  explicit Writer(int indent, const LongList* list = nullptr) : indent_(indent), list_(list) {}

  void write(const Json& value) {
    if (value.is_array()) {
      const Json::Array& items = value.items();
      write_all('[', items.size(), ']', [&](std::size_t i) { write(items[i]); });
    } else if (value.is_object()) {
      const Json::Object& members = value.members();
      write_all('{', members.size(), '}', [&](std::size_t i) { write_member(members[i]); });
    } else if (const std::string* text = value.text()) {
      append_string(*text, out_);
    } else if (const auto flag = value.boolean()) {
      out_ += *flag ? "true" : "false";
    } else if (const auto integer = value.integer()) {
      out_ += std::to_string(*integer);
    } else if (const auto number = value.number()) {
      out_ += by_library(*number);
    } else {
      out_ += "null";
    }
  }

  /// What has been written since the last clear().
  const std::string& text() const& { return out_; }
  std::string text() && { return std::move(out_); }
  /// Forgets the text, and keeps its memory for the next one.
  void clear() { out_.clear(); }

 private:
  void write_member(const Json::Member& member) {
    append_string(member.first, out_);
    out_ += indent_ < 0 ? ":" : ": ";
    if (list_ && depth_ == 1 && member.first == list_->key) {
      write_all('[', list_->size, ']', [this](std::size_t i) { write(list_->element(i)); });
    } else {
      write(member.second);
    }
  }

  template <class WriteOne>
  void write_all(char open, std::size_t count, char close, const WriteOne& write_one) {
    out_ += open;
    ++depth_;
    for (std::size_t i = 0; i < count; ++i) {
      make_room();
      if (i > 0) out_ += ',';
      new_line();
      write_one(i);
    }
    --depth_;
    if (count > 0) new_line();
    out_ += close;
  }

  // A large text would be copied into new memory again and again. Memory that is only reserved
  // costs no page.
  void make_room() {
    constexpr std::size_t kLarge = 64U << 10U;
    constexpr std::size_t kRoom = 8U << 20U;
    if (out_.size() >= kLarge && out_.capacity() < kRoom) out_.reserve(kRoom);
  }

  void new_line() {
    if (indent_ < 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_) * depth_, ' ');
  }

  int indent_;
  const LongList* list_;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace

std::string Json::dump(int indent) const {
  Writer writer(indent);
  writer.write(*this);
  return std::move(writer).text();
}

void dump_with(const Json& object, const LongList& list,
               const std::function<void(const std::string& piece)>& use, int indent) {
  constexpr std::size_t kPiece = 64U << 10U;
  Writer* writing = nullptr;
  LongList in_pieces = list;
  in_pieces.element = [&](std::size_t number) {
    if (writing->text().size() >= kPiece) {
      use(writing->text());
      writing->clear();
    }
    return list.element(number);
  };
  Writer writer(indent, &in_pieces);
  writing = &writer;
  writer.write(object);
  use(writer.text());
}

}  // namespace pkgmap
