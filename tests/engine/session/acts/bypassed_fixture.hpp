// A test on a model host whose state directory exists, for what changes without a hook.
#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/session/acts/announce.hpp"
#include "engine/session/acts/bypassed.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap::test {

inline constexpr const char* kBypassedChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file other path /etc/other\n";

inline constexpr const char* kUpgraded = "hosted-2-1.noarch replaced hosted-1-1.noarch";

class OnAHost : public testing::Test {
 protected:
  OnAHost() { host_.machine().disk.made = true; }

  std::string seen() {
    const auto bypassed =
        host_.run([&](Host& machine) { return see_bypassed(host_.settings(), machine); });
    EXPECT_TRUE(bypassed.ok()) << bypassed.error().message;
    checks_ = bypassed ? bypassed->checks : CheckNames{};
    return bypassed ? rules::summary_of(bypassed->packages) : "?";
  }
  /// As the shipped check does it.
  std::string looked() {
    const auto stale =
        host_.run([&](Host& machine) { return hand_over_to_guards(host_.settings(), machine); });
    return stale ? rules::summary_of(stale->bypassed.packages) : "?";
  }
  std::string acknowledged() {
    const auto bypassed = host_.run([&](Host& machine) {
      return note_packages(host_.settings(), Telling::acknowledged, machine);
    });
    return bypassed ? rules::summary_of(bypassed->packages) : "?";
  }
  void announce(int pid, const std::string& name, const std::string& version,
                const char* manager = "dnf4") {
    Transaction transaction{manager, pid, {}};
    TransactionItem& item = transaction.items.emplace_back();
    item.action = ItemAction::upgrade;
    item.package.name = name;
    item.package.version = version;
    item.package.release = "1";
    item.package.arch = "noarch";
    const Done announced = host_.run([&](Host& machine) {
      return announce_transaction(host_.settings(), transaction, nullptr, machine);
    });
    EXPECT_TRUE(announced.ok());
  }
  void announce_during_the_next_look(const std::string& nevra) {
    host_.machine().set_disturber([this, nevra, come = false](std::string_view step) mutable {
      if (step != "packages.open" || std::exchange(come, true)) return done();
      const Announcement late{"dnf4", 0, 0, "", 4'000'000'000, {{"hosted", nevra}}};
      return pkgmap::announce(host_.journal().store(), late);
    });
  }
  void machine_installs(const std::string& name) {
    model::ModelPackage package;
    package.name = name;
    host_.machine().packages.push_back(std::move(package));
  }
  bool has(const std::string& name) { return host_.machine().disk.texts.contains(name); }
  std::string mark() { return has("packages") ? host_.machine().disk.texts["packages"].now : ""; }
  /// A whole session: the hook suspends, the package is upgraded, the hook resumes.
  void upgrade_by_hook(const std::string& version) {
    const std::string id = host_.suspend_for(host_.start_process("manager"));
    host_.upgrade_to(version);
    ASSERT_TRUE(host_.resume(id, true).ok());
    host_.await_guards();
  }

  ModelSession host_{kBypassedChecks};
  CheckNames checks_;
};

}  // namespace pkgmap::test
