// Reads the baselines that monit shows, on its pages and in its status.
//
// Keeps the baseline of each page until monit reads its control file again. If a page cannot be
// read, the status must do for that check. After unanswered pages have cost two seconds in all, no
// page is asked for any more. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

#include "engine/session/acts/look_scene.hpp"
#include "engine/session/host/host.hpp"
#include "parsers/source/check_name.hpp"
#include "rules/judge/file_facts.hpp"

namespace pkgmap {

class ShownBaselines {
 public:
  /// The host must outlive the object.
  explicit ShownBaselines(Host& host) : host_(host) {}

  /// Returns the baseline of a check, which must compare a content without `expect` (not checked).
  /// `scene` has monit, its status, its control file and the records of one moment. The kind is
  /// `hidden` if the scene has no status (monit gave none), or if monit shows no baseline; `never`
  /// if monit has yet to read the check.
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
  std::map<std::string, Page, LessByName> pages_;
};

}  // namespace pkgmap
