#include "cli/render/policy.hpp"

#include <string_view>
#include <utility>

#include "cli/commands/commands.hpp"
#include "engine/facts/control_file.hpp"
#include "parsers/source/diagnostic.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap::cli {
namespace {

std::string rendered(const PolicyFiles& policy) {
  std::string text;
  for (const Diagnostic& diagnostic : policy.diagnostics) {
    text += render(diagnostic, policy.sources);
  }
  return text;
}

bool speaks_of_any(const rules::PolicyRule& rule, const std::vector<monitrc::Check>& checks) {
  for (const monitrc::Check& check : checks) {
    if (rule.speaks_of_check(check.name)) return true;
  }
  return false;
}

// After a check was renamed, its rule has no effect, and nobody would notice.
void add_rules_without_checks(const rules::Policy& policy, const monitrc::ControlFile& file,
                              std::vector<std::string>& notes) {
  for (const rules::PolicyRule& rule : policy.rules) {
    if (speaks_of_any(rule, file.checks)) continue;
    notes.push_back(rule.title() + " matches no check of " + file.path);
  }
}

void add_unknown_check(const std::string& check, const monitrc::ControlFile& file,
                       std::vector<std::string>& notes) {
  std::vector<std::string_view> names;
  for (const monitrc::Check& known : file.checks) {
    if (same_name(known.name, check)) return;
    names.emplace_back(known.name);
  }
  const std::string_view nearest = nearest_word(check, names);
  notes.push_back("there is no check '" + check + "' in " + file.path +
                  (nearest.empty() ? "" : "; did you mean '" + std::string(nearest) + "'?"));
}

// Somebody may write a policy on a host without monit, so a missing control file is no mistake.
std::vector<std::string> notes_of(const Options& options, const rules::Policy& policy) {
  std::vector<std::string> notes;
  const auto parsed = load_control_file(options.settings);
  if (!parsed || !parsed->ok()) return notes;
  if (options.pair.empty()) {
    add_rules_without_checks(policy, parsed->control_file, notes);
  } else {
    add_unknown_check(options.pair.front(), parsed->control_file, notes);
  }
  return notes;
}

Json answer_json(const Options& options, const PolicyFiles& files,
                 const std::vector<std::string>& notes, const PairTrace& trace) {
  return options.pair.empty() ? policy_json(files, notes) : trace_json(trace, notes);
}

}  // namespace

int run_policy(const Options& options, const Screen& screen) {
  const PolicyFiles files = load_policy(options.settings);
  if (auto understood = require_understood(files); !understood) {
    Error error = understood.error();
    error.hint.clear();  // The hint would name this command.
    return screen.fail(error);
  }
  const rules::Policy& policy = files.policy;
  const std::vector<std::string> notes = notes_of(options, policy);
  PairTrace trace;
  if (!options.pair.empty()) {
    trace = {options.pair[0], options.pair[1],
             rules::trace_rules(policy, options.pair[0], options.pair[1])};
  }
  if (screen.json()) {
    screen.object(answer_json(options, files, notes, trace));
  } else {
    screen.data(options.pair.empty() ? policy_text(files, screen.style())
                                     : trace_text(trace, policy, screen.style()));
    for (const std::string& note : notes) screen.note(note);
  }
  screen.talk(rendered(files));
  return 0;
}

}  // namespace pkgmap::cli
