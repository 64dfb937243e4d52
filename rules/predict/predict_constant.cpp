// Predicts the tests that compare a file with a value of the control file.
#include <algorithm>
#include <charconv>

#include "rules/predict/comparison.hpp"
#include "rules/predict/prediction_context.hpp"

namespace pkgmap::rules {
namespace {

using monitrc::Test;
using monitrc::TestKind;

constexpr std::uint32_t kPermissions = 07777;

/// Reads a mode as monit reads `permission 755`. Returns nullopt if `text` is not octal.
std::optional<std::uint32_t> from_octal(const std::string& text) {
  std::uint32_t mode = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, mode, 8);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return mode & kPermissions;
}

std::optional<std::uint32_t> id_of(const std::string& name,
                                   const std::map<std::string, std::uint32_t>& known) {
  std::uint32_t number = 0;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data(), end, number);
  if (!name.empty() && error == std::errc() && stop == end) return number;
  const auto found = known.find(name);
  if (found == known.end()) return std::nullopt;
  return found->second;
}

/// Whether both are names or numbers of one account.
bool same_account(const std::string& left, const std::string& right,
                  const std::map<std::string, std::uint32_t>& known) {
  if (left == right) return true;
  const auto number = id_of(left, known);
  return number && number == id_of(right, known);
}

std::string when_now(const std::string& now) {
  return now.empty() ? "" : " (now " + now + ")";
}

void ask_permission(const Test& test, PredictionContext& context) {
  const auto expect = from_octal(test.expect);
  const std::uint32_t mode = context.update().after.mode & kPermissions;
  if (!expect || *expect == mode) return;
  context.add(
      test, Outcome::fails, test.expect, context.mode_now(), octal(mode),
      context.shipped() + " with mode " + octal(mode) + when_now(context.mode_now()),
      "let line " + context.line(test) + " expect " + octal(mode) + ", or ask the packager");
}

void ask_account(const Test& test, const std::string& now, const std::string& after,
                 const std::map<std::string, std::uint32_t>& known, const std::string& what,
                 PredictionContext& context) {
  if (same_account(test.expect, after, known)) return;
  context.add(test, Outcome::fails, test.expect, now, after,
              context.shipped() + " with the " + what + " " + after + when_now(now),
              "let line " + context.line(test) + " expect " + after + ", or ask the packager");
}

void ask_size(const Test& test, PredictionContext& context) {
  if (!has_limit(test) || !fails_for(context.update().after.size, test)) return;
  const std::string size = std::to_string(context.update().after.size);
  context.add(test, Outcome::fails, context.condition(test), context.size_now(), size,
              context.shipped() + " with " + size + " bytes" + when_now(context.size_now()));
}

void ask_age(const Test& test, PredictionContext& context) {
  const bool is_modified = test.subject == "mtime";
  // The access time depends on whoever reads the file after the transaction.
  if (!has_limit(test) || test.subject == "atime") return;
  // A link that leads to another file leaves the times of that file.
  if (!is_modified && !context.update().by_link.empty()) return;
  const std::int64_t modified =
      is_modified ? context.update().after.modified : context.circumstances().moment;
  const std::int64_t age = std::max<std::int64_t>(0, context.circumstances().moment - modified);
  if (!fails_for(static_cast<std::uint64_t>(age), test)) return;
  context.add(test, Outcome::fails, context.condition(test), {}, std::to_string(age) + " s",
              is_modified
                  ? context.shipped() + ", last modified " + std::to_string(age) + " s before"
                  : context.replacement() + ", so its times are new");
}

void ask_sum(const Test& test, PredictionContext& context) {
  const std::string algorithm = test.algorithm->name();
  const std::string now = sum_by(context.update().now.digests, *test.algorithm);
  const std::string after = sum_by(context.update().after.digests, *test.algorithm);
  if (after == test.expect) return;
  if (after.empty()) {
    context.add(test, Outcome::unknown, test.expect, now, {},
                "the " + algorithm + " sum of the new " + context.update().path + " is unknown: " +
                    (context.update().problem.empty() ? "its content was not read"
                                                      : context.update().problem));
    return;
  }
  context.add(
      test, Outcome::fails, test.expect, now, after,
      context.shipped() + " with the " + algorithm + " sum " + after,
      "let line " + context.line(test) + " expect the new sum, once the package is trusted");
}

/// `failed checksum` without `expect`: monit takes a new baseline only for a suspended check.
void ask_baseline(const Test& test, PredictionContext& context) {
  if (context.circumstances().suspended) return;
  predict_content(test, Outcome::fails, " with another content, and the check is not suspended",
                  context);
}

}  // namespace

void predict_constant(const Test& test, PredictionContext& context) {
  switch (test.kind) {
    case TestKind::permission:
      return ask_permission(test, context);
    case TestKind::uid:
      return ask_account(test, context.update().now.user, context.update().after.user,
                         context.accounts().users, "owner", context);
    case TestKind::gid:
      return ask_account(test, context.update().now.group, context.update().after.group,
                         context.accounts().groups, "group", context);
    case TestKind::size:
      return ask_size(test, context);
    case TestKind::timestamp:
      return ask_age(test, context);
    case TestKind::checksum:
      return test.expect.empty() ? ask_baseline(test, context) : ask_sum(test, context);
    default:
      return;
  }
}

}  // namespace pkgmap::rules
