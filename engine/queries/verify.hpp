// Every checksummed file against what monit compares it with and what its package shipped.
// Read-only.
#pragma once

#include <string>
#include <vector>

#include "engine/session/host/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "rules/judge/packaged.hpp"

namespace pkgmap {

enum class Against : std::uint8_t {
  either,  ///< Fine when it is the one or the other.
  baseline,
  package,
};

struct VerifiedFile {
  enum class Result : std::uint8_t { ok, drift, missing, unknown };
  std::string check;
  std::string path;
  Result result = Result::unknown;
  std::string baseline;        ///< Empty: not known.
  std::string content;         ///< By the baseline's algorithm; empty: no content.
  std::string package;         ///< NEVRA; empty: no package answers for it.
  std::string signature = {};  ///< How far that package is signed, as in JSON; empty: there is
                               ///< none, or it is bad.
  rules::Shipping shipped = rules::Shipping::unowned;
  rules::Refused refused = rules::Refused::no;
  bool config = false;           ///< %config
  std::string refusal = {};      ///< Why a content as packaged does not count.
  std::string new_version = {};  ///< The `.rpmnew` beside it, when there is one.
  std::string substitute = {};   ///< The check of which monit says that it keeps the alarm over a
                                 ///< reload; empty: none.
};

struct Verification {
  std::vector<VerifiedFile> files;
  std::vector<std::string> notes;  ///< Why baselines are not known, for people.
  Against against = Against::either;

  bool drifted() const;
};

/// Works while monit is down; its baselines are then those that were noted last.
pkgmap::Result<Verification> verify(const Settings& settings, Against against,
                                    Host& host = this_host());

const char* name_of(VerifiedFile::Result result);

}  // namespace pkgmap
