// What is wrong with the checks of a host: the findings of `audit`.
//
// Pure. Each finding has a place in a file, so that somebody can go there and mend it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/facts.hpp"
#include "rules/plan/belonging.hpp"

namespace pkgmap::rules {

/// In the order of urgency.
enum class FindingKind : std::uint8_t {
  drift,          ///< The file differs from what its package shipped.
  off,            ///< Switched off by its own test at an update; its file is as packaged.
  stale,          ///< What it watches does not exist, and no package ships it.
  never_matches,  ///< Its pattern fits nothing.
  risky_pattern,  ///< Its pattern fits what it does not mean.
  duplicate,      ///< Another check watches the same.
  chatty,         ///< `set alert` mails every suspension.
  unwatched,      ///< A service of an installed package that no check watches.
  unowned,        ///< It belongs to no package.
};

const char* name_of(FindingKind kind);

struct Finding {
  FindingKind kind = FindingKind::unowned;
  std::string check;  ///< Empty: it is about no single check.
  std::string detail;
  std::string file;
  std::size_t line = 1;
};

enum class PackagedContent : std::uint8_t {
  unknown,      ///< No package has a digest for it, or it cannot be read.
  as_packaged,  ///< What the header of its package says.
  changed,      ///< Something else.
};

/// What monit says of a check.
enum class Watch : std::uint8_t { unknown, monitored, off, starting, waiting, failing };
const char* name_of(Watch watch);

/// What was found out about one check beside its facts and evidence.
struct CheckState {
  Watch watch = Watch::unknown;
  bool suspended = false;  ///< Off, but by a session of ours.
  PackagedContent content = PackagedContent::unknown;
  std::string package;            ///< NEVRA whose header the content was compared with.
  std::int64_t installed_at = 0;  ///< When that package came; seconds since 1970, 0: unknown.
  std::int64_t looked_at = 0;     ///< When monit last looked at the check; the same.
  bool config = false;            ///< It is %config: somebody may have changed it on purpose.
};

/// An enabled unit of an installed package.
struct EnabledService {
  std::string unit;      ///< "mysqld.service"
  std::string fragment;  ///< Where it is defined.
  std::string package;
};

struct AuditFacts {
  const Facts* facts = nullptr;
  const Sources* sources = nullptr;
  const monitrc::ControlFile* control_file = nullptr;
  std::vector<Belonging> belongings;  ///< One for each check, as the next.
  std::vector<CheckState> states;
  std::vector<EnabledService> services;
  bool live = false;  ///< Running processes were looked at.
};

/// In the order of the kinds, then of the places.
std::vector<Finding> findings_of(const AuditFacts& audit, const Policy& policy);

/// Whether this `set alert` statement mails monit's answers to our requests.
bool mails_every_suspension(const monitrc::Alert& alert);

}  // namespace pkgmap::rules
