#include "parsers/monitrc/statements/includes.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "parsers/source/mask.hpp"

namespace pkgmap::monitrc {
namespace {

constexpr std::size_t kMostWaiting = 1024;
constexpr std::size_t kMostIncludes = 20'000;

bool has_wildcard(const std::string& pattern) {
  return pattern.find_first_of("*?[") != std::string::npos;
}

/// Returns a path for a message: not longer than a path can be, and without user info.
std::string in_quotes(const std::string& path) {
  constexpr std::size_t kLongestPath = 4096;
  const std::string shown = masked(path.substr(0, kLongestPath));
  return "'" + shown + (path.size() > kLongestPath ? "...'" : "'");
}

/// Returns "/etc/monit.d" for "/etc/monit.d/*". The pattern must be absolute.
std::string directory_of(const std::string& pattern) {
  const std::size_t slash = pattern.rfind('/');
  return slash == 0 ? "/" : pattern.substr(0, slash);
}

}  // namespace

bool is_left_behind(const std::string& path) {
  constexpr std::array<std::string_view, 12> kEndings = {
      ".rpmsave",  ".rpmnew",   ".rpmorig", ".dpkg-old", ".dpkg-dist", ".dpkg-new",
      ".dpkg-bak", ".ucf-dist", ".ucf-old", ".swp",      ".bak",       ".orig"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

Includes::Includes(Sources& sources, ControlFile& file, FileReader& reader,
                   std::string working_directory, Report& report)
    : sources_(sources),
      file_(file),
      reader_(reader),
      working_directory_(std::move(working_directory)),
      report_(report) {
  if (!working_directory_.ends_with('/')) working_directory_ += '/';
}

std::optional<std::string> Includes::open(const std::string& path) {
  std::string error;
  const std::optional<std::uint32_t> source = source_of(path, error);
  if (!source) return error;
  ++waiting_[path];
  stack_.push_back({path, path, {}, std::nullopt});
  stack_.back().lexer.emplace(sources_, *source, memory_, report_);
  return std::nullopt;
}

Lexer* Includes::current() {
  while (!stack_.empty()) {
    Waiting& top = stack_.back();
    if (top.lexer) return &*top.lexer;
    std::string error;
    if (const std::optional<std::uint32_t> source = source_of(top.path, error)) {
      return &top.lexer.emplace(sources_, *source, memory_, report_);
    }
    report_.error(top.where, "cannot include " + in_quotes(top.path) + ": " + error);
    leave_current();
  }
  return nullptr;
}

void Includes::leave_current() {
  --waiting_[stack_.back().spelling];
  stack_.pop_back();
}

void Includes::include(const Token& token) {
  if (includes_++ >= kMostIncludes) {
    if (includes_ == kMostIncludes + 1)
      report_.error(token.span,
                    "the control file has more than 20000 includes; the others are not read");
    return;
  }
  std::string pattern(token.text);
  if (pattern.empty()) {
    report_.warning(token.span, "this 'include' has no path");
    return;
  }
  const bool is_relative = pattern[0] != '/';
  if (is_relative) pattern.insert(0, working_directory_);
  file_.includes.push_back(pattern);
  const std::vector<std::string> paths = reader_.glob(pattern);
  if (paths.empty()) warn_of_nothing(pattern, token);
  for (const std::string& path : paths) {
    if (path.ends_with('~') || path.ends_with('/')) continue;
    if (is_left_behind(path) && has_wildcard(pattern)) {
      report_.warning(token.span, "this include also matches " + in_quotes(path),
                      "a package manager or an editor left this file behind, and monit reads it");
    }
    if (stack_.size() > kMostWaiting) {
      report_.error(token.span,
                    "more than 1024 included files wait to be read; the others are not read");
      return;
    }
    const bool is_cut = is_relative && path.starts_with(working_directory_);
    push(path, is_cut ? path.substr(working_directory_.size()) : path, token.span);
  }
}

void Includes::push(const std::string& path, const std::string& spelling, Span where) {
  if (waits(spelling)) {
    report_.warning(where, in_quotes(path) + " includes itself; monit skips this include");
    return;
  }
  if (stack_.back().spelling == spelling) {
    report_.warning(where, in_quotes(path) + " includes itself, and monit reads it twice",
                    "let a file include neither itself nor the directory in which it is");
  }
  ++waiting_[spelling];
  stack_.push_back({path, spelling, where, std::nullopt});
}

/// Returns whether monit skips the file: the file is on the stack, but not on top of it. monit
/// never reads the control file again.
bool Includes::waits(const std::string& spelling) const {
  if (spelling == stack_.front().spelling) return true;
  const auto known = waiting_.find(spelling);
  const std::size_t on_top = stack_.back().spelling == spelling ? 1 : 0;
  return known != waiting_.end() && known->second > on_top;
}

/// Reports a pattern that matches no file. monit is silent about one with wildcards if its
/// directory exists, and so is this function.
void Includes::warn_of_nothing(const std::string& pattern, const Token& token) {
  if (has_wildcard(pattern) && !reader_.glob(directory_of(pattern)).empty()) return;
  report_.warning(token.span, "the include matches no file: " + in_quotes(pattern));
}

std::optional<std::uint32_t> Includes::source_of(const std::string& path, std::string& error) {
  if (const auto known = sources_by_path_.find(path); known != sources_by_path_.end()) {
    return known->second;
  }
  FileReader::Answer answer = reader_.read(path);
  if (!answer.ok) {
    error = std::move(answer.error);
    return std::nullopt;
  }
  const std::uint32_t source = sources_.add(path, std::move(answer.bytes));
  sources_by_path_.emplace(path, source);
  file_.files.push_back(path);
  return source;
}

}  // namespace pkgmap::monitrc
