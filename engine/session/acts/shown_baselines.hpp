// The baselines that monit shows, on its pages and in its status.
//
// Keeps the baseline of each page until monit reads its control file again. A page that cannot be
// read takes no answer away from the other checks, until unanswered pages have cost two seconds in
// all; then the status alone must do. Not thread-safe.
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
  /// The host must outlive it.
  explicit ShownBaselines(Host& host) : host_(host) {}

  /// The baseline of a check that compares a content without `expect`; its kind says if it is not
  /// known.
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
  std::map<std::string, Page> pages_;  ///< By name of the check, in lower case.
};

}  // namespace pkgmap
