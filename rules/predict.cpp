#include "rules/predict.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "rules/comparison.hpp"

namespace pkgmap::rules {
namespace {

using monitrc::Test;
using monitrc::TestKind;
using monitrc::Trigger;

constexpr std::uint32_t kPermissions = 07777;

std::string octal(std::uint32_t mode) {
  std::string text;
  for (int shift = 9; shift >= 0; shift -= 3) {
    text += static_cast<char>('0' + ((mode >> static_cast<unsigned>(shift)) & 7U));
  }
  return text;
}

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

/// Foretells the tests of one check.
class Oracle {
 public:
  Oracle(const Sources& sources, const FileUpdate& update, const Accounts& accounts,
         const Circumstances& circumstances)
      : sources_(sources), update_(update), accounts_(accounts), circumstances_(circumstances) {}

  std::vector<Prediction> ask(const monitrc::Check& check) {
    const auto asks_of_existence = [](const Test& test) { return test.kind == TestKind::exist; };
    for (const Test& test : check.tests) ask(test);
    // monit(1), EXISTENCE TESTS: without one, a file that is gone is restarted.
    const bool implied = std::none_of(check.tests.begin(), check.tests.end(), asks_of_existence);
    if (implied && update_.fate == FileFate::vanishes) {
      Test restart;
      restart.kind = TestKind::exist;
      restart.trigger = Trigger::compared;
      restart.action.kind = monitrc::ActionKind::restart;
      restart.span = check.span;
      add_absence(restart);
    }
    return std::move(predictions_);
  }

 private:
  void ask(const Test& test) {
    if (test.kind == TestKind::exist) return ask_existence(test);
    if (update_.fate == FileFate::vanishes) return;  // monit does not get as far as the others.
    if (test.trigger == Trigger::changed) return ask_change(test);
    if (update_.fate == FileFate::untouched || update_.fate == FileFate::stays) return;
    ask_constant(test);
  }

  void ask_constant(const Test& test) {
    switch (test.kind) {
      case TestKind::permission:
        return ask_permission(test);
      case TestKind::uid:
        return ask_account(test, update_.now.user, update_.after.user, accounts_.users, "owner");
      case TestKind::gid:
        return ask_account(test, update_.now.group, update_.after.group, accounts_.groups, "group");
      case TestKind::size:
        return ask_size(test);
      case TestKind::timestamp:
        return ask_age(test);
      case TestKind::checksum:
        return test.expect.empty() ? ask_baseline(test) : ask_sum(test);
      default:
        return;
    }
  }

  void ask_existence(const Test& test) {
    const bool absence = asks_for_absence(statement(test));
    if (absence && update_.fate == FileFate::vanishes) add_absence(test);
    if (!absence && update_.fate == FileFate::replaced && !update_.now.exists) {
      add(test, Outcome::fails, {}, "missing", "there", shipped() + " is new");
    }
  }

  void add_absence(const Test& test) {
    add(test, Outcome::fails, "there", "there", "missing",
        update_.package.text() + " no longer has " + update_.path,
        "take the check out, or let it watch what the new version has");
  }

  void ask_permission(const Test& test) {
    const auto expect = from_octal(test.expect);
    const std::uint32_t mode = update_.after.mode & kPermissions;
    if (!expect || *expect == mode) return;
    add(test, Outcome::fails, test.expect, mode_now(), octal(mode),
        shipped() + " with mode " + octal(mode) + before(mode_now()),
        "let line " + line(test) + " expect " + octal(mode) + ", or ask the packager");
  }

  void ask_account(const Test& test, const std::string& now, const std::string& after,
                   const std::map<std::string, std::uint32_t>& known, const std::string& what) {
    if (same_account(test.expect, after, known)) return;
    add(test, Outcome::fails, test.expect, now, after,
        shipped() + " with the " + what + " " + after + before(now),
        "let line " + line(test) + " expect " + after + ", or ask the packager");
  }

  void ask_size(const Test& test) {
    const auto comparison = size_comparison(statement(test));
    if (!comparison || !holds(update_.after.size, *comparison)) return;
    const std::string size = std::to_string(update_.after.size);
    add(test, Outcome::fails, condition(test), size_now(), size,
        shipped() + " with " + size + " bytes" + before(size_now()));
  }

  void ask_age(const Test& test) {
    const auto comparison = age_comparison(statement(test));
    const FileTime time = file_time(statement(test));
    // Who reads the file afterwards decides about its access time.
    if (!comparison || time == FileTime::access) return;
    const std::int64_t modified =
        time == FileTime::modification ? update_.after.modified : circumstances_.moment;
    const std::int64_t age = std::max<std::int64_t>(0, circumstances_.moment - modified);
    if (!holds(static_cast<std::uint64_t>(age), *comparison)) return;
    add(test, Outcome::fails, condition(test), {}, std::to_string(age) + " s",
        time == FileTime::modification
            ? shipped() + ", last modified " + std::to_string(age) + " s before"
            : update_.path + " is replaced, so its times are new");
  }

  void ask_sum(const Test& test) {
    const std::string algorithm = monitrc::name_of(*test.algorithm);
    const std::string now = digest(update_.now, algorithm);
    const std::string after = digest(update_.after, algorithm);
    if (after == test.expect) return;
    if (after.empty()) {
      add(test, Outcome::unknown, test.expect, now, {},
          "the " + algorithm + " sum of the new " + update_.path + " is not known: " +
              (update_.problem.empty() ? "its content was not read" : update_.problem));
      return;
    }
    add(test, Outcome::fails, test.expect, now, after,
        shipped() + " with the " + algorithm + " sum " + after,
        "let line " + line(test) + " expect the new sum, once the package is trusted");
  }

