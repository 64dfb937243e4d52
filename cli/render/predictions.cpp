#include "cli/render/predictions.hpp"

#include <algorithm>
#include <utility>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using rules::Outcome;
using rules::Prediction;

constexpr std::size_t kTextColumn = 13;
constexpr std::size_t kGroundColumn = 15;

// The statement on one line, with possible credentials masked.
std::string statement_of(const Prediction& prediction, const Sources& sources) {
  const Span span = prediction.span;
  const std::string_view all = sources.bytes(span.source);
  std::string text;
  std::size_t at = span.begin;
  for (const ByteRange& secret : sources.secrets(span.source, span.begin, span.end)) {
    text += std::string(all.substr(at, secret.begin - at)) + "***";
    at = secret.end;
  }
  if (at < span.end) text += all.substr(at, span.end - at);
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  return printable(line);
}

// The existence test that monit adds has no text of its own; its span is that of the check.
bool is_implied(const Prediction& prediction, const monitrc::Check& check) {
  return prediction.span.begin == check.span.begin && prediction.span.source == check.span.source;
}

std::string test_text(const Prediction& prediction, const monitrc::Check& check,
                      const Sources& sources) {
  if (is_implied(prediction, check)) return "if does not exist then restart (monit adds this test)";
  return statement_of(prediction, sources);
}

std::string with_dependents(const std::vector<std::string>& dependents) {
  return dependents.empty() ? "" : ", and " + listed(dependents, 4) + " with it";
}

std::string effect_of(const Prediction& prediction, const std::string& name,
                      const std::vector<std::string>& dependents) {
  using monitrc::ActionKind;
  switch (prediction.action.kind) {
    case ActionKind::alert:
      return "an alert is sent";
    case ActionKind::exec:
      return prediction.action.exec ? masked(prediction.action.exec->argv.front()) + " is executed"
                                    : "a program is executed";
    case ActionKind::restart:
      return name + " is restarted" + with_dependents(dependents);
    case ActionKind::start:
      return name + " is started";
    case ActionKind::stop:
      return name + " is stopped" + with_dependents(dependents);
    case ActionKind::unmonitor:
      return name + " is unmonitored" + with_dependents(dependents);
    case ActionKind::ignore:
      return "monit does not react";
  }
  return "";
}

std::string word_of(Outcome outcome, const Style& style) {
  switch (outcome) {
    case Outcome::fails:
      return style.danger(padded("FAIL", 7));
    case Outcome::fires:
      return style.warning(padded("once", 7));
    case Outcome::unknown:
      return padded("may", 7);
  }
  return "";
}

std::string indented(const std::string& text, std::size_t column) {
  return std::string(column, ' ') + wrapped_text(printable(text), column) + "\n";
}

std::string head(const std::string& word, const monitrc::Check& check, const std::string& where,
                 const Style& style) {
  return "  " + word + "  " + style.strong(padded(check.name, 14)) + "  " +
         padded(monitrc::name_of(check.type), 10) + printable(where) + "\n";
}

std::string block(const Prediction& prediction, const CheckPredictions& predicted,
                  const monitrc::Check& check, const Sources& sources, const Style& style) {
  const std::string where = sources.name(prediction.span.source) + ":" +
                            std::to_string(sources.position(prediction.span).line);
  std::string text = head(word_of(prediction.outcome, style), check, where, style);
  text += indented(test_text(prediction, check, sources), kTextColumn);
  text += indented(prediction.ground, kGroundColumn);
  if (!prediction.expect.empty() && prediction.test == monitrc::TestKind::checksum) {
    text += indented("expected: " + prediction.expect, kGroundColumn);
  }
  std::string effect = effect_of(prediction, check.name, predicted.dependents);
  if (prediction.after_cycles > 1) {
    effect = "after " + std::to_string(prediction.after_cycles) + " cycles " + effect;
  }
  text += indented("effect: " + effect, kGroundColumn);
  if (!prediction.hint.empty()) text += indented("hint: " + prediction.hint, kTextColumn);
  return text;
}

