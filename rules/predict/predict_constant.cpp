// Tests that hold a file against what the control file says.
#include <algorithm>
#include <charconv>

#include "rules/predict/comparison.hpp"
#include "rules/predict/foretelling.hpp"

namespace pkgmap::rules {
namespace {

using monitrc::Test;
using monitrc::TestKind;

constexpr std::uint32_t kPermissions = 07777;

/// As monit reads `permission 755`.
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

/// Two names, or numbers, of one account?
bool same_account(const std::string& left, const std::string& right,
                  const std::map<std::string, std::uint32_t>& known) {
  if (left == right) return true;
  const auto number = id_of(left, known);
  return number && number == id_of(right, known);
}

std::string when_now(const std::string& now) {
  return now.empty() ? "" : " (now " + now + ")";
}

void ask_permission(const Test& test, Foretelling& scene) {
  const auto expect = from_octal(test.expect);
  const std::uint32_t mode = scene.update().after.mode & kPermissions;
  if (!expect || *expect == mode) return;
  scene.add(test, Outcome::fails, test.expect, scene.mode_now(), octal(mode),
            scene.shipped() + " with mode " + octal(mode) + when_now(scene.mode_now()),
            "let line " + scene.line(test) + " expect " + octal(mode) + ", or ask the packager");
}

void ask_account(const Test& test, const std::string& now, const std::string& after,
                 const std::map<std::string, std::uint32_t>& known, const std::string& what,
                 Foretelling& scene) {
  if (same_account(test.expect, after, known)) return;
  scene.add(test, Outcome::fails, test.expect, now, after,
            scene.shipped() + " with the " + what + " " + after + when_now(now),
            "let line " + scene.line(test) + " expect " + after + ", or ask the packager");
}

void ask_size(const Test& test, Foretelling& scene) {
  if (!has_limit(test) || !fails_for(scene.update().after.size, test)) return;
  const std::string size = std::to_string(scene.update().after.size);
  scene.add(test, Outcome::fails, scene.condition(test), scene.size_now(), size,
            scene.shipped() + " with " + size + " bytes" + when_now(scene.size_now()));
}

void ask_age(const Test& test, Foretelling& scene) {
  const bool is_modified = test.subject == "mtime";
  // Who reads the file afterwards decides about its access time.
  if (!has_limit(test) || test.subject == "atime") return;
  const std::int64_t modified =
      is_modified ? scene.update().after.modified : scene.circumstances().moment;
  const std::int64_t age = std::max<std::int64_t>(0, scene.circumstances().moment - modified);
  if (!fails_for(static_cast<std::uint64_t>(age), test)) return;
  scene.add(test, Outcome::fails, scene.condition(test), {}, std::to_string(age) + " s",
            is_modified ? scene.shipped() + ", last modified " + std::to_string(age) + " s before"
                        : scene.update().path + " is replaced, so its times are new");
}

void ask_sum(const Test& test, Foretelling& scene) {
  const std::string algorithm = monitrc::name_of(*test.algorithm);
  const std::string now = digest_of(scene.update().now, algorithm);
  const std::string after = digest_of(scene.update().after, algorithm);
  if (after == test.expect) return;
  if (after.empty()) {
    scene.add(
        test, Outcome::unknown, test.expect, now, {},
        "the " + algorithm + " sum of the new " + scene.update().path + " is not known: " +
            (scene.update().problem.empty() ? "its content was not read" : scene.update().problem));
    return;
  }
  scene.add(test, Outcome::fails, test.expect, now, after,
            scene.shipped() + " with the " + algorithm + " sum " + after,
            "let line " + scene.line(test) + " expect the new sum, once the package is trusted");
}

/// `failed checksum` without `expect`: only a suspended check gets a new baseline.
void ask_baseline(const Test& test, Foretelling& scene) {
  if (scene.circumstances().suspended) return;
  foretell_content(test, Outcome::fails, " with another content, and the check is not suspended",
                   scene);
}

}  // namespace

void foretell_constant(const Test& test, Foretelling& scene) {
  switch (test.kind) {
    case TestKind::permission:
      return ask_permission(test, scene);
    case TestKind::uid:
      return ask_account(test, scene.update().now.user, scene.update().after.user,
                         scene.accounts().users, "owner", scene);
    case TestKind::gid:
      return ask_account(test, scene.update().now.group, scene.update().after.group,
                         scene.accounts().groups, "group", scene);
    case TestKind::size:
      return ask_size(test, scene);
    case TestKind::timestamp:
      return ask_age(test, scene);
    case TestKind::checksum:
      return test.expect.empty() ? ask_baseline(test, scene) : ask_sum(test, scene);
    default:
      return;
  }
}

}  // namespace pkgmap::rules
