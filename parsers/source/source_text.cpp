#include "parsers/source/source_text.hpp"

#include <algorithm>
#include <utility>

namespace pkgmap {

std::uint32_t Sources::add(std::string name, std::string bytes) {
  texts_.push_back({std::move(name), std::move(bytes), {}, {}});
  return static_cast<std::uint32_t>(texts_.size() - 1);
}

std::string_view Sources::text(Span span) const {
  if (span.source >= texts_.size()) return {};
  const std::string_view all = texts_[span.source].bytes;
  const std::size_t begin = std::min<std::size_t>(span.begin, all.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, all.size());
  return all.substr(begin, end - begin);
}

Position Sources::position(std::uint32_t source, std::uint32_t offset) const {
  if (source >= texts_.size()) return {};
  const Text& text = texts_[source];
  const std::size_t at = std::min<std::size_t>(offset, text.bytes.size());
  const std::vector<std::uint32_t>& begins = line_begins(text);
  const auto next = std::upper_bound(begins.begin(), begins.end(), at);
  return {static_cast<std::size_t>(next - begins.begin()), at - *(next - 1) + 1};
}

const std::vector<std::uint32_t>& Sources::line_begins(const Text& text) {
  if (!text.line_begins.empty()) return text.line_begins;
  std::size_t begin = 0;
  do {
    text.line_begins.push_back(static_cast<std::uint32_t>(begin));
    begin = text.bytes.find('\n', begin) + 1;
  } while (begin != 0);
  return text.line_begins;
}

std::vector<ByteRange> Sources::secrets(std::uint32_t source, std::size_t begin,
                                        std::size_t end) const {
  const Text& text = texts_[source];
  if (!text.secrets) text.secrets = secrets_in(text.bytes);
  return within(*text.secrets, begin, end);
}

std::string_view Sources::line_at(std::uint32_t source, std::uint32_t offset) const {
  if (source >= texts_.size()) return {};
  const std::string_view all = texts_[source].bytes;
  const std::size_t at = std::min<std::size_t>(offset, all.size());
  const std::size_t newline = all.substr(0, at).rfind('\n');
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = std::min(all.find('\n', at), all.size());
  std::string_view line = all.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace pkgmap