std::string stays(const CheckPredictions& predicted, const monitrc::Check& check,
                  const Sources& sources, const Style& style) {
  if (predicted.update.fate != rules::FileFate::stays) return {};
  std::string ground = predicted.update.path + " has local changes, and keeps its content";
  if (!predicted.update.beside.empty())
    ground += "; the new version is written to " + predicted.update.beside;
  return head(padded("stays", 7), check, place(check, sources), style) +
         indented(ground, kTextColumn);
}

std::string dead_ends(const CheckPredictions& predicted, const monitrc::Check& check,
                      const Sources& sources, const Style& style) {
  std::string text;
  for (const rules::ComingDeadEnd& end : predicted.dead_ends) {
    text += head(end.certain ? style.warning(padded("dead", 7)) : padded("may", 7), check,
                 place(check, sources), style) +
            indented(end.detail, kTextColumn);
  }
  return text;
}

std::size_t count(const Explanation& explanation, Outcome outcome) {
  std::size_t number = 0;
  for (const CheckPredictions& check : explanation.predicted) {
    number += static_cast<std::size_t>(
        std::count_if(check.predictions.begin(), check.predictions.end(),
                      [&](const Prediction& one) { return one.outcome == outcome; }));
  }
  return number;
}

}  // namespace

std::string predictions_text(const Explanation& explanation, const Style& style) {
  std::string text;
  for (const Outcome outcome : {Outcome::fails, Outcome::unknown, Outcome::fires}) {
    for (std::size_t i = 0; i < explanation.predicted.size(); ++i) {
      const CheckPredictions& predicted = explanation.predicted[i];
      for (const Prediction& prediction : predicted.predictions) {
        if (prediction.outcome != outcome) continue;
        text +=
            block(prediction, predicted, explanation.check(i), explanation.parsed.sources, style);
      }
    }
  }
  for (std::size_t i = 0; i < explanation.predicted.size(); ++i) {
    text += dead_ends(explanation.predicted[i], explanation.check(i), explanation.parsed.sources,
                      style);
  }
  for (std::size_t i = 0; i < explanation.predicted.size(); ++i) {
    text +=
        stays(explanation.predicted[i], explanation.check(i), explanation.parsed.sources, style);
  }
  return text;
}

std::string failures_clause(const Explanation& explanation) {
  const std::size_t fails = count(explanation, Outcome::fails);
  if (fails == 0) return {};
  return "; " + counted(fails, "test") + " will FAIL after the update";
}

Json predictions_json(const Explanation& explanation, std::size_t check) {
  Json list = Json::array();
  if (check >= explanation.predicted.size()) return list;
  const Sources& sources = explanation.parsed.sources;
  for (const Prediction& prediction : explanation.predicted[check].predictions) {
    Json json = Json::object();
    json.set("test", monitrc::name_of(prediction.test))
        .set("trigger", monitrc::name_of(prediction.trigger))
        .set("outcome", rules::name_of(prediction.outcome))
        .set("expect", Json::text_or_null(prediction.expect))
        .set("now", Json::text_or_null(prediction.now))
        .set("incoming", Json::text_or_null(prediction.incoming))
        .set("action", monitrc::name_of(prediction.action.kind))
        .set("after_cycles", prediction.after_cycles)
        .set("line", static_cast<int>(sources.position(prediction.span).line))
        .set_bytes("file", sources.name(prediction.span.source))
        .set_bytes("detail", prediction.ground);
    list.push(std::move(json));
  }
  return list;
}

Json dead_ends_json(const Explanation& explanation, std::size_t check) {
  Json list = Json::array();
  if (check >= explanation.predicted.size()) return list;
  for (const rules::ComingDeadEnd& end : explanation.predicted[check].dead_ends) {
    list.push(Json::object().set_bytes("detail", end.detail).set("certain", end.certain));
  }
  return list;
}

Json& add_prediction_counts(const Explanation& explanation, Json& summary) {
  return summary.set("predicted_failures", static_cast<int>(count(explanation, Outcome::fails)))
      .set("predicted_events", static_cast<int>(count(explanation, Outcome::fires)));
}

}  // namespace pkgmap::cli
