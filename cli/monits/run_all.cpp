#include "cli/monits/run_all.hpp"

#include <algorithm>
#include <chrono>

#include "cli/monits/merge.hpp"
#include "cli/transaction_input.hpp"
#include "engine/journal/journal.hpp"

namespace pkgmap::cli {
namespace {

using Seconds = std::chrono::seconds;

constexpr Seconds kToSuspend{36};
constexpr Seconds kToResume{600};

// The options that concern every monit.
std::vector<std::string> with_options(std::vector<std::string> words, const Settings& settings) {
  if (!settings.policy_file.empty()) {
    words.insert(words.end(), {"--policy", settings.policy_file});
  }
  if (!settings.dbpath.empty()) words.insert(words.end(), {"--dbpath", settings.dbpath});
  if (settings.packages) {
    words.insert(words.end(), {"--packages", rules::name_of(*settings.packages)});
  }
  if (settings.settle) {
    words.insert(words.end(), {"--settle", std::to_string(settings.settle->count())});
  }
  words.emplace_back("--json");
  return words;
}

}  // namespace

RunElsewhere::RunElsewhere(Options& options) : options_(options) {
  HostMonits found = find_host_monits(options.settings);
  options.settings.unserved = unserved_monits(found);
  const std::string outermost = options.settings.state_directory;
  choose_first(options, found);
  options.settings.idle_state_directories = idle_state_directories(found, outermost);
  std::erase_if(found.further, [](const FurtherMonit& monit) { return !monit.runs; });
  monits_ = std::move(found.further);
  if (monits_.empty()) return;
  options.settings.new_session = new_session_id();
  if (options.transaction.empty()) return;
  if (auto text = read_transaction_text(options.transaction))
    options.transaction_text = std::move(*text);
}

void RunElsewhere::begin_suspending(const Transaction& transaction, int pid) {
  if (monits_.empty()) return;
  if (!options_.transaction_text) options_.transaction_text = text_of(transaction);
  children_ = std::make_unique<Children>(options_);
  for (const FurtherMonit& monit : monits_) {
    children_->start(
        monit,
        with_options({"suspend", "--transaction", "-", "--session", options_.settings.new_session,
                      "--for-process", std::to_string(pid)},
                     options_.settings),
        kToSuspend, true);
  }
}

bool RunElsewhere::await_suspended(const Screen& screen) {
  bool may_run = true;
  const std::vector<Json> answers = await(screen);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string session = answers[i]["session"].string_or("");
    if (!session.empty()) sessions_.emplace_back(monits_[i], session);
    did_nothing_ = did_nothing_ && session.empty() && answers[i]["messages"].items().empty();
    may_run = may_run && !answers[i]["abort"].boolean().value_or(false);
  }
  return may_run;
}

void RunElsewhere::begin_resuming() {
  options_.transaction_text.reset();
  children_ = std::make_unique<Children>(options_);
  for (const auto& [monit, session] : sessions_) {
    children_->start(monit, with_options({"resume", "--session", session}, options_.settings),
                     kToResume, true);
  }
}

void RunElsewhere::await_resumed(const Screen& screen) {
  static_cast<void>(await(screen));
}

std::vector<Json> RunElsewhere::await(const Screen& screen) {
  if (!children_) return {};
  const Json all = with_other_monits(Json::object(), {}, children_->answers());
  for (const Json& message : all["messages"].items()) {
    const bool error = message["level"].string_or("") != "info";
    screen.talk("monit-pkgmap: " + std::string(error ? "error: " : "") +
                message["text"].string_or("") + "\n");
  }
  children_.reset();
  return all["other_monits"].items();
}

}  // namespace pkgmap::cli
