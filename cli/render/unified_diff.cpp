#include "cli/render/unified_diff.hpp"

#include <algorithm>
#include <vector>

#include "parsers/source/mask.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::size_t kContext = 3;

/// Lines with their newlines, and as they may be shown.
struct Lines {
  std::vector<std::string_view> exact;
  std::vector<std::string> shown;
  std::vector<bool> secret;
};

std::string masked_line(std::string_view text, std::size_t begin, std::size_t end,
                        const std::vector<ByteRange>& secrets) {
  std::string line;
  std::size_t at = begin;
  for (const ByteRange& range : secrets) {
    line += text.substr(at, std::max(range.begin, at) - at);
    line += "***";
    at = std::min(std::max(range.end, at), end);
  }
  line += text.substr(at, end - at);
  if (!line.ends_with('\n') && text[end - 1] == '\n') line += '\n';
  return line;
}

Lines lines_of(std::string_view text) {
  Lines lines;
  const std::vector<ByteRange> all = secrets_in(text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const auto secrets = within(all, begin, end);
    lines.exact.push_back(text.substr(begin, end - begin));
    lines.secret.push_back(!secrets.empty());
    lines.shown.push_back(masked_line(text, begin, end, secrets));
    begin = end;
  }
  return lines;
}

/// Lines [before, before_end) of the old text become lines [after, after_end) of the new one.
struct Block {
  std::size_t before;
  std::size_t before_end;
  std::size_t after;
  std::size_t after_end;
};

std::vector<Block> one_by_one(const Lines& before, const Lines& after) {
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < before.exact.size(); ++i) {
    if (before.exact[i] == after.exact[i]) continue;
    const bool goes_on = !blocks.empty() && blocks.back().before_end == i;
    if (!goes_on) blocks.push_back({i, i, i, i});
    blocks.back().before_end = blocks.back().after_end = i + 1;
  }
  return blocks;
}

// For a replaced text with line breaks of its own: one block, without the equal lines at both ends.
std::vector<Block> as_a_whole(const Lines& before, const Lines& after) {
  const auto& left = before.exact;
  const auto& right = after.exact;
  std::size_t first = 0;
  while (first < left.size() && first < right.size() && left[first] == right[first]) ++first;
  std::size_t last = 0;
  while (last < left.size() - first && last < right.size() - first &&
         left[left.size() - 1 - last] == right[right.size() - 1 - last]) {
    ++last;
  }
  return {{first, left.size() - last, first, right.size() - last}};
}

class Writer {
 public:
  Writer(const Lines& before, const Lines& after, std::vector<Block> blocks)
      : before_(before), after_(after), blocks_(std::move(blocks)) {}

  UnifiedDiff diff(const std::string& path) {
    diff_.text = "--- a" + printable(path) + "\n+++ b" + printable(path) + "\n";
    for (std::size_t first = 0; first < blocks_.size();) first = hunk(first);
    return std::move(diff_);
  }

 private:
  // Number of context lines before block `number`, up to the end of the block before.
  std::size_t above(std::size_t number) const {
    const std::size_t floor = number == 0 ? 0 : blocks_[number - 1].before_end;
    std::size_t count = 0;
    const std::size_t begin = blocks_[number].before;
    while (count < kContext && begin - count > floor && !before_.secret[begin - count - 1]) ++count;
    return count;
  }

  std::size_t below(std::size_t number) const {
    const std::size_t ceiling =
        number + 1 == blocks_.size() ? before_.exact.size() : blocks_[number + 1].before;
    std::size_t count = 0;
    const std::size_t end = blocks_[number].before_end;
    while (count < kContext && end + count < ceiling && !before_.secret[end + count]) ++count;
    return count;
  }

  bool joined_with_next(std::size_t number) const {
    if (number + 1 == blocks_.size()) return false;
    return blocks_[number].before_end + below(number) + above(number + 1) >=
           blocks_[number + 1].before;
  }

  std::size_t hunk(std::size_t first) {
    std::size_t last = first;
    while (joined_with_next(last)) ++last;
    const std::size_t lead = above(first);
    const std::size_t trail = below(last);
    const std::size_t begin = blocks_[first].before - lead;
    const std::size_t new_begin = blocks_[first].after - lead;
    diff_.text += "@@ -" + range(begin, blocks_[last].before_end + trail) + " +" +
                  range(new_begin, blocks_[last].after_end + trail) + " @@\n";
    std::size_t at = begin;
    for (std::size_t i = first; i <= last; ++i) {
      const Block& block = blocks_[i];
      for (; at < block.before; ++at) put(' ', before_, at);
      for (; at < block.before_end; ++at) put('-', before_, at);
      for (std::size_t line = block.after; line < block.after_end; ++line) put('+', after_, line);
    }
    for (const std::size_t end = at + trail; at < end; ++at) put(' ', before_, at);
    return last + 1;
  }

  static std::string range(std::size_t begin, std::size_t end) {
    const std::size_t first = begin == end ? begin : begin + 1;
    return std::to_string(first) + "," + std::to_string(end - begin);
  }

  void put(char sign, const Lines& lines, std::size_t line) {
    diff_.masked = diff_.masked || lines.secret[line];
    diff_.text += sign + lines.shown[line];
    if (!lines.shown[line].ends_with('\n')) diff_.text += "\n\\ No newline at end of file\n";
  }

  const Lines& before_;
  const Lines& after_;
  std::vector<Block> blocks_;
  UnifiedDiff diff_;
};

}  // namespace

UnifiedDiff unified_diff(const std::string& path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Lines left = lines_of(before);
  const Lines right = lines_of(after);
  const bool same_count = left.exact.size() == right.exact.size();
  return Writer(left, right, same_count ? one_by_one(left, right) : as_a_whole(left, right))
      .diff(path);
}

}  // namespace pkgmap::cli
