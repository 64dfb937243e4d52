#include "parsers/source/mask.hpp"

#include <algorithm>
#include <utility>

#include "parsers/source/mask_scanner.hpp"

namespace pkgmap {
namespace {

std::vector<ByteRange> disjoint(std::vector<ByteRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const ByteRange& l, const ByteRange& r) { return l.begin < r.begin; });
  std::vector<ByteRange> answer;
  for (const ByteRange& range : ranges) {
    if (range.begin >= range.end) continue;
    if (!answer.empty() && range.begin <= answer.back().end) {
      answer.back().end = std::max(answer.back().end, range.end);
    } else {
      answer.push_back(range);
    }
  }
  return answer;
}

}  // namespace

std::vector<ByteRange> secrets_in(std::string_view text) {
  return disjoint(mask::Scanner(text, mask::Kind::control_file).run());
}

std::vector<ByteRange> within(const std::vector<ByteRange>& ranges, std::size_t begin,
                              std::size_t end) {
  std::vector<ByteRange> answer;
  auto range = std::partition_point(ranges.begin(), ranges.end(),
                                    [=](const ByteRange& r) { return r.end <= begin; });
  for (; range != ranges.end() && range->begin < end; ++range) {
    answer.push_back({std::max(range->begin, begin), std::min(range->end, end)});
  }
  return answer;
}

std::vector<std::string> without_secrets(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) (joined += word) += '\0';
  const auto secrets = disjoint(mask::Scanner(joined, mask::Kind::command).run());
  if (secrets.empty()) return words;
  std::vector<std::string> answer;
  std::size_t begin = 0;
  for (const std::string& word : words) {
    const std::size_t end = begin + word.size();
    std::string shown;
    std::size_t at = begin;
    for (const ByteRange& secret : within(secrets, begin, end)) {
      shown += joined.substr(at, secret.begin - at) + "***";
      at = secret.end;
    }
    answer.push_back(shown + joined.substr(at, end - at));
    begin = end + 1;
  }
  return answer;
}

std::string masked(const std::string& word) {
  return without_secrets({word}).front();
}

}  // namespace pkgmap
