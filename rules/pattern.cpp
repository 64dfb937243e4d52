#include "rules/pattern.hpp"

#include <utility>

#include <re2/re2.h>

#include "parsers/source/printable.hpp"

namespace pkgmap::rules {
namespace {

constexpr int kMostMemory = 1 << 20;  ///< Bytes of one compiled expression.

}  // namespace

Pattern::Pattern(std::shared_ptr<const re2::RE2> expression) : expression_(std::move(expression)) {
}

Pattern Pattern::compile(const std::string& text, Case letters, Problem& problem) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMostMemory);
  options.set_case_sensitive(letters == Case::matters);
  options.set_never_capture(true);
  Pattern pattern(std::make_shared<const re2::RE2>(text, options));
  if (!pattern.expression_->ok()) {
    problem = {pattern.expression_->error(), pattern.expression_->error_arg()};
    const std::string& fragment = problem.fragment;
    const std::size_t tail = problem.message.rfind(": " + fragment);
    if (!fragment.empty() && tail != std::string::npos) problem.message.resize(tail);
  }
  return pattern;
}

const std::string& Pattern::text() const {
  return expression_->pattern();
}

bool Pattern::matches(std::string_view name) const {
  if (!expression_->ok()) return false;
  // RE2 reads UTF-8, so '.' does not match a byte of another encoding.
  if (is_utf8(name)) return re2::RE2::FullMatch({name.data(), name.size()}, *expression_);
  return re2::RE2::FullMatch(printable(name), *expression_);
}

}  // namespace pkgmap::rules
