// Reads the baselines that monit shows, on its pages and in its status. The baseline of a check is
// the content with which its checksum test compares the file; monit shows the digest of this
// content.
//
// An object keeps the baseline of each page until monit reads its control file again. If monit does
// not give a page, the object takes the baseline of the check from the status. After unanswered
// pages have cost two seconds in all, it asks for no page any more. Not thread-safe.
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

  /// Returns the baseline of a check, which must have a checksum test without `expect` (not
  /// checked). `scene` has monit, its status, its control file and the records, all of one moment.
  /// Without a digest, the kind says why:
  /// - `hidden`: the scene has no status (monit gave none), or monit has a baseline and does not
  ///   show it.
  /// - `never`: monit has no baseline. monit has not read the check, or its present path, from the
  ///   control file yet, has not looked at the file since, or had no file to look at.
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
