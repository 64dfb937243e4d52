#include "cli/render/nagios.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

constexpr int kUnknown = 3;

// A plugin's output ends at a bar: what follows is performance data.
std::string plain(const std::string& text) {
  std::string line = printable(text);
  std::replace(line.begin(), line.end(), '|', '/');
  return line;
}

struct Counted {
  std::vector<std::string> failed;
  std::vector<std::string> warnings;
  std::vector<std::string> errors;  ///< Monits without an answer.
};

void count(const Json& answer, const std::string& monit, Counted& counted) {
  const std::string of = monit.empty() ? monit : monit + ": ";
  const Json& error = answer["error"];
  if (!error.is_null()) counted.errors.push_back(of + plain(error["message"].string_or("")));
  for (const Json& finding : answer["findings"].items()) {
    const std::string what = of + plain(finding["what"].string_or(""));
    const std::string result = finding["result"].string_or("");
    if (result == "failed") counted.failed.push_back(what);
    if (result == "warning") counted.warnings.push_back(what);
  }
}

std::string lines(const char* mark, const std::vector<std::string>& texts) {
  std::string text;
  for (const std::string& one : texts) text += std::string(mark) + one + "\n";
  return text;
}

}  // namespace

Presented nagios_answer(const Json& answer) {
  Counted counted;
  count(answer, plain(answer["monit"].string_or("")), counted);
  for (const Json& other : answer["other_monits"].items()) {
    count(other, plain(other["monit"].string_or("")), counted);
  }
  const std::string data = " | failed=" + std::to_string(counted.failed.size()) +
                           " warnings=" + std::to_string(counted.warnings.size()) + "\n";
  const std::string details = lines("unknown: ", counted.errors) +
                              lines("failed: ", counted.failed) +
                              lines("warning: ", counted.warnings);
  const auto said = [&](const char* state, const std::string& what, int status) {
    return Presented{"MONIT-PKGMAP " + std::string(state) + " - " + what + data + details, status};
  };
  if (!counted.failed.empty()) return said("CRITICAL", counted.failed.front(), 2);
  if (!counted.errors.empty()) return said("UNKNOWN", counted.errors.front(), kUnknown);
  if (!counted.warnings.empty()) return said("WARNING", counted.warnings.front(), 1);
  return said("OK", "suspending and resuming work", 0);
}

}  // namespace pkgmap::cli
