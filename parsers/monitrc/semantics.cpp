#include "parsers/monitrc/semantics.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "parsers/monitrc/words/characters.hpp"
#include "parsers/source/ascii.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::monitrc {
namespace {

using ChecksByName = std::unordered_map<std::string, std::size_t>;

bool has_one_slot(TestKind kind) {
  switch (kind) {
    case TestKind::checksum:
    case TestKind::permission:
    case TestKind::uid:
    case TestKind::euid:
    case TestKind::gid:
      return true;
    default:
      return false;
  }
}

/// Keeps only the last test of each kind that a check holds one of.
void keep_tests_that_count(Parser& parser, Check& check) {
  std::array<std::size_t, static_cast<std::size_t>(TestKind::other) + 1> still_to_come{};
  const auto to_come = [&](const Test& test) -> std::size_t& {
    return still_to_come[static_cast<std::size_t>(test.kind)];
  };
  for (const Test& test : check.tests) ++to_come(test);
  std::erase_if(check.tests, [&](const Test& test) {
    if (--to_come(test) == 0 || !has_one_slot(test.kind)) return false;
    parser.report.warning(
        test.span, std::string("a later test of ") + name_of(test.kind) + " replaces this one",
        "monit keeps one of them for each check");
    return true;
  });
}

/// Keeps the groups in the order in which they were named first.
void keep_groups_once(Check& check) {
  if (check.groups.size() < 2) return;
  std::unordered_set<std::string> known;
  std::erase_if(check.groups,
                [&](const std::string& group) { return !known.insert(group).second; });
}

bool has_test(const Check& check, TestKind kind) {
  return std::any_of(check.tests.begin(), check.tests.end(),
                     [&](const Test& t) { return t.kind == kind || t.kind == TestKind::other; });
}

/// monit refuses a host check or a program check without a test.
void expect_tests(Parser& parser, const Check& check) {
  if (!check.unknown.empty()) return;
  if (check.type == CheckType::program && !has_test(check, TestKind::status) &&
      !has_test(check, TestKind::content)) {
    parser.report.error(check.span, "a program check needs a test of its 'status' or 'content'");
  }
  if (check.type == CheckType::host && !has_test(check, TestKind::connection)) {
    parser.report.error(check.span, "a host check needs a test of a connection, or a ping");
  }
}

/// monit refuses a check that wants a link both up and down.
void judge_links(Parser& parser, const Check& check) {
  const Test* first = nullptr;
  for (const Test& test : check.tests) {
    if (test.kind != TestKind::link || test.subject != "link") continue;
    if (first == nullptr) {
      first = &test;
    } else if (test.is_not != first->is_not) {
      parser.report.error(test.span,
                          "a check tests for 'link up' or for 'link down', not for both");
    }
  }
}

ChecksByName index_names(Parser& parser) {
  ChecksByName checks;
  checks.reserve(parser.file.checks.size());
  for (std::size_t i = 0; i < parser.file.checks.size(); ++i) {
    const Check& check = parser.file.checks[i];
    const auto [first, is_new] = checks.emplace(lower(check.name), i);
    if (is_new) continue;
    const Check& other = parser.file.checks[first->second];
    parser.report.error(check.name_span, "'" + check.name + "' is declared twice",
                        "the first is '" + other.name + "' in " +
                            parser.report.place(other.name_span) + "; monit ignores case");
  }
  return checks;
}

void add_system_check(Parser& parser, ChecksByName& checks) {
  const std::vector<Check>& all = parser.file.checks;
  if (std::any_of(all.begin(), all.end(),
                  [](const Check& c) { return c.type == CheckType::system; })) {
    return;
  }
  const std::string& name = parser.options.host_name;
  if (const auto taken = checks.find(lower(name)); taken != checks.end()) {
    parser.report.error(
        all[taken->second].name_span,
        "'" + name + "' is the name of this host, which monit gives to its system check",
        "add a 'check system' with another name");
    return;
  }
  Check system;
  system.type = CheckType::system;
  system.name = name;
  system.implicit = true;
  checks.emplace(lower(name), all.size());
  parser.file.checks.push_back(std::move(system));
}

std::string nearest_check(const Parser& parser, const std::string& name) {
  std::vector<std::string_view> names;
  names.reserve(parser.file.checks.size());
  for (const Check& check : parser.file.checks) names.emplace_back(check.name);
  const std::string_view near = nearest_word(name, names);
  return near.empty() ? "" : "did you mean '" + std::string(near) + "'?";
}

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

/// Returns for each reference the index of the check that it names; reports a reference that names
/// none, and gives it kNobody.
std::vector<std::size_t> resolve(Parser& parser, const ChecksByName& checks) {
  std::vector<std::size_t> targets;
  targets.reserve(parser.references.size());
  std::size_t hints = 0;
  for (const Reference& reference : parser.references) {
    const Check& check = parser.file.checks[reference.check];
    const std::string& name = check.depends_on[reference.name];
    const auto target = checks.find(lower(name));
    targets.push_back(target == checks.end() ? kNobody : target->second);
    if (target != checks.end()) continue;
    const bool is_worth_a_hint = ++hints <= Report::kMost;
    parser.report.error(
        reference.span,
        "'" + check.name + "' depends on '" + name + "', but no check has that name",
        is_worth_a_hint ? nearest_check(parser, name) : "");
  }
  return targets;
}

/// Finds cycles of dependencies, depth first and without recursion: a chain may be as long as the
/// file.
class LoopFinder {
 public:
  LoopFinder(Parser& parser, const std::vector<std::size_t>& targets)
      : parser_(parser), targets_(targets), first_(parser.file.checks.size() + 1, 0) {
    for (const Reference& reference : parser.references) ++first_[reference.check + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  }

  void find() {
    state_.assign(parser_.file.checks.size(), Visit::unseen);
    for (std::size_t check = 0; check < state_.size(); ++check) {
      if (state_[check] == Visit::unseen) walk(check);
    }
  }

 private:
  enum class Visit : std::uint8_t { unseen, open, done };
  struct Step {
    std::size_t check;
    std::size_t next;  ///< Index of the next reference to follow.
  };

  void walk(std::size_t start) {
    path_.push_back({start, first_[start]});
    state_[start] = Visit::open;
    while (!path_.empty()) {
      Step& step = path_.back();
      if (step.next == first_[step.check + 1]) {
        state_[step.check] = Visit::done;
        path_.pop_back();
        continue;
      }
      follow(step.next++);
    }
  }

  void follow(std::size_t reference) {
    const std::size_t target = targets_[reference];
    if (target == kNobody || state_[target] == Visit::done) return;
    if (state_[target] == Visit::open) return report(reference, target);
    state_[target] = Visit::open;
    path_.push_back({target, first_[target]});
  }

  void report(std::size_t reference, std::size_t target) {
    if (++loops_ > Report::kMost) return;
    const auto from =
        std::find_if(path_.begin(), path_.end(), [&](const Step& s) { return s.check == target; });
    std::string loop;
    constexpr std::ptrdiff_t kMostShown = 8;
    for (auto step = from; step != path_.end(); ++step) {
      if (step - from == kMostShown) {
        loop += "... -> ";
        break;
      }
      loop += parser_.file.checks[step->check].name + " -> ";
    }
    loop += parser_.file.checks[target].name;
    parser_.report.error(parser_.references[reference].span,
                         "the dependencies form a loop: " + loop);
  }

  Parser& parser_;
  const std::vector<std::size_t>& targets_;
  std::vector<std::size_t> first_;  ///< Index of each check's first reference: references are in
                                    ///< the order of the checks.
  std::vector<Visit> state_;
  std::vector<Step> path_;
  std::size_t loops_ = 0;
};

/// Asks about the last `set log` only: monit does not open the others.
void ask_for_log(Parser& parser) {
  if (parser.log_file.kind == TokenKind::end) return;
  parser.ask_host(HostQuestion::log_file, parser.log_file, parser.file.logfile);
}

/// monit tests with -t whether it can write to the id file, but accepts a file to which it cannot.
void ask_for_id_file(Parser& parser) {
  if (parser.id_file.kind == TokenKind::end) return;
  parser.ask_host_or_warn(HostQuestion::log_file, parser.id_file.span, parser.file.idfile,
                          "monit could not write to this id file", "");
}

void ask_for_content(Parser& parser, const Check& check) {
  for (const Test& test : check.tests) {
    if (test.kind != TestKind::checksum || !test.expect.empty()) continue;
    parser.ask_host_or_warn(HostQuestion::certificate, test.span, check.path,
                            "there is no file to compute this checksum of",
                            "monit takes the first content that it finds for good");
  }
}

/// M/Monit acts through the port of httpd.
void expect_port_for_mmonit(Parser& parser) {
  const std::optional<Httpd>& httpd = parser.file.httpd;
  if (!parser.mmonit_span || (httpd && httpd->has_port)) return;
  parser.report.warning(*parser.mmonit_span, "M/Monit cannot act on this monit without a port",
                        "add 'set httpd port N'");
}

/// `set init` keeps monit running, so monit must know how long a cycle lasts.
void expect_poll_time(Parser& parser) {
  if (!parser.file.is_init || parser.file.daemon) return;
  parser.report.error(parser.init_span, "'set init' needs a 'set daemon'");
}

}  // namespace

void complete(Parser& parser) {
  ask_for_log(parser);
  ask_for_id_file(parser);
  std::optional<Httpd>& httpd = parser.file.httpd;
  if (httpd && !httpd->has_port) httpd->tcp.reset();
  expect_poll_time(parser);
  expect_port_for_mmonit(parser);
  for (Check& check : parser.file.checks) {
    keep_tests_that_count(parser, check);
    keep_groups_once(check);
    expect_tests(parser, check);
    judge_links(parser, check);
    ask_for_content(parser, check);
  }
  ChecksByName checks = index_names(parser);
  add_system_check(parser, checks);
  const std::vector<std::size_t> targets = resolve(parser, checks);
  LoopFinder(parser, targets).find();
}

}  // namespace pkgmap::monitrc
