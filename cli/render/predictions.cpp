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

const char* word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::fails:
      return "FAIL";
    case Outcome::fires:
      return "once";
    case Outcome::unknown:
      return "may";
  }
  return "";
}

Urgency urgency_of(Outcome outcome) {
  if (outcome == Outcome::fails) return Urgency::high;
  return outcome == Outcome::fires ? Urgency::low : Urgency::none;
}

ToldPrediction told_test(const Explanation& explanation, std::size_t number,
                         const Prediction& prediction) {
  const monitrc::Check& check = explanation.check(number);
  const Sources& sources = explanation.parsed.sources;
  ToldPrediction told{number, word_of(prediction.outcome), urgency_of(prediction.outcome)};
  told.where = sources.name(prediction.span.source) + ":" +
               std::to_string(sources.position(prediction.span).line);
  told.what = test_text(prediction, check, sources);
  told.because.push_back(prediction.ground);
  if (!prediction.expect.empty() && prediction.test == monitrc::TestKind::checksum) {
    told.because.push_back("expected: " + prediction.expect);
  }
  std::string effect = effect_of(prediction, check.name, explanation.predicted[number].dependents);
  if (prediction.after_cycles > 1) {
    effect = "after " + std::to_string(prediction.after_cycles) + " cycles " + effect;
  }
  told.because.push_back("effect: " + effect);
  told.hint = prediction.hint;
  return told;
}

ToldPrediction told_stay(const Explanation& explanation, std::size_t number) {
  const rules::FileUpdate& update = explanation.predicted[number].update;
  std::string ground = update.path + " has local changes, and keeps its content";
  if (!update.beside.empty()) ground += "; the new version is written to " + update.beside;
  return {number, "stays", Urgency::none,
          place(explanation.check(number), explanation.parsed.sources), ground};
}

ToldPrediction told_dead_end(const Explanation& explanation, std::size_t number,
                             const rules::ComingDeadEnd& end) {
  return {number, end.certain ? "dead" : "may", end.certain ? Urgency::low : Urgency::none,
          place(explanation.check(number), explanation.parsed.sources), end.detail};
}

std::string indented(const std::string& text, std::size_t column) {
  return std::string(column, ' ') + wrapped_text(printable(text), column) + "\n";
}

std::string marked_word(const ToldPrediction& told, const Style& style) {
  const std::string word = padded(told.word, 7);
  if (told.urgency == Urgency::none) return word;
  return told.urgency == Urgency::high ? style.danger(word) : style.warning(word);
}

std::string block(const ToldPrediction& told, const monitrc::Check& check, const Style& style) {
  std::string text = "  " + marked_word(told, style) + "  " + style.strong(padded(check.name, 14)) +
                     "  " + padded(monitrc::name_of(check.type), 10) + printable(told.where) + "\n";
  text += indented(told.what, kTextColumn);
  for (const std::string& clause : told.because) text += indented(clause, kGroundColumn);
  if (!told.hint.empty()) text += indented("hint: " + told.hint, kTextColumn);
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

std::vector<ToldPrediction> told_predictions(const Explanation& explanation) {
  std::vector<ToldPrediction> all;
  const std::vector<CheckPredictions>& predicted = explanation.predicted;
  for (const Outcome outcome : {Outcome::fails, Outcome::unknown, Outcome::fires}) {
    for (std::size_t i = 0; i < predicted.size(); ++i) {
      for (const Prediction& prediction : predicted[i].predictions) {
        if (prediction.outcome == outcome) all.push_back(told_test(explanation, i, prediction));
      }
    }
  }
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    for (const rules::ComingDeadEnd& end : predicted[i].dead_ends) {
      all.push_back(told_dead_end(explanation, i, end));
    }
  }
  for (std::size_t i = 0; i < predicted.size(); ++i) {
    if (predicted[i].update.fate == rules::FileFate::stays)
      all.push_back(told_stay(explanation, i));
  }
  return all;
}

std::string predictions_text(const Explanation& explanation, const Style& style) {
  std::string text;
  for (const ToldPrediction& told : told_predictions(explanation)) {
    text += block(told, explanation.check(told.check), style);
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
