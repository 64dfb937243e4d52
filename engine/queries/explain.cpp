#include "engine/queries/explain.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/gather.hpp"
#include "engine/facts/present_status.hpp"
#include "engine/facts/transaction_system.hpp"
#include "engine/facts/what_parses.hpp"
#include "engine/journal/journal.hpp"
#include "engine/journal/last_reading.hpp"
#include "engine/queries/left_behind.hpp"
#include "engine/queries/words.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "parsers/monitrc/model/algorithms.hpp"
#include "parsers/source/spelling.hpp"

namespace pkgmap {
namespace {

// For a further monit, another process must know this failure from all others: a word may mean
// something to another monit.
ErrorCode of_unknown_word(const Settings& settings) {
  return settings.further ? ErrorCode::usage : ErrorCode::failed;
}

Done add_word(const std::string& word, PackageDatabase& database, const Settings& settings,
              Explanation& explanation, PackageChoices& choices) {
  auto found = choose_packages(word, database);
  if (!found) return found.error();
  if (found->packages.empty()) {
    auto meaning = interpret(word, explanation.facts.checks, database, settings.root);
    if (!meaning) return meaning.error();
    if (meaning->said.empty()) {
      return means_nothing(of_unknown_word(settings), word, explanation.facts.checks, database);
    }
    explanation.interpretations.push_back(meaning->said);
    *found = std::move(meaning->packages);
  }
  for (PackageChoice& choice : found->packages) add_choice(choices, std::move(choice));
  return done();
}

Error no_such_check(ErrorCode code, const std::string& name,
                    const std::vector<rules::CheckFacts>& checks) {
  std::vector<std::string_view> candidates;
  for (const rules::CheckFacts& facts : checks) candidates.emplace_back(facts.check->name);
  const std::string_view nearest = nearest_word(name, candidates);
  return Error{code, "there is no check '" + name + "'",
               nearest.empty() ? "'monit-pkgmap config' lists all of them"
                               : "did you mean '" + std::string(nearest) + "'?"};
}

// Fails if one of the checks does not exist. With `add`, adds their packages to `choices`.
Done look_up_checks(const std::vector<std::string>& names, bool add, const Settings& settings,
                    PackageDatabase& database, Explanation& explanation, PackageChoices& choices) {
  for (const std::string& name : names) {
    auto packages = packages_of_check(name, explanation.facts.checks, database);
    if (!packages) return packages.error();
    if (!*packages) return no_such_check(of_unknown_word(settings), name, explanation.facts.checks);
    if (!add) continue;
    if ((*packages)->packages.empty()) {
      explanation.interpretations.push_back("the check '" + name + "' belongs to no package");
    }
    for (PackageChoice& choice : (*packages)->packages) add_choice(choices, std::move(choice));
  }
  return done();
}

// Fills in the states of the checks if monit answers. Without states the explanation is less exact:
// monit may be down, and with another root no monit is asked.
void ask_for_states(const Settings& settings, Explanation& explanation) {
  if (settings.recorded && !settings.recorded->monit_version.empty()) {
    // The facts of the checks have the states already.
    if (const auto version = monitrc::version_of(settings.recorded->monit_version)) {
      monitrc::use_default_algorithm_of(*version, explanation.parsed.control_file);
    }
    explanation.states_known = true;
  }
  if (!settings.live()) return;
  const auto status = present_status(settings, explanation.parsed.control_file);
  if (!status) return;
  if (const auto version = monitrc::version_of(status->version)) {
    monitrc::use_default_algorithm_of(*version, explanation.parsed.control_file);
  }
  note_states(*status, explanation.facts.checks);
  // Sessions count as they do in suspend (P6). `status` reports a journal that cannot be read.
  if (auto found = read_sessions(settings.state_directory)) {
    const std::string& control_file = explanation.parsed.control_file.path;
    note_sessions(sessions_of(std::move(found->sessions), control_file), explanation.facts.checks);
  }
  explanation.states_known = true;
}

// What both forms of explain() begin with.
struct Asked {
  std::unique_ptr<Explanation> explanation = std::make_unique<Explanation>();
  std::unique_ptr<PackageDatabase> database;
  PackageChoices choices;
};

Result<Asked> begin(const Settings& settings, int manager) {
  Asked asked;
  const DatabaseOptions options{settings.root,
                                settings.dbpath,
                                false,
                                settings.libexec,
                                settings.packages,
                                {},
                                settings.recorded_packages};
  expect_package_database(options);
  auto loaded = load_control_file(settings);
  if (!loaded) return loaded.error();
  asked.explanation->parsed = std::move(*loaded);
  monitrc::Parsed& parsed = asked.explanation->parsed;
  if (const auto mistake = mistake_in(parsed)) asked.choices.notes.push_back(in_one_line(*mistake));
  const bool has_state = settings.live() || settings.recorded;
  const auto remembered = has_state
                              ? last_reading_of(settings.state_directory, parsed.control_file.path)
                              : std::vector<monitrc::Check>{};
  if (auto usable = use_what_parses(parsed, remembered); !usable) return usable.error();
  auto checks = gather_checks(parsed.control_file, settings, manager);
  if (!checks) return checks.error();
  asked.explanation->facts.checks = std::move(*checks);
  auto database = open_package_database(options);
  if (!database) return database.error();
  asked.database = std::move(*database);
  return asked;
}

Result<std::unique_ptr<Explanation>> answer(const Settings& settings, Asked asked) {
  Explanation& explanation = *asked.explanation;
  rules::Facts& facts = explanation.facts;
  auto packages = gather_packages(asked.choices, facts.checks, *asked.database, settings.root);
  if (!packages) return packages.error();
  facts.packages = std::move(*packages);
  ask_for_states(settings, explanation);
  explanation.plan = rules::evaluate(facts, settings.policy);
  auto predicted = predict_checks(asked.choices, facts, explanation.plan,
                                  explanation.parsed.sources, *asked.database, settings);
  if (!predicted) return predicted.error();
  explanation.predicted = std::move(*predicted);
  explanation.notes = std::move(asked.choices.notes);
  auto left_behind =
      foresee_left_behind(asked.choices, explanation.parsed, *asked.database, settings);
  if (!left_behind) return left_behind.error();
  for (std::string& sentence : *left_behind) explanation.notes.push_back(std::move(sentence));
  return std::move(asked.explanation);
}

// Whether of some package only the installed version is known. A newer version may have files for
// further checks; of an obsoleted package none comes.
bool lacks_an_incoming(const std::vector<PackageChoice>& choices) {
  return std::any_of(choices.begin(), choices.end(), [&](const PackageChoice& known) {
    return !known.leaves && !known.triggered &&
           std::none_of(choices.begin(), choices.end(), [&](const PackageChoice& other) {
             return other.incoming() && other.package.nevra.name == known.package.nevra.name;
           });
  });
}

// Notes incoming packages without a package file: no test can be predicted for them.
void note_what_is_not_there(const Transaction& transaction, Explanation& explanation,
                            std::vector<std::string>& notes) {
  const auto missing = std::count_if(
      transaction.items.begin(), transaction.items.end(),
      [](const TransactionItem& item) { return item.incoming() && item.package_file.empty(); });
  if (missing == 0) return;
  explanation.unknown = "what comes with a package that is not downloaded is not known";
  notes.push_back(std::to_string(missing) + (missing == 1 ? " package is" : " packages are") +
                  " not downloaded: of what comes with " + (missing == 1 ? "it" : "them") +
                  " nothing is known");
}

}  // namespace

rules::Rebaseline Explanation::rebaseline(std::size_t number) const {
  if (number < predicted.size()) {
    const rules::FileUpdate& update = predicted[number].update;
    if (update.fate == rules::FileFate::vanishes && update.doubt.empty()) {
      return rules::Rebaseline::no;
    }
  }
  return plan.checks[number].rebaseline;
}

Result<std::unique_ptr<Explanation>> explain(const Settings& told,
                                             const std::vector<std::string>& words,
                                             const std::vector<std::string>& check_names) {
  const Settings settings = with_system_of(words, told);
  auto asked = begin(settings, 0);
  if (!asked) return asked.error();
  for (const std::string& word : words) {
    auto added = add_word(word, *asked->database, settings, *asked->explanation, asked->choices);
    if (!added) return added.error();
  }
  auto known = look_up_checks(check_names, words.empty(), settings, *asked->database,
                              *asked->explanation, asked->choices);
  if (!known) return known.error();
  if (lacks_an_incoming(asked->choices.packages)) {
    const rules::Nevra& first = asked->choices.packages.front().package.nevra;
    const bool is_dpkg = first.system == rules::PackageSystem::dpkg;
    asked->explanation->unknown = std::string("what a newer version brings is not known: its ") +
                                  (is_dpkg ? ".deb" : ".rpm") + " file says that";
  }
  return answer(settings, std::move(*asked));
}

Result<std::unique_ptr<Explanation>> explain(const Settings& told, const Transaction& transaction,
                                             const std::vector<std::string>& check_names) {
  const Settings settings = with_system_of(transaction, told);
  auto asked = begin(settings, transaction.pid);
  if (!asked) return asked.error();
  auto choices = choose_packages(transaction, *asked->database);
  if (!choices) return choices.error();
  asked->choices = std::move(*choices);
  note_what_is_not_there(transaction, *asked->explanation, asked->choices.notes);
  auto known = look_up_checks(check_names, false, settings, *asked->database, *asked->explanation,
                              asked->choices);
  if (!known) return known.error();
  return answer(settings, std::move(*asked));
}

}  // namespace pkgmap
