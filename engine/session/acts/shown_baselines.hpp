// The baselines that monit shows, on its pages and in its status.
//
// Keeps what monit has shown on a page since it read its control file. A page that cannot be asked
// for costs the others nothing, unless it is time that it costs: ten seconds in all. Not
// thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "engine/session/acts/look_scene.hpp"
#include "engine/session/host/host.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

class ShownBaselines {
 public:
  /// The host outlives it.
  explicit ShownBaselines(Host& host) : host_(host) {}

  /// Of a check that compares a content without `expect`.
  rules::ShownBaseline of(const monitrc::Check& check, const LookScene& scene);

 private:
  struct Page {
    std::int64_t incarnation = -1;
    rules::ShownBaseline baseline{};
  };

  rules::ShownBaseline on_page(const monitrc::Check& check, const status::Service& service,
                               const LookScene& scene);

  Host& host_;
  std::chrono::milliseconds lost_{0};
  std::map<std::string, Page> pages_;  ///< By check, in lower case.
};

}  // namespace pkgmap
