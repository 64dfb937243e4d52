// Predicts the `changed` tests: they compare a file with its former state, and fire at most once.
#include "rules/predict/prediction_context.hpp"

namespace pkgmap::rules {
namespace {

using monitrc::Test;
using monitrc::TestKind;

void ask_forgotten(const Test& test, const std::string& now, PredictionContext& context) {
  if (!context.circumstances().forgotten) return;
  context.add(test, Outcome::fires, {}, now, now,
              "monit reads its control file again while the check is suspended, and loses the last "
              "values");
}

void ask_whether(const Test& test, bool changes, const std::string& now, const std::string& after,
                 const std::string& what, PredictionContext& context) {
  if (context.replaced() && context.update().now.exists && changes) {
    context.add(test, Outcome::fires, {}, now, after, context.shipped() + " with another " + what);
  } else {
    ask_forgotten(test, now, context);
  }
}

void ask_time(const Test& test, PredictionContext& context) {
  const bool same = test.subject == "mtime" && !context.update().entries_change &&
                    context.update().now.modified == context.update().after.modified;
  if (context.replaced() && context.update().now.exists && !same) {
    context.add(test, Outcome::fires, {}, {}, {}, context.replacement() + ", so its times change");
  } else if (context.update().entries_change) {
    context.add(test, Outcome::fires, {}, {}, {},
                "files in " + context.update().path + " are replaced");
  } else {
    ask_forgotten(test, {}, context);
  }
}

}  // namespace

void predict_change(const Test& test, PredictionContext& context) {
  switch (test.kind) {
    case TestKind::checksum:
      if (!context.circumstances().suspended && context.replaced()) {
        predict_content(test, Outcome::fires, " with another content", context);
      }
      return;
    case TestKind::permission:
      return ask_whether(test, context.mode_now() != context.mode_after(), context.mode_now(),
                         context.mode_after(), "mode", context);
    case TestKind::size:
      return ask_whether(test, context.size_now() != context.size_after(), context.size_now(),
                         context.size_after(), "size", context);
    case TestKind::timestamp:
      return ask_time(test, context);
    default:
      return;
  }
}

void predict_content(const Test& test, Outcome outcome, const std::string& how,
                     PredictionContext& context) {
  const auto changes = context.update().content_changes();
  if (changes && !*changes) return;
  const Algorithm& algorithm = *test.algorithm;
  context.add(test, changes ? outcome : Outcome::unknown, {},
              sum_by(context.update().now.digests, algorithm),
              sum_by(context.update().after.digests, algorithm),
              context.shipped() + (changes ? how : " with unknown content"));
}

}  // namespace pkgmap::rules
