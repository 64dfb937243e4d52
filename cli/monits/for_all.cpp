#include "cli/monits/for_all.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "cli/monits/children.hpp"
#include "cli/monits/resume_all.hpp"
#include "cli/monits/together.hpp"
#include "cli/switched_off.hpp"
#include "cli/transaction_input.hpp"
#include "engine/facts/control_file.hpp"
#include "engine/facts/host_monits.hpp"
#include "engine/journal/journal.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/session/guard/removed_program.hpp"

namespace pkgmap::cli {
namespace {

using Seconds = std::chrono::seconds;

/// Which further monits a command is about.
enum class Whom : std::uint8_t {
  who_run,
  who_run_or_left,  ///< And those whose sessions are not all over.
  who_were,         ///< And those that once had a session.
};

struct ForAll {
  const char* command;
  Whom whom;
  Seconds within;       ///< How long a child may take: less than the hooks wait.
  bool leaves = false;  ///< Goes on after that.
};

constexpr std::array<ForAll, 8> kForAll = {{
    {"explain", Whom::who_run, Seconds(120)},
    {"audit", Whom::who_run, Seconds(120)},
    {"doctor", Whom::who_run, Seconds(120)},
    {"verify", Whom::who_run, Seconds(600)},
    {"suspend", Whom::who_run, Seconds(36), true},
    {"status", Whom::who_run_or_left, Seconds(60)},
    {"recover", Whom::who_run_or_left, Seconds(300), true},
    {"history", Whom::who_were, Seconds(60)},
}};

// Some commands need the package database in any case: it gets ready while the monits are looked
// for.
void expect_packages(const Options& options) {
  const std::string& command = options.command;
  const Settings& settings = options.settings;
  if (command != "explain" && command != "audit" && command != "suspend") return;
  DatabaseOptions database;
  database.root = settings.root;
  database.dbpath = settings.dbpath;
  database.system = settings.packages;
  database.recorded = settings.recorded_packages;
  expect_package_database(database);
}

const ForAll* for_all(const std::string& command) {
  for (const ForAll& one : kForAll) {
    if (command == one.command) return &one;
  }
  return nullptr;
}

bool is_meant(const FurtherMonit& monit, Whom whom) {
  if (monit.runs || whom == Whom::who_were) return true;
  return whom == Whom::who_run_or_left && has_unfinished(monit.state_directory);
}

// Every child reads the transaction, but the caller gives it once.
Done read_transaction_once(Options& options) {
  if (options.transaction.empty()) return done();
  auto text = read_transaction_text(options.transaction);
  if (!text) return text.error();
  options.transaction_text = std::move(*text);
  return done();
}

// A command about one monit takes the state directory of this monit.
void narrow(Options& options) {
  Settings& settings = options.settings;
  if (options.has_own_state || !settings.live()) return;
  const auto control_file = choose_control_file(settings);
  if (!control_file) return;
  settings.state_directory = state_directory_of(settings, *control_file);
}

std::vector<std::string> words_for_child(const Options& options, std::vector<std::string> words,
                                         const Screen& screen) {
  std::vector<std::string> more = {"--color", screen.style().color ? "always" : "never"};
  if (options.transaction_text) more.insert(more.end(), {"--transaction", "-"});
  if (options.command == "suspend") {
    more.insert(more.end(), {"--session", options.settings.new_session});
  }
  // Whatever the answer of all is made into, it is made of those of the children.
  if (options.reader != Reader::person_or_json) {
    std::erase_if(words, [](const std::string& word) {
      return word == "--prometheus" || word == "--nagios" || word == "--ndjson";
    });
    more.emplace_back("--json");
  }
  words.insert(std::find(words.begin(), words.end(), "--"), more.begin(), more.end());
  return words;
}

}  // namespace

int run_for_all_monits(Options options, const std::vector<std::string>& words, Screen& screen,
                       const Command& command) {
  const ForAll* const all = for_all(options.command);
  const bool is_resume = options.command == "resume";
  const bool is_run = options.command == "run";  // Finds the monits itself.
  const bool is_about_one = options.is_about_one_monit();
  if (!options.settings.monitrc.empty() || is_about_one || (!all && !is_resume && !is_run)) {
    narrow(options);
  }
  const bool is_off = options.command == "suspend" && switched_off();
  if (!is_off) expect_packages(options);
  if ((!all && !is_resume) || is_about_one || is_off) return command(options, screen);
  HostMonits monits = find_host_monits(options.settings);
  options.settings.unserved = unserved_monits(monits);
  const std::string outermost = options.settings.state_directory;
  choose_first(options, monits);
  options.settings.idle_state_directories = idle_state_directories(monits, outermost);
  if (all) {
    std::erase_if(monits.further,
                  [&](const FurtherMonit& monit) { return !is_meant(monit, all->whom); });
  }
  if (monits.further.empty()) return command(options, screen);
  if (is_resume) return resume_for_all(options, monits, words, screen, command);
  // The command itself says what is wrong with it.
  if (!read_transaction_once(options)) return command(options, screen);
  options.settings.new_session = new_session_id();
  Children children(options);
  for (const FurtherMonit& monit : monits.further) {
    children.start(monit, words_for_child(options, words, screen), all->within, all->leaves);
  }
  return answer_together(options, monits.first, children, screen, command);
}

}  // namespace pkgmap::cli
