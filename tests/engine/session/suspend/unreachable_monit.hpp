// A monit without HTTP interface, which the policy `unreachable: stop-monit` lets a suspend stop.
// On the model.
#pragma once

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap::test {

class UnreachableMonit : public testing::Test {
 protected:
  /// `more` are further checks, as for ModelSession.
  explicit UnreachableMonit(const std::string& more = {}) : host_(kChecks + more) {
    host_.settings().policy.unreachable = rules::OnUnreachable::stop_monit;
    host_.write_httpd("");
    // monit begins when its files have long been there.
    host_.pass(std::chrono::seconds(2));
    host_.stop_monit();
    host_.machine().start_monit();
    host_.pass(std::chrono::seconds(5));
  }
  bool runs() { return host_.monit().alive(); }
  bool no_session_is_left() { return host_.journal().all()->sessions.empty(); }

  ModelSession host_;

 private:
  static inline const std::string kChecks =
      "check file bin path @HOST@/sbin/daemon\n"
      " if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n"
      " if failed checksum then alert\n";
};

}  // namespace pkgmap::test
