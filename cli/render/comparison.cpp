#include "cli/render/comparison.hpp"

#include <algorithm>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::size_t kToldColumn = 13;

std::string comparison_headline(const Comparison& comparison) {
  const std::string session = "Session " + comparison.session + " (" + comparison.began + ")";
  const std::string plan = "the plan of " + comparison.made;
  const std::size_t differences = comparison.differences();
  if (differences > 0) {
    return session + " differs from " + plan + " in " + counted(differences, "check") + ".";
  }
  const auto suspended = std::count_if(comparison.checks.begin(), comparison.checks.end(),
                                       [](const ComparedCheck& check) { return check.suspended; });
  return session + " went as " + plan +
         " said: " + counted(static_cast<std::size_t>(suspended), "check") + " suspended.";
}

std::string sentence_about(const ComparedCheck& check) {
  switch (check.difference) {
    case Difference::more:
      return check.predicted.empty()
                 ? "suspended, but the plan does not know it"
                 : "suspended, but the plan says " + check.predicted + ": " + check.reason;
    case Difference::less:
      return "not suspended, but the plan says suspend: " + check.reason;
    case Difference::fails:
      return "fails now, but no failure was predicted";
    case Difference::works:
      return "works now, but a failure was predicted";
    case Difference::unknown:
      return "a failure was predicted, and whether it fails now is not known";
    case Difference::none:
      break;
  }
  return {};
}

std::string difference_lines(const ComparedCheck& check, const Style& style) {
  return "  " + style.warning(padded(name_of(check.difference), 7)) + "  " +
         style.strong(printable(check.name)) + "\n" + std::string(kToldColumn, ' ') +
         wrapped_text(sentence_about(check), kToldColumn) + "\n";
}

Json compared_json(const ComparedCheck& check) {
  return Json::object()
      .set_bytes("name", check.name)
      .set("predicted", Json::text_or_null(check.predicted))
      .set("suspended", check.suspended)
      .set("failure", Json::text_or_null(check.failure))
      .set("now", rules::name_of(check.now))
      .set("difference", name_of(check.difference));
}

}  // namespace

std::string comparison_text(const Comparison& comparison, const Style& style) {
  std::string text = wrapped_text(comparison_headline(comparison)) + "\n";
  std::string entries;
  for (const ComparedCheck& check : comparison.checks) {
    if (check.difference != Difference::none) entries += difference_lines(check, style);
  }
  return entries.empty() ? text : text + "\n" + entries;
}

Json comparison_json(const Comparison& comparison) {
  Json checks = Json::array();
  for (const ComparedCheck& check : comparison.checks) checks.push(compared_json(check));
  return Json::object()
      .set("schema", 1)
      .set("session", comparison.session)
      .set("began", comparison.began)
      .set("made", comparison.made)
      .set("equal", comparison.differences() == 0)
      .set("at_least", comparison.at_least)
      .set("states_known", comparison.states_known)
      .set("checks", std::move(checks))
      .set("notes", Json::array_of(comparison.notes));
}

}  // namespace pkgmap::cli
