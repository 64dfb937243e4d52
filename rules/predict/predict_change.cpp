// Tests that hold a file against what it was: they fire once, or not at all.
#include "rules/predict/foretelling.hpp"

namespace pkgmap::rules {
namespace {

using monitrc::Test;
using monitrc::TestKind;

void ask_forgotten(const Test& test, const std::string& now, Foretelling& scene) {
  if (!scene.circumstances().forgotten) return;
  scene.add(test, Outcome::fires, {}, now, now,
            "monit reads its control file again while the check is suspended, and forgets what it "
            "knew");
}

void ask_whether(const Test& test, bool changes, const std::string& now, const std::string& after,
                 const std::string& what, Foretelling& scene) {
  if (scene.replaced() && scene.update().now.exists && changes) {
    scene.add(test, Outcome::fires, {}, now, after, scene.shipped() + " with another " + what);
  } else {
    ask_forgotten(test, now, scene);
  }
}

void ask_time(const Test& test, Foretelling& scene) {
  const bool same = test.subject == "mtime" && !scene.update().entries_change &&
                    scene.update().now.modified == scene.update().after.modified;
  if (scene.replaced() && scene.update().now.exists && !same) {
    scene.add(test, Outcome::fires, {}, {}, {},
              scene.update().path + " is replaced, so its times change");
  } else if (scene.update().entries_change) {
    scene.add(test, Outcome::fires, {}, {}, {},
              "files in " + scene.update().path + " are replaced");
  } else {
    ask_forgotten(test, {}, scene);
  }
}

}  // namespace

void foretell_change(const Test& test, Foretelling& scene) {
  switch (test.kind) {
    case TestKind::checksum:
      if (!scene.circumstances().suspended && scene.replaced()) {
        foretell_content(test, Outcome::fires, " with another content", scene);
      }
      return;
    case TestKind::permission:
      return ask_whether(test, scene.mode_now() != scene.mode_after(), scene.mode_now(),
                         scene.mode_after(), "mode", scene);
    case TestKind::size:
      return ask_whether(test, scene.size_now() != scene.size_after(), scene.size_now(),
                         scene.size_after(), "size", scene);
    case TestKind::timestamp:
      return ask_time(test, scene);
    default:
      return;
  }
}

void foretell_content(const Test& test, Outcome outcome, const std::string& how,
                      Foretelling& scene) {
  const auto changes = scene.update().content_changes();
  if (changes && !*changes) return;
  const std::string algorithm = monitrc::name_of(*test.algorithm);
  scene.add(test, changes ? outcome : Outcome::unknown, {},
            digest_of(scene.update().now, algorithm), digest_of(scene.update().after, algorithm),
            scene.shipped() + (changes ? how : " with unknown content"));
}

}  // namespace pkgmap::rules
