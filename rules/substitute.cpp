#include "rules/substitute.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/model/version.hpp"
#include "parsers/source/hex.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::string_view kFileName = "monit-pkgmap-drift";

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?[") != std::string_view::npos;
}

// Quotes a text for monit, which reads `\0xHH` between quotes as one byte.
std::string quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\\') {
      quoted += "\\\\";
    } else if (c == '"' || byte < 0x20 || byte == 0x7f) {
      quoted += "\\0x" + hex({&c, 1});
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

// `exec` is not copied: the original check ran it already, and the copy would run it again at every
// reload.
std::string entry_of(const SubstituteCheck& drift) {
  // No file has this sum, so the check always alarms.
  static const std::string kNoSum(32, 'f');
  std::string text = "\ncheck file " + drift.name + " with path " + quoted(drift.path) + "\n";
  text += "  if not exist then alert\n";
  text += "  if failed checksum expect \"" + (drift.digest.known() ? drift.digest.value : kNoSum) +
          "\" then alert\n";
  for (const std::string& alert : drift.alerts) text += "  " + alert + "\n";
  return text;
}

// File names that the pattern may match: fixed ones, and the pattern with our name for its first
// '*'.
std::vector<std::string> candidates(std::string_view pattern) {
  constexpr std::array<std::string_view, 6> kEndings = {"",         ".conf",  ".cfg",
                                                        ".monitrc", ".monit", ".rc"};
  std::vector<std::string> names;
  for (const std::string_view ending : kEndings) {
    names.push_back(std::string(kFileName) + std::string(ending));
  }
  std::string filled;
  bool named = false;
  for (const char c : pattern) {
    if (c != '*') {
      filled += c == '?' ? 'x' : c;
    } else if (!named) {
      filled += kFileName;
      named = true;
    }
  }
  if (named && !has_wildcard(filled)) names.push_back(filled);
  return names;
}

bool takes(const std::string& pattern, const std::string& name) {
  return !name.ends_with('~') && ::fnmatch(pattern.c_str(), name.c_str(), FNM_PERIOD) == 0;
}

}  // namespace

const char* const kSubstitutesHeader =
    "# Made by monit-pkgmap, which writes it anew: do not edit. Each check keeps an alarm about "
    "a\n";

Digest expected_by(const Digests& digests, const Algorithm& shown, const std::string& version) {
  const auto known = monitrc::version_of(version);
  const bool sha256 = known && *known >= monitrc::row_of(monitrc::Feature::sha256).since;
  for (const Algorithm& algorithm : {shown, Algorithm(Algorithm::sha256),
                                     Algorithm(Algorithm::sha1), Algorithm(Algorithm::md5)}) {
    Digest digest = {algorithm, sum_by(digests, algorithm)};
    const bool can = algorithm.is_of_monit() && (algorithm != Algorithm::sha256 || sha256);
    if (can && digest.known()) return digest;
  }
  return {};
}

std::string name_for(const std::string& check, const CheckNames& taken) {
  constexpr std::size_t kLongest = 100;
  std::string base = "drift_" + check.substr(0, kLongest);
  std::replace_if(
      base.begin(), base.end(), [](char c) { return !is_plain(c); }, '_');
  std::string name = base;
  for (int number = 2; names_check(taken, name); ++number) {
    name = base + "_" + std::to_string(number);
  }
  return name;
}

std::string text_of(const std::vector<SubstituteCheck>& drift) {
  std::string text = kSubstitutesHeader;
  text +=
      "# file that has drifted: its content is not as packaged. `monit-pkgmap verify` tells more,\n"
      "# `monit-pkgmap accept PATH` ends it, and so does the good content.\n";
  for (const SubstituteCheck& one : drift) text += entry_of(one);
  return text;
}

std::optional<std::string> managed_path(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    const std::size_t slash = pattern.rfind('/');
    if (slash == std::string::npos) continue;
    const std::string directory = pattern.substr(0, slash + 1);
    const std::string last = pattern.substr(slash + 1);
    // The administrator includes our file by its name.
    if (!has_wildcard(pattern) && last.starts_with(kFileName)) return pattern;
    if (has_wildcard(directory) || !has_wildcard(last)) continue;
    for (const std::string& name : candidates(last)) {
      if (takes(last, name)) return directory + name;
    }
  }
  return std::nullopt;
}

}  // namespace pkgmap::rules
