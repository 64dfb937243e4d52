#include "parsers/status/repair.hpp"

#include <array>
#include <charconv>

namespace pkgmap::status {
namespace {

constexpr std::string_view kCdata = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";

// Elements that hold bytes of the control file or of the host, but no other element.
constexpr std::array<std::string_view, 6> kRawElements = {
    "controlfile", "localhostname", "unixsocket", "address", "hostname", "cron"};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

void append_escaped(std::string& out, std::string_view raw) {
  for (const char c : raw) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
}

// Returns the offset of the first `end` that `after` follows, maybe behind blanks; of the first
// `end` if there is no such place. A name may hold `end` itself.
std::size_t find_end(std::string_view text, std::size_t from, std::string_view end,
                     std::string_view after) {
  for (std::size_t at = text.find(end, from); at != std::string_view::npos;
       at = text.find(end, at + 1)) {
    if (text.substr(skip_space(text, at + end.size())).starts_with(after)) return at;
  }
  return text.find(end, from);
}

class Repairer {
 public:
  explicit Repairer(std::string_view text) : text_(text) { out_.reserve(text.size() + 256); }

  std::string run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '<') {
        tag();
      } else if (c == '&' && !at_entity()) {
        out_ += "&amp;";
        ++at_;
      } else {
        out_ += c;
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  bool at(std::string_view word) const { return text_.substr(at_).starts_with(word); }

  void copy(std::size_t end) {
    out_ += text_.substr(at_, end - at_);
    at_ = end;
  }

  bool at_entity() const {
    for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}) {
      if (at(entity)) return true;
    }
    return false;
  }

  void tag() {
    if (at(kCdata)) {
      const std::size_t end = text_.find(kCdataEnd, at_);
      copy(end == std::string_view::npos ? text_.size() : end + kCdataEnd.size());
    } else if (at("<servicegroups>")) {
      constexpr std::string_view close = "</servicegroups>";
      const std::size_t end = text_.rfind(close);
      at_ = end == std::string_view::npos || end < at_ ? text_.size() : end + close.size();
    } else if (at("<service name=\"")) {
      raw_until(at_ + std::string_view("<service name=\"").size(), "\">", "<type>");
    } else if (at("<service ")) {
      service_with_name_element();
    } else {
      other_tag();
    }
  }

  void service_with_name_element() {
    const std::size_t end = text_.find('>', at_);
    copy(end == std::string_view::npos ? text_.size() : end + 1);
    copy(skip_space(text_, at_));
    if (at("<name>")) raw_until(at_ + std::string_view("<name>").size(), "</name>", "<");
  }

  void other_tag() {
    for (const std::string_view element : kRawElements) {
      if (!text_.substr(at_ + 1).starts_with(element)) continue;
      const std::size_t content = at_ + 1 + element.size();
      if (content >= text_.size() || text_[content] != '>') continue;
      if (text_.substr(content + 1).starts_with(kCdata)) break;
      raw_until(content + 1, "</" + std::string(element) + ">", "<");
      return;
    }
    out_ += text_[at_++];
  }

  // Copies the markup up to `content`, then escapes up to the `end` that `after` follows.
  void raw_until(std::size_t content, std::string_view end, std::string_view after) {
    copy(content);
    const std::string_view follows = end == "</name>" ? "<collected_sec>" : after;
    const std::size_t stop = find_end(text_, at_, end, follows);
    if (stop == std::string_view::npos) {
      copy(text_.size());
      return;
    }
    append_escaped(out_, text_.substr(at_, stop - at_));
    at_ = stop;
    copy(stop + end.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

std::string_view between(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t start = text.find(open);
  if (start == std::string_view::npos) return {};
  const std::size_t content = start + open.size();
  const std::size_t end = text.find(close, content);
  return end == std::string_view::npos ? std::string_view{} : text.substr(content, end - content);
}

}  // namespace

std::string_view version_in(std::string_view xml) {
  const std::size_t root = xml.find("<monit");
  if (root == std::string_view::npos) return {};
  const std::string_view tag = xml.substr(root, xml.find('>', root) - root);
  const std::string_view attribute = between(tag, " version=\"", "\"");
  return attribute.empty() ? between(xml, "<version>", "</version>") : attribute;
}

bool escapes_names(std::string_view version) {
  int major = 0;
  std::from_chars(version.data(), version.data() + version.size(), major);
  return major >= 6;
}

std::string repair(std::string_view xml) {
  return Repairer(xml).run();
}

}  // namespace pkgmap::status
