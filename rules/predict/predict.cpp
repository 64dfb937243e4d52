#include "rules/predict/predict.hpp"

#include <algorithm>
#include <array>

#include "parsers/source/names.hpp"
#include "rules/predict/prediction_context.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::array<Named<FileFate>, 4> kFileFateNames = {{
    {FileFate::untouched, "untouched"},
    {FileFate::replaced, "replaced"},
    {FileFate::stays, "stays"},
    {FileFate::vanishes, "vanishes"},
}};

constexpr std::array<Named<Outcome>, 3> kOutcomeNames = {{
    {Outcome::fails, "fails"},
    {Outcome::fires, "fires"},
    {Outcome::unknown, "unknown"},
}};

using monitrc::Test;
using monitrc::TestKind;
using monitrc::Trigger;

void predict_absence(const Test& test, PredictionContext& context) {
  const FileUpdate& update = context.update();
  std::string ground = update.leaves
                           ? update.package.text() + " goes away, and " + update.path + " with it"
                           : update.package.text() + " no longer has " + update.path;
  if (!update.doubt.empty()) {
    return context.add(test, Outcome::unknown, "there", "there", "missing",
                       ground + "; but " + update.doubt);
  }
  context.add(test, Outcome::fails, "there", "there", "missing", std::move(ground),
              update.leaves ? "remove the check"
                            : "remove the check, or let it watch a file of the new version");
}

void predict_existence(const Test& test, PredictionContext& context) {
  const bool absence = test.is_not;
  if (absence && context.update().fate == FileFate::vanishes) predict_absence(test, context);
  if (!absence && context.replaced() && !context.update().now.exists) {
    context.add(test, Outcome::fails, {}, "missing", "there", context.shipped() + " is new");
  }
}

void predict_test(const Test& test, PredictionContext& context) {
  if (test.kind == TestKind::exist) return predict_existence(test, context);
  // monit runs no other test of a file that is gone.
  if (context.update().fate == FileFate::vanishes) return;
  if (test.trigger == Trigger::changed) return predict_change(test, context);
  if (context.replaced()) predict_constant(test, context);
}

// The test of a check without an existence test: monit restarts what is gone (monit(1), EXISTENCE
// TESTS).
Test implied_existence(const monitrc::Check& check) {
  Test restart;
  restart.kind = TestKind::exist;
  restart.trigger = Trigger::compared;
  restart.action.kind = monitrc::ActionKind::restart;
  restart.span = check.span;
  return restart;
}

}  // namespace

std::optional<bool> FileUpdate::content_changes() const {
  if (fate == FileFate::untouched || fate == FileFate::stays) return false;
  if (fate == FileFate::vanishes) return true;
  if (!now.exists || now.size != after.size) return true;
  for (const auto& [algorithm, digest] : now.digests) {
    const auto other = after.digests.find(algorithm);
    if (other != after.digests.end()) return digest != other->second;
  }
  return std::nullopt;
}

std::vector<Prediction> predict(const monitrc::Check& check, const Sources& sources,
                                const FileUpdate& update, const Accounts& accounts,
                                const Circumstances& circumstances) {
  PredictionContext context(sources, update, accounts, circumstances);
  for (const Test& test : check.tests) predict_test(test, context);
  const bool implied = std::none_of(check.tests.begin(), check.tests.end(),
                                    [](const Test& test) { return test.kind == TestKind::exist; });
  if (implied && update.fate == FileFate::vanishes) {
    predict_absence(implied_existence(check), context);
  }
  return context.take();
}

const char* name_of(FileFate fate) {
  return name_in(kFileFateNames, fate);
}

const char* name_of(Outcome outcome) {
  return name_in(kOutcomeNames, outcome);
}

}  // namespace pkgmap::rules
