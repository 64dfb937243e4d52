// Shared by the tests of masks: a text of a control file with `***` for each secret.
#pragma once

#include <string>

#include "parsers/source/mask.hpp"

namespace pkgmap::test {

inline std::string masked(const std::string& text) {
  std::string answer;
  std::size_t at = 0;
  for (const ByteRange& range : secrets_in(text)) {
    answer += text.substr(at, range.begin - at) + "***";
    at = range.end;
  }
  return answer + text.substr(at);
}

}  // namespace pkgmap::test
