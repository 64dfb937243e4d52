// A test on a model host: a check `bin` of a package's file, a check `other` of a file that no
// package owns, and an include that takes substitute checks.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "engine/session/guard/file_recovery.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap::test {

inline constexpr const char* kKept = "/etc/kept";
inline constexpr const char* kManaged = "monit-pkgmap-drift.conf";
inline constexpr const char* kAlert = " if failed checksum then alert\n";
inline constexpr const char* kUnmonitor = " if failed checksum then unmonitor\n";

class Substitute : public testing::Test {
 protected:
  // `other` compares a file that no package owns.
  void start(const std::string& other = kAlert, const std::string& bin = kAlert) {
    host_ = std::make_unique<ModelSession>("check file bin path @HOST@/sbin/daemon\n" + bin +
                                           "check file other path @DIR@/kept\n" + other +
                                           "include /etc/monit.d/*.conf\n");
    put("mine\n");
    host_->reload_monit();
    host_->pass(std::chrono::seconds(3));
  }

  void put(const std::string& content) { host_->machine().put(kKept, content); }
  std::string managed_text() const {
    const auto& texts = host_->machine().included.texts;
    const auto found = texts.find(kManaged);
    return found == texts.end() ? std::string() : found->second.now;
  }

  ResumeOutcome resumed(const std::string& id) {
    auto outcome = host_->resume(id);
    EXPECT_TRUE(outcome.ok()) << outcome.error().message;
    return outcome ? std::move(*outcome) : ResumeOutcome{};
  }
  // An upgrade that needs a reload.
  ResumeOutcome upgrade() {
    const std::string id = host_->suspend_without_guard();
    host_->upgrade_to("2");
    return resumed(id);
  }
  // `bin` and the substitute check that alarms about its file stay suspended after this.
  void alarm_about_the_binary_and_erase_it() {
    const std::string upgrade = host_->suspend_without_guard();
    host_->upgrade_to("2");
    host_->write("sbin/daemon", "trojan\n");
    resumed(upgrade);
    const std::string removal = host_->suspend_without_guard();
    host_->erase();
    resumed(removal);
  }
  Result<Acceptance> accept_now(const std::string& path) {
    return host_->run([&](Host& machine) { return accept(host_->settings(), {path}, machine); });
  }
  Acceptance accepted(const std::string& path) {
    auto acceptance = accept_now(path);
    EXPECT_TRUE(acceptance.ok()) << acceptance.error().message;
    return acceptance ? std::move(*acceptance) : Acceptance{};
  }
  void recover_now() {
    const auto recovered =
        host_->run([&](Host& machine) { return recover(host_->settings(), machine); });
    EXPECT_TRUE(recovered.ok()) << recovered.error().message;
  }
  Stale hand_over() {
    const auto stale =
        host_->run([&](Host& machine) { return hand_over_to_guards(host_->settings(), machine); });
    EXPECT_TRUE(stale.ok()) << stale.error().message;
    return stale ? *stale : Stale{};
  }
  bool goes_off(const std::string& check) {
    return host_->eventually([&] { return !host_->monit().find(check)->on(); });
  }
  // Whether monit looks at the check twice and finds the expected checksum.
  bool silent(const std::string& check) {
    return !host_->alarms(check) && !host_->alarms(check) && host_->monit().find(check)->on();
  }

  std::unique_ptr<ModelSession> host_;
};

}  // namespace pkgmap::test