  /// `failed checksum` without `expect`: only a suspended check gets a new baseline.
  void ask_baseline(const Test& test) {
    if (circumstances_.suspended) return;
    add_content(test, Outcome::fails, " with another content, and the check is not suspended");
  }

  void ask_change(const Test& test) {
    switch (test.kind) {
      case TestKind::checksum:
        if (!circumstances_.suspended && replaced()) {
          add_content(test, Outcome::fires, " with another content");
        }
        return;
      case TestKind::permission:
        return ask_whether(test, mode_now() != mode_after(), mode_now(), mode_after(), "mode");
      case TestKind::size:
        return ask_whether(test, size_now() != size_after(), size_now(), size_after(), "size");
      case TestKind::timestamp:
        return ask_time(test);
      default:
        return;
    }
  }

  void add_content(const Test& test, Outcome outcome, const std::string& how) {
    const auto changes = update_.content_changes();
    if (changes && !*changes) return;
    const std::string algorithm = monitrc::name_of(*test.algorithm);
    add(test, changes ? outcome : Outcome::unknown, {}, digest(update_.now, algorithm),
        digest(update_.after, algorithm), shipped() + (changes ? how : " with unknown content"));
  }

  void ask_whether(const Test& test, bool changes, const std::string& now, const std::string& after,
                   const std::string& what) {
    if (replaced() && update_.now.exists && changes) {
      add(test, Outcome::fires, {}, now, after, shipped() + " with another " + what);
    } else {
      ask_forgotten(test, now);
    }
  }

  void ask_time(const Test& test) {
    const FileTime time = file_time(statement(test));
    const bool same = time == FileTime::modification && !update_.entries_change &&
                      update_.now.modified == update_.after.modified;
    if (replaced() && update_.now.exists && !same) {
      add(test, Outcome::fires, {}, {}, {}, update_.path + " is replaced, so its times change");
    } else if (update_.entries_change) {
      add(test, Outcome::fires, {}, {}, {}, "files in " + update_.path + " are replaced");
    } else {
      ask_forgotten(test, {});
    }
  }

  void ask_forgotten(const Test& test, const std::string& now) {
    if (!circumstances_.forgotten) return;
    add(test, Outcome::fires, {}, now, now,
        "monit reads its control file again while the check is suspended, and forgets what it "
        "knew");
  }

  void add(const Test& test, Outcome outcome, std::string expect, std::string now,
           std::string incoming, std::string ground, std::string hint = {}) {
    predictions_.push_back({test.kind, test.trigger, outcome, std::move(expect), std::move(now),
                            std::move(incoming), std::move(ground), std::move(hint), test.action,
                            test.times, test.span});
  }

  std::string_view statement(const Test& test) const { return sources_.text(test.span); }

  /// "size > 10 mb", as it is written.
  std::string condition(const Test& test) const {
    std::string text(statement(test));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c <= ' ' && c >= 0; }, ' ');
    if (text.starts_with("if ")) text.erase(0, 3);
    return text.substr(0, text.find(" then"));
  }

  std::string line(const Test& test) const {
    return std::to_string(sources_.position(test.span).line);
  }

  bool replaced() const { return update_.fate == FileFate::replaced; }
  std::string shipped() const { return update_.package.text() + " ships " + update_.path; }
  std::string mode_now() const {
    return update_.now.exists ? octal(update_.now.mode & kPermissions) : "";
  }
  std::string mode_after() const { return octal(update_.after.mode & kPermissions); }
  std::string size_now() const {
    return update_.now.exists ? std::to_string(update_.now.size) : "";
  }
  std::string size_after() const { return std::to_string(update_.after.size); }
  static std::string before(const std::string& now) {
    return now.empty() ? "" : " (now " + now + ")";
  }
  static std::string digest(const FileState& file, const std::string& algorithm) {
    const auto found = file.digests.find(algorithm);
    return found == file.digests.end() ? "" : found->second;
  }

  const Sources& sources_;
  const FileUpdate& update_;
  const Accounts& accounts_;
  const Circumstances& circumstances_;
  std::vector<Prediction> predictions_;
};

}  // namespace

std::optional<bool> FileUpdate::content_changes() const {
  if (fate == FileFate::untouched || fate == FileFate::stays) return false;
  if (fate == FileFate::vanishes) return true;
  if (!now.exists || now.size != after.size) return true;
  for (const auto& [algorithm, digest] : now.digests) {
    const auto other = after.digests.find(algorithm);
    if (other != after.digests.end()) return digest != other->second;
  }
  return std::nullopt;
}

std::vector<Prediction> predict(const monitrc::Check& check, const Sources& sources,
                                const FileUpdate& update, const Accounts& accounts,
                                const Circumstances& circumstances) {
  return Oracle(sources, update, accounts, circumstances).ask(check);
}

const char* name_of(FileFate fate) {
  switch (fate) {
    case FileFate::untouched:
      return "untouched";
    case FileFate::replaced:
      return "replaced";
    case FileFate::stays:
      return "stays";
    case FileFate::vanishes:
      return "vanishes";
  }
  return "untouched";
}

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::fails:
      return "fails";
    case Outcome::fires:
      return "fires";
    case Outcome::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace pkgmap::rules
