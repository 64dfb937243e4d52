#include "rules/predict/predict.hpp"

#include <algorithm>

#include "rules/predict/foretelling.hpp"

namespace pkgmap::rules {
namespace {

using monitrc::Test;
using monitrc::TestKind;
using monitrc::Trigger;

void foretell_absence(const Test& test, Foretelling& scene) {
  scene.add(test, Outcome::fails, "there", "there", "missing",
            scene.update().package.text() + " no longer has " + scene.update().path,
            "take the check out, or let it watch what the new version has");
}

void foretell_existence(const Test& test, Foretelling& scene) {
  const bool absence = test.is_not;
  if (absence && scene.update().fate == FileFate::vanishes) foretell_absence(test, scene);
  if (!absence && scene.replaced() && !scene.update().now.exists) {
    scene.add(test, Outcome::fails, {}, "missing", "there", scene.shipped() + " is new");
  }
}

void foretell(const Test& test, Foretelling& scene) {
  if (test.kind == TestKind::exist) return foretell_existence(test, scene);
  // monit does not get as far as the others.
  if (scene.update().fate == FileFate::vanishes) return;
  if (test.trigger == Trigger::changed) return foretell_change(test, scene);
  if (scene.replaced()) foretell_constant(test, scene);
}

// monit(1), EXISTENCE TESTS: without one, what is gone is restarted.
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
  Foretelling scene(sources, update, accounts, circumstances);
  for (const Test& test : check.tests) foretell(test, scene);
  const bool implied = std::none_of(check.tests.begin(), check.tests.end(),
                                    [](const Test& test) { return test.kind == TestKind::exist; });
  if (implied && update.fate == FileFate::vanishes) {
    foretell_absence(implied_existence(check), scene);
  }
  return scene.take();
}

const char* name_of(FileFate fate) {
  switch (fate) {
    case FileFate::untouched:
      return "untouched";
    case FileFate::replaced:
      return "replaced";
    case FileFate::stays:
      return "stays";
    case FileFate::vanishes:
      return "vanishes";
  }
  return "untouched";
}

const char* name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::fails:
      return "fails";
    case Outcome::fires:
      return "fires";
    case Outcome::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace pkgmap::rules
