#include "engine/queries/against.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/present_status.hpp"
#include "engine/facts/watch.hpp"
#include "engine/journal/history.hpp"
#include "engine/monit/control_file_name.hpp"
#include "parsers/source/names.hpp"
#include "rules/nevra.hpp"

namespace pkgmap {
namespace {

using rules::Watch;

constexpr std::array<Named<Difference>, 6> kDifferences = {{
    {Difference::none, "none"},
    {Difference::more, "more"},
    {Difference::less, "less"},
    {Difference::fails, "fails"},
    {Difference::works, "works"},
    {Difference::unknown, "unknown"},
}};

// The gravest outcome of the predictions: "fails", "unknown", or an empty text. A test that fires
// once leaves no trace in monit's status.
std::string predicted_failure(const Json& check) {
  std::string gravest;
  for (const Json& prediction : check["predictions"].items()) {
    const std::string outcome = prediction["outcome"].string_or("");
    if (outcome == "fails") return outcome;
    if (outcome == "unknown") gravest = outcome;
  }
  return gravest;
}

/// A check of a session, with what became of it.
using Happened = std::map<std::string, std::string, LessByName>;

Happened happened_in(const Json& session) {
  Happened results;
  for (const Json& check : session["checks"].items()) {
    results[check["name"].string_or("")] = check["result"].string_or("");
  }
  return results;
}

// A test may have switched its check off: then the failure has happened. A check that the session
// did not resume says nothing of its tests.
bool has_failed(Watch now, const std::string& result) {
  return now == Watch::failing || (now == Watch::off && result == "resumed");
}

bool is_known(Watch now) {
  return now == Watch::monitored || now == Watch::failing || now == Watch::off;
}

Difference difference_of(const ComparedCheck& check, const std::string& result) {
  const bool planned = check.predicted == "suspend";
  if (check.suspended != planned) return check.suspended ? Difference::more : Difference::less;
  if (check.failure == "unknown") return Difference::none;
  const bool failed = has_failed(check.now, result);
  if (check.failure.empty()) return failed ? Difference::fails : Difference::none;
  if (failed) return Difference::none;
  return is_known(check.now) && check.now != Watch::off ? Difference::works : Difference::unknown;
}

ComparedCheck compared(const std::string& name, const Happened& happened, const Watches& watches) {
  ComparedCheck check;
  check.name = name;
  check.suspended = happened.contains(name);
  const auto watch = watches.find(name);
  if (watch != watches.end()) check.now = watch->second;
  return check;
}

std::set<std::string> names_of_packages(const Json& session) {
  std::set<std::string> names;
  for (const std::string& text : session["packages"].strings()) {
    names.emplace(rules::name_in(text));
  }
  return names;
}

void note_other_packages(const Json& plan, const Json& session, std::vector<std::string>& notes) {
  const std::set<std::string> touched = names_of_packages(session);
  const auto& planned = plan["plan"]["packages"].items();
  const bool any = std::any_of(planned.begin(), planned.end(), [&](const Json& package) {
    return touched.contains(package["name"].string_or(""));
  });
  if (!any && !planned.empty()) {
    notes.emplace_back("no package of the plan is one of this session");
  }
}

Watches ask_what_monit_says(const Settings& settings) {
  const auto parsed = load_control_file(settings);
  if (!parsed) return {};
  const auto status = present_status(settings, parsed->control_file);
  if (!status) return {};
  Watches watches;
  for (const monitrc::Check& check : parsed->control_file.checks) {
    if (const auto* service = status->find(check.name)) watches[check.name] = watch_of(*service);
  }
  return watches;
}

Error no_such_session(std::string message) {
  return Error{ErrorCode::usage, std::move(message), "'monit-pkgmap history' lists them"};
}

Result<Json> session_called(const History& history, const Json& plan, const std::string& id) {
  if (id.empty()) {
    const std::string made = plan["made"].string_or("");
    const bool any = !history.sessions.empty();
    if (any && history.sessions.back()["began"].string_or("") >= made) {
      return history.sessions.back();
    }
    return no_such_session("no session began since the plan was made (" + made + ")");
  }
  for (const Json& session : history.sessions) {
    if (session["id"].string_or("") == id) return session;
  }
  return no_such_session("the history has no session '" + id + "'");
}

}  // namespace

const char* name_of(Difference difference) {
  return name_in(kDifferences, difference);
}

std::size_t Comparison::differences() const {
  return static_cast<std::size_t>(std::count_if(
      checks.begin(), checks.end(),
      [](const ComparedCheck& check) { return check.difference != Difference::none; }));
}

Comparison compare(const Json& plan, const Json& session, const Watches& watches) {
  Comparison comparison;
  comparison.session = session["id"].string_or("");
  comparison.began = session["began"].string_or("");
  comparison.made = plan["made"].string_or("");
  comparison.at_least = plan["plan"]["at_least"].boolean().value_or(false);
  comparison.states_known = !watches.empty();
  Happened happened = happened_in(session);
  for (const Json& planned : plan["plan"]["checks"].items()) {
    ComparedCheck check = compared(planned["name"].string_or(""), happened, watches);
    check.predicted = planned["decision"].string_or("");
    check.reason = planned["reason"].string_or("");
    check.failure = predicted_failure(planned);
    const auto result = happened.find(check.name);
    const bool touched = check.suspended || check.predicted == "suspend" || !check.failure.empty();
    if (!touched) continue;
    check.difference = difference_of(check, check.suspended ? result->second : "");
    if (check.suspended) happened.erase(result);
    comparison.checks.push_back(std::move(check));
  }
  for (const auto& [name, result] : happened) {
    ComparedCheck check = compared(name, happened, watches);
    check.difference = Difference::more;
    comparison.checks.push_back(std::move(check));
  }
  note_other_packages(plan, session, comparison.notes);
  if (comparison.at_least) {
    comparison.notes.emplace_back(
        "the plan did not know all that the transaction brings, so it may lack checks");
  }
  if (!comparison.states_known) {
    comparison.notes.emplace_back("monit gives no status, so no failure can be compared");
  }
  return comparison;
}

Result<Comparison> compare_with_history(const Settings& settings, const Json& plan,
                                        const std::string& id) {
  const auto history = read_history(settings.state_directory);
  if (!history) return history.error();
  const auto session = session_called(*history, plan, id);
  if (!session) return session.error();
  const std::string of_plan = plan["control_file"]["path"].string_or("");
  const std::string of_session = (*session)["monit"].string_or(of_plan);
  if (!same_control_file(of_plan, of_session)) {
    return Error{ErrorCode::usage,
                 "the plan is about the monit with " + of_plan + ", the session about that with " +
                     of_session,
                 "--monitrc FILE chooses the monit"};
  }
  Comparison comparison = compare(plan, *session, ask_what_monit_says(settings));
  for (const std::string& line : history->damage) comparison.notes.push_back(line);
  return comparison;
}

}  // namespace pkgmap
