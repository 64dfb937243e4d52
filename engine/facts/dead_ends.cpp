#include "engine/facts/dead_ends.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "engine/facts/accounts.hpp"
#include "engine/facts/gather.hpp"
#include "engine/facts/units.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "parsers/source/mask.hpp"
#include "rules/commands/run_command.hpp"
#include "rules/commands/unit_reference.hpp"

namespace pkgmap {
namespace {

using monitrc::Command;
using monitrc::TestKind;
using rules::CheckFacts;
using rules::DeadEnd;

constexpr const char* kMasking = "/dev/null";
// Units of other types are made by the kernel, by mounts and by logins.
constexpr std::array kWrittenUnits = {".service", ".socket", ".timer", ".path", ".target"};
// Where generators put units that no package ships.
constexpr std::array kGenerated = {"/run/systemd/generator.early/", "/run/systemd/generator/",
                                   "/run/systemd/generator.late/", "/run/systemd/transient/"};

bool is_number(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// Looks at one check after the other.
class Searcher {
 public:
  explicit Searcher(const std::string& root)
      : live_(root == "/"), paths_(root), files_(root), units_(paths_, files_), accounts_(root) {
    has_accounts_ = live_ || files_.read("/etc/passwd").ok;
  }

  void look_at(std::size_t number, const CheckFacts& facts) {
    number_ = number;
    facts_ = &facts;
    const monitrc::Check& check = *facts.check;
    if (check.program) look_at("its program", *check.program);
    if (check.start) look_at("start program", *check.start);
    if (check.stop) look_at("stop program", *check.stop);
    if (check.restart) look_at("restart program", *check.restart);
    for (const monitrc::Test& test : check.tests) look_at(test);
    if (live_) look_at_pidfile();
  }

  std::vector<DeadEnd> found() { return std::move(found_); }

 private:
  void add(std::string detail, Span span) {
    const bool known = std::any_of(found_.begin(), found_.end(), [&](const DeadEnd& other) {
      return other.check == number_ && other.detail == detail;
    });
    if (!known) found_.push_back({number_, std::move(detail), span});
  }

  bool exists(const std::string& path) { return paths_.resolve(path).exists; }

  void look_at(const std::string& role, const Command& command) {
    look_at_account("user", command.uid, role + " runs as", command.span);
    look_at_account("group", command.gid, role + " runs as", command.span);
    std::vector<rules::Words> all = rules::commands_run_always(command.argv);
    all.insert(all.begin(), command.argv);
    for (const rules::Words& argv : all) {
      const std::string& program = argv.front();
      if (program.starts_with('/') && !exists(program)) {
        // The audit calls a check of a missing program stale.
        if (program == facts_->path.asked) continue;
        // In single quotes the whole command is the name of the program.
        add(role + " runs " + masked(program) + ", which does not exist", command.span);
        continue;
      }
      for (const rules::UnitReference& reference : rules::unit_references(argv)) {
        const bool of_init = reference.starter == rules::Starter::init && !reference.guessed;
        if (of_init && !reference.init_script) look_at(role, reference, command);
      }
    }
  }

  void look_at(const std::string& role, const rules::UnitReference& reference,
               const Command& command) {
    const rules::UnitFact& unit = units_.find(reference);
    const std::string name = rules::unit_names(reference.name).front();
    if (!unit.fragments.empty() && unit.fragments.back() == kMasking) {
      if (reference.starts) add(role + " starts " + name + ", which is masked", command.span);
      return;
    }
    const bool judged = std::any_of(kWrittenUnits.begin(), kWrittenUnits.end(),
                                    [&](const char* suffix) { return name.ends_with(suffix); });
    const bool there = std::any_of(unit.fragments.begin(), unit.fragments.end(),
                                   [&](const std::string& path) { return exists(path); }) ||
                       std::any_of(kGenerated.begin(), kGenerated.end(),
                                   [&](const char* directory) { return exists(directory + name); });
    if (judged && !there)
      add(role + " names " + name + ", which no unit file defines", command.span);
  }

  void look_at_account(const char* kind, const std::string& name, const std::string& what,
                       Span span) {
    if (name.empty() || !has_accounts_ || is_number(name)) return;
    const bool user = std::string(kind) == "user";
    if (user ? accounts_.user(name).has_value() : accounts_.group(name).has_value()) return;
    add(what + " the " + kind + " " + name + ", which does not exist", span);
  }

  void look_at(const monitrc::Test& test) {
    for (const monitrc::Action* action :
         {&test.action, test.recovery ? &*test.recovery : nullptr}) {
      if (action && action->exec) look_at("the exec of a test", *action->exec);
    }
    if (test.kind == TestKind::uid || test.kind == TestKind::euid) {
      look_at_account("user", test.expect, "a test expects", test.span);
    } else if (test.kind == TestKind::gid) {
      look_at_account("group", test.expect, "a test expects", test.span);
    }
  }

  // A daemon that does not run has no pidfile; what counts is that its unit has another one.
  void look_at_pidfile() {
    const rules::PathFact& pidfile = facts_->pidfile;
    if (pidfile.hops.empty() || pidfile.exists || !facts_->pidfile_units.empty()) return;
    for (const rules::CommandFact& command : facts_->commands) {
      std::string other = units_.setting(command.unit.name, "Service", "PIDFile");
      // Specifiers depend on the instance.
      if (other.empty() || other.find('%') != std::string::npos) continue;
      if (other.front() != '/') other = "/run/" + other;
      add(pidfile.asked + " does not exist, and " + command.unit.name + " has its pid in " + other,
          facts_->check->span);
      return;
    }
  }

  const bool live_;
  PathResolver paths_;
  HostFiles files_;
  UnitFiles units_;
  AccountLookup accounts_;
  bool has_accounts_ = false;
  std::size_t number_ = 0;
  const CheckFacts* facts_ = nullptr;
  std::vector<DeadEnd> found_;
};

// Whether some diagnostic is about a part of the statement.
bool is_told(const Span& span, const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& one) {
    return one.span && one.span->source == span.source && one.span->begin >= span.begin &&
           one.span->begin < span.end;
  });
}

}  // namespace

std::vector<DeadEnd> find_dead_ends(const std::vector<CheckFacts>& checks,
                                    const std::string& root) {
  Searcher searcher(root);
  for (std::size_t i = 0; i < checks.size(); ++i) searcher.look_at(i, checks[i]);
  return searcher.found();
}

void add_dead_ends(const std::string& root, monitrc::Parsed& parsed) {
  if (!parsed.ok()) return;
  const auto& checks = parsed.control_file.checks;
  for (const DeadEnd& end : find_dead_ends(gather_checks(checks, root), root)) {
    if (is_told(end.span, parsed.diagnostics)) continue;
    parsed.diagnostics.push_back({Severity::warning,
                                  end.span,
                                  {},
                                  "'" + checks[end.check].name + "': " + end.detail,
                                  "monit finds out when it needs it"});
  }
}

}  // namespace pkgmap
